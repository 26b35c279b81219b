"""Importing a guest list of 5,000 rows (XLSX), duplicate, phone and e-mail checks included (issue: at most 6 s); 50,000 rows are refused."""

import base64
import io
import resource
import time
from datetime import timedelta

from openpyxl import Workbook

from odoo import Command, fields
from odoo.exceptions import UserError

GUESTS, TOO_MANY = 5_000, 50_000


def run(env, out):
    """Return the seconds of an import from the dialog's button to the commit, of the same list again, and of a list too long."""
    out("making the lists")
    user = env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": "Bench sales",
            "login": "bench_sales",
            "company_id": env.company.id,
            "company_ids": [Command.set(env.company.ids)],
            "group_ids": [Command.set(env.ref("hotel_base.group_sales").ids)],
        }
    )
    begin = fields.Datetime.now() + timedelta(days=30)
    event = env["event.event"].create(
        {"name": "Bench", "company_id": env.company.id, "date_begin": begin, "date_end": begin + timedelta(hours=3), "event_mail_ids": []}
    )
    env.cr.commit()
    content = _make_list(GUESTS)
    out(f"importing {GUESTS} guests")
    imported = _import(env, user, event, content)
    assert event.hotel_guest_count == GUESTS
    out("the same list again: every row is a guest already")
    again = _import(env, user, event, content)
    assert event.hotel_guest_count == GUESTS
    out(f"a list of {TOO_MANY} rows")
    refused = _import(env, user, event, _make_list(TOO_MANY), refused=True)
    return {
        "guests": GUESTS,
        "seconds": imported[0],
        "cpu_seconds": imported[1],
        "guests_per_second": round(GUESTS / imported[0]),
        "seconds_all_duplicates": again[0],
        f"seconds_to_refuse_{TOO_MANY}": refused[0],
        f"cpu_seconds_to_refuse_{TOO_MANY}": refused[1],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _make_list(rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(("Name", "Company", "Position", "Phone", "E-mail", "Companions", "Dietary wishes"))
    for number in range(rows):
        phone = f"+86 138 {number // 10_000:04d} {number % 10_000:04d}"
        sheet.append((f"宾客 Guest {number}", f"Firm {number % 400}", "Director", phone, f"guest{number}@example.com", number % 3, ""))
    stream = io.BytesIO()
    book.save(stream)
    return base64.b64encode(stream.getvalue())


def _import(env, user, event, content, refused=False):
    began, busy = time.perf_counter(), time.process_time()
    wizard = env["hotel.guest.import"].with_user(user).create({"event_id": event.id, "file": content, "filename": "guests.xlsx"})
    try:
        wizard.action_import()
        assert not refused
    except UserError:
        assert refused
        env.cr.rollback()
    env.flush_all()
    env.cr.commit()
    env.invalidate_all()
    return round(time.perf_counter() - began, 2), round(time.process_time() - busy, 2)
