from odoo import api, fields, models


class HotelEventRisk(models.Model):
    """A risk of an event, what is done against it, and who acts (H21)."""

    _name = "hotel.event.risk"
    _description = "Risk of an Event"
    _inherit = ["hotel.event.templated.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    plan_id = fields.Many2one("hotel.event.emergency", required=True, index=True, ondelete="cascade")
    event_id = fields.Many2one(related="plan_id.event_id", store=True, precompute=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Risk", required=True, translate=True)
    measure = fields.Text("What is done", required=True, translate=True)
    role_id = fields.Many2one("hotel.event.role", "Who acts", ondelete="restrict")
    employee_id = fields.Many2one("hr.employee", "Person", ondelete="restrict", check_company=True)
    template_id = fields.Many2one("hotel.event.kind.risk", readonly=True, copy=False, ondelete="set null")

    @api.model_create_multi
    def create(self, vals_list):
        risks = super().create(vals_list)
        risks._withdraw_approval()
        return risks

    def write(self, vals):
        if "plan_id" in vals:
            self._withdraw_approval()
        result = super().write(vals)
        self._withdraw_approval()
        return result

    def unlink(self):
        self._withdraw_approval()
        return super().unlink()

    def _withdraw_approval(self):
        """A plan whose risks change is approved anew."""
        approved = self.plan_id.filtered("approved_at")
        if approved:
            approved._withdraw()

    def _prepare_template_vals(self, event, template):
        return [
            {
                "plan_id": event.hotel_emergency_ids.id,
                "template_id": template.id,
                "sequence": template.sequence,
                "name": template.name,
                "measure": template.measure,
                "role_id": template.role_id.id,
            }
        ]
