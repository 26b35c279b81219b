from odoo import api, fields, models


class HotelVisitStandard(models.Model):
    """What a level allows for one kind of cost (K2). "Not paid" and "as needed" are modes, not amounts."""

    _name = "hotel.visit.standard"
    _description = "Standard of Cost"
    _order = "level_id, category_id"

    level_id = fields.Many2one("hotel.visit.level", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="level_id.company_id")
    currency_id = fields.Many2one(related="level_id.currency_id")
    category_id = fields.Many2one("hotel.visit.category", "For", required=True, ondelete="restrict")
    mode = fields.Selection(
        [("limit", "Up to an amount"), ("none", "Not paid by the hotel"), ("open", "As needed")],
        required=True,
        default="limit",
    )
    amount_from = fields.Monetary("From", help="Usual amount at the lower end, such as 50 of 50-80 for a gift; only a hint.")
    amount = fields.Monetary("Up to", help="For each of what the kind of cost is allowed for.")
    basis = fields.Selection(
        selection=lambda self: self.env["hotel.visit.category"]._fields["basis"]._description_selection(self.env),
        string="Allowed for",
        required=True,
        compute="_compute_basis",
        store=True,
        readonly=False,
        precompute=True,
        help="M6: kept with the version of the level.",
    )

    _one_each = models.UniqueIndex("(level_id, category_id)", "A level has one standard for each kind of cost.")
    _amounts = models.Constraint(
        "CHECK (amount >= 0 AND amount_from >= 0 AND (mode <> 'limit' OR amount_from <= amount))",
        "The amounts of a standard are not negative, and the lower one does not lie above the upper one.",
    )

    @api.depends("category_id")
    def _compute_basis(self):
        for standard in self:
            standard.basis = standard.category_id.basis

    @api.model_create_multi
    def create(self, vals_list):
        standards = super().create(vals_list)
        standards.level_id._check_unused()
        return standards

    def write(self, vals):
        self.level_id._check_unused()
        result = super().write(vals)
        # moved into another level that was used
        self.level_id._check_unused()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        self.level_id._check_unused()
