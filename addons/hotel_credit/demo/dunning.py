"""The demo's overdue customers: notices, responses, an agreement that is suspended, bad debts in each state.

Old invoices lie in the past, before the demo's first statement: made under superuser, as of a system before this one.
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command

from . import papers

# A chapter of a story that is told to a running system.
# pylint: disable=invalid-commit

# What is overdue: (customer, how long ago it was charged, amount).
OLD = {
    "three_years": ("C1010", relativedelta(months=38), 18640.00),
    "lost": ("C1011", relativedelta(months=14), 12300.00),
    "under_review": ("C1011", relativedelta(months=9), 4250.50),
    "paid_late": ("C1010", relativedelta(months=3), 880.00),
}


def tell(story):
    """Tell what became of those who did not pay."""
    Dunning(story).tell()


class Dunning:
    def __init__(self, story):
        self.story = story
        self.env = story.env
        self.today = story.today
        self.company = self.env.ref("hotel_base.company_lakeside")
        self.finance = self.env(
            user=story.users["finance"], context={"allowed_company_ids": self.company.ids}, su=False
        )

    def tell(self):
        self.invoices = {name: self.old_invoice(*values) for name, values in OLD.items()}
        self.dun()
        self.answer()
        self.claim()
        self.env.cr.commit()

    def old_invoice(self, reference, back, amount):
        """Return the posted invoice of a month long ago, as it was taken over from the books before."""
        agreement = self.env["hotel.credit.agreement"].search([("partner_id.ref", "=", reference)], limit=1)
        last_day = (self.today - back).replace(day=1) - timedelta(days=1)
        kind = self.env["hotel.revenue.kind"].search([("code", "=", "banquet")], limit=1).with_company(self.company)
        move = self.env["account.move"].sudo().with_company(self.company).create(
            {
                "move_type": "out_invoice",
                "company_id": self.company.id,
                "journal_id": self.company._hotel_billing_journal().id,
                "partner_id": agreement.partner_id.id,
                "currency_id": agreement.currency_id.id,
                "invoice_date": last_day,
                "date": last_day,
                "invoice_payment_term_id": self.company._hotel_payment_term().id,
                "invoice_origin": agreement.name,
                "hotel_agreement_id": agreement.id,
                "hotel_month": last_day.replace(day=1),
                "hotel_salesperson_id": agreement.user_id.id,
                "hotel_liable_ids": [Command.set(agreement.user_id.ids)],
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": kind.product_id.id,
                            "price_unit": amount,
                            "tax_ids": [Command.set(self.env["hotel.billing"]._get_taxes(kind.product_id, self.company).ids)],
                        }
                    )
                ],
            }
        )
        move._post(soft=False)
        self.env["hotel.guarantee"]._register_shares(
            [{"move_id": move.id, "user_id": agreement.user_id.id, "kind": "agreement", "role": "salesperson", "part": amount}]
        )
        return move

    def dun(self):
        """Four weeks of nights: what they issued is dated back to the days on which it was due."""
        Run = self.env["hotel.dunning.run"].sudo()
        begun = self.today - timedelta(days=28)
        Run.create({"company_id": self.company.id, "day": begun})
        self.env.cr.commit()
        for run in Run._prepare_due_runs().filtered(lambda each: each.company_id == self.company).sorted("day"):
            while run.state == "running":
                run._work_chunk()
            self.date_back(run, begun)
            self.env.cr.commit()
        Run.search([("state", "=", "running")])._work_all()

    def date_back(self, run, begun):
        """Move the run and what it issued to its own day; the first night came late for what was overdue before."""
        back = self.today - run.day
        run.write({"started_at": run.started_at - back, "finished_at": run.finished_at and run.finished_at - back})
        for notice in run.notice_ids:
            late = max((run.day - notice.due_on).days, 0)
            notice.write({"issued_on": run.day, "late_days": late, "answer_by": notice.answer_by - back})
        responses = run.notice_ids.response_ids
        clocks = self.env["hotel.clock"].sudo().search(
            [("res_model", "=", responses._name), ("res_id", "in", responses.ids)]
        )
        for response in responses:
            response.due -= back
        for clock in clocks:
            clock.write({"started": clock.started - back, "due": clock.due - back, "remind_at": clock.remind_at - back})

    def answer(self):
        """One customer pays, one salesperson writes what was done, the others let the deadline pass."""
        paid = self.invoices["paid_late"]
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=paid.ids, allowed_company_ids=self.company.ids
        )
        register.create({"amount": paid.amount_residual, "payment_date": self.today - timedelta(days=1)})._create_payments()
        waiting = self.env["hotel.dunning.response"].sudo().search([("state", "=", "waiting")], order="due, id")
        for response, action in zip(
            waiting,
            (
                "Visited Mr Tang: 客户承诺月底前付清, sends the transfer slip.",
                "Called three times, nobody answers; letter sent by courier.",
            ),
            strict=False,
        ):
            mine = response.with_user(response.user_id).with_company(self.company).sudo(False)
            mine.write({"action": action, "promised_on": self.today + timedelta(days=5)})
            mine.action_record()
        self.env.cr.commit()
        # Not by the cron itself, which works in a transaction of its own and waits for what is due next.
        self.env["hotel.clock"].sudo()._tell_all()
        self.env.cr.commit()

    def claim(self):
        """What is lost: proposed, under review, written off and in part recovered."""
        lost = self.prepare("lost", "bankruptcy", "The court has opened insolvency proceedings 破产清算; nothing is left for creditors.")
        self.decide(lost, ("finance_head", "gm", "chairman"))
        # The accounts of a branch are the group's, which a branch's finance does not open.
        payment = self.env["account.payment"].with_company(self.company).create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": lost.partner_id.id,
                "amount": 3000.0,
                "date": self.today,
                "journal_id": self.env["account.journal"]
                .search([*self.env["account.journal"]._check_company_domain(self.company), ("type", "=", "bank")], limit=1)
                .id,
                "hotel_oldest_first": False,
                "memo": "Quota of the insolvency estate",
            }
        )
        payment.action_post()
        item = payment.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        if item:
            self.finance["hotel.bad.debt.recover"].create(
                {"debt_id": lost.id, "item_id": item.id, "amount": 3000.0}
            ).action_book()
        self.env.cr.commit()
        review = self.prepare("under_review", "unenforceable", "Judgment of the district court; the bailiff found no assets 无可供执行财产.")
        self.decide(review, ("finance_head",))
        self.env["hotel.bad.debt"].sudo()._propose_chunk(10)

    def prepare(self, name, ground, description):
        invoice = self.invoices[name]
        item = invoice.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        debt = self.finance["hotel.bad.debt"].create(
            {
                "company_id": self.company.id,
                "partner_id": invoice.partner_id.id,
                "ground": ground,
                "description": description,
                "line_ids": [Command.create({"item_id": item.id})],
                "evidence_ids": [
                    Command.create({"kind": kind, "name": f"{title}.pdf", "file": papers.scan(title)})
                    for kind, title in (("ground", "Court ruling"), ("shortfall", "List of assets"))
                ],
            }
        )
        debt.action_add_record()
        debt.action_submit()
        return debt

    def decide(self, debt, logins):
        for login in logins:
            mine = self.story.as_user(debt, login)
            if debt.late_days and not debt.late_caused:
                mine.write(
                    {"late_caused": "no", "late_reason": "The firm was insolvent before the first notice was due 到期前已无力偿付."}
                )
            mine.action_approve()
