"""Drawing an invitation list from 100,000 customers with 100,000 invoices and 200,000 slips (issue: below 2 s)."""

import time
from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

CUSTOMERS, INVOICES, SLIPS, LISTED = 100_000, 100_000, 200_000, 10_000


def run(env, out):
    """Return the seconds of drawing a list of the usual length and of the longest, of its spreadsheet and of inviting it."""
    out(f"making {CUSTOMERS} customers, {INVOICES} invoices, {SLIPS} slips")
    event = _make_customers(env)
    figures = {"customers": CUSTOMERS}
    for most in (200, LISTED):
        invitation = env["hotel.event.invitation"].create({"event_id": event.id, "name": f"{most}", "most": most})
        env.flush_all()
        began = time.perf_counter()
        invitation.action_draw()
        env.flush_all()
        figures[f"draw_{most}_s"] = round(time.perf_counter() - began, 2)
        figures["found"] = invitation.found_count
    out(f"spreadsheet of {LISTED} customers, then inviting them")
    began = time.perf_counter()
    env["ir.actions.report"]._render("hotel_events.event_invitation_xlsx", invitation.ids)
    figures["xlsx_s"] = round(time.perf_counter() - began, 2)
    env.invalidate_all()
    began = time.perf_counter()
    invitation.action_invite()
    env.flush_all()
    figures[f"invite_{LISTED}_s"] = round(time.perf_counter() - began, 2)
    return figures


def _make_customers(env):
    """Fill the database and return an event to come."""
    company = env.company
    begin = fields.Datetime.now() + timedelta(days=20)
    event = env["event.event"].create({"name": "Dinner", "date_begin": begin, "date_end": begin + timedelta(hours=4)})
    trades = env["res.partner.industry"].create([{"name": f"Trade {number}"} for number in range(12)])
    env.flush_all()
    env.cr.execute(
        SQL(
            """INSERT INTO res_partner (name, complete_name, active, is_company, customer_rank, industry_id, phone, type, lang, autopost_bills,
                                        create_date)
               SELECT 'Customer ' || n, 'Customer ' || n, TRUE, n %% 3 > 0, 1, (%(trades)s::int[])[1 + n %% 12],
                      '138' || lpad(n::text, 8, '0'), 'contact', 'en_US', 'ask', now()
                 FROM generate_series(1, %(count)s) n""",
            trades=trades.ids,
            count=CUSTOMERS,
        )
    )
    env.cr.execute(
        """UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL;
           CREATE TEMP TABLE bench_customer ON COMMIT DROP AS
           SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM res_partner WHERE name LIKE 'Customer %';
           CREATE UNIQUE INDEX ON bench_customer (number); ANALYZE bench_customer"""
    )
    journal = env["account.journal"].search([("type", "=", "sale"), ("company_id", "=", company.id)], limit=1) or env[
        "account.journal"
    ].create({"name": "Bench", "code": "BENCH", "type": "sale", "company_id": company.id})
    env.flush_all()
    # The references of invoices and slips are of no interest here: the constraints that tie them rest meanwhile.
    env.cr.execute("SET LOCAL session_replication_role = replica")
    env.cr.execute(
        SQL(
            """INSERT INTO account_move (name, move_type, state, journal_id, company_id, currency_id, partner_id, commercial_partner_id,
                                         date, invoice_date, amount_total_signed, auto_post, create_date)
               SELECT 'BENCH/' || n, 'out_invoice', 'posted', %(journal)s, %(company)s, %(currency)s, partner.id, partner.id,
                      day.day, day.day, (n * 7919) %% 60000, 'no', now()
                 FROM generate_series(1, %(count)s) n,
                      LATERAL (SELECT id FROM bench_customer WHERE number = (n * 31) %% %(customers)s) partner,
                      LATERAL (SELECT current_date - (n %% 900) AS day) day""",
            journal=journal.id,
            company=company.id,
            currency=company.currency_id.id,
            count=INVOICES,
            customers=CUSTOMERS,
        )
    )
    env.cr.execute(
        SQL(
            """INSERT INTO hotel_charge (name, company_id, outlet_id, agreement_id, partner_id, commercial_partner_id, cashier_id, source,
                                         business_date, charged_at, currency_id, amount, amount_rooms, amount_food,
                                         amount_beverage, amount_banquet, amount_other, state)
               SELECT 'BENCH' || n, %(company)s, 1, 1, partner.id, partner.id, %(user)s, 'import', day.day, day.day, %(currency)s,
                      100 + n %% 900, 0, 100 + n %% 900, 0, 0, 0, CASE WHEN n %% 4 = 0 THEN 'authorised' ELSE 'billed' END
                 FROM generate_series(1, %(count)s) n,
                      LATERAL (SELECT id FROM bench_customer WHERE number = (n * 17) %% %(customers)s) partner,
                      LATERAL (SELECT current_date - (n %% 700) AS day) day""",
            company=company.id,
            user=env.uid,
            currency=company.currency_id.id,
            count=SLIPS,
            customers=CUSTOMERS,
        )
    )
    env.cr.execute("SET LOCAL session_replication_role = DEFAULT")
    env.cr.execute("ANALYZE")
    env.invalidate_all()
    return event
