from markupsafe import Markup

from odoo import api, models


class HotelCallback(models.Model):
    """I17: after a hand-over the customers are told who calls them from now on."""

    _inherit = "hotel.callback"

    @api.model
    def _tell_new_contact(self, customers, old, new):
        """Plan a message to each customer with the name of the new contact; without e-mail or phone for messages it is a call.

        The callback is the record that the customer was told: its state says when, by whom and how (superuser mode).

        :param old: employee who hands over
        :param new: employee who takes over
        """
        company = new.company_id or self.env.company
        today = company._hotel_today()
        self._plan_many([
            {
                "partner": customer,
                "topic": self.env._("New contact: %(new)s instead of %(old)s", new=new.name, old=old.name),
                "date": today,
                "due": self.env["hotel.workdays"].add_working_days(today, 3, company),
                "way": "message" if customer.phone or customer.email else "phone",
                "owner": new.user_id,
                "company": company,
                "priority": 1,
            }
            for customer in customers
        ])

    def action_send_message(self, text=None):
        """Send a message or letter by e-mail to the customer, with `text`, and close the callback: it is recorded what was sent.

        Without an e-mail address it was sent another way (WeChat, post): the text is recorded all the same.
        """
        for callback in self:
            callback._check_mine()
            callback._check_open()
            text = (text or callback.summary or callback.topics or "").strip()
            callback_sudo = callback.sudo()
            callback_sudo.summary = text
            partner = callback_sudo.contact_id or callback_sudo.partner_id
            if partner.email:
                self.env["mail.mail"].sudo().create({
                    "subject": callback_sudo.topics or callback_sudo.name,
                    "body_html": Markup("<p>%s</p>") % Markup("<br/>").join(text.splitlines()),
                    "email_to": partner.email_formatted,
                    "auto_delete": True,
                })
        return self.action_close()

