"""Booking a function room, in process, with 100,000 bookings in the diary (issue: median 5 ms)."""

import time
from datetime import datetime, timedelta

from odoo import Command, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

from .charging import percentiles

ROOMS, BOOKINGS, TRIES = 50, 100_000, 1000


def run(env, out):
    """Return the times of creating a confirmed booking, commit included, and the largest number of queries."""
    out(f"making {BOOKINGS} bookings of {ROOMS} rooms")
    user, rooms, free_from = _make_diary(env)
    out(f"{TRIES} bookings")
    times, queries = [], []
    for number in range(TRIES):
        start = free_from + timedelta(hours=6 * (number // ROOMS))
        began = time.perf_counter()
        # A transaction of its own each time, as every request has.
        with Registry(env.cr.dbname).cursor() as cr:
            api.Environment(cr, user.id, {})["hotel.room.booking"].create(
                {
                    "name": f"Meeting {number}",
                    "room_id": rooms[number % ROOMS],
                    "start": start,
                    "stop": start + timedelta(hours=3),
                    "guests": 40,
                    "state": "confirmed",
                }
            )
            cr.commit()
            times.append(time.perf_counter() - began)
            queries.append(cr.sql_log_count)
    # The first ones fill the caches that a worker keeps for its life.
    warm = slice(ROOMS, None)
    return {"bookings": TRIES, **percentiles(times[warm]), "most_queries": max(queries[warm])}


def _make_diary(env):
    """Fill the diary of `ROOMS` rooms and commit; return the salesperson, the rooms' ids and a day when all are free."""
    company = env.company
    user = env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": "Bench sales",
            "login": "bench_sales",
            "password": "bench_sales",
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.set(env.ref("hotel_base.group_sales").ids)],
        }
    )
    rooms = env["hotel.room"].create(
        [
            {"name": f"Room {number}", "company_id": company.id, "layout_ids": [Command.create({"layout": "theatre", "capacity": 80})]}
            for number in range(ROOMS)
        ]
    )
    first = datetime.combine(company._hotel_today(), datetime.min.time()) + timedelta(days=30)
    env.flush_all()
    env.cr.execute(
        SQL(
            """INSERT INTO hotel_room_booking (name, room_id, company_id, user_id, start, stop, setup_minutes, teardown_minutes,
                   occupied_from, occupied_to, state, create_date)
               SELECT 'B' || n, room.id, %s, %s, slot.start, slot.start + interval '3 hours', 60, 60,
                      slot.start - interval '1 hour', slot.start + interval '4 hours', 'confirmed', now()
                 FROM generate_series(0, %s - 1) n
                 JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS position FROM hotel_room WHERE id = ANY(%s)) room
                   ON room.position = n %% %s,
                      LATERAL (SELECT %s::timestamp + (n / %s) * interval '6 hours' AS start) slot""",
            company.id,
            user.id,
            BOOKINGS,
            rooms.ids,
            ROOMS,
            first,
            ROOMS,
        )
    )
    env.cr.execute(
        SQL(
            """INSERT INTO hotel_room_occupancy (booking_id, room_id, occupied_from, occupied_to, state)
               SELECT id, room_id, occupied_from, occupied_to, state FROM hotel_room_booking"""
        )
    )
    env.cr.execute("ANALYZE")
    env.cr.commit()
    return user, rooms.ids, first + timedelta(hours=6 * (BOOKINGS // ROOMS + 10))
