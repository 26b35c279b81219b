from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import event_order
from .hotel_event_order_content import TOLD
from .hotel_event_order_owed import MONEY_GROUPS


class HotelEventOrder(models.Model):
    """H1, H2, H5, H19: the order goes to the departments in numbered issues that each of them acknowledges."""

    _inherit = "hotel.event.order"

    exception_ids = fields.One2many("hotel.event.exception", "order_id", "Exceptions", groups=MONEY_GROUPS)
    issue_problems = fields.Text("Before it can be issued", compute="_compute_issue_problems", groups=MONEY_GROUPS)
    asked_count = fields.Integer("Asked to confirm", compute="_compute_asked_count")
    changed_since_issue = fields.Boolean(compute="_compute_changed_since_issue")

    @api.depends(
        "deposit_asked", "payment_way", "settlement_date", "coordinator_id", "budget", "budget_agreed_at", "department_ids",
        "state", "exception_ids.approval_state",
    )  # fmt: skip
    def _compute_issue_problems(self):
        for order in self:
            problems = order._origin._get_issue_problems() if order.state in ("draft", "issued") and order._origin else []
            order.issue_problems = "\n".join(f"• {problem}" for problem in problems) or False

    @api.depends("acknowledgement_ids.state")
    def _compute_asked_count(self):
        for order in self:
            order.asked_count = order.acknowledged_count + order.unacknowledged_count

    @api.depends("revision", "requirement_ids.text", "requirement_ids.department_id", *TOLD)
    def _compute_changed_since_issue(self):
        for order in self:
            last = order._origin.sudo().issue_ids[:1]
            order.changed_since_issue = bool(last) and bool(event_order.changes(last.content, order._origin._get_content()))

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
        order_sudo = self.sudo()
        order_sudo.lock_for_update()
        order_sudo.invalidate_recordset(["state", "revision", "issue_ids"])
        problems = order_sudo._get_issue_problems()
        if self.state not in ("draft", "issued"):
            problems.append(self.env._("%s was held, settled or cancelled.", self.display_name))
        content, before = self._get_content(), order_sudo.issue_ids[:1].content or None
        if before and not event_order.changes(before, content):
            problems.append(self.env._("Nothing has changed since issue %s.", self.revision))
        if problems:
            raise UserError(self.env._("%(order)s cannot be issued:", order=self.display_name) + "\n- " + "\n- ".join(problems))
        if self.state == "draft":
            order_sudo._go("issued")
        order_sudo._issue(
            content, before, self.env._("Event order %(order)s, issue %(issue)s", order=self.display_name, issue=self.revision + 1)
        )
        return True

    def _issue(self, content, before, subject):
        """Keep the next issue and ask the departments, those that are not concerned any more too. Superuser mode."""
        now = fields.Datetime.now()
        last = self.issue_ids[:1]
        self.revision += 1
        self.env["hotel.event.issue"].create(
            {
                "order_id": self.id,
                "revision": self.revision,
                "issued_at": now,
                "issued_by_id": self.env.uid,
                "department_ids": [Command.set(self.department_ids.ids)],
                "content": content,
                "change_ids": self.env["hotel.event.issue"]._prepare_change_vals(before, content),
            }
        )
        self.env["hotel.acknowledgement"].ask(
            self,
            self.revision,
            subject,
            departments=self.department_ids | last.department_ids,
            due=event_order.acknowledge_by(now, self.date_begin),
        )

    def _hurry_acknowledgements(self):
        """H5: an event that comes nearer is acknowledged sooner. Superuser mode."""
        now = fields.Datetime.now()
        for order in self.filtered(lambda each: each.state == "issued"):
            due = event_order.acknowledge_by(now, order.date_begin)
            waiting = order.acknowledgement_ids.filtered(lambda row: row.state == "waiting" and row.due)
            sooner = waiting.filtered(lambda row, due=due: row.due > due)
            sooner.due = due
            order.env["hotel.clock"].move(sooner, "acknowledgement", due)

    def _hotel_moved(self, by):
        self._hurry_acknowledgements()
        return super()._hotel_moved(by)

    # ------------------------------------------------------------------ gates

    def _get_issue_problems(self):
        """H1, H2, H3, H19, H20: return every reason why the order cannot be issued, as sentences; parts of the work extend it."""
        self.ensure_one()
        order_sudo = self.sudo()
        missing = [
            self._fields[name]._description_string(self.env)
            for name in event_order.missing({name: order_sudo[name] for name in event_order.REQUIRED})
        ]
        problems = []
        if missing:
            problems.append(self.env._("Not named yet: %s.", ", ".join(missing)))
        problems += order_sudo._get_party_problems()
        if not order_sudo.budget_agreed_at:
            problems.append(self.env._("Finance has not agreed to the budget."))
        problems += order_sudo._get_settlement_problems()
        return problems + order_sudo._get_exception_problems()

    def _get_party_problems(self):
        """Return who is missing: departments, their heads, the sales head who vouches (H4), as sentences."""
        problems = []
        if not self.department_ids:
            problems.append(self.env._("No department is named that would get it."))
        headless = self.department_ids.filtered(lambda department: not department.manager_id.user_id.active)
        if headless:
            problems.append(self.env._("Nobody can confirm for %s: name its manager.", ", ".join(headless.mapped("name"))))
        if not self.company_id.hotel_sales_head_id:
            problems.append(
                self.env._("%s has no sales head, who vouches for events. Name one in the settings.", self.company_id.name)
            )
        return problems

    def _get_exceptions_needed(self):
        """H2, H19: return {kind of exception: (why it is needed, as a sentence; the amount that stands against it)}."""
        self.ensure_one()
        needed = {}
        money = self.currency_id.format
        if self.budget_agreed_at and self.deposit_asked and self.deposit_is_low:
            needed["deposit_low"] = (
                self.env._(
                    "The deposit of %(asked)s is less than %(rate)g %% of the budget.",
                    asked=money(self.deposit_asked),
                    rate=self.deposit_rate,
                ),
                self.deposit_policy - self.deposit_asked,
            )
        if self.deposit_asked and not self.currency_id.is_zero(self.deposit_open):
            needed["deposit_missing"] = (
                self.env._("Of the deposit %s has not been received yet.", money(self.deposit_open)),
                self.deposit_open,
            )
        if not self.currency_id.is_zero(self.overdue_amount):
            needed["overdue"] = (
                self.env._(
                    "%(customer)s owes %(amount)s past its due date.",
                    customer=self.commercial_partner_id.name,
                    amount=money(self.overdue_amount),
                ),
                self.overdue_amount,
            )
        return needed

    def _get_exception_problems(self):
        """Return the sentences of the exceptions that are needed and not approved; what was approved is an amount, no more."""
        approved = self.exception_ids.filtered(lambda exception: exception.approval_state == "approved")
        return [
            self.env._("%s The GM can approve an exception.", sentence)
            for kind, (sentence, amount) in self._get_exceptions_needed().items()
            if not approved.filtered(
                lambda exception, kind=kind, amount=amount: exception.kind == kind
                and self.currency_id.compare_amounts(amount, exception.amount) <= 0
            )
        ]

    def _get_settlement_problems(self):
        """H3: return why the day of settlement is not possible, as sentences."""
        self.ensure_one()
        latest = self._get_latest_settlement()
        if not self.settlement_date or not latest or self.settlement_date <= latest:
            return []
        return [
            self.env._(
                "Settlement: %(day)s is later than %(days)s working days after the event, which is %(latest)s.",
                day=format_date(self.env, self.settlement_date),
                days=self.settlement_days,
                latest=format_date(self.env, latest),
            )
        ]
