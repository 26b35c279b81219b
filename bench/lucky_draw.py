"""A lucky draw with 5,000 guests present and 100,000 in the database: freezing the list, each name, the repeated record."""

import time
from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

from .charging import percentiles

GUESTS, PRESENT, PRIZES = 100_000, 5_000, 100


def run(env, out):
    """Return the times of freezing the list, of drawing a name with the screen's answer, and of repeating the draw."""
    out(f"making {GUESTS} guests, {PRESENT} of them present")
    event = _make_guests(env)
    draw = env["hotel.event.draw"].create(
        {"event_id": event.id, "prize_ids": [fields.Command.create({"name": "Prize", "quantity": PRIZES})]}
    )
    draw.action_announce()
    began = time.perf_counter()
    draw.action_open("bench")
    env.flush_all()
    frozen = time.perf_counter() - began
    out(f"drawing {PRIZES} names")
    times = []
    for place in range(PRIZES):
        env.invalidate_all()
        began = time.perf_counter()
        draw.screen_draw(place)
        env.flush_all()
        times.append(time.perf_counter() - began)
    draw.action_close()
    env.invalidate_all()
    began = time.perf_counter()
    draw.action_verify()
    verified = time.perf_counter() - began
    return {
        "present": draw.guest_count,
        "freeze_ms": round(1000 * frozen, 1),
        **percentiles(times),
        "verify_ms": round(1000 * verified, 1),
    }


def _make_guests(env):
    """Fill two events with guests and return the one that is drawn for."""
    begin = fields.Datetime.now() + timedelta(days=1)
    event, other = env["event.event"].create(
        [{"name": name, "date_begin": begin, "date_end": begin + timedelta(hours=4)} for name in ("Dinner", "Other")]
    )
    env.flush_all()
    env.cr.execute(
        SQL(
            """INSERT INTO event_registration (event_id, company_id, name, phone, state, hotel_reply, hotel_invitation, active, barcode,
                                               create_date)
               SELECT CASE WHEN n <= %(present)s THEN %(event)s ELSE %(other)s END, %(company)s, 'Guest ' || n,
                      '138' || lpad(n::text, 8, '0'), CASE WHEN n <= %(present)s THEN 'done' ELSE 'open' END, 'none', 'none', TRUE, 'bench' || n, now()
                 FROM generate_series(1, %(guests)s) n""",
            present=PRESENT,
            guests=GUESTS,
            event=event.id,
            other=other.id,
            company=event.company_id.id or None,
        )
    )
    env.cr.execute("ANALYZE event_registration")
    env.invalidate_all()
    return event
