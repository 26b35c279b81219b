from odoo import api, fields, models


class HotelDeskDuty(models.Model):
    """The roster: which team receives new customers at a desk on a day."""

    _name = "hotel.desk.duty"
    _description = "Team on duty at a desk"
    _order = "day desc, desk_id"
    _check_company_auto = True

    desk_id = fields.Many2one("hotel.desk", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = fields.Many2one(related="desk_id.company_id", store=True, index=True)
    day = fields.Date(required=True, default=fields.Date.context_today)
    team_id = fields.Many2one("crm.team", "Team on duty", required=True, ondelete="restrict")

    _one_a_day = models.UniqueIndex("(desk_id, day, team_id)", "This team is on duty at the desk on that day already.")

    @api.depends("desk_id", "day", "team_id")
    def _compute_display_name(self):
        for duty in self:
            duty.display_name = f"{duty.desk_id.name} · {duty.day} · {duty.team_id.name}"
