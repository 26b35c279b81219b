from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelClubAttendance(models.Model):
    """A member on the list of a club event: invited, and whether they came (I13)."""

    _name = "hotel.club.attendance"
    _description = "Guest of a Club Event"
    _order = "event_id, id"
    _rec_name = "member_id"
    _check_company_auto = True

    event_id = fields.Many2one("hotel.club.event", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True)
    member_id = fields.Many2one("hotel.club.member", required=True, index=True, ondelete="restrict", check_company=True)
    tier_id = fields.Many2one(related="member_id.tier_id")
    date = fields.Date(related="event_id.date", store=True)
    came = fields.Boolean()
    note = fields.Char()

    _once = models.UniqueIndex("(event_id, member_id)", "This member is on the list of the event already.")

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_not_awarded()
        return rows

    def write(self, vals):
        self._check_not_awarded()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_awarded(self):
        self._check_not_awarded()

    def _check_not_awarded(self):
        if closed := self.event_id.filtered(lambda event: event.awarded_at or event.state == "cancelled"):
            raise UserError(self.env._("%(events)s: its points are given or it was cancelled, so the list stays.", events=", ".join(closed.mapped("name"))))
