"""5,000 complaints open at once with 15-minute clocks: each late one escalated within 60 s of its time, once; a sweep in at most 2 s."""

import time
from datetime import timedelta

from odoo import Command, fields

from hotel_cli import paths
from hotel_cli.server import Server

COMPLAINTS = 5000
#: Seconds over which the clocks run out, beginning so long after they were made that the server is up.
SPREAD, AHEAD = 150, 60


def run(env, out):
    """Return how long one sweep of clocks that are late at the same second takes, and how late the scheduler of a real server is."""
    owner, boss = make_people(env)
    out(f"{COMPLAINTS} complaints, all late at once")
    swept = make_complaints(env, owner, "sweep", lambda number: timedelta(minutes=-16))
    clocks = first_clocks(env, swept)
    start, cpu = time.perf_counter(), time.process_time()
    env["hotel.clock"]._tell_all()
    sweep, cpu = time.perf_counter() - start, time.process_time() - cpu
    env["hotel.clock"].invalidate_model()
    assert all(clock.escalated_to_id == boss for clock in clocks)
    again = env["hotel.clock"]._tell_chunk(COMPLAINTS)
    assert not again, again
    close(env, swept)
    out(f"{COMPLAINTS} complaints whose clocks run out over {SPREAD} s, told by the scheduler of a server")
    begin = timedelta(minutes=-15, seconds=AHEAD)
    watched = make_complaints(env, owner, "watched", lambda number: begin + timedelta(seconds=number * SPREAD / COMPLAINTS))
    clocks = first_clocks(env, watched)
    lags, missing = watch(env, clocks, out)
    late = env["mail.activity"].search([("hotel_clock_id", "in", clocks.ids), ("user_id", "=", boss.id)])
    return {
        "complaints": COMPLAINTS,
        "sweep_s": round(sweep, 2),
        # Of which Odoo itself; the rest is the database's, and what else runs on the machine.
        "sweep_cpu_s": round(cpu, 2),
        "escalated": len(clocks) - missing,
        "not_escalated": missing,
        "twice": len(late) - len(late.hotel_clock_id),
        "median_after_s": round(lags[len(lags) // 2], 1),
        "worst_after_s": round(lags[-1], 1),
        "within_60_s": sum(lag <= 60 for lag in lags),
    }


def make_people(env):
    """Make a clerk and the superior to whom late complaints are escalated; return their users."""
    users = env["res.users"].with_context(no_reset_password=True).create([
        {
            "name": f"Bench {name}", "login": f"bench_{name}", "company_id": env.company.id, "company_ids": [Command.set(env.company.ids)],
            "group_ids": [Command.set(env.ref("helpdesk_mgmt.group_helpdesk_user").ids)],
        }
        for name in ("clerk", "boss")
    ])  # fmt: skip
    boss = env["hr.employee"].create({"name": "Bench boss", "user_id": users[1].id})
    env["hr.employee"].create({"name": "Bench clerk", "user_id": users[0].id, "parent_id": boss.id})
    return users[0], users[1]


def make_complaints(env, owner, name, received):
    """Make complaints that came in at now + `received(number)`, with their clocks; commit."""
    now = fields.Datetime.now()
    tickets = env["helpdesk.ticket"]
    for first in range(0, COMPLAINTS, 500):
        tickets |= tickets.with_context(tracking_disable=True, mail_create_nosubscribe=True).create([
            {"name": f"Bench {name} {number}", "description": "x", "user_id": owner.id, "complaint_received": now + received(number)}
            for number in range(first, first + 500)
        ])
        env.cr.commit()
    return tickets


def first_clocks(env, tickets):
    return env["hotel.clock"].search([("res_model", "=", tickets._name), ("res_id", "in", tickets.ids), ("kind", "=", "complaint_reaction")])


def close(env, tickets):
    """End the clocks of the first part, so that the second is measured alone."""
    env["hotel.clock"].search([("res_id", "in", tickets.ids), ("res_model", "=", tickets._name)]).write({"stopped": fields.Datetime.now()})
    env["ir.cron.trigger"].search([]).unlink()
    env.cr.commit()
    env.cr.execute("ANALYZE hotel_clock")
    env.cr.commit()


def watch(env, clocks, out):
    """Let a server run until all clocks must have been told; look from outside, so that only what is committed counts.

    :return: sorted seconds after the due instant at which each was first seen escalated, and how many never were
    """
    server = Server(env.cr.dbname, cron=True)
    server.start(paths.LOGS / "bench-complaint_clocks.log")
    seen = {}
    due = {clock.id: clock.due for clock in clocks}
    try:
        server.wait_until_ready()
        end = time.time() + SPREAD + AHEAD + 90
        while len(seen) < len(due) and time.time() < end:
            env.cr.rollback()
            env.cr.execute("SELECT id, now() AT TIME ZONE 'UTC' FROM hotel_clock WHERE id = ANY(%s) AND escalated_at IS NOT NULL", (list(due),))
            for clock, now in env.cr.fetchall():
                seen.setdefault(clock, (now - due[clock]).total_seconds())
            time.sleep(0.5)
    finally:
        server.stop()
    out(f"{len(seen)} of {len(due)} told")
    return sorted(seen.values()), len(due) - len(seen)
