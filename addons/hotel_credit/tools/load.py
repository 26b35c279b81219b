"""`./hotel load`: a hotel's history of slips through the same doors as every day's charges (D8, F1).

It makes a company in the file's currency with a chart of accounts, the file's outlets, the customers and their
agreements, then authorises all slips in order of date and bills every month that is over. Invoices stay open.
Loading a file twice adds nothing; a load that was broken off goes on where it was.

The operator runs it in Odoo's shell, as the system. That is why agreements need no application here: they are taken
over, as after any change of software. Their terms come from the file: valid from the first day of its first month to
the last day of its last; the monthly limit is the customer's highest month, rounded up to the next thousand; outlets
check signatures in their own system; overdue statements are ignored, since the file knows no payments.
"""

import json
import resource
import sqlite3
import time
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from itertools import islice

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hotel_base.tools.short_cursor import in_test_transaction

from ..rules import billing, charge_mapping
from .charge_file import ChargeFile, FileProblem, plain, prepare

COMPANY = "City Hotel"
#: Rows authorised in one short transaction, agreements billed in one.
ROWS, AGREEMENTS = 200, 25
#: Limits are rounded up to a multiple of this, in the currency's units.
STEP = Decimal(1000)
CUSTOMER_COLUMNS = ("customer_code", "code", "ref", "customer")
COLUMNS = {
    "external_ref": "external_ref",
    "business_date": "business_date",
    "outlet": "outlet",
    "customer_code": "customer",
    "revenue_kind": "kind",
    "amount": "amount",
    "currency": "currency",
}


