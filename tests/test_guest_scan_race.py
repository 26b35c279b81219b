"""Two phones that scan one QR code at once, over HTTP, on several worker processes: one is first, the other is told so."""

import json
from collections import Counter

import requests

from hotel_cli import postgres

from .charge_world import at_once

GUESTS, PHONES = 12, 4

SET_UP = """
import json
from datetime import timedelta
from odoo import Command, fields
company = env.company
users = env["res.users"].with_context(no_reset_password=True).create([{
    "name": f"Door {number}", "login": f"door{number}", "password": f"door{number}", "company_id": company.id,
    "company_ids": [Command.set(company.ids)], "group_ids": [Command.set(env.ref("base.group_user").ids)],
} for number in range(4)])
begin = fields.Datetime.now()
event = env["event.event"].create({
    "name": "Dinner", "company_id": company.id, "date_begin": begin, "date_end": begin + timedelta(hours=3), "event_mail_ids": [],
    "hotel_door_user_ids": [Command.set(users.ids)],
})
door = env["hotel.event.checkpoint"].create({"event_id": event.id, "name": "Door"})
guests = env["event.registration"].create([{"event_id": event.id, "name": f"Guest {number}"} for number in range(12)])
env.cr.commit()
print(json.dumps([door.id, guests.mapped("barcode")]))
"""


def test_of_phones_with_one_code_one_is_first(server):
    """H10: single scans and queues in opposite order; each guest passes once, the others learn when and where; nobody gets an error."""
    served = server(workers=4)
    door, codes = json.loads(served.shell(SET_UP).splitlines()[-1])
    sessions = []
    for number in range(PHONES):
        session = requests.Session()
        login = {"db": served.database, "login": f"door{number}", "password": f"door{number}"}
        session.post(f"{served.url}/web/session/authenticate", json={"params": login}, timeout=60).raise_for_status()
        sessions.append(session)

    def scan(number, codes, uuids):
        scans = [{"uuid": uuid, "code": code, "at": 0, "way": "qr", "place": f"Phone {number}"} for uuid, code in zip(uuids, codes)]
        answer = sessions[number].post(f"{served.url}/hotel/door/{door}/scan", json={"params": {"scans": scans}}, timeout=60).json()
        return answer["result"]

    for turn, code in enumerate(codes[:6]):
        answers = [answer[0] for answer in at_once(PHONES, lambda n, c=code, t=turn: scan(n, [c], [f"{t:016x}{n:016x}"]))]
        assert Counter(answer["verdict"] for answer in answers) == {"in": 1, "already": PHONES - 1}
        first = next(number for number, answer in enumerate(answers) if answer["verdict"] == "in")
        assert {answer["first_place"] for answer in answers} == {f"Phone {first}"}

    # Queues of phones that come back to the network at the same moment, each in its own order.
    queue = codes[6:]
    queues = at_once(
        PHONES, lambda n: scan(n, queue if n % 2 else queue[::-1], [f"{100 + n:016x}{i:016x}" for i in range(len(queue))])
    )
    assert Counter(answer["verdict"] for answers in queues for answer in answers) == {"in": len(queue), "already": len(queue) * (PHONES - 1)}
    rows = postgres.query("SELECT registration_id, COUNT(*) FROM hotel_event_scan GROUP BY registration_id", served.database)
    assert [int(count) for _guest, count in rows] == [1] * GUESTS
    states = postgres.query("SELECT DISTINCT state FROM event_registration", served.database)
    assert states in ([("done",)], [["done"]])
