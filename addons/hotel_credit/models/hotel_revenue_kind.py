from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelRevenueKind(models.Model):
    """What a slip is for (D7). Its product carries the income account and the tax of each company (F1)."""

    _name = "hotel.revenue.kind"
    _description = "Revenue Kind"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Selection(
        [
            ("rooms", "Rooms"),
            ("food", "Food"),
            ("beverage", "Beverage"),
            ("banquet", "Banquet"),
            ("other", "Other"),
        ],
        required=True,
        readonly=True,
    )
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product",
        required=True,
        ondelete="restrict",
        domain="[('type', '=', 'service')]",
        help="Its income account and its tax, both of the company, stand on the invoice of the month.",
    )
    income_account_id = fields.Many2one(
        "account.account", "Income account", related="product_id.property_account_income_id", readonly=False
    )
    tax_ids = fields.Many2many("account.tax", string="Tax (included)", compute="_compute_tax_ids")

    _code_unique = models.UniqueIndex("(code)", "There is one revenue kind for each code.")

    @api.depends("product_id.taxes_id")
    @api.depends_context("company")
    def _compute_tax_ids(self):
        for kind in self:
            kind.tax_ids = kind.product_id.taxes_id.filtered_domain(
                self.env["account.tax"]._check_company_domain(self.env.company)
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_needed(self):
        raise UserError(
            self.env._("Slips are entered by these revenue kinds, so none can be deleted: %s", ", ".join(self.mapped("name")))
        )
