from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from odoo.addons.hotel_base.rules import business_day

from ..rules import statement as rules

#: How an answer of the customer reached the hotel.
ANSWER_WAYS = [("login", "Portal, with login"), ("link", "Portal, by link"), ("paper", "On paper")]


class HotelStatement(models.Model):
    """F2: the customer confirms a statement, or disputes it line by line, up to and including the 5th."""

    _inherit = "hotel.statement"

    _server_fields = frozenset(
        {"confirmed_at", "confirmed_on", "confirmed_name", "confirmed_user_id", "confirmed_way", "confirmed_scan", "dispute_ids"}
    )

    confirmed_at = fields.Datetime("Confirmed", readonly=True, copy=False, help="When it was recorded.")
    confirmed_on = fields.Date("Confirmed on", readonly=True, copy=False)
    confirmed_name = fields.Char("Confirmed by", readonly=True, copy=False, help="As the customer's person gave it.")
    confirmed_user_id = fields.Many2one(
        "res.users", "Recorded by", readonly=True, copy=False, ondelete="restrict", help="The login that confirmed."
    )
    confirmed_way = fields.Selection(ANSWER_WAYS, "Way of confirming", readonly=True, copy=False)
    confirmed_scan = fields.Binary("Signed statement", attachment=True, readonly=True, copy=False)
    dispute_ids = fields.One2many("hotel.statement.dispute", "statement_id", "Disputes", readonly=True)
    open_dispute_count = fields.Integer("Open disputes", compute="_compute_dispute_figures")
    disputed_amount = fields.Monetary("In dispute", compute="_compute_dispute_figures")
    late = fields.Boolean(
        compute="_compute_late", search="_search_late", help="Sent, and neither confirmed nor disputed in time."
    )

    @api.depends("dispute_ids.state")
    def _compute_dispute_figures(self):
        figures = {
            statement: (count, amount)
            for statement, count, amount in self.env["hotel.statement.dispute"]._read_group(
                [("statement_id", "in", self.ids), ("state", "=", "open")], ["statement_id"], ["__count", "amount:sum"]
            )
        }
        for statement in self:
            statement.open_dispute_count, statement.disputed_amount = figures.get(statement._origin, (0, 0.0))

    @api.depends("state", "confirm_until", "company_id")
    def _compute_late(self):
        todays = {company: company._hotel_today() for company in self.company_id}
        for statement in self:
            statement.late = (
                statement.state == "sent"
                and bool(statement.confirm_until)
                and rules.is_over(todays[statement.company_id], statement.confirm_until)
            )

    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Today is a date in each hotel's time zone: at most two or three different ones.
        companies = self.env["res.company"].sudo().search([])
        late = Domain("state", "=", "sent") & Domain.OR(
            Domain("company_id", "in", alike.ids) & Domain("confirm_until", "<", today)
            for today, alike in companies.grouped(lambda company: company._hotel_today()).items()
        )
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return late if True in wanted else ~late

    def action_open_disputes(self):
        """List the disputes of the statement."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Disputes of %s", self.name),
            "res_model": "hotel.statement.dispute",
            "view_mode": "list,form",
            "domain": [("statement_id", "=", self.id)],
        }

    def action_open_answer(self):
        """Open the dialog that records what the customer answered on paper."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customer's answer on paper"),
            "res_model": "hotel.statement.answer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_statement_id": self.id},
        }

    # ------------------------------------------------------------------ the answers

    def _claim(self):
        """Let answers, allowances and sendings of a statement come one after the other.

        Updates the row: of two at once the second fails on Odoo's snapshot, and is repeated with what the first left.
        """
        self.flush_recordset()
        self.env.execute_query(
            SQL("UPDATE hotel_statement SET write_date = write_date WHERE id IN %s RETURNING id", tuple(self.ids))
        )
        self.invalidate_recordset()

    def _get_answer_problem(self, late_too=False):
        """F2: return why the customer cannot confirm the statement, or dispute a line of it; None if nothing is in the way.

        :param late_too: an answer after the last day counts, too (a confirmation on paper is better than none)
        """
        self.ensure_one()
        today = self.company_id._hotel_today()
        obstacle = rules.answer_obstacle(self.state, bool(self.confirmed_at), today, self.confirm_until)
        if obstacle == "over" and late_too:
            return None
        return {
            None: None,
            "not_sent": self.env._("Statement %s has not been sent yet.", self.name),
            "confirmed": self.env._(
                "Statement %(statement)s was confirmed by %(name)s on %(day)s. Nothing of it can be changed any more.",
                statement=self.name,
                name=self.confirmed_name or "-",
                day=format_date(self.env, self.confirmed_on or self.write_date),
            ),
            "over": self.env._(
                "Statement %(statement)s could be confirmed or disputed until %(day)s. Please speak to %(contact)s.",
                statement=self.name,
                day=format_date(self.env, self.confirm_until),
                contact=self.user_id.name,
            ),
        }[obstacle]

    def _confirm(self, name, way, user, on=None, scan=None):
        """F2: record that the customer confirms everything that is not in dispute (superuser mode).

        :param name: the customer's person, as given
        :param way: login, link or paper
        :param user: whose session it was
        :param on: date of a paper; default today
        :raise UserError: not sent, confirmed already, or (but on paper) too late; or no name is given
        """
        self.ensure_one()
        self._claim()
        problem = self._get_answer_problem(late_too=way == "paper")
        name = (name or "").strip()
        if not problem and not name:
            problem = self.env._("Give your name: it is kept with the confirmation.")
        if problem:
            raise UserError(problem)
        self.write(
            {
                "confirmed_at": fields.Datetime.now(),
                "confirmed_on": on or self.company_id._hotel_today(),
                "confirmed_name": name[:100],
                "confirmed_user_id": user.id,
                "confirmed_way": way,
                "confirmed_scan": scan,
            }
        )
        self._settle()

    def _dispute(self, charge, comment, name, way, user, files=()):
        """F2: record that the customer disputes one line (superuser mode). Return the dispute.

        :param files: list of (file name, bytes)
        :raise UserError: naming all that is in the way
        """
        self.ensure_one()
        self._claim()
        problems = [problem] if (problem := self._get_answer_problem()) else self._get_dispute_problems(charge)
        name, comment = (name or "").strip(), (comment or "").strip()
        if not problems and not name:
            problems.append(self.env._("Give your name: it is kept with the dispute."))
        if not problems and not comment:
            problems.append(self.env._("Say what is wrong with slip %s.", charge.name))
        if problems:
            raise UserError("\n".join(problems))
        # The customer follows nothing: what is said about the dispute in the house stays there.
        dispute = self.env["hotel.statement.dispute"].with_context(mail_create_nosubscribe=True).create(
            {
                "statement_id": self.id,
                "charge_id": charge.id,
                "comment": comment[:4000],
                "disputed_at": fields.Datetime.now(),
                "disputed_name": name[:100],
                "disputed_user_id": user.id,
                "disputed_way": way,
            }
        )
        dispute._attach(files)
        dispute._start_clock()
        self._settle()
        return dispute

    def _get_dispute_problems(self, charge):
        if charge.statement_id != self or not charge:
            return [self.env._("This slip is not on statement %s.", self.name)]
        earlier = self.dispute_ids.filtered(lambda dispute: dispute.charge_id == charge and dispute.state != "withdrawn")
        if not earlier:
            return []
        if "open" in earlier.mapped("state"):
            return [self.env._("Slip %s is in dispute already.", charge.name)]
        return [self.env._("The dispute of slip %s was decided. Please speak to us.", charge.name)]

    def _settle(self):
        """Set the state that follows from the answers, and stop or start the clock that waits for one."""
        for statement in self:
            statement.dispute_ids.flush_recordset()
            before = statement.state
            statement.state = rules.next_state(
                bool(statement.confirmed_at),
                statement.dispute_ids.mapped("state"),
                rules.is_over(statement.company_id._hotel_today(), statement.confirm_until),
            )
            if before == "sent" != statement.state:
                self.env["hotel.clock"].stop(statement, "statement_confirm")
            elif before != "sent" == statement.state:
                statement._start_confirm_clock()

    def _start_confirm_clock(self):
        """F2: the responsible salesperson sees to it that the customer answers until the last day."""
        clocks = []
        for statement in self:
            due = business_day.end_of_day(statement.confirm_until, statement.company_id.hotel_tz)
            first = statement.company_id.hotel_first_reminder_day
            # From the beginning of the day on which the customer is reminded, too.
            remind = statement.confirm_until.day - first + 1 if 0 < first <= statement.confirm_until.day else 0
            clocks.append(
                {
                    "record": statement,
                    "kind": "statement_confirm",
                    "due": due,
                    "owner": statement.user_id,
                    "name": lambda env: env._("The customer confirms the statement"),
                    "remind_before": timedelta(days=remind, seconds=-1) if remind else None,
                }
            )
        self.env["hotel.clock"].start_many(clocks)
