"""Planning callbacks: 20 rules over 50,000 customers, first run and the run of the next day (issue 5: 60 s)."""

import resource
import time

from odoo.tools import SQL

CUSTOMERS = 50_000


def make_customers(env, count):
    """Make `count` customers with class, caller, birthday, a stay and three dates each, in SQL; commit. Return the hotel."""
    company = env.company
    today = company._hotel_today()
    callers = env["res.users"].with_context(no_reset_password=True).create(
        [{"name": f"Bench caller {number}", "login": f"bench_caller_{number}"} for number in range(20)]
    )
    classes = env["hotel.customer.class"].search([])
    env["hotel.customer.class"].search([]).interval_days = 7
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            INSERT INTO res_partner (name, complete_name, active, is_company, type, phone, hotel_class_id, hotel_caller_id, hotel_birthday,
                                     commercial_company_name, autopost_bills, create_uid, create_date, write_uid, write_date)
            SELECT 'Bench customer ' || n, 'Bench customer ' || n, TRUE, TRUE, 'contact', '+86 21 ' || (60000000 + n),
                   (%(classes)s::int[])[1 + n %% %(class_count)s], (%(callers)s::int[])[1 + n %% 20], %(today)s::date - 10000 - (n %% 365),
                   'Bench customer ' || n, 'ask', 1, now(), 1, now()
              FROM generate_series(1, %(count)s) AS n
            """,
            classes=classes.ids,
            class_count=len(classes),
            callers=callers.ids,
            today=today,
            count=count,
        )
    )
    env.cr.execute("UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL AND name LIKE 'Bench customer %'")
    env.cr.execute(
        SQL(
            """
            INSERT INTO hotel_stay (reference, partner_id, commercial_partner_id, company_id, arrival, departure, state, amount, on_account)
            SELECT 'B' || id, id, id, %(company)s, now() AT TIME ZONE 'UTC' - interval '9 days',
                   now() AT TIME ZONE 'UTC' - make_interval(days => id %% 8), 'departed', id %% 9000, FALSE
              FROM res_partner WHERE name LIKE 'Bench customer %%'
            """,
            company=company.id,
        )
    )
    for code, spread in (("agreement", 365), ("start", 365), ("agreement_end", -365)):
        kind = env.ref(f"hotel_callback.date_kind_{code}")
        env.cr.execute(
            SQL(
                """
                INSERT INTO hotel_callback_date (partner_id, kind_id, kind_code, date, company_id)
                SELECT id, %(kind)s, %(code)s, %(today)s::date - (id %% %(spread)s) * %(sign)s, %(company)s
                  FROM res_partner WHERE name LIKE 'Bench customer %%'
                """,
                kind=kind.id,
                code=code,
                today=today,
                spread=abs(spread),
                sign=1 if spread > 0 else -1,
                company=company.id,
            )
        )
    env.cr.execute("ANALYZE res_partner; ANALYZE hotel_stay; ANALYZE hotel_callback_date")
    env.cr.commit()
    env.invalidate_all()
    return company


def make_rules(env):
    """Switch on 20 rules: those of the house, of the software firm and of the equipment firm, and two more. Return them."""
    env["hotel.callback.rule"].search([("template", "=", False)]).action_switch_off()
    for name in ("house", "software", "equipment"):
        env.ref(f"hotel_callback.regulation_{name}").action_switch_on()
    rules = env["hotel.callback.rule"].search([("template", "=", False), ("state", "=", "on")])
    ready = rules[:20]
    (rules - ready).action_switch_off()
    for number in range(20 - len(ready)):
        rule = ready[0].copy({"name": f"Bench {number}", "earliest": 2, "latest": 2})
        rule.action_switch_on()
        ready |= rule
    env.cr.commit()
    return ready


def plan(env, company):
    """Run the planning to its end, committing each piece as the cron does. Return seconds."""
    start = time.perf_counter()
    run = env["hotel.callback.run"]._start_for(company)
    while run._work_chunk():
        env.cr.commit()
    env.cr.commit()
    return time.perf_counter() - start, run


def run(env, out, customers=CUSTOMERS):
    """Return the seconds of the first planning, of the next one, and of planning a changed rule anew."""
    out(f"making {customers} customers")
    company = make_customers(env, customers)
    rules = make_rules(env)
    out(f"planning {len(rules)} rules")
    first, planning = plan(env, company)
    callbacks = env["hotel.callback"].search_count([])
    topics = env["hotel.callback.topic"].search_count([])
    again, _run = plan(env, company)
    changed = rules.filtered(lambda rule: rule.model == "hotel.stay")[:1]
    start = time.perf_counter()
    changed.write({"latest": changed.latest + 1})
    unplanned = time.perf_counter() - start
    anew, _run = plan(env, company)
    start = time.perf_counter()
    proposal = env["hotel.customer.class.proposal"].create({})
    proposal.action_compute()
    classes = time.perf_counter() - start
    return {
        "customers": customers,
        "rules": len(rules),
        "reasons": topics,
        "callbacks": callbacks,
        "first_seconds": round(first, 1),
        "again_seconds": round(again, 1),
        "changed_rule_seconds": round(unplanned + anew, 1),
        "class_proposal_seconds": round(classes, 1),
        "state": planning.state,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
