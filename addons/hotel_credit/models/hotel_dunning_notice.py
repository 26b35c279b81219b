from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

RESPONSE = "dunning_response"


class HotelDunningNotice(models.Model):
    """A dunning notice to those who are liable for a customer's overdue invoices, and the letter to the customer (G1-G3).

    Written by the dunning run alone. It is answered when everything that it names is paid, and open again when such a
    payment is undone; what was cleared without money (a bad debt) closes it.
    """

    _name = "hotel.dunning.notice"
    _description = "Dunning Notice"
    _inherit = ["mail.thread", "mail.activity.mixin", "hotel.protected.mixin"]
    _order = "issued_on desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, index="trigram")
    run_id = fields.Many2one("hotel.dunning.run", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    agreement_id = fields.Many2one(
        "hotel.credit.agreement", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    temporary_credit_id = fields.Many2one(
        "hotel.temporary.credit", "Temporary credit", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, index=True, ondelete="restrict")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    due_on = fields.Date("Due on", required=True, readonly=True, help="G3: the day on which the notice had to be issued.")
    issued_on = fields.Date("Issued on", required=True, readonly=True, help="G3: the day on which it was issued.")
    late_days = fields.Integer("Issued late by (days)", readonly=True, help="G3: from the day it was due to the day it was issued.")
    answer_by = fields.Date(
        "Pay until", required=True, readonly=True, help="G2: not paid by the end of this day, the notice is unanswered."
    )
    count = fields.Integer(
        "How often", readonly=True, aggregator="max", help="Which notice in a row this is for what was dunned most often."
    )
    amount = fields.Monetary("Amount named", required=True, readonly=True)
    open_amount = fields.Monetary("Open now", compute="_compute_open_amount")
    state = fields.Selection(
        [("open", "Open"), ("answered", "Answered"), ("closed", "Closed without payment")],
        required=True,
        readonly=True,
        default="open",
        tracking=True,
        help="Answered: everything that it names is paid. Closed: cleared as a bad debt or taken over.",
    )
    answered_on = fields.Date("Answered on", readonly=True)
    unanswered_on = fields.Date("Unanswered since", readonly=True, help="G2: the day on which the time to pay was over.")
    line_ids = fields.One2many("hotel.dunning.line", "notice_id", "Invoices", readonly=True)
    response_ids = fields.One2many("hotel.dunning.response", "notice_id", "Responses", readonly=True)
    user_ids = fields.Many2many("res.users", string="Addressed to", compute="_compute_user_ids", search="_search_user_ids")

    _server_fields = frozenset({
        "name", "run_id", "company_id", "agreement_id", "temporary_credit_id", "partner_id", "currency_id", "due_on",
        "issued_on", "late_days", "answer_by", "count", "amount", "state", "answered_on", "unanswered_on", "line_ids", "response_ids",
    })  # fmt: skip

    _unique_name = models.UniqueIndex("(name)")
    _to_lapse = models.Index("(company_id, answer_by) WHERE state = 'open' AND unanswered_on IS NULL")
    _by_issue = models.Index("(company_id, issued_on)")

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for notice in self:
            notice.display_name = f"{notice.name} {notice.partner_id.commercial_partner_id.name or ''}".strip()

    @api.depends("line_ids.item_id.amount_residual_currency")
    def _compute_open_amount(self):
        """Always what the invoices say; one query for a page of notices."""
        for model in ("hotel.dunning.line", "account.move.line"):
            self.env[model].flush_model()
        sums = dict(
            self.env.execute_query(
                SQL(
                    """SELECT line.notice_id, SUM(item.amount_residual_currency)
                         FROM hotel_dunning_line line
                         JOIN account_move_line item ON item.id = line.item_id
                        WHERE line.notice_id IN %s GROUP BY line.notice_id""",
                    tuple(self.ids) or (0,),
                )
            )
        )
        for notice in self:
            notice.open_amount = sums.get(notice.id, 0.0)

    @api.depends("response_ids.user_id")
    def _compute_user_ids(self):
        for notice in self:
            notice.user_ids = notice.sudo().response_ids.user_id

    def _search_user_ids(self, operator, value):
        return [("response_ids.user_id", operator, value)]

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Dunning notices are kept (M2): they decide who is liable for a bad debt."))

    # ------------------------------------------------------------------ to whom it goes (G1, G8)

    def _ask_for_responses(self):
        """G8: address the notices to who is liable and who is responsible now; each records what they did by a deadline."""
        company = self.company_id.ensure_one()
        days = company.hotel_dunning_response_days
        now = fields.Datetime.now()
        due = self.env["hotel.workdays"].deadline(now, days, company)
        responses = self.env["hotel.dunning.response"].create(
            [
                {"notice_id": notice.id, "user_id": user.id, "company_id": company.id, "due": due}
                for notice, users in self._get_addressees().items()
                for user in users
            ]
        )
        self.env["hotel.clock"].start_many(
            [
                {
                    "record": response,
                    "kind": RESPONSE,
                    "due": due,
                    "owner": response.user_id,
                    "name": lambda env: env._("Record what you did about the dunning notice"),
                    # The general manager has nobody above but the chairman.
                    "escalate_to": company.hotel_chairman_id if response.user_id == company.hotel_gm_id else None,
                    "remind_before": due - now + timedelta(seconds=1),
                    "activity_type": "hotel_credit.mail_activity_dunning",
                }
                for response in responses
            ]
        )

    def _get_addressees(self):
        """G1: return {notice: users}: the liable ones, and the salesperson who is responsible for the agreement now.

        Who has left is not addressed; when nobody is left, the finance head and then the GM are.
        """
        liable = self.line_ids.move_id._hotel_get_shares()
        fallback = self.company_id.hotel_finance_head_id or self.company_id.hotel_gm_id
        addressees = {}
        for notice in self:
            ids = [user for move in notice.line_ids.move_id for user, _share in liable.get(move.id, ())]
            ids += notice._get_responsible().ids
            users = self.env["res.users"].browse(dict.fromkeys(ids)).filtered("active")
            addressees[notice] = users or fallback
        return addressees

    def _get_responsible(self):
        """Return the users who look after the receivable now, besides those who are liable."""
        return self.agreement_id.user_id | self.temporary_credit_id.user_id

    # ------------------------------------------------------------------ paid, or not any more (G1)

    @api.model
    def _settle(self, items):
        """G1: note on the notices which of the journal items `items` are paid now, and which are open again."""
        lines = self.env["hotel.dunning.line"].sudo().search([("item_id", "in", items.ids)])
        changed = lines.filtered(lambda line: line._is_settled() != bool(line.settled_on))
        if not changed:
            return
        for company, of_company in changed.grouped("company_id").items():
            today = company._hotel_today()
            paid = of_company.filtered(lambda line: line._is_settled())
            paid.write({"settled_on": today})
            (of_company - paid).write({"settled_on": False})
        changed.notice_id._compute_course()

    def _compute_course(self):
        """Set the state of the notices by what is paid of them; who has nothing to answer any more is left alone."""
        cleared = self.line_ids.item_id._hotel_cleared_without_payment()
        for notice in self:
            settled = all(line.settled_on for line in notice.line_ids)
            state = "open"
            if settled:
                state = "closed" if notice.line_ids.item_id & cleared else "answered"
            if state != notice.state:
                last = max(notice.line_ids.mapped("settled_on")) if settled else False
                notice.write({"state": state, "answered_on": last})
        self.filtered(lambda notice: notice.state != "open").response_ids._close()

    # ------------------------------------------------------------------ screens and paper

    def action_open_agreement(self):
        """Open the agreement."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hotel.credit.agreement",
            "res_id": self.agreement_id.id,
            "views": [(False, "form")],
        }

    def action_print_letter(self):
        """Print the letter to the customer, in the customer's language."""
        self.check_access("read")
        return self.env.ref("hotel_credit.action_report_dunning_letter").report_action(self)

    def action_claim_bad_debt(self):
        """G4: make a claim of what is still open of the notices' invoices, and open it."""
        self.check_access("read")
        items = self.line_ids.filtered(lambda line: not line.settled_on).item_id
        debt = self.env["hotel.bad.debt"].create(
            {
                "partner_id": self.partner_id.commercial_partner_id.ensure_one().id,
                "company_id": self.company_id.ensure_one().id,
                "ground": "insolvency",
                "line_ids": [Command.create({"item_id": item.id}) for item in items],
            }
        )
        return {"type": "ir.actions.act_window", "res_model": debt._name, "res_id": debt.id, "views": [(False, "form")]}

    def _get_printed_responses(self):
        """Return the responses of whom a page is printed for: all for who reads them all, else the reader's own.

        :raise AccessError: the reader sees none of the notices
        """
        self.ensure_one()
        self.check_access("read")
        return self.response_ids._filtered_access("read")

    def _get_bank_accounts(self):
        """Return the hotel's bank accounts that the letter names (superuser mode)."""
        self.ensure_one()
        Journal = self.env["account.journal"].sudo()
        journals = Journal.search([*Journal._check_company_domain(self.company_id), ("type", "=", "bank")])
        return journals.bank_account_id.filtered(lambda bank: not bank.currency_id or bank.currency_id == self.currency_id)

    def _get_file_name(self):
        """Return the name of the notice's PDF, without its ending."""
        self.ensure_one()
        return self.env._("Dunning notice %s", self.name.replace("/", "-"))

    def _get_letter_name(self):
        """Return the name of the letter's PDF, without its ending."""
        self.ensure_one()
        return self.env._("Payment reminder %s", self.name.replace("/", "-"))

    def _get_source_name(self):
        """Return the number of the document that the receivables come from, as it is printed."""
        self.ensure_one()
        return self.sudo().agreement_id.name or self.sudo().temporary_credit_id.name or ""
