from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    hotel_renewal_months = fields.Integer(
        "Renewals are filed ahead by (months)",
        default=2,
        help="A6: calendar months before the agreement's last day by which a renewal is filed.",
    )

    _hotel_renewal_months_range = models.Constraint(
        "CHECK (hotel_renewal_months BETWEEN 0 AND 24)",
        "Renewals are filed between 0 and 24 months before the agreement ends.",
    )
