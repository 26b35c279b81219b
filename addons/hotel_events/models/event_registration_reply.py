from odoo import fields, models

from ..rules import guest_reply


class EventRegistration(models.Model):
    """H10: what a guest answers to the invitation, on the public page or by telephone."""

    _inherit = "event.registration"

    hotel_reply = fields.Selection(
        [("none", "No answer"), ("coming", "Coming"), ("declined", "Not coming")], "Answer", default="none", required=True, tracking=True
    )
    hotel_replied_at = fields.Datetime("Answered", readonly=True, copy=False)
    hotel_reply_count = fields.Integer(readonly=True, copy=False)
    hotel_reply_since = fields.Datetime(readonly=True, copy=False)

    def write(self, vals):
        """The answer decides Odoo's state, whoever enters it: coming registers, declining cancels and frees the seat."""
        reply = vals.get("hotel_reply")
        if reply in ("coming", "declined", "none"):
            vals = {**vals}
            if reply == "declined":
                vals["hotel_table_id"] = False
            result = super().write(vals)
            state = {"coming": "open", "declined": "cancel", "none": "draft"}[reply]
            self.filtered(lambda guest: guest.state not in ("done", state)).write({"state": state})
            self.sudo().filtered(lambda guest: not guest.hotel_anonymised_at).write({"hotel_replied_at": fields.Datetime.now()})
            return result
        return super().write(vals)

    def action_hotel_coming(self):
        """Note that the guests come, told by telephone or letter."""
        self.write({"hotel_reply": "coming"})
        return True

    def action_hotel_declined(self):
        """Note that the guests do not come."""
        self.write({"hotel_reply": "declined", "hotel_companions": 0})
        return True

    def _hotel_find_by_token(self, token):
        """Return the guest of a reply page (superuser mode), empty for an unknown key."""
        guests_sudo = self.sudo()
        if not isinstance(token, str) or len(token) != 32 or not token.isascii():
            return guests_sudo
        return guests_sudo.search([("hotel_token", "=", token)], limit=1)

    def _hotel_take_reply(self, reply, companions, diet):
        """Store what a guest answers on the public page; superuser mode, values are checked before.

        :return: False where this guest has answered too often within the hour
        """
        self.ensure_one()
        now = fields.Datetime.now()
        count, since = self.hotel_reply_count, self.hotel_reply_since
        if guest_reply.too_often(count, since, now):
            return False
        fresh = not since or now - since >= guest_reply.WINDOW
        companions = companions if reply == "coming" else 0
        vals = {
            "hotel_reply": reply,
            "hotel_companions": companions,
            "hotel_diet": diet or False,
            "hotel_reply_count": 1 if fresh else count + 1,
            "hotel_reply_since": now if fresh else since,
        }
        table = self.hotel_table_id
        if table and companions > self.hotel_companions and 1 + companions > table.free + self.hotel_persons:
            # More come than the table holds: the coordinator finds another one.
            vals["hotel_table_id"] = False
            self._message_log(body=self.env._("%(table)s has no room for the companions: find another table.", table=table.name))
        self.write(vals)
        return True
