from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..rules import dunning
from ..rules.billing import exact


class HotelBadDebtLine(models.Model):
    """An overdue invoice, or an instalment of one, that is claimed as a bad debt."""

    _name = "hotel.bad.debt.line"
    _description = "Invoice of a Bad Debt"
    _inherit = ["hotel.approval.child.mixin"]
    _order = "debt_id desc, due_date, id"
    _approval_parent = "debt_id"
    _server_fields = frozenset({"amount"})

    debt_id = fields.Many2one("hotel.bad.debt", "Bad debt", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="debt_id.company_id")
    currency_id = fields.Many2one(related="debt_id.currency_id")
    item_id = fields.Many2one("account.move.line", "Unpaid item", required=True, index=True, ondelete="restrict")
    move_id = fields.Many2one(related="item_id.move_id", string="Invoice", store=True, precompute=True, index=True)
    invoice = fields.Char(related="move_id.name", string="Invoice number")
    due_date = fields.Date(related="item_id.date_maturity", string="Was due", store=True, precompute=True)
    overdue_days = fields.Integer("Days overdue", compute="_compute_overdue_days")
    amount = fields.Monetary("Claimed", readonly=True, help="Open in the company's currency when the claim was submitted.")
    open_amount = fields.Monetary("Open now", compute="_compute_open_amount", compute_sudo=True)
    warning_due_on = fields.Date("Warning due on", compute="_compute_warning", compute_sudo=True)
    warning_issued_on = fields.Date("Warning issued on", compute="_compute_warning", compute_sudo=True)
    late_days = fields.Integer("Warned late by (days)", compute="_compute_warning", compute_sudo=True)
    live = fields.Boolean("Counts", compute="_compute_live", store=True, help="The claim was not withdrawn.")

    _one_claim = models.UniqueIndex(
        "(item_id) WHERE live", "An invoice is claimed once: this one stands on another bad debt that was not withdrawn."
    )

    @api.depends("debt_id.approval_state")
    def _compute_live(self):
        for line in self:
            line.live = line.debt_id.approval_state != "cancelled"

    @api.depends("due_date")
    def _compute_overdue_days(self):
        for line in self:
            today = line.debt_id.company_id._hotel_today() if line.debt_id else fields.Date.today()
            line.overdue_days = max((today - line.due_date).days, 0) if line.due_date else 0

    @api.depends("item_id.amount_residual")
    def _compute_open_amount(self):
        for line in self:
            line.open_amount = line.item_id.amount_residual

    @api.depends("item_id")
    def _compute_warning(self):
        """G3: the warning that came latest, or was due and never came."""
        warnings = self.env["hotel.dunning"]._get_warnings(self.item_id)
        for line in self:
            due_on, issued_on = warnings.get(line.item_id.id, (False, False))
            line.warning_due_on, line.warning_issued_on = due_on, issued_on or False
            line.late_days = 0
            if due_on:
                line.late_days = dunning.late_days(due_on, issued_on or line.item_id.company_id._hotel_today())

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.sudo()._take_amounts()
        lines.debt_id._set_shares()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if "item_id" in vals:
            self.sudo()._take_amounts()
            self.debt_id._set_shares()
        return result

    def unlink(self):
        debts = self.debt_id
        result = super().unlink()
        debts._set_shares()
        return result

    @api.constrains("item_id", "debt_id")
    def _check_item(self):
        """G4: only what a customer of the claim's company owes us on account.

        :raise ValidationError: naming the entry
        """
        for line in self:
            debt, item = line.debt_id, line.item_id.sudo()
            if item.company_id != debt.company_id or not self._is_ours(item):
                raise ValidationError(
                    self.env._(
                        "%(item)s is no posted invoice of %(company)s for charges on account.",
                        item=item.move_id.display_name,
                        company=debt.company_id.display_name,
                    )
                )
            if item.partner_id.commercial_partner_id != debt.partner_id.commercial_partner_id:
                raise ValidationError(
                    self.env._(
                        "%(item)s is owed by %(owner)s, not by %(customer)s. Make a claim for each customer.",
                        item=item.move_id.display_name,
                        owner=item.partner_id.commercial_partner_id.display_name,
                        customer=debt.partner_id.display_name,
                    )
                )

    @api.model
    def _is_ours(self, item):
        """Return whether a journal item is a receivable on a posted invoice of what is charged on account."""
        return (
            item.parent_state == "posted"
            and item.account_type == "asset_receivable"
            and item.move_id.move_type == "out_invoice"
            and any(item[name] for name in self.env["hotel.dunning"]._get_sources().values())
        )

    @api.model
    def _get_claimable_domain(self):
        """Return the domain of journal items that may be claimed: open, ours, on no other claim."""
        sources = Domain.OR([Domain(name, "!=", False) for name in self.env["hotel.dunning"]._get_sources().values()])
        return (
            sources
            & Domain("parent_state", "=", "posted")
            & Domain("account_type", "=", "asset_receivable")
            & Domain("move_id.move_type", "=", "out_invoice")
            & Domain("reconciled", "=", False)
            & Domain("amount_residual", ">", 0)
            & Domain("hotel_bad_debt_line_ids", "not any", [("live", "=", True)])
        )

    @api.model
    def _get_claimable(self, company, partner):
        """Return the customer's overdue journal items that may be claimed, the oldest due first."""
        return self.env["account.move.line"].search(
            self._get_claimable_domain()
            & Domain("company_id", "=", company.id)
            & Domain("partner_id", "child_of", partner.commercial_partner_id.id)
            & Domain("date_maturity", "<", company._hotel_today()),
            order="date_maturity, id",
        )

    def _take_amounts(self):
        """Claim what is open now, unless it is decided already. Call it with sudo."""
        for line in self.filtered(lambda each: each.debt_id.approval_state != "approved"):
            line.amount = line.item_id.amount_residual

    def _get_exact_amount(self):
        return exact(self.amount)

    def _get_problems(self):
        """Return why these items cannot be written off as they are now, as sentences."""
        problems = []
        for line in self:
            currency, open_amount = line.currency_id, line.open_amount
            if currency.compare_amounts(open_amount, 0) <= 0:
                problems.append(self.env._("Nothing of %(invoice)s is open any more.", invoice=line.invoice))
            elif currency.compare_amounts(open_amount, line.amount):
                problems.append(
                    self.env._(
                        "%(claimed)s of %(invoice)s was claimed, but %(open)s is open now. Send the claim back to be submitted anew.",
                        invoice=line.invoice,
                        claimed=currency.format(line.amount),
                        open=currency.format(open_amount),
                    )
                )
        return problems
