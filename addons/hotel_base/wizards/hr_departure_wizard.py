from odoo import models


class HrDepartureWizard(models.TransientModel):
    _inherit = "hr.departure.wizard"

    def action_register_departure(self):
        """E8: note the departure before core archives the employee, who would otherwise have to hand over first.

        What is still open holds the final pay (`hotel_final_pay_held`).
        """
        for wizard in self:
            wizard.employee_ids.write({
                "departure_reason_id": wizard.departure_reason_id.id,
                "departure_date": wizard.departure_date,
            })
        return super().action_register_departure()
