"""`./hotel load --months`: a hotel's history day by day, with customers who pay, and dunning where they do not (F1-F6, G1, G2).

The file knows slips alone, so how each customer pays is drawn from a seed: `PAYERS` names the kinds, their share of the
customers and what they do. Everything else is the product's own work on the days on which it would do it: slips are
charged, the month is billed and its statements go out on the first, customers confirm until the fifth, money comes in and
settles the oldest due first, what is late is dunned, agreements are suspended after two unanswered notices and lifted
when everything overdue is paid. At the end of each month statements, ageing and general ledger are compared to the cent.

It stands in for the calendar with freezegun, so it is run with the tools for tests.
"""

import os
import random
import time
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from freezegun import freeze_time

from odoo import SUPERUSER_ID, Command, fields
from odoo.exceptions import UserError
from odoo.tools import SQL, groupby

from ..rules import billing
from .load import ROWS, Slips, commit, make_company, make_customers, read_customers

SEED = 2026


class Payer(NamedTuple):
    """How one kind of customer pays an invoice: parts of it, each some days after (or before) its due date."""

    name: str
    weight: int
    #: (share of the invoice in per cent, earliest day, latest day), days counted from the due date.
    parts: tuple


PAYERS = (
    Payer("prompt", 62, ((100, -12, 0),)),
    Payer("late", 23, ((100, 3, 28),)),
    Payer("in parts", 10, ((60, -3, 6), (40, 20, 50))),
    Payer("slow", 5, ((100, 70, 130),)),
)


def run(env, slips_path, customers_path, seed=SEED, progress=None):
    """Replay the file into the database; return figures.

    :return: dict rows, charged, refused {code: n}, months (one dict each: invoices, billed, paid, notices, suspended,
        lifted, receivable, seconds), totals of them, differences (list of texts; empty when everything ties) and seconds
    :raise UserError: a file cannot be read, or the database holds such a history already
    """
    started = time.monotonic()
    tell = progress or (lambda _text: None)
    env = env(user=SUPERUSER_ID, su=True, context={"lang": "en_US", "tracking_disable": True, "mail_create_nosubscribe": True})
    slips = Slips(env, slips_path)
    first = date.fromisoformat(slips.first_day)
    with freeze_time(datetime.combine(first, datetime.min.time()) + timedelta(hours=4)) as clock:
        company = make_company(env, slips)
        if env["hotel.charge"].search_count([("company_id", "=", company.id)], limit=1):
            raise UserError(env._("%s holds slips already. Replay the months into a fresh database.", company.name))
        env = env(context={**env.context, "allowed_company_ids": company.ids})
        history = History(env, company.with_env(env), slips, seed, clock, tell)
        make_customers(env, history.company, read_customers(env, customers_path), slips)
        commit(env)
        history.play()
    return {**history.figures(), "seconds": round(time.monotonic() - started, 1)}


