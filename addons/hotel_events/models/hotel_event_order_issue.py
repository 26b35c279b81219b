from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime

from ..rules import event_order

#: Who sees what a customer owes (H19); the other employees see the order alone.
MONEY_GROUPS = (
    "hotel_base.group_sales,hotel_base.group_department_head,hotel_base.group_finance,hotel_base.group_gm,"
    "hotel_base.group_chairman,hotel_base.group_auditor"
)

#: What an issue tells the departments; a change of it is shown on the next one.
TOLD = (
    "title", "partner_id", "date_begin", "date_end", "guests_guaranteed", "coordinator_id", "contact_phone", "payment_way",
    "settlement_date", "deposit_asked", "requirement_ids", "note", "department_ids",
)  # fmt: skip


class HotelEventOrder(models.Model):
    """H1, H2, H5, H19: the order goes to the departments in numbered issues that each of them acknowledges."""

    _inherit = "hotel.event.order"

    exception_ids = fields.One2many("hotel.event.exception", "order_id", "Exceptions")
    overdue_amount = fields.Monetary(
        "Overdue",
        compute="_compute_owed",
        groups=MONEY_GROUPS,
        help="H19: what the customer owes past its due date, of anything.",
    )
    owed_amount = fields.Monetary(
        "Still owed", compute="_compute_owed", groups=MONEY_GROUPS, help="H19: what the customer owes now, of anything."
    )
    issue_problems = fields.Text("Before it can be issued", compute="_compute_issue_problems", groups=MONEY_GROUPS)
    asked_count = fields.Integer("Asked to confirm", compute="_compute_asked_count")
    changed_since_issue = fields.Boolean(compute="_compute_changed_since_issue")

    @api.depends("commercial_partner_id", "company_id")
    def _compute_owed(self):
        """H19: one query for all orders: open invoices by firm, and those past their due date."""
        today = fields.Date.today()
        rows = self.env["account.move"].sudo()._read_group(
            [
                ("company_id", "in", self.company_id.ids),
                ("commercial_partner_id", "in", self.commercial_partner_id.ids),
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
                ("amount_residual", ">", 0),
            ],
            ["company_id", "commercial_partner_id", "invoice_date_due:day"],
            ["amount_residual_signed:sum"],
        )
        owed, overdue = {}, {}
        for company, firm, due, amount in rows:
            key = company.id, firm.id
            owed[key] = owed.get(key, 0) + amount
            if due and fields.Date.to_date(due) < today:
                overdue[key] = overdue.get(key, 0) + amount
        for order in self:
            key = order.company_id.id, order.commercial_partner_id.id
            order.owed_amount, order.overdue_amount = owed.get(key, 0), overdue.get(key, 0)

    @api.depends("deposit_asked", "payment_way", "settlement_date", "coordinator_id", "budget", "exception_ids.approval_state")
    def _compute_issue_problems(self):
        for order in self:
            problems = order._get_issue_problems() if order.state in ("draft", "issued") and order.id else []
            order.issue_problems = "\n".join(problems) or False

    @api.depends("revision", *TOLD)
    def _compute_changed_since_issue(self):
        for order in self:
            last = order.issue_ids[:1].content
            order.changed_since_issue = bool(last) and bool(event_order.changes(last, order._get_content()))

    @api.depends("acknowledgement_ids.state")
    def _compute_asked_count(self):
        for order in self:
            order.asked_count = order.acknowledged_count + order.unacknowledged_count

    def action_open_acknowledgements(self):
        """List who confirmed which issue."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Acknowledgements"),
            "res_model": "hotel.acknowledgement",
            "view_mode": "list,form",
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
        }

    def action_issue(self):
        """H1, H5: give the order to the departments as its next issue.

        :raise UserError: all that is missing at once
        """
        self.ensure_one()
        self.check_access("write")
        problems = self._get_issue_problems()
        if self.state not in ("draft", "issued"):
            problems.append(self.env._("%s was held, settled or cancelled.", self.display_name))
        content = self._get_content()
        before = self.issue_ids[:1].content
        if before and not event_order.changes(before, content):
            problems.append(self.env._("Nothing has changed since issue %s.", self.revision))
        if problems:
            raise UserError(self.env._("%(order)s cannot be issued:", order=self.display_name) + "\n- " + "\n- ".join(problems))
        self._issue(content, before)
        return True

    def _issue(self, content, before):
        now = fields.Datetime.now()
        order_sudo = self.sudo()
        if self.state == "draft":
            order_sudo._go("issued")
        order_sudo.revision += 1
        self.env["hotel.event.issue"].sudo().create(
            {
                "order_id": self.id,
                "revision": self.revision,
                "issued_at": now,
                "issued_by_id": self.env.uid,
                "content": content,
                "changed": event_order.changes(before, content),
            }
        )
        self.env["hotel.acknowledgement"].ask(
            self,
            self.revision,
            self.env._("Event order %(order)s, issue %(issue)s", order=self.display_name, issue=self.revision),
            departments=self.department_ids,
            due=event_order.acknowledge_by(now, self.date_begin),
        )

    # ------------------------------------------------------------------ gates

    def _get_issue_problems(self):
        """H1, H2, H3, H19, H20: return every reason why the order cannot be issued, as sentences; parts of the work extend it."""
        self.ensure_one()
        missing = [
            self._fields[name]._description_string(self.env)
            for name in event_order.missing({name: self[name] for name in event_order.REQUIRED})
        ]
        problems = []
        if missing:
            problems.append(self.env._("Not named yet: %s.", ", ".join(missing)))
        if not self.department_ids:
            problems.append(self.env._("No department is named that would get it."))
        if not self.budget_agreed_at:
            problems.append(self.env._("Finance has not agreed to the budget."))
        problems += self._get_settlement_problems()
        return problems + self._get_exception_problems()

    def _get_settlement_problems(self):
        """H3: return why the day of settlement is not possible, as sentences."""
        if not self.settlement_date or not self.date_end:
            return []
        end = self.company_id._hotel_local(self.date_end).date()
        latest = self.env["hotel.workdays"].add_working_days(end, self.company_id.hotel_event_settlement_days, self.company_id)
        if self.settlement_date <= latest:
            return []
        return [
            self.env._(
                "Settlement: %(day)s is later than %(days)s working days after the event, which is %(latest)s.",
                day=format_date(self.env, self.settlement_date),
                days=self.company_id.hotel_event_settlement_days,
                latest=format_date(self.env, latest),
            )
        ]

    def _get_exceptions_needed(self):
        """H2, H19: return {kind of exception: why it is needed, as a sentence}."""
        self.ensure_one()
        needed = {}
        if self.deposit_is_low:
            needed["deposit_low"] = self.env._(
                "The deposit of %(asked)s is less than %(rate)s %% of the budget.",
                asked=self.currency_id.format(self.deposit_asked),
                rate=self.deposit_rate,
            )
        if self.deposit_asked and self.deposit_open:
            needed["deposit_missing"] = self.env._(
                "Of the deposit %s has not been received yet.", self.currency_id.format(self.deposit_open)
            )
        if self.overdue_amount:
            needed["overdue"] = self.env._(
                "%(customer)s owes %(amount)s past its due date.",
                customer=self.commercial_partner_id.name,
                amount=self.currency_id.format(self.overdue_amount),
            )
        return needed

    def _get_exception_problems(self):
        """Return the sentences of the exceptions that are needed and not approved."""
        approved = self.exception_ids.filtered(lambda exception: exception.approval_state == "approved")
        problems = []
        for kind, sentence in self._get_exceptions_needed().items():
            of_kind = approved.filtered(lambda exception, k=kind: exception.kind == k)
            if kind == "deposit_low":
                of_kind = of_kind.filtered(
                    lambda exception: self.currency_id.compare_amounts(exception.deposit_asked, self.deposit_asked) <= 0
                )
            if not of_kind:
                problems.append(self.env._("%s The GM can approve an exception.", sentence))
        return problems

    def _get_content(self):
        """Return what the order says now: {field: text}, in the language of the house so that issues compare."""
        self.ensure_one()
        order = self.with_context(lang=self.company_id.partner_id.lang or "en_US")
        content = {}
        for name in TOLD:
            value, field = order[name], order._fields[name]
            if field.type == "datetime":
                value = value and format_datetime(order.env, value, tz=order.company_id.hotel_tz, dt_format="yyyy-MM-dd HH:mm")
            elif field.type == "date":
                value = value and value.isoformat()
            elif field.type == "selection":
                value = dict(field._description_selection(order.env)).get(value)
            elif field.relational:
                value = ", ".join(value.sudo().mapped("display_name"))
            elif field.type == "monetary":
                value = order.currency_id.format(value)
            content[name] = str(value) if value else ""
        return content
