from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

BATCH = 500
#: What is personal and no longer needed once the event is history.
PERSONAL = ("phone", "email", "hotel_diet")


class EventRegistration(models.Model):
    """H10: some months after the event a guest's phone, e-mail and dietary wishes are deleted.

    What remains says who was there: name, firm, position, table, answer, scans.
    """

    _inherit = "event.registration"

    hotel_anonymised_at = fields.Datetime("Contact data deleted", readonly=True, copy=False)

    # Each piece of the night's work begins where the one before ended.
    _hotel_to_anonymise = models.Index("(id) WHERE hotel_anonymised_at IS NULL")

    @api.model
    def _cron_hotel_anonymise(self):
        """Delete the contact data of guests whose event ended longer ago than each hotel keeps them."""
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].search([("hotel_guest_retention_months", ">", 0)]):
            until = fields.Datetime.now() - relativedelta(months=company.hotel_guest_retention_months)
            domain = [
                ("event_id.company_id", "in", company.ids),
                ("event_id.date_end", "<", until),
                ("hotel_anonymised_at", "=", False),
                ("active", "in", (True, False)),
            ]
            while guests := self.search(domain, limit=BATCH, order="id").try_lock_for_update():
                guests._hotel_anonymise()
                if not cron._commit_progress(len(guests)):
                    return

    def _hotel_anonymise(self):
        """Delete what is personal here, in the chatter's old values and in the invitations sent."""
        guests_sudo = self.sudo().with_context(tracking_disable=True)
        guests_sudo.write(dict.fromkeys(PERSONAL, False) | {"hotel_token": False, "hotel_anonymised_at": fields.Datetime.now()})
        messages = self.env["mail.message"].sudo().search([("model", "=", self._name), ("res_id", "in", self.ids)])
        messages.tracking_value_ids.filtered(lambda value: value.field_id.name in PERSONAL).unlink()
        messages.filtered(lambda message: message.message_type == "email_outgoing" or message.mail_ids).unlink()
