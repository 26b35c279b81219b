from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError

from ..models.helpdesk_ticket import MANAGER


class HotelImprovementImport(models.TransientModel):
    """Make improvement points of what customers wrote in a survey (J11)."""

    _name = "hotel.improvement.import"
    _description = "Points from a Survey"

    survey_id = fields.Many2one("survey.survey", required=True)
    user_id = fields.Many2one("res.users", "Owner", required=True, default=lambda self: self.env.user, domain="[('share', '=', False)]")
    due_date = fields.Date("Due", required=True, default=lambda self: self.env.company._hotel_today() + timedelta(days=14))

    def action_make(self):
        """Make the points and open them; what was made before is not made again."""
        self.ensure_one()
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only the service manager decides this."))
        points = self.env["hotel.improvement.point"]._make_from_survey(self.survey_id, self.user_id, self.due_date)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Improvement points"),
            "res_model": "hotel.improvement.point",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", points.ids)],
        }
