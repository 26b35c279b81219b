from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..rules import liability
from ..rules.billing import exact

#: What is still open of a guarantee: read from the invoice each time, never stored. Slices are cut as `liability.slice_of`
#: cuts them, so that the cents of one invoice add up.
OPEN_SQL = "COALESCE(%(residual)s, 0)"
LIABLE_SQL = (
    "(ROUND(COALESCE(%(residual)s, 0) * (%(before)s + %(part)s) / %(whole)s, %(digits)s)"
    " - ROUND(COALESCE(%(residual)s, 0) * %(before)s / %(whole)s, %(digits)s))"
)


class HotelGuarantee(models.Model):
    """E7: the one register of liability: which employee answers for which share of which invoice.

    Written by the server alone: `_register_shares` when an invoice is posted, `_call` when the employee has to pay,
    `_follow_collection` when it is collected, `_transfer` when a hand-over is confirmed (E8). What is open is always that of
    the invoice.
    """

    _name = "hotel.guarantee"
    _description = "Guarantee"
    _inherit = ["hotel.protected.mixin"]
    _order = "date_due, id"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    kind = fields.Selection(
        [
            ("agreement", "Credit agreement"),
            ("temporary_credit", "Temporary credit"),
            ("event", "Event"),
            ("guarantor_approval", "Guarantor's approval"),
            ("shortfall", "Shortfall taken over"),
        ],
        "Source",
        required=True,
        readonly=True,
        index=True,
    )
    role = fields.Selection(
        [
            ("salesperson", "Responsible salesperson"),
            ("guarantor", "Guarantor"),
            ("gm", "General manager"),
            ("sales_head", "Sales head"),
        ],
        "As",
        required=True,
        readonly=True,
    )
    move_id = fields.Many2one("account.move", "Invoice", required=True, readonly=True, index=True, ondelete="restrict")
    partner_id = fields.Many2one(
        related="move_id.commercial_partner_id", string="Customer", store=True, precompute=True, index=True
    )
    date_due = fields.Date(related="move_id.invoice_date_due", string="Due", store=True, precompute=True)
    agreement_id = fields.Many2one(
        related="move_id.hotel_agreement_id", string="Credit agreement", store=True, precompute=True, index="btree_not_null"
    )
    user_id = fields.Many2one("res.users", "Liable user", required=True, readonly=True, index=True, ondelete="restrict")
    employee_id = fields.Many2one(
        "hr.employee", readonly=True, index="btree_not_null", ondelete="restrict", context={"active_test": False}
    )
    first_user_id = fields.Many2one(
        "res.users",
        "Liable at first",
        required=True,
        readonly=True,
        ondelete="restrict",
        help="Who was liable when the invoice was posted; a hand-over changes who is liable, not this.",
    )
    holder_ids = fields.One2many("hotel.guarantee.holder", "guarantee_id", "Liable in the course of time", readonly=True)
    part_before = fields.Float("Parts before", digits=(20, 6), readonly=True)
    part = fields.Float(digits=(20, 6), required=True, readonly=True)
    part_whole = fields.Float("Of parts", digits=(20, 6), required=True, readonly=True)
    share = fields.Float(compute="_compute_share", help="Of the whole invoice, as a fraction of 1.", digits=(16, 6))
    currency_id = fields.Many2one(related="company_id.currency_id", string="Company currency")
    open_amount = fields.Monetary(
        "Open",
        compute="_compute_amounts",
        compute_sudo=True,
        aggregator=None,
        help="What is open of the whole invoice now, in the company's currency.",
    )
    liable_amount = fields.Monetary(
        "Liable for",
        compute="_compute_amounts",
        compute_sudo=True,
        aggregator="sum",
        help="The employee's share of what is open now, in the company's currency.",
    )
    state = fields.Selection(
        [("running", "Running"), ("called", "Called"), ("released", "Released")],
        required=True,
        readonly=True,
        default="running",
        index=True,
        group_expand=True,
        help="Running: the customer owes it. Called: the employee has to answer for it now. Released: it was collected.",
    )
    called_at = fields.Datetime("Called on", readonly=True)
    called_reason = fields.Char("Called for", readonly=True)
    released_at = fields.Datetime("Released on", readonly=True)

    _server_fields = frozenset(
        {
            "company_id", "kind", "role", "move_id", "user_id", "employee_id", "first_user_id", "holder_ids", "part_before",
            "part", "part_whole", "state", "called_at", "called_reason", "released_at",
        }
    )  # fmt: skip

    _unique_slice = models.UniqueIndex("(move_id, part_before)", "Each share of an invoice is guaranteed once.")
    _share_in_whole = models.Constraint(
        "CHECK (part > 0 AND part_before >= 0 AND part_before + part <= part_whole)",
        "The shares of an invoice come to 100 % together.",
    )
    _open_of_user_idx = models.Index("(user_id, kind) WHERE state <> 'released'")

    @api.depends("part", "part_whole")
    def _compute_share(self):
        for guarantee in self:
            guarantee.share = guarantee.part / guarantee.part_whole if guarantee.part_whole else 0.0

    @api.depends("move_id.amount_residual_signed", "part_before", "part", "part_whole")
    def _compute_amounts(self):
        for guarantee in self:
            residual = guarantee.move_id.amount_residual_signed
            guarantee.open_amount = residual
            guarantee.liable_amount = float(
                liability.slice_of(
                    residual,
                    guarantee.part_before,
                    guarantee.part,
                    guarantee.part_whole,
                    guarantee.company_id.currency_id.decimal_places,
                )
            ) if guarantee.part_whole else 0.0

    @api.depends("move_id.name", "user_id.name")
    def _compute_display_name(self):
        for guarantee in self:
            guarantee.display_name = f"{guarantee.sudo().move_id.name or ''} {guarantee.user_id.sudo().name or ''}".strip()

    def _field_to_sql(self, alias, field_expr, query=None):
        """E7: what is open and liable can be summed up by the database, from the invoices, in one query."""
        if field_expr not in ("open_amount", "liable_amount") or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        self._check_field_access(self._fields[field_expr], "read")
        model = self.sudo()
        move, move_alias = model._fields["move_id"].join(model, alias, query)
        company, company_alias = model._fields["company_id"].join(model, alias, query)
        currency, currency_alias = company._fields["currency_id"].join(company, company_alias, query)
        return SQL(
            OPEN_SQL if field_expr == "open_amount" else LIABLE_SQL,
            residual=move._field_to_sql(move_alias, "amount_residual_signed", query),
            before=super()._field_to_sql(alias, "part_before", query),
            part=super()._field_to_sql(alias, "part", query),
            whole=super()._field_to_sql(alias, "part_whole", query),
            digits=currency._field_to_sql(currency_alias, "decimal_places", query),
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """M2: what was guaranteed stays on record."""
        raise UserError(self.env._("A guarantee stays on record: it is released when the invoice is collected."))

    # ------------------------------------------------------------------ the server's own

    @api.model
    def _register_shares(self, vals_list):
        """E7: register who is liable for posted invoices; all slices of one invoice in one call.

        (`_register` is a name of the ORM's own.)

        :param vals_list: dicts: move_id, user_id (ids), kind, role, part (weight of the share among those of its invoice:
            an amount or a number of parts)
        :return: the new guarantees, in that order
        """
        by_move = defaultdict(list)
        for vals in vals_list:
            by_move[vals["move_id"]].append(vals)
        moves = {move.id: move for move in self.env["account.move"].sudo().browse(by_move)}
        employees = self._get_employees({(moves[vals["move_id"]].company_id.id, vals["user_id"]) for vals in vals_list})
        now = fields.Datetime.now()
        prepared = {}
        for move_id, slices in by_move.items():
            company = moves[move_id].company_id
            for vals, (before, part, whole) in zip(slices, liability.lay_out(vals["part"] for vals in slices), strict=True):
                employee_id = employees.get((company.id, vals["user_id"]))
                prepared[id(vals)] = {
                    **vals,
                    "company_id": company.id,
                    "employee_id": employee_id,
                    "first_user_id": vals["user_id"],
                    "part_before": float(before),
                    "part": float(part),
                    "part_whole": float(whole),
                    "holder_ids": [(0, 0, {"user_id": vals["user_id"], "employee_id": employee_id, "since": now})],
                }
        guarantees_sudo = self.sudo().create([prepared[id(vals)] for vals in vals_list])
        return guarantees_sudo.with_env(self.env)

    @api.model
    def _get_employees(self, pairs):
        """Return {(company id, user id): employee id} of the pairs that are known."""
        if not pairs:
            return {}
        employees_sudo = self.env["hr.employee"].sudo().with_context(active_test=False).search([
            ("user_id", "in", [user_id for _company_id, user_id in pairs]),
            ("company_id", "in", [company_id for company_id, _user_id in pairs]),
        ])
        return {(employee.company_id.id, employee.user_id.id): employee.id for employee in employees_sudo}

    def _call(self, reason):
        """Mark guarantees as called: the employee has to answer for them now.

        :param str reason: why, for the register
        """
        self.sudo().filtered(lambda guarantee: guarantee.state == "running").write(
            {"state": "called", "called_at": fields.Datetime.now(), "called_reason": reason}
        )

    def _follow_collection(self):
        """E7: release what was collected, take up again what is open anew (a payment was taken back)."""
        guarantees_sudo = self.sudo()
        collected = guarantees_sudo.move_id._hotel_filter_collected()
        release = guarantees_sudo.filtered(lambda each: each.move_id in collected and each.state != "released")
        release.write({"state": "released", "released_at": fields.Datetime.now()})
        reopened = guarantees_sudo.filtered(lambda each: each.move_id not in collected and each.state == "released")
        for called, same in reopened.grouped(lambda each: bool(each.called_at)).items():
            same.write({"state": "called" if called else "running", "released_at": False})
        self.env["hotel.payroll.hold"]._follow(release | reopened)

    def _transfer(self, user, employee, handover=None):
        """E8: make another employee liable from now on; who was before stays in the history.

        :param handover: the confirmed `hotel.handover` that says so
        """
        now = fields.Datetime.now()
        guarantees_sudo = self.sudo()
        before = guarantees_sudo.holder_ids.filtered(lambda holder: not holder.until)
        before.write({"until": now})
        # The database lets one be liable at a time, and would meet the next before the end of the last.
        before.flush_recordset()
        guarantees_sudo.write({"user_id": user.id, "employee_id": employee.id})
        self.env["hotel.guarantee.holder"].sudo().create([
            {
                "guarantee_id": guarantee.id,
                "user_id": user.id,
                "employee_id": employee.id,
                "since": now,
                "handover_id": handover.id if handover else False,
            }
            for guarantee in guarantees_sudo
        ])
        self._transfer_holds()
        guaranteed = guarantees_sudo.filtered(lambda guarantee: guarantee.role == "guarantor")
        guaranteed.move_id.hotel_temporary_credit_id._move_clock()

    def _transfer_holds(self):
        """E5, E8: the pay that is held from now on is that of who took over."""
        holds_sudo = self.env["hotel.payroll.hold"].sudo().search([("guarantee_id", "in", self.ids), ("state", "=", "held")])
        holds_sudo._lift("handed_over")
        for (month, run), same in holds_sudo.grouped(lambda hold: (hold.month, hold.run_id)).items():
            self.env["hotel.payroll.hold"]._put_on(same.credit_id, month, run)

    @api.model
    def _get_company_domain(self, employees):
        """Return the domain of the guarantees in the employees' companies."""
        return Domain("company_id", "in", employees.company_id.ids)

    def _get_names(self):
        """Return {id: what a guarantee is, in words}, for the list of a hand-over."""
        labels = dict(self._fields["kind"]._description_selection(self.env))
        return {
            each.id: self.env._(
                "%(kind)s %(invoice)s of %(customer)s: liable for %(amount)s (%(share)g %%), due %(due)s",
                kind=labels[each.kind],
                invoice=each.move_id.name,
                customer=each.partner_id.name,
                amount=each.currency_id.format(each.liable_amount),
                share=round(100 * each.share, 2),
                due=format_date(self.env, each.date_due),
            )
            for each in self
        }

    @api.model
    def _get_open_domain(self, users):
        """Return the domain of the guarantees for which `users` are liable and that are not collected yet."""
        return Domain("user_id", "in", users.ids) & Domain("state", "!=", "released")

    @api.model
    def _prepare_billing_vals(self, move, slips, fallback):
        """G6: return the register's values for the invoice of a month: who was responsible on the slips' days, by their sums.

        :param slips: dicts with salesperson_id and amount
        :param fallback: user who is liable for slips without a salesperson
        """
        sums = defaultdict(Decimal)
        for slip in slips:
            sums[slip["salesperson_id"] or fallback.id] += exact(slip["amount"])
        return [
            {"move_id": move.id, "user_id": user_id, "kind": "agreement", "role": "salesperson", "part": amount}
            for user_id, amount in sorted(sums.items())
            if user_id and amount > 0
        ]
