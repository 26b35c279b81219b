"""What the benchmarks of charging share: percentiles, and a hotel with a long history."""

from datetime import timedelta

from odoo import Command
from odoo.tools import SQL


def percentiles(seconds):
    """Return median, p95, p99 and worst of a list of seconds, in milliseconds."""
    times = sorted(seconds)

    def at(share):
        return round(1000 * times[min(len(times) - 1, int(len(times) * share))], 1)

    return {"median_ms": at(0.5), "p95_ms": at(0.95), "p99_ms": at(0.99), "worst_ms": round(1000 * times[-1], 1)}


def make_hotel(env, firms=200, slips=200_000, limit=10_000_000):
    """Make a firm with an agreement and a signer `firms` times and `slips` billed slips of the last three years; commit.

    :return: (cashier, outlet, list of customer references)
    """
    company, today = env.company, env.company._hotel_today()
    outlet = env["hotel.outlet"].create({"name": "Bench", "code": "BENCH", "company_id": company.id})
    cashier = env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": "Bench cashier",
            "login": "bench_cashier",
            "password": "bench_cashier",
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.set(env.ref("hotel_base.group_cashier").ids)],
        }
    )
    partners = env["res.partner"].create(
        [{"name": f"Bench firm {number}", "is_company": True, "ref": f"B{number}"} for number in range(firms)]
    )
    agreements = env["hotel.credit.agreement"].create(
        [
            {
                "name": f"BENCH-{number}",
                "state": "active",
                "company_id": company.id,
                "currency_id": company.currency_id.id,
                "partner_id": partner.id,
                "user_id": env.ref("base.user_admin").id,
                "limit_mode": "limited",
                "monthly_limit": limit,
                "date_start": today - timedelta(days=1100),
                "date_end": today + timedelta(days=100),
            }
            for number, partner in enumerate(partners)
        ]
    )
    env["hotel.credit.signer"].create(
        [
            {"agreement_id": agreement.id, "name": "Signer", "code": f"S{number}", "valid_from": agreement.date_start}
            for number, agreement in enumerate(agreements)
        ]
    )
    env.flush_all()
    env.cr.execute(
        SQL(
            """INSERT INTO hotel_charge (name, company_id, outlet_id, agreement_id, partner_id, commercial_partner_id,
                   salesperson_id, cashier_id, source, external_ref, business_date, charged_at, currency_id,
                   amount_rooms, amount_food, amount_beverage, amount_banquet, amount_other, amount, state)
               SELECT 'H' || n, a.company_id, %s, a.id, a.partner_id, a.commercial_partner_id,
                      a.user_id, %s, 'import', 'H' || n, %s::date - 40 - n %% 1000, now(), a.currency_id,
                      0, 100, 0, 0, 0, 100, 'billed'
                 FROM generate_series(1, %s) n
                 JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS position FROM hotel_credit_agreement
                        WHERE id = ANY(%s)) a ON a.position = n %% %s""",
            outlet.id,
            cashier.id,
            today,
            slips,
            agreements.ids,
            firms,
        )
    )
    env.cr.execute("ANALYZE")
    env.cr.commit()
    return cashier, outlet, partners.mapped("ref")
