"""Sixteen salespeople who want one function room for one evening, over HTTP, on several worker processes."""

import json

import requests

from hotel_cli import postgres

from .charge_world import at_once

CLIENTS = 16

SET_UP = """
import json
from odoo import Command
company = env.company
hall, = env["hotel.room"].create([{"name": "Lotus Hall", "company_id": company.id}])
parts = env["hotel.room"].create([{"name": name, "company_id": company.id, "parent_id": hall.id} for name in ("East", "West")])
env["res.users"].with_context(no_reset_password=True).create({
    "name": "Sales", "login": "sales", "password": "sales", "company_id": company.id,
    "company_ids": [Command.set(company.ids)], "group_ids": [Command.set(env.ref("hotel_base.group_sales").ids)],
})
env.cr.commit()
print(json.dumps([hall.id, *parts.ids]))
"""


def test_sixteen_bookings_of_one_evening_leave_one(server):
    """H9: the hall and its parts are asked for at once; what is kept never overlaps, and nobody gets anything but a clear no."""
    served = server(workers=4)
    hall, east, west = json.loads(served.shell(SET_UP).splitlines()[-1])

    def book(number):
        with requests.Session() as session:
            login = {"db": served.database, "login": "sales", "password": "sales"}
            assert session.post(f"{served.url}/web/session/authenticate", json={"params": login}, timeout=60).json()["result"]["uid"]
            values = {
                "name": f"Dinner {number}",
                "room_id": (hall, east, west, hall)[number % 4],
                "start": "2999-12-31 10:00:00",
                "stop": "2999-12-31 14:00:00",
                "state": "confirmed",
            }
            params = {"model": "hotel.room.booking", "method": "create", "args": [[values]], "kwargs": {}}
            return session.post(f"{served.url}/web/dataset/call_kw/hotel.room.booking/create", json={"params": params}, timeout=60).json()

    answers = at_once(CLIENTS, book)
    refused = [answer["error"]["data"] for answer in answers if "error" in answer]
    assert {error["name"] for error in refused} == {"odoo.exceptions.ValidationError"}
    taken = postgres.query("SELECT room_id, COUNT(*) FROM hotel_room_occupancy GROUP BY room_id", served.database)
    # The hall takes both parts; without it each part is let once.
    assert {room: int(count) for room, count in taken} == {str(east): 1, str(west): 1}
    bookings = [int(booking) for (booking,) in postgres.query("SELECT id FROM hotel_room_booking", served.database)]
    assert len(bookings) == CLIENTS - len(refused) in (1, 2)
