from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    hotel_temporary_credit_days = fields.Integer(
        "Working days to settle a temporary credit",
        default=7,
        help="After the day of departure, which is day 0; at the latest on the last day of the departure's month (E3).",
    )
    hotel_payroll_hold = fields.Boolean(
        "Hold the guarantor's pay",
        default=True,
        help="At the end of a month the pay of who guarantees a temporary credit past its working days is held until it is "
        "collected (E5). Switched off, no hold is put on and those that stand are lifted.",
    )

    _hotel_temporary_credit_days_range = models.Constraint(
        "CHECK (hotel_temporary_credit_days BETWEEN 1 AND 60)", "A temporary credit is settled within 1 to 60 working days."
    )

    def write(self, vals):
        result = super().write(vals)
        if "hotel_payroll_hold" in vals and not vals["hotel_payroll_hold"]:
            standing = self.env["hotel.payroll.hold"].sudo().search([("company_id", "in", self.ids), ("state", "=", "held")])
            standing._lift("switched_off")
        return result
