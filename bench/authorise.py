"""Authorising one charge, in process and uncontended, without a photo, with 200,000 slips of history (issue: p95 15 ms, 12 queries)."""

import time

from odoo import api
from odoo.modules.registry import Registry

from .charging import make_hotel, percentiles

CHARGES = 1000


def run(env, out):
    """Return the times of `authorise` over many charges of many firms, and the largest number of queries."""
    out("making 200,000 slips")
    cashier, outlet, references = make_hotel(env)
    out(f"{CHARGES} charges")
    times, queries = [], []
    for number in range(CHARGES):
        customer = number % len(references)
        # A transaction of its own each time, as every request has.
        with Registry(env.cr.dbname).cursor() as cr:
            charge = api.Environment(cr, cashier.id, {})["hotel.charge"]
            before = cr.sql_log_count
            start = time.perf_counter()
            answer = charge.authorise(
                {
                    "outlet": outlet.code,
                    "customer": references[customer],
                    "signer": f"S{customer}",
                    "signature_matches": True,
                    "amounts": {"food": "12.50", "beverage": "3.20"},
                    "external_ref": f"bench-{number}",
                }
            )
            times.append(time.perf_counter() - start)
            cr.commit()  # what is still to be written counts, too
            queries.append(cr.sql_log_count - before)
        assert answer["granted"], answer
    # The first charges fill the caches that a worker keeps for its life.
    warm = slice(len(references), None)
    return {"charges": CHARGES, **percentiles(times[warm]), "most_queries": max(queries[warm])}
