from odoo import api, fields, models


class AccountMove(models.Model):
    """F4: the entry of a shortfall that an employee took over settles the customer's receivable."""

    _inherit = "account.move"

    _server_fields = frozenset({"hotel_shortfall_id"})

    hotel_shortfall_id = fields.Many2one(
        "hotel.shortfall",
        "Shortfall taken over",
        copy=False,
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
        groups="base.group_user",
    )
    hotel_shortfall_count = fields.Integer(
        "Shortfalls", compute="_compute_hotel_shortfall_count", compute_sudo=True, groups="base.group_user"
    )

    def _compute_hotel_shortfall_count(self):
        counts = dict(self.env["hotel.shortfall"]._read_group([("move_id", "in", self.ids)], ["move_id"], ["__count"]))
        for move in self:
            move.hotel_shortfall_count = counts.get(move._origin, 0)

    @api.depends("hotel_shortfall_id")
    def _compute_amount(self):
        """F4, E7: what is open of a take-over is what the employee still owes, so that the register shows it."""
        super()._compute_amount()
        for move in self.filtered("hotel_shortfall_id"):
            owed = move.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and line.balance > 0)
            move.amount_residual = sum(owed.mapped("amount_residual_currency"))
            move.amount_residual_signed = sum(owed.mapped("amount_residual"))

    def _hotel_settles_receivable(self):
        """F4: what the named employee accepted settles the invoice that it names, by the amount that was accepted."""
        self.ensure_one()
        return self._hotel_is_take_over() or super()._hotel_settles_receivable()

    def _hotel_settlement_is_final(self):
        self.ensure_one()
        return bool(self.hotel_shortfall_id) or super()._hotel_settlement_is_final()

    def _hotel_is_take_over(self):
        """Return whether the entry is just the take-over: so much from the employee, so much less from the customer."""
        shortfall = self.sudo().hotel_shortfall_id
        if shortfall.state != "accepted" or shortfall.entry_id not in (self.browse(), self):
            return False
        items = self.sudo().line_ids
        account = shortfall.company_id.hotel_employee_receivable_account_id
        customers = items.filtered(lambda line: line.balance < 0)
        return (
            len(items) == 2
            and items.filtered(lambda line: line.balance > 0).account_id == account
            and self.currency_id.compare_amounts(-sum(customers.mapped("amount_currency")), shortfall.amount) == 0
            and customers.matched_debit_ids.debit_move_id.move_id <= shortfall.move_id
        )

    def write(self, vals):
        """F4, M2: the entry of a take-over is not taken back, settled or not."""
        if vals.get("state") in ("draft", "cancel"):
            decided = self.filtered(lambda move: move.state == "posted" and move.hotel_shortfall_id)
            decided._hotel_refuse_decided()
        return super().write(vals)

    def action_hotel_shortfalls(self):
        """List the shortfalls of the invoice."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Shortfalls"),
            "res_model": "hotel.shortfall",
            "view_mode": "list,form",
            "domain": [("move_id", "=", self.id)],
            "context": {"default_move_id": self.id, "default_amount": self.amount_residual},
        }
