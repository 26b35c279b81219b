from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

from ..rules import bad_debt

LATE_FIELDS = {"late_caused", "late_reason"}


class HotelBadDebt(models.Model):
    """The claim that a customer's overdue invoices are lost: ground, evidence, who is liable, the entry (G3-G7).

    Finance claims; finance, GM and chairman decide (G5), also whether a late warning caused the loss. The last approval
    posts the entry that clears the receivable and turns it into receivables from those who are liable (G6).
    """

    _name = "hotel.bad.debt"
    _description = "Bad Debt"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _order = "id desc"
    _mail_post_access = "read"
    _check_company_auto = True
    _server_fields = frozenset({"name", "proposed", "share_ids", "move_id", "posted_on", "written_off", "recovery_ids"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="restrict", tracking=True)
    ground = fields.Selection(
        [
            ("bankruptcy", "Bankruptcy or dissolution"),
            ("death", "Death, declared missing or dead"),
            ("disaster", "Disaster or accident"),
            ("unenforceable", "Court ruling unenforceable"),
            ("overdue", "Three years or more overdue"),
            ("insolvency", "Conclusive evidence of insolvency"),
        ],
        required=True,
        tracking=True,
        help="G4: what makes the debt a bad debt.",
    )
    description = fields.Text("What happened", help="What was done to collect it, and why nothing more can be had.")
    proposed = fields.Boolean("Proposed by the system", readonly=True, copy=False, help="G4: overdue for three years.")
    line_ids = fields.One2many("hotel.bad.debt.line", "debt_id", "Invoices")
    evidence_ids = fields.One2many("hotel.bad.debt.evidence", "debt_id")
    evidence_missing = fields.Char("Evidence missing", compute="_compute_evidence_missing")
    share_ids = fields.One2many("hotel.bad.debt.share", "debt_id", "Liability", readonly=True, copy=False)
    amount = fields.Monetary("Claimed", compute="_compute_amount", store=True, tracking=True)
    late_days = fields.Integer("Warned late by (days)", compute="_compute_late_days", help="G3: the latest warning counts.")
    late_caused = fields.Selection(
        [("no", "No: the guarantors are liable"), ("yes", "Yes: the finance head is liable")],
        "Late warning caused the loss",
        copy=False,
        tracking=True,
        help="G5, G6: decided by those who approve, with a reason.",
    )
    late_reason = fields.Text("Reason of this decision", copy=False, tracking=True)
    move_id = fields.Many2one("account.move", "Entry", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    posted_on = fields.Date("Written off on", readonly=True, copy=False)
    written_off = fields.Monetary("Written off", readonly=True, copy=False)
    recovery_ids = fields.One2many("hotel.bad.debt.recovery", "debt_id", "Recoveries", readonly=True, copy=False)
    recovered = fields.Monetary(compute="_compute_recovered")
    still_lost = fields.Monetary("Still lost", compute="_compute_recovered")

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")

    # ------------------------------------------------------------------ computes

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for debt in self:
            debt.display_name = f"{debt.name} {debt.partner_id.commercial_partner_id.name or ''}".strip()

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for debt in self:
            debt.amount = sum(debt.line_ids.mapped("amount"))

    @api.depends("ground", "evidence_ids.kind")
    def _compute_evidence_missing(self):
        labels = dict(self.env["hotel.bad.debt.evidence"]._fields["kind"]._description_selection(self.env))
        for debt in self:
            missing = bad_debt.missing_evidence(debt.ground, debt.evidence_ids.mapped("kind")) if debt.ground else []
            debt.evidence_missing = ", ".join(labels[kind] for kind in missing) or False

    @api.depends("line_ids.late_days")
    def _compute_late_days(self):
        for debt in self:
            debt.late_days = max(debt.line_ids.mapped("late_days"), default=0)

    @api.depends("recovery_ids.amount", "written_off")
    def _compute_recovered(self):
        for debt in self:
            debt.recovered = sum(debt.recovery_ids.mapped("amount"))
            debt.still_lost = debt.written_off - debt.recovered

    @api.constrains("company_id", "partner_id")
    def _check_lines(self):
        self.line_ids._check_item()

    # ------------------------------------------------------------------ create, write

    @api.model_create_multi
    def create(self, vals_list):
        debts = super().create(vals_list)
        debts._set_shares()
        return debts

    def write(self, vals):
        result = super().write(vals)
        if {"line_ids", "late_caused"} & vals.keys():
            self._set_shares()
        return result

    def _set_shares(self):
        """G6: keep who would be liable for how much, as long as it is not decided."""
        self.sudo().filtered(lambda debt: debt.approval_state != "approved")._store_shares()

    def _store_shares(self):
        """Keep who is liable for how much as it is now. Call it with sudo."""
        for debt in self:
            debt.share_ids.unlink()
            owed, _rest = debt._get_liability()
            head = debt.company_id.hotel_finance_head_id
            late = debt.late_caused == "yes"
            debt.share_ids = [
                Command.create({"user_id": user, "amount": float(amount), "as_head": late and user == head.id})
                for user, amount in owed.items()
            ]

    def _get_liability(self):
        """G6: return ({user id: Decimal}, rest) in the company's currency. Call it with sudo."""
        self.ensure_one()
        shares = self.line_ids.move_id._hotel_get_shares()
        return bad_debt.liability(
            [(line._get_exact_amount(), shares.get(line.move_id.id, [])) for line in self.line_ids],
            self.late_caused == "yes",
            self.company_id.hotel_finance_head_id.id,
            self.currency_id.decimal_places,
        )

    # ------------------------------------------------------------------ actions

    def action_take_overdue(self):
        """Put all open overdue items of the customer on the claim that no other claim has."""
        self.ensure_one()
        self.check_access("write")
        items = self.env["hotel.bad.debt.line"]._get_claimable(self.company_id, self.partner_id)
        self.line_ids = [Command.create({"item_id": item.id}) for item in items - self.line_ids.item_id]
        return True

    def action_check_evidence(self):
        """G4: compare every file with the SHA-256 that was taken when it came.

        :raise UserError: naming the files that are no longer what was handed in
        """
        self.check_access("read")
        changed = self.sudo().evidence_ids._get_changed()
        if changed:
            raise UserError(self._changed_message(changed))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success", "message": self.env._("All files are as they were handed in.")},
        }

    def _changed_message(self, evidence):
        return self.env._(
            "%(files)s: the file is no longer what was handed in (its SHA-256 differs). Restore it from the backup.",
            files=", ".join(evidence.mapped("display_name")),
        )

    def action_open_entry(self):
        """Open the entry that cleared the receivable."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": self.move_id.id,
            "views": [(False, "form")],
        }

    def action_open_notices(self):
        """List the dunning notices that name the invoices of the claim."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Dunning notices"),
            "res_model": "hotel.dunning.notice",
            "view_mode": "list,form",
            "domain": [("line_ids.item_id", "in", self.line_ids.item_id.ids)],
        }

    def action_recover(self):
        """Open the dialog that books what came in after all (G7)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Recovery"),
            "res_model": "hotel.bad.debt.recover",
            "view_mode": "form",
            "target": "new",
            "context": {"default_debt_id": self.id},
        }

    def _get_file_name(self):
        """Return the name of the claim's PDF, without its ending."""
        self.ensure_one()
        return self.env._("Bad debt %s", self.name.replace("/", "-"))

    def _get_signatures(self):
        """Return the boxes to sign in of the printed claim: who claims, and each tier of the last round."""
        self.ensure_one()
        signatures = [
            {"label": self.env._("Claimed by"), "name": self.approval_requested_by.name, "date": self.approval_requested_at}
        ]
        for step in self.approval_step_ids.filtered(lambda each: each.round == self.approval_round).sorted("sequence"):
            signatures.append({"label": step.role, "name": step.decided_by_id.name, "date": step.decided_at})
        return signatures

    # ------------------------------------------------------------------ hooks of the approval (G5)

    def _approval_amount(self):
        self.ensure_one()
        return self.amount, self.currency_id

    def _approval_step_fields(self):
        """G5: whether a late warning caused the loss is decided by each tier while it is theirs."""
        return {"finance": LATE_FIELDS, "gm": LATE_FIELDS, "chairman": LATE_FIELDS}

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        self.sudo().line_ids._take_amounts()
        if not self.line_ids:
            problems.append(self.env._("It names no invoice."))
        if not (self.description or "").strip():
            problems.append(self.env._("It does not say what happened and what was done to collect the debt."))
        if self.evidence_missing:
            problems.append(
                self.env._(
                    "Evidence is missing for %(ground)s: %(kinds)s.",
                    ground=dict(self._fields["ground"]._description_selection(self.env))[self.ground],
                    kinds=self.evidence_missing,
                )
            )
        problems += self._item_problems()
        self._set_shares()
        return problems

    def _approval_decision_problems(self, step):
        problems = super()._approval_decision_problems(step) + self._item_problems()
        if self.late_days and not (self.late_caused and (self.late_reason or "").strip()):
            problems.append(
                self.env._(
                    "The warning came %(days)s days late: decide whether that caused the loss, and say why.", days=self.late_days
                )
            )
        if self.late_caused == "yes" and not self.company_id.sudo().hotel_finance_head_id:
            problems.append(self.env._("The company has no finance head who could be liable. Enter one in the settings."))
        if changed := self.sudo().evidence_ids._get_changed():
            problems.append(self._changed_message(changed))
        return problems

    def _item_problems(self):
        """G4: return what stands in the way of writing the invoices off, as sentences."""
        problems = self.line_ids._get_problems()
        if self.ground == "overdue":
            years = self.company_id.hotel_bad_debt_years
            last = bad_debt.overdue_before(self.company_id._hotel_today(), years)
            younger = self.line_ids.filtered(lambda line: line.due_date > last)
            if younger:
                problems.append(
                    self.env._(
                        "Not overdue for %(years)s years yet: %(invoices)s.",
                        years=years,
                        invoices=", ".join(younger.mapped("invoice")),
                    )
                )
        return problems

    def _approval_approved(self):
        """G5, G6: the entry is posted with the last approval."""
        super()._approval_approved()
        self.sudo()._write_off()
