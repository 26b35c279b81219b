from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """An invoice knows the agreement and the month that it bills, who signed and who is liable (F1)."""

    _name = "account.move"
    _inherit = ["account.move", "hotel.protected.mixin"]

    _server_fields = frozenset(
        {
            "hotel_agreement_id",
            "hotel_month",
            "hotel_statement_id",
            "hotel_signer_ids",
            "hotel_salesperson_id",
            "hotel_liable_ids",
        }
    )

    hotel_agreement_id = fields.Many2one(
        "hotel.credit.agreement", "Credit agreement", copy=False, index="btree_not_null", readonly=True, ondelete="restrict"
    )
    hotel_month = fields.Date("Month charged", copy=False, readonly=True, help="First day of the month.")
    hotel_statement_id = fields.Many2one(
        "hotel.statement", "Statement of account", copy=False, index="btree_not_null", readonly=True, ondelete="restrict"
    )
    hotel_signer_ids = fields.Many2many(
        "hotel.credit.signer", "hotel_move_signer_rel", "move_id", "signer_id", "Signers", copy=False, readonly=True
    )
    hotel_salesperson_id = fields.Many2one(
        "res.users",
        "Who is liable",
        copy=False,
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
        groups="base.group_user",
        help="The responsible salesperson on the days of the slips; of several the one with the largest sum.",
    )
    hotel_liable_ids = fields.Many2many(
        "res.users",
        "hotel_move_liable_rel",
        "move_id",
        "user_id",
        "All who are liable",
        copy=False,
        readonly=True,
        groups="base.group_user",
        help="Everybody who was the responsible salesperson on the day of one of the slips.",
    )
    hotel_charge_count = fields.Integer("Slip count", compute="_compute_hotel_charge_count")

    # What a till asks at each charge (D1): does the firm owe anything past its due date?
    _open_by_firm_idx = models.Index(
        "(commercial_partner_id, company_id, invoice_date_due)"
        " WHERE move_type = 'out_invoice' AND state = 'posted' AND payment_state IN ('not_paid', 'partial')"
    )

    def _compute_hotel_charge_count(self):
        counts = dict(self.env["hotel.charge"].sudo()._read_group([("move_id", "in", self.ids)], ["move_id"], ["__count"]))
        for move in self:
            move.hotel_charge_count = counts.get(move._origin, 0)

    def _reverse_moves(self, default_values_list=None, cancel=False):
        """A credit note stands against the agreement and the month of the invoice that it reverses."""
        reversals = super()._reverse_moves(default_values_list, cancel)
        for move, reversal in zip(self, reversals, strict=True):
            if move.hotel_agreement_id:
                reversal.sudo().write(
                    {
                        "hotel_agreement_id": move.hotel_agreement_id.id,
                        "hotel_month": move.hotel_month,
                        "hotel_salesperson_id": move.hotel_salesperson_id.id,
                        "hotel_signer_ids": [Command.set(move.hotel_signer_ids.ids)],
                        "hotel_liable_ids": [Command.set(move.hotel_liable_ids.ids)],
                    }
                )
        return reversals

    def action_hotel_statement(self):
        """Open the statement of the invoice's month."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.hotel_statement_id.display_name,
            "res_model": "hotel.statement",
            "view_mode": "form",
            "res_id": self.hotel_statement_id.id,
        }

    def action_hotel_charges(self):
        """List the slips that the invoice bills."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Slips"),
            "res_model": "hotel.charge",
            "view_mode": "list,form",
            "domain": [("move_id", "=", self.id)],
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_billed_slips(self):
        """M2: the invoice of billed slips is kept; a credit note corrects it."""
        self._hotel_refuse_if_billed(self.env._("deleted"))

    def button_draft(self):
        """D6: billed slips are corrected by a credit note, so their invoice is not taken back."""
        self._hotel_refuse_if_billed(self.env._("set back to draft"))
        return super().button_draft()

    def _hotel_refuse_if_billed(self, what):
        billed = self.filtered(lambda move: move.sudo().hotel_statement_id and move.move_type == "out_invoice")
        if billed:
            raise UserError(
                self.env._(
                    "%(invoices)s bills slips of a statement, so it cannot be %(what)s. "
                    "Correct it by a credit note (sales allowance) instead.",
                    invoices=", ".join(billed.mapped("display_name")),
                    what=what,
                )
            )
