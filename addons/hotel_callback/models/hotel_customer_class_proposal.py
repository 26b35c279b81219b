from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_amount, format_date

from ..rules import customer_class as rule


class HotelCustomerClassProposal(models.Model):
    """I1: classes proposed for all customers from revenue and payment record of the last 12 months; people decide."""

    _name = "hotel.customer.class.proposal"
    _description = "Proposal of Customer Classes"
    _inherit = ["hotel.protected.mixin"]
    _order = "day desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", "Hotel", required=True, default=lambda self: self.env.company, ondelete="cascade", index=True)
    day = fields.Date("As of", required=True, default=lambda self: self.env.company._hotel_today())
    line_ids = fields.One2many("hotel.customer.class.line", "proposal_id", "Customers", readonly=True)
    line_count = fields.Integer("Customers rated", compute="_compute_counts")
    change_count = fields.Integer("Changes proposed", compute="_compute_counts")
    open_count = fields.Integer("To decide", compute="_compute_counts")
    computed_at = fields.Datetime("Computed", readonly=True)

    _server_fields = frozenset({"computed_at", "line_ids"})

    @api.depends("day", "company_id.name")
    def _compute_display_name(self):
        for proposal in self:
            proposal.display_name = f"{proposal.company_id.name} {format_date(self.env, proposal.day)}"

    def _compute_counts(self):
        groups = self.env["hotel.customer.class.line"]._read_group(
            [("proposal_id", "in", self.ids)], ["proposal_id", "state"], ["__count"]
        )
        for proposal in self:
            counts = {state: count for each, state, count in groups if each == proposal}
            proposal.line_count = sum(counts.values())
            proposal.open_count = counts.get("open", 0)
            proposal.change_count = proposal.line_count - counts.get("same", 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_undecided(self):
        if self.env["hotel.customer.class.line"].search_count(
            [("proposal_id", "in", self.ids), ("state", "in", ("accepted", "kept"))], limit=1
        ):
            raise UserError(self.env._("A proposal that was decided on stays on record (M2)."))

    def action_compute(self):
        """Rate all customers with revenue or a class, in one statement. What is decided already stays.

        :raise UserError: without classes
        """
        self.check_access("write")
        for proposal in self:
            proposal.sudo()._compute_lines()
        return True

    def action_open_lines(self):
        """List what is proposed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Proposed classes"),
            "res_model": "hotel.customer.class.line",
            "view_mode": "list,pivot,graph",
            "domain": [("proposal_id", "=", self.id)],
            "context": {"search_default_open": 1},
        }

    def action_accept_all(self):
        """Accept every open change."""
        self.check_access("write")
        return self.env["hotel.customer.class.line"].search([("proposal_id", "in", self.ids), ("state", "=", "open")]).action_accept()

    # ------------------------------------------------------------------ hooks for other addons

    def _hotel_revenue_sources(self, start, end):
        """Return statements (partner_id, amount) with the revenue of customers between two days, in the hotel's currency.

        Stays that were paid at the desk, and posted invoices; addons append theirs.
        """
        self.ensure_one()
        company = self.company_id
        return [
            SQL(
                """SELECT commercial_partner_id AS partner_id, amount FROM hotel_stay
                    WHERE company_id = %s AND state = 'departed' AND NOT COALESCE(on_account, FALSE)
                      AND departure >= %s AND departure < %s""",
                company.id,
                start,
                end,
            ),
            SQL(
                """SELECT commercial_partner_id AS partner_id, amount_untaxed_signed AS amount FROM account_move
                    WHERE company_id = %s AND state = 'posted' AND move_type IN ('out_invoice', 'out_refund')
                      AND invoice_date >= %s AND invoice_date < %s""",
                company.id,
                start,
                end,
            ),
        ]

    def _hotel_payment_sources(self, start, end):
        """Return statements (partner_id, late: boolean), one row an invoice due between two days."""
        self.ensure_one()
        return [
            SQL(
                """
                SELECT m.commercial_partner_id AS partner_id,
                       m.payment_state NOT IN ('paid', 'in_payment', 'reversed')
                       OR EXISTS (SELECT 1 FROM account_move_line l JOIN account_partial_reconcile r ON r.debit_move_id = l.id
                                   WHERE l.move_id = m.id AND r.max_date > m.invoice_date_due) AS late
                  FROM account_move m
                 WHERE m.company_id = %s AND m.state = 'posted' AND m.move_type = 'out_invoice'
                   AND m.invoice_date_due >= %s AND m.invoice_date_due < %s
                """,
                self.company_id.id,
                start,
                end,
            )
        ]

    # ------------------------------------------------------------------ private (superuser mode)

    def _compute_lines(self):
        self.ensure_one()
        classes = self.env["hotel.customer.class"].search([])
        if not classes:
            raise UserError(self.env._("There are no customer classes: make some first."))
        grades = [rule.Grade(each.id, each.share, each.max_late) for each in classes]
        start, end = self.day - relativedelta(months=12), self.day
        self.env.flush_all()
        self.line_ids.filtered(lambda line: line.state in ("open", "same")).unlink()
        rows = self.env.execute_query(
            SQL(
                """
                WITH revenue AS (SELECT partner_id, SUM(amount) AS amount FROM (%s) AS r WHERE partner_id IS NOT NULL GROUP BY partner_id),
                     payment AS (SELECT partner_id, count(*) AS invoices, count(*) FILTER (WHERE late) AS late
                                   FROM (%s) AS p WHERE partner_id IS NOT NULL GROUP BY partner_id)
                SELECT p.id, COALESCE(r.amount, 0), COALESCE(pay.invoices, 0), COALESCE(pay.late, 0), p.hotel_class_id,
                       row_number() OVER (ORDER BY COALESCE(r.amount, 0) DESC, p.id), count(*) FILTER (WHERE r.amount > 0) OVER ()
                  FROM res_partner p
                  LEFT JOIN revenue r ON r.partner_id = p.id
                  LEFT JOIN payment pay ON pay.partner_id = p.id
                 WHERE p.active AND (r.partner_id IS NOT NULL OR p.hotel_class_id IS NOT NULL)
                   AND NOT EXISTS (SELECT 1 FROM hotel_customer_class_line l WHERE l.proposal_id = %s AND l.partner_id = p.id)
                """,
                SQL(" UNION ALL ").join(self._hotel_revenue_sources(start, end)),
                SQL(" UNION ALL ").join(self._hotel_payment_sources(start, end)),
                self.id,
            )
        )
        lines = []
        for partner, amount, invoices, late, present, place, customers in rows:
            late_share = 100.0 * late / invoices if invoices else None
            proposed = rule.propose(grades, place, customers, amount, late_share)
            lines.append((partner, amount, invoices, late, present, proposed, place, customers, "same" if proposed == present else "open"))
        if lines:
            columns = ("int4", "numeric", "int4", "int4", "int4", "int4", "int4", "int4", "text")
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO hotel_customer_class_line
                           (proposal_id, company_id, partner_id, revenue, invoices, late, from_class_id, to_class_id, place, customers,
                            state, create_uid, create_date, write_uid, write_date)
                    SELECT %(proposal)s, %(company)s, n.*, %(uid)s, %(now)s, %(uid)s, %(now)s FROM unnest(%(columns)s) AS n
                    """,
                    proposal=self.id,
                    company=self.company_id.id,
                    uid=self.env.uid,
                    now=fields.Datetime.now(),
                    columns=SQL(", ").join(
                        SQL("%s::%s[]", list(column), SQL(kind)) for column, kind in zip(zip(*lines), columns, strict=True)
                    ),
                )
            )
        self.computed_at = fields.Datetime.now()
        self.env.invalidate_all(flush=False)