class History:
    """The days of one hotel."""

    def __init__(self, env, company, slips, seed, clock, tell):
        self.env, self.company, self.slips, self.seed, self.clock, self.tell = env, company, slips, seed, clock, tell
        self.first, self.last = date.fromisoformat(slips.first_day), date.fromisoformat(slips.last_day)
        self.refused, self.charged, self.rows = Counter(), Decimal(0), 0
        self.months, self.differences = [], []
        #: What customers will pay: {day: [(invoice id, share in per cent)]}.
        self.planned = defaultdict(list)
        self.month = Counter()

    def play(self):
        """Live through every day, the billing of the last month and its payments included."""
        self._open_books()
        rows = dict(groupby(self.slips.in_order(), lambda row: row[0].get("business_date")))
        month_started = os.times().elapsed
        day, end = self.first.replace(day=1), billing.next_month(self.last).replace(day=28)
        while day <= end:
            self._set_time(day)
            if day.day == 1 and day > self.first:
                self._bill(billing.previous_month(day), month_started)
                month_started = os.times().elapsed
            if day.day == self.company.hotel_confirm_day:
                self._confirm(billing.previous_month(day))
            self._pay(day)
            self._lift()
            self._dun()
            self._charge(rows.pop(day.isoformat(), []))
            day += timedelta(days=1)
        self.refused["malformed"] += sum(len(group) for group in rows.values())
        commit(self.env)

    def _set_time(self, day):
        """Noon of `day` in the hotel's time zone."""
        self.clock.move_to(self.company._hotel_utc(datetime.combine(day, datetime.min.time()) + timedelta(hours=12)))
        self.env.invalidate_all()

    def _open_books(self):
        """Let payments have an entry of their own, so that they settle what they pay (Odoo asks for such an account)."""
        journal = self.env["account.journal"].search([("company_id", "=", self.company.id), ("type", "=", "bank")], limit=1)
        self.journal = journal
        lines = journal.inbound_payment_method_line_ids.filtered(lambda line: not line.payment_account_id)
        if lines:
            lines.payment_account_id = self.env["account.account"].create(
                {
                    "name": self.env._("Outstanding receipts"),
                    "code": "101499",
                    "account_type": "asset_current",
                    "reconcile": True,
                    "company_ids": [Command.set(self.company.ids)],
                }
            )

    # ------------------------------------------------------------------ the days

    def _charge(self, rows):
        self.rows += len(rows)
        self.refused["malformed"] += sum(1 for _values, faults in rows if faults)
        good = [values for values, faults in rows if not faults]
        for start in range(0, len(good), ROWS):
            batch = good[start : start + ROWS]
            for values, answer in zip(batch, self.env["hotel.charge"]._authorise_many(batch, source="import")):
                if answer["granted"]:
                    self.charged += sum(Decimal(amount) for amount in values["amounts"].values())
                else:
                    self.refused[answer["reasons"][0]["code"]] += 1
            commit(self.env)

    def _bill(self, month, started):
        """Bill and send the month, plan its payments and compare the books at its end."""
        runs = self.env["hotel.billing.run"]
        run = runs.create({"company_id": self.company.id, "month": month})
        run._start()
        commit(self.env)
        while run._work_chunk(25):
            commit(self.env)
        statements = run.statement_ids
        for statement in statements:
            statement._mark_sent(self.env.user, way="hand")
        self._plan(statements.move_id)
        commit(self.env)
        receivable = self._compare(month, statements)
        total = sum((billing.exact(move.amount_total) for move in statements.move_id), Decimal(0))
        figures = {
            "month": f"{month:%Y-%m}",
            "invoices": len(statements),
            "billed": float(total),
            "paid": float(self.month["paid"]),
            "notices": self.month["notices"],
            "suspended": self.month["suspended"],
            "lifted": self.month["lifted"],
            "receivable": float(receivable),
            "seconds": round(os.times().elapsed - started, 1),  # a clock that freezegun leaves alone
        }
        self.months.append(figures)
        self.month = Counter()
        self.tell(", ".join(f"{name} {value}" for name, value in figures.items()) + (f" - {run.message}" if run.message else ""))

    def _plan(self, invoices):
        """Draw when and in which parts each invoice will be paid."""
        for invoice in invoices:
            customer = invoice.partner_id.ref
            [payer] = random.Random(f"{self.seed}-{customer}").choices(PAYERS, [payer.weight for payer in PAYERS])
            chance = random.Random(f"{self.seed}-{customer}-{invoice.hotel_month}")
            for share, earliest, latest in payer.parts:
                day = invoice.invoice_date_due + timedelta(days=chance.randint(earliest, latest))
                self.planned[max(day, fields.Date.today())].append((invoice.id, share))

    def _confirm(self, month):
        """Three customers of four confirm in time."""
        statements = self.env["hotel.statement"].search(
            [("company_id", "=", self.company.id), ("month", "=", month), ("state", "=", "sent")]
        )
        for statement in statements:
            if random.Random(f"{self.seed}-{statement.commercial_partner_id.ref}-{month}-confirm").random() < 0.75:
                statement._confirm(statement.commercial_partner_id.name, "paper", self.env.user, on=fields.Date.today())
        commit(self.env)

    def _pay(self, day):
        planned = self.planned.pop(day, [])
        if not planned:
            return
        vals_list = []
        for invoice_id, share in planned:
            invoice = self.env["account.move"].browse(invoice_id)
            amount = invoice.currency_id.round(invoice.amount_total * share / 100)
            if invoice.currency_id.is_zero(amount):
                continue
            self.month["paid"] += billing.exact(amount)
            vals_list.append(
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": invoice.partner_id.id,
                    "company_id": self.company.id,
                    "journal_id": self.journal.id,
                    "amount": amount,
                    "currency_id": invoice.currency_id.id,
                    "date": day,
                    "hotel_agreement_id": invoice.hotel_agreement_id.id,
                }
            )
        self.env["account.payment"].create(vals_list).action_post()
        commit(self.env)

    def _lift(self):
        """The finance head lifts the suspension of whoever has paid everything overdue."""
        suspended = self.env["hotel.credit.agreement"].search([("company_id", "=", self.company.id), ("state", "=", "suspended")])
        owing = self.env["account.move"]._read_group(
            [
                ("company_id", "=", self.company.id),
                ("hotel_agreement_id", "in", suspended.ids),
                ("state", "=", "posted"),
                ("move_type", "=", "out_invoice"),
                ("amount_residual", ">", 0),
                ("invoice_date_due", "<", fields.Date.today()),
            ],
            ["hotel_agreement_id"],
        )
        paid = suspended - self.env["hotel.credit.agreement"].union(*(agreement for (agreement,) in owing))
        for agreement in paid:
            agreement._lift(None, "Everything overdue is paid", user=self.env.user)
            self.month["lifted"] += 1

    def _dun(self):
        """G1, G2: the night's dunning."""
        count = self._count_suspended()
        Run, Notice = self.env["hotel.dunning.run"], self.env["hotel.dunning.notice"]
        [(last,)] = Notice._read_group([], [], ["id:max"])
        for run in Run._prepare_due_runs().filtered(lambda run: run.company_id == self.company):
            while run._work_chunk():
                pass
        commit(self.env)
        self.month["notices"] += Notice.search_count([("company_id", "=", self.company.id), ("id", ">", last or 0)])
        self.month["suspended"] += self._count_suspended() - count

    def _count_suspended(self):
        return self.env["hotel.credit.agreement"].search_count([("company_id", "=", self.company.id), ("state", "=", "suspended")])

    # ------------------------------------------------------------------ the books

    def _compare(self, month, statements):
        """Compare statements, ageing and general ledger at the end of `month`; return what customers owe by the ledger."""
        day = billing.month_end(month)
        ledger = self._get_ledger(day)
        ageing = self._get_ageing(day)
        for firm in ledger.keys() | ageing.keys():
            if ledger.get(firm, 0) != ageing.get(firm, 0):
                self._differ(month, firm, f"ledger {ledger.get(firm, 0)}, ageing {ageing.get(firm, 0)}")
        for statement in statements:
            firm, closing = statement.commercial_partner_id.id, billing.exact(statement.closing)
            if closing != ledger.get(firm, 0):
                self._differ(month, firm, f"statement {closing}, ledger {ledger.get(firm, 0)}")
        return sum(ledger.values(), Decimal(0))

    def _differ(self, month, firm, text):
        text = f"{month:%Y-%m} {self.env['res.partner'].browse(firm).ref}: {text}"
        self.differences.append(text)
        self.tell(text)

    def _get_ledger(self, day):
        """Return {firm id: Decimal} of the receivable accounts on `day`, without zeros."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT partner.commercial_partner_id, SUM(line.balance)
                     FROM account_move_line line
                     JOIN account_account account ON account.id = line.account_id AND account.account_type = 'asset_receivable'
                     JOIN res_partner partner ON partner.id = line.partner_id
                    WHERE line.company_id = %s AND line.parent_state = 'posted' AND line.date <= %s
                    GROUP BY 1 HAVING SUM(line.balance) <> 0""",
                self.company.id,
                day,
            )
        )
        return {firm: billing.exact(balance) for firm, balance in rows}

    def _get_ageing(self, day):
        """Return {firm id: Decimal} of the ageing report on `day`, without zeros."""
        table = self.env["hotel.ageing"].get_table(day.isoformat(), "customer")
        return {row["id"]: billing.exact(row["total"]) for row in table["rows"] if row["total"]}

    def figures(self):
        """Return what the replay did; see `run`."""
        # What came in after the last month was billed belongs to no line of the table.
        totals = Counter({name: float(value) for name, value in self.month.items()})
        for month in self.months:
            totals.update({name: value for name, value in month.items() if name not in ("month", "receivable", "seconds")})
        return {
            "rows": self.rows,
            "charged": float(self.charged),
            "refused": dict(sorted((+self.refused).items())),
            **{name: round(value, 2) for name, value in totals.items()},
            "months": self.months,
            "differences": self.differences,
        }
