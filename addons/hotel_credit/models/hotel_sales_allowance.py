from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

from ..rules import billing
from ..rules import statement as rules


class HotelSalesAllowance(models.Model):
    """F3: a discount, rounding or correction on one slip, as a credit note, before the receivable is confirmed.

    Finance asks, the finance head approves; the approval posts the credit note. Whether the line is still open is asked
    at both.
    """

    _name = "hotel.sales.allowance"
    _description = "Sales Allowance"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _order = "id desc"
    _check_company_auto = True
    _server_fields = frozenset({"name", "move_id", "dispute_id"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    charge_id = fields.Many2one(
        "hotel.charge", "Slip", required=True, index=True, ondelete="restrict", domain="[('statement_id', '!=', False)]"
    )
    statement_id = fields.Many2one(related="charge_id.statement_id", store=True, index=True, precompute=True)
    company_id = fields.Many2one(related="charge_id.company_id", store=True, index=True, precompute=True)
    agreement_id = fields.Many2one(related="charge_id.agreement_id", store=True, index=True, precompute=True)
    commercial_partner_id = fields.Many2one(related="charge_id.commercial_partner_id", string="Firm", store=True, precompute=True)
    currency_id = fields.Many2one(related="charge_id.currency_id", store=True, precompute=True)
    confirm_until = fields.Date(related="statement_id.confirm_until")
    dispute_id = fields.Many2one(
        "hotel.statement.dispute", index="btree_not_null", readonly=True, copy=False, ondelete="restrict"
    )
    kind = fields.Selection(
        [("discount", "Discount"), ("rounding", "Rounding"), ("correction", "Correction")], required=True, default="correction"
    )
    reason = fields.Text(required=True)
    amount_rooms = fields.Monetary("Rooms")
    amount_food = fields.Monetary("Food")
    amount_beverage = fields.Monetary("Beverage")
    amount_banquet = fields.Monetary("Banquet")
    amount_other = fields.Monetary("Other")
    amount = fields.Monetary("Allowance", compute="_compute_amount", store=True, precompute=True)
    charge_amount = fields.Monetary("Slip amount", related="charge_id.amount")
    charge_rooms = fields.Monetary("Rooms on the slip", related="charge_id.amount_rooms")
    charge_food = fields.Monetary("Food on the slip", related="charge_id.amount_food")
    charge_beverage = fields.Monetary("Beverage on the slip", related="charge_id.amount_beverage")
    charge_banquet = fields.Monetary("Banquet on the slip", related="charge_id.amount_banquet")
    charge_other = fields.Monetary("Other on the slip", related="charge_id.amount_other")
    move_id = fields.Many2one(
        "account.move", "Credit note", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    # For the printed statement, which salespeople without access to accounting print, too.
    move_number = fields.Char("Credit note number", related="move_id.name")

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")
    _approved_idx = models.Index("(charge_id) WHERE approval_state = 'approved'")
    _amounts_positive = models.Constraint(
        "CHECK (COALESCE(amount_rooms, 0) >= 0 AND COALESCE(amount_food, 0) >= 0 AND COALESCE(amount_beverage, 0) >= 0"
        " AND COALESCE(amount_banquet, 0) >= 0 AND COALESCE(amount_other, 0) >= 0 AND amount > 0)",
        "An allowance is above zero, and none of its amounts below.",
    )

    @api.depends(*(f"amount_{kind}" for kind in billing.KINDS))
    def _compute_amount(self):
        for allowance in self:
            allowance.amount = sum(allowance[f"amount_{kind}"] for kind in billing.KINDS)

    @api.depends("name", "charge_id")
    def _compute_display_name(self):
        for allowance in self:
            allowance.display_name = f"{allowance.name} ({allowance.charge_id.name})" if allowance.charge_id else allowance.name

    @api.model_create_multi
    def create(self, vals_list):
        allowances = super().create(vals_list)
        for allowance in allowances.sudo():
            allowance.dispute_id = allowance.charge_id.dispute_ids.filtered(lambda dispute: dispute.state == "open")
        return allowances

    def action_open_move(self):
        """Open the credit note."""
        self.ensure_one()
        return self.move_id._get_records_action(name=self.move_id.display_name)

    # ------------------------------------------------------------------ approval

    def _approval_amount(self):
        self.ensure_one()
        return self.amount, self.currency_id

    def _approval_submit_problems(self):
        return super()._approval_submit_problems() + self._get_problems()

    def _approval_decision_problems(self, step):
        return super()._approval_decision_problems(step) + self._get_problems()

    def _get_problems(self):
        """F3: return why the allowance cannot be made now, as sentences."""
        self.ensure_one()
        allowance_sudo = self.sudo()
        statement_sudo = allowance_sudo.statement_id
        if not statement_sudo:
            return [self.env._("Slip %s is not billed yet: void it, or wait for its statement.", allowance_sudo.charge_id.name)]
        statement_sudo._claim()
        return statement_sudo._allowance_problems(allowance_sudo.charge_id) + allowance_sudo._get_amount_problems()

    def _get_amount_problems(self):
        allowed = self.charge_id._get_allowed()[self.charge_id.id]
        asked, charged = (
            {kind: billing.exact(record[f"amount_{kind}"]) for kind in billing.KINDS} for record in (self, self.charge_id)
        )
        labels = self.fields_get([f"amount_{kind}" for kind in billing.KINDS], ["string"])
        return [
            self.env._(
                "%(kind)s: %(asked)s is more than what is left of the slip's %(charged)s (allowed before: %(allowed)s).",
                kind=labels[f"amount_{kind}"]["string"],
                asked=self.currency_id.format(float(asked[kind])),
                charged=self.currency_id.format(float(charged[kind])),
                allowed=self.currency_id.format(float(allowed.get(kind, 0))),
            )
            for kind in rules.allowance_excess(asked, charged, allowed)
        ]

    def _approval_approved(self):
        """F3: post the credit note; a dispute that it answers is decided by it."""
        super()._approval_approved()
        allowance_sudo = self.sudo()
        allowance_sudo.move_id = allowance_sudo._post_credit_note()
        if allowance_sudo.dispute_id:
            allowance_sudo.dispute_id._resolve("upheld", allowance_sudo.reason, self.env.user)

    # ------------------------------------------------------------------ accounting (superuser mode)

    def _post_credit_note(self):
        """Post the credit note against the statement's invoice and return it.

        :raise UserError: accounting would date it otherwise than today; nothing is kept then
        """
        self.ensure_one()
        invoice = self.statement_id.move_id
        self = self.with_company(self.company_id).with_context(tracking_disable=True)
        today = self.company_id._hotel_today()
        move = self.env["account.move"].create(
            {
                "move_type": "out_refund",
                "journal_id": invoice.journal_id.id,
                "company_id": self.company_id.id,
                "partner_id": invoice.partner_id.id,
                "currency_id": self.currency_id.id,
                "invoice_date": today,
                "date": today,
                "ref": f"{self.name} {self.charge_id.name}",
                "invoice_origin": f"{self.statement_id.name} {self.charge_id.name}",
                "reversed_entry_id": invoice.id,
                "hotel_allowance_id": self.id,
                "hotel_agreement_id": self.agreement_id.id,
                "hotel_month": invoice.hotel_month,
                "hotel_salesperson_id": invoice.hotel_salesperson_id.id,
                "hotel_liable_ids": [Command.set(invoice.hotel_liable_ids.ids)],
                "hotel_signer_ids": [Command.set(self.charge_id.signer_id.ids)],
                "invoice_line_ids": self._prepare_lines(invoice),
            }
        )
        move._post(soft=False)
        if move.date != today or move.currency_id.compare_amounts(move.amount_total, self.amount):
            raise UserError(
                self.env._(
                    "The credit note would come to %(amount)s on %(date)s instead of %(wanted)s on %(today)s. "
                    "Check the lock dates and the taxes in accounting.",
                    amount=move.currency_id.format(move.amount_total),
                    date=format_date(self.env, move.date),
                    wanted=move.currency_id.format(self.amount),
                    today=format_date(self.env, today),
                )
            )
        receivable = (invoice | move).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and not line.reconciled
        )
        if len(receivable.move_id) == 2:
            receivable.reconcile()
        return move

    def _prepare_lines(self, invoice):
        """Return the lines: a revenue kind each, with the account and tax with which the invoice booked it."""
        lang = self.commercial_partner_id.lang
        names = {kind.code: kind for kind in self.env["hotel.revenue.kind"].with_context(lang=lang).search([])}
        outlet = self.charge_id.outlet_id.with_context(lang=lang).name
        lines = []
        for kind in billing.KINDS:
            amount = self[f"amount_{kind}"]
            if not amount:
                continue
            billed = invoice.invoice_line_ids.filtered(lambda line, kind=kind: line.product_id == names[kind].product_id)[:1]
            lines.append(
                Command.create(
                    {
                        "product_id": names[kind].product_id.id,
                        "name": self.with_context(lang=lang).env._(
                            "Allowance on slip %(slip)s, %(outlet)s: %(kind)s",
                            slip=self.charge_id.name,
                            outlet=outlet,
                            kind=names[kind].name,
                        ),
                        "quantity": 1,
                        "price_unit": amount,
                        "account_id": billed.account_id.id,
                        "tax_ids": [Command.set(billed.tax_ids.ids)],
                    }
                )
            )
        return lines