class HotelCustomerClassLine(models.Model):
    """The class proposed for one customer, with the figures it follows from, and what was decided."""

    _name = "hotel.customer.class.line"
    _description = "Proposed Class of a Customer"
    _inherit = ["hotel.protected.mixin"]
    _order = "place, id"

    proposal_id = fields.Many2one("hotel.customer.class.proposal", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", "Hotel", required=True, readonly=True, ondelete="cascade", index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="cascade", index=True)
    revenue = fields.Monetary("Revenue of 12 months", readonly=True)
    invoices = fields.Integer("Invoices due", readonly=True)
    late = fields.Integer("Paid late", readonly=True)
    place = fields.Integer(readonly=True)
    customers = fields.Integer("Customers with revenue", readonly=True)
    from_class_id = fields.Many2one("hotel.customer.class", "Present class", readonly=True, ondelete="restrict")
    to_class_id = fields.Many2one("hotel.customer.class", "Proposed class", readonly=True, ondelete="restrict")
    why = fields.Char(compute="_compute_why")
    state = fields.Selection(
        [("same", "Unchanged"), ("open", "To decide"), ("accepted", "Accepted"), ("kept", "Kept as it was")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime("Decided", readonly=True)

    _server_fields = frozenset(
        {
            "proposal_id", "company_id", "partner_id", "revenue", "invoices", "late", "place", "customers", "from_class_id", "to_class_id",
            "state", "decided_by_id", "decided_at",
        }
    )  # fmt: skip

    @api.depends("revenue", "place", "customers", "invoices", "late")
    @api.depends_context("lang")
    def _compute_why(self):
        for line in self:
            amount = format_amount(self.env, line.revenue, line.currency_id)
            if line.revenue <= 0:
                line.why = self.env._("No revenue in the last 12 months")
            else:
                line.why = self.env._(
                    "Revenue %(amount)s in 12 months: place %(place)s of %(customers)s", amount=amount, place=line.place, customers=line.customers
                )
            if line.invoices:
                line.why += "; " + self.env._(
                    "%(late)s of %(invoices)s invoices paid late", late=line.late, invoices=line.invoices
                )

    def action_accept(self):
        """Put the customers into the proposed classes; the figures stay as the reason.

        :raise AccessError: for anybody but the sales head and the general manager
        """
        self._check_decider()
        open_ = self.filtered(lambda line: line.state == "open")
        if not open_:
            raise UserError(self.env._("Nothing here is to be decided any more."))
        now = fields.Datetime.now()
        rows = [(line.partner_id.id, line.partner_id.sudo().hotel_class_id.id or None, line.to_class_id.id, line.why) for line in open_]
        self.env.flush_all()
        arrays = SQL(
            "unnest(%s::int[], %s::int[], %s::int[], %s::text[]) AS n(partner, old, new, why)", *map(list, zip(*rows))
        )
        self.env.cr.execute(
            SQL(
                "INSERT INTO hotel_customer_class_change (partner_id, from_class_id, to_class_id, why, proposed, changed_by_id, changed_at, "
                "create_uid, create_date, write_uid, write_date) SELECT n.partner, n.old, n.new, n.why, TRUE, %(uid)s, %(now)s, %(uid)s, "
                "%(now)s, %(uid)s, %(now)s FROM %(arrays)s",
                uid=self.env.uid,
                now=now,
                arrays=arrays,
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner p SET hotel_class_id = n.new, hotel_class_why = n.why, hotel_class_since = %s FROM %s WHERE p.id = n.partner",
                self.env.company._hotel_today(),
                arrays,
            )
        )
        self.env.invalidate_all(flush=False)
        open_.sudo().write({"state": "accepted", "decided_by_id": self.env.uid, "decided_at": now})
        self.env["hotel.callback"].sudo()._replan_customers(open_.partner_id)
        return True

    def action_keep(self):
        """Leave the customers in their class."""
        self._check_decider()
        self.filtered(lambda line: line.state == "open").sudo().write(
            {"state": "kept", "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}
        )
        return True

    def _check_decider(self):
        self.check_access("read")
        if not any(map(self.env.user.has_group, ("hotel_base.group_sales_head", "hotel_base.group_gm"))):
            raise AccessError(self.env._("The class of a customer is set by the sales head or the general manager."))