def run(env, slips_path, customers_path, progress=None):
    """Load a file of slips and the file of its customers into the database.

    :param slips_path: CSV (also in gzip) or XLSX with the columns of `COLUMNS`; others are ignored
    :param customers_path: CSV or XLSX with customer_code; kind and name where there are such columns
    :param progress: function that takes a line of text, called now and then
    :return: dict of what this load did: rows, stored, repeated, refused {code: n}, stored_total, invoices,
        invoiced_total (amounts in the currency's units), unbilled (slips of a month that is not over), currency,
        seconds, authorise_seconds, billing_seconds, rows_per_second (authorising), peak_mb (of the process)
    :raise UserError: naming what is wrong with a file
    """
    started = time.monotonic()
    tell = progress or (lambda _text: None)
    env = env(user=SUPERUSER_ID, su=True, context={"lang": "en_US", "tracking_disable": True, "mail_create_nosubscribe": True})
    slips = Slips(env, slips_path)
    tell(f"{slips.count} rows from {slips.first_day} to {slips.last_day}, {slips.currency}")
    company = make_company(env, slips)
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    company = company.with_env(env)
    make_customers(env, company, read_customers(env, customers_path), slips)
    commit(env)
    before = _figures(env, company)
    tell(f"{company.name}: customers and agreements are there, authorising")
    authorise_started = time.monotonic()
    counts, refused = _authorise(env, slips, tell)
    authorise_seconds = time.monotonic() - authorise_started
    billing_started = time.monotonic()
    _bill(env, company, tell)
    billing_seconds = time.monotonic() - billing_started
    after = _figures(env, company)
    return {
        "rows": slips.count,
        "stored": counts["stored"],
        "repeated": counts["repeated"],
        "refused": dict(sorted(refused.items())),
        "stored_total": float(after["total"] - before["total"]),
        "invoices": after["invoices"] - before["invoices"],
        "invoiced_total": float(after["invoiced"] - before["invoiced"]),
        "unbilled": after["unbilled"],
        "currency": company.currency_id.name,
        "seconds": round(time.monotonic() - started, 1),
        "authorise_seconds": round(authorise_seconds, 1),
        "billing_seconds": round(billing_seconds, 1),
        "rows_per_second": round(slips.count / max(authorise_seconds, 0.001), 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


class Slips:
    """The file of slips, looked through once: what it needs to be loaded, and its rows in order of date."""

    def __init__(self, env, path):
        self.env = env
        self.file = _open(env, path)
        places = {name.casefold(): index for index, name in enumerate(self.file.header)}
        missing = [name for name in COLUMNS if name not in places and name not in ("external_ref", "currency")]
        if missing:
            raise UserError(
                env._(
                    "Columns missing in %(path)s: %(missing)s. It has: %(columns)s.",
                    path=str(path),
                    missing=", ".join(missing),
                    columns=", ".join(self.file.header),
                )
            )
        self.columns = {places[name]: field for name, field in COLUMNS.items() if name in places}
        self.count, self.first_day, self.last_day, self.is_sorted = 0, None, None, True
        self.outlets, currencies, self.months = set(), Counter(), defaultdict(Decimal)
        before = ""
        for _line, values, faults in self._read():
            self.count += 1
            day = values.get("business_date") or ""
            self.is_sorted &= before <= day
            before = day or before
            if faults:
                continue
            currencies[values.get("currency")] += 1
            self.outlets.add(values.get("outlet"))
            if day:
                self.first_day = min(self.first_day or day, day)
                self.last_day = max(self.last_day or day, day)
                self.months[values.get("currency"), values.get("customer"), day[:7]] += _sum(values["amounts"])
        if not self.first_day:
            raise UserError(env._("%(path)s holds no row with a date of the form YYYY-MM-DD.", path=str(path)))
        known = {currency.name for currency in env["res.currency"].with_context(active_test=False).search([])}
        valid = [name for name, _count in currencies.most_common() if name in known]
        self.currency = valid[0] if valid else env.company.currency_id.name

    def _read(self):
        reader = charge_mapping.RowReader(self.columns, len(self.file.header))
        try:
            for line, cells in self.file.rows():
                yield line, *reader.read_row(*prepare(cells))
        except FileProblem as error:
            raise _unreadable(self.env, self.file.path, error) from error

    def in_order(self):
        """Yield (values, faults) in order of date; a file that is not in order is sorted on disk, not in memory."""
        if self.is_sorted:
            yield from ((values, faults) for _line, values, faults in self._read())
            return
        # An empty name is a database on disk that is gone when it is closed.
        with closing(sqlite3.connect("")) as database:
            database.execute("CREATE TABLE slip (day TEXT, line INTEGER, content TEXT)")
            database.executemany(
                "INSERT INTO slip VALUES (?, ?, ?)",
                ((values.get("business_date") or "", line, json.dumps([values, faults])) for line, values, faults in self._read()),
            )
            for (content,) in database.execute("SELECT content FROM slip ORDER BY day, line"):
                yield json.loads(content)

    def limits(self):
        """Return {customer: monthly limit}: the highest month in the file's currency, up to the next `STEP`."""
        highest = defaultdict(Decimal)
        for (currency, customer, _month), amount in self.months.items():
            if currency in (self.currency, None):
                highest[customer] = max(highest[customer], amount)
        return {customer: (amount / STEP).to_integral_value(ROUND_CEILING) * STEP for customer, amount in highest.items()}


def _open(env, path):
    try:
        return ChargeFile(path)
    except FileProblem as error:
        raise _unreadable(env, path, error) from error


def _unreadable(env, path, error):
    message = env["hotel.charge.import"]._word(error)
    return UserError(env._("%(path)s: %(message)s", path=str(path), message=message))


def _sum(amounts):
    """Return the sum of a row's amounts, 0 where one of them is none that will be authorised."""
    try:
        total = sum((Decimal(amount) for amount in amounts.values()), Decimal(0))
    except (InvalidOperation, TypeError):
        return Decimal(0)
    return total if total.is_finite() and total > 0 else Decimal(0)


def commit(env):
    """Make what was done durable; in a test's transaction it stays part of the test."""
    env.flush_all()
    if not in_test_transaction(env):
        env.cr.commit()


def read_customers(env, path):
    """Return {code: row as dict} of the file of customers."""
    customers = _open(env, path)
    names = [name.casefold() for name in customers.header]
    code = next((name for name in CUSTOMER_COLUMNS if name in names), None)
    if not code:
        raise UserError(
            env._(
                "%(path)s has no column customer_code. It has: %(columns)s.",
                path=str(path),
                columns=", ".join(customers.header),
            )
        )
    rows = (dict(zip(names, map(plain, cells))) for _line, cells in customers.rows())
    return {row[code]: row for row in rows if row.get(code)}


def make_company(env, slips):
    """Return the company of the load, in the file's currency: made if it is missing, else completed."""
    currency = env["res.currency"].with_context(active_test=False).search([("name", "=", slips.currency)])
    currency.active = True
    companies = env["res.company"].search([("name", "in", (COMPANY, f"{COMPANY} ({currency.name})"))])
    company = companies.filtered(lambda one: one.currency_id == currency)[:1]
    if not company:
        name = f"{COMPANY} ({currency.name})" if companies else COMPANY
        company = env["res.company"].create({"name": name, "currency_id": currency.id, "hotel_vat_rate": 0})
        env.ref("base.user_admin").company_ids += company
    if not company.chart_template:
        env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
        company.currency_id = currency  # the chart of accounts brought its own
    company.with_company(company)._hotel_set_up_accounting()
    Outlet = env["hotel.outlet"].with_context(active_test=False)
    known = Outlet.search([("company_id", "=", company.id)]).mapped("code")
    for code in sorted(code for code in slips.outlets if code and code not in known):
        try:
            with env.cr.savepoint():
                Outlet.create({"name": code, "code": code, "company_id": company.id, "trusted_signatures": True})
        except UserError:
            continue  # no code of an outlet; its rows are refused and say so
    return company


def make_customers(env, company, customers, slips):
    """Make the missing customers and their agreements; widen agreements that an earlier file made."""
    start = billing.month_start(date.fromisoformat(slips.first_day))
    end = billing.month_end(date.fromisoformat(slips.last_day))
    partners = {
        partner.ref: partner
        for partner in env["res.partner"].search([("company_id", "=", company.id), ("ref", "in", list(customers))])
    }
    missing = [code for code in customers if code not in partners]
    kinds = {"agent": env._("Travel agent %s"), "company": env._("Company %s")}
    for code, partner in zip(
        missing,
        env["res.partner"].create(
            [
                {
                    "name": customers[code].get("name") or kinds.get(customers[code].get("kind"), "%s") % code,
                    "ref": code,
                    "is_company": True,
                    "company_id": company.id,
                }
                for code in missing
            ]
        ),
    ):
        partners[code] = partner
    limits, today = slips.limits(), company._hotel_today()
    agreements = {
        agreement.partner_id.ref: agreement
        for agreement in env["hotel.credit.agreement"].search(
            [("company_id", "=", company.id), ("partner_id", "in", [partner.id for partner in partners.values()])]
        )
    }
    new = []
    for code, partner in partners.items():
        limit = max(limits.get(code, STEP), STEP)
        if code in agreements:
            _widen(agreements[code], start, end, limit, today)
        else:
            new.append(_prepare_agreement(env, company, partner, start, end, limit, today))
    env["hotel.credit.agreement"].create(new)


def _prepare_agreement(env, company, partner, start, end, limit, today):
    return {
        "company_id": company.id,
        "currency_id": company.currency_id.id,
        "partner_id": partner.id,
        "user_id": (company.hotel_sales_head_id or env.ref("base.user_admin")).id,
        "date_start": start,
        "date_end": end,
        "state": "active" if end >= today else "expired",
        "limit_mode": "limited",
        "monthly_limit": float(limit),
        "overdue_policy": "ignore",
    }


def _widen(agreement, start, end, limit, today):
    """Let an agreement of an earlier load cover another file: its dates, its limit, the counters of its months."""
    vals = {}
    if start < agreement.date_start:
        vals["date_start"] = start
    if end > agreement.date_end:
        vals["date_end"] = end
        if agreement.state == "expired" and end >= today:
            vals["state"] = "active"
    if float(limit) > agreement.monthly_limit:
        vals["monthly_limit"] = float(limit)
    if not vals:
        return
    agreement.write(vals)
    if "monthly_limit" in vals:
        agreement.env["hotel.credit.month"].search(
            [
                ("company_id", "=", agreement.company_id.id),
                ("commercial_partner_id", "=", agreement.commercial_partner_id.id),
                ("currency_id", "=", agreement.currency_id.id),
                ("limit", "<", vals["monthly_limit"]),
            ]
        ).write({"limit": vals["monthly_limit"]})


def _authorise(env, slips, tell):
    """Authorise all rows in order of date; return (counts of stored and repeated, refused by code)."""
    counts, refused, done, told = Counter(), Counter(), 0, time.monotonic()
    rows = slips.in_order()
    while batch := list(islice(rows, ROWS)):
        refused["malformed"] += sum(1 for _values, faults in batch if faults)
        answers = env["hotel.charge"]._authorise_many([values for values, faults in batch if not faults], source="import")
        for answer in answers:
            if answer["granted"]:
                counts["repeated" if answer["repeated"] else "stored"] += 1
            else:
                # The first reason: what is refused adds up to rows that were refused.
                refused[answer["reasons"][0]["code"]] += 1
        commit(env)
        done += len(batch)
        if time.monotonic() - told > 5:
            told = time.monotonic()
            tell(f"{done} of {slips.count} rows authorised")
    return counts, +refused


def _bill(env, company, tell):
    """Bill every month that is over and has slips to bill."""
    Run, Billing = env["hotel.billing.run"], env["hotel.billing"]
    [(first_day,)] = env["hotel.charge"]._read_group(
        [("company_id", "=", company.id), ("state", "=", "authorised")], [], ["business_date:min"]
    )
    if not first_day:
        return
    now = company._hotel_local(fields.Datetime.now())
    for month in billing.months_between(first_day, billing.last_billable_month(now, company._hotel_day_end_hours())):
        if not Billing._count_to_bill(company, month):
            continue
        run = Run.search([("company_id", "=", company.id), ("month", "=", month)]) or Run.create(
            {"company_id": company.id, "month": month}
        )
        run._start()
        commit(env)
        while run._work_chunk(AGREEMENTS):
            commit(env)
        commit(env)
        tell(f"{month:%Y-%m}: {run.done} invoices{' - ' + run.message if run.message else ''}")


def _figures(env, company):
    """Return what the database holds of the company: slips not voided and invoices, exact to the cent."""
    env.flush_all()
    [(total, unbilled)] = env.execute_query(
        SQL(
            """SELECT COALESCE(SUM(amount), 0)::text, COUNT(*) FILTER (WHERE state = 'authorised')
                 FROM hotel_charge WHERE company_id = %s AND state <> 'voided'""",
            company.id,
        )
    )
    [(invoices, invoiced)] = env.execute_query(
        SQL(
            """SELECT COUNT(*), COALESCE(SUM(amount_total), 0)::text FROM account_move
                WHERE company_id = %s AND state = 'posted' AND move_type = 'out_invoice' AND hotel_statement_id IS NOT NULL""",
            company.id,
        )
    )
    return {"total": Decimal(total), "unbilled": unbilled, "invoices": invoices, "invoiced": Decimal(invoiced)}
