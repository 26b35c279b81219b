from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import event_deposit
from .hotel_event_order_owed import MONEY_GROUPS


class HotelEventOrder(models.Model):
    """H18: the customer sees the own events in the portal, and asks there to cancel one or for part of its deposit.

    Customers have no rights to the models: all they see and do goes through these methods, which ask who they are.
    """

    _inherit = "hotel.event.order"

    @api.model
    def _get_portal_domain(self, partner):
        """Return the domain of the events that contacts of `partner`'s firm see: what the firm has ordered."""
        return Domain("commercial_partner_id", "=", partner.commercial_partner_id.id) & (
            Domain("state", "!=", "draft") | Domain("sale_order_id.state", "=", "sale")
        )

    def _is_portal_customer(self, user):
        """Return whether `user` is a portal login of the firm that ordered this."""
        self.ensure_one()
        return user._is_portal() and bool(self.sudo().filtered_domain(self._get_portal_domain(user.sudo().partner_id)))

    def _is_previewed_by(self, user):
        """Return whether `user` works for the hotel and sees the order with its money in the back office."""
        self.ensure_one()
        return user._is_internal() and user.has_groups(MONEY_GROUPS) and self.with_user(user).sudo(False).has_access("read")

    def _get_portal_path(self, suffix=""):
        """Return the path of the event's page in the portal."""
        self.ensure_one()
        return f"/my/events/{self.id}{suffix}"

    def _preview_request(self, kind, amount_wanted=0.0):
        """Return the request that the customer would make now, not stored, in superuser mode: what it keeps and gives back."""
        self.ensure_one()
        return self.env["hotel.event.cancellation"].sudo().new(
            {"kind": kind, "order_id": self.id, "received_at": fields.Datetime.now(), "amount_wanted": amount_wanted}
        )

    def _get_portal_requests(self):
        """Return the requests that the customer sees, the newest first: drafts of the house are its own. Superuser mode."""
        self.ensure_one()
        return self.cancellation_ids.filtered(lambda each: each.filed_by_id or each.approval_state != "draft").sorted("id", reverse=True)

    def _get_free_until(self):
        """H15: return the moment until which cancelling costs nothing but what was specially ordered."""
        self.ensure_one()
        return event_deposit.free_until(self.ordered_at, self.free_hours)

    def _get_scale_rows(self):
        """H15: return what is kept by day as [(sentence, whether it counts now)], the smallest number of days first. Superuser mode."""
        self.ensure_one()
        now, env = fields.Datetime.now(), self.env
        steps = sorted(self._get_scale()._get_steps(), key=lambda each: (each[0] is None, each[0] or 0))
        current = event_deposit.step(now, self.date_begin, steps) if now > self._get_free_until() else None
        rows = []
        for days, percent in steps:
            if days is not None:
                sentence = env._("Up to %(days)s days before the event: %(percent)g %%", days=days, percent=percent)
            elif len(steps) > 1:
                sentence = env._("Any earlier day: %(percent)g %%", percent=percent)
            else:
                sentence = env._("On any day: %(percent)g %%", percent=percent)
            rows.append((sentence, (days, percent) == current))
        return rows

    def _get_request_sentence(self, kind):
        """Return what the customer signs. Superuser mode."""
        self.ensure_one()
        words = {
            "hotel": self.company_id.name,
            "event": self.title,
            "day": self._format_moment(self.date_begin),
            "number": self.name,
            "firm": self.commercial_partner_id.name,
        }
        if kind == "cancel":
            return self.env._("I ask %(hotel)s to cancel “%(event)s” (%(number)s, %(day)s), for %(firm)s.", **words)
        return self.env._(
            "I ask %(hotel)s to pay back part of the deposit of “%(event)s” (%(number)s, %(day)s), for %(firm)s. The event stays.", **words
        )

    def _lock_requests(self):
        """Make requests for these orders wait for each other.

        The row is written, not only locked: who waited starts anew and sees what the first one stored.
        """
        self.env.cr.execute(
            SQL("UPDATE hotel_event_order SET write_date = write_date WHERE id IN %s", tuple(self.ids)), log_exceptions=False
        )

    def _get_locked_fields(self):
        """H18: what a customer has signed belongs to that customer."""
        locked = super()._get_locked_fields()
        return locked | {"partner_id"} if self.sudo().cancellation_ids.filed_by_id else locked

    def _get_portal_request(self, number):
        """Return a request of this order that the customer sees, in superuser mode.

        :raise UserError: there is none with this id
        """
        request_sudo = self.sudo()._get_portal_requests().filtered(lambda each: each.id == number)
        if not request_sudo:
            raise UserError(self.env._("There is no such request for this event."))
        return request_sudo
