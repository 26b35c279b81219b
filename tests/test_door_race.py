"""Two tablets at two doors, over HTTP, on several worker processes: a badge is with one visitor, a visitor is let in once."""

import json
from collections import Counter

import pytest
import requests

from hotel_cli import postgres

from .charge_world import at_once

TABLETS = 8

#: Makes the doors' user with a key, a host, badges 1 to 12 and 40 announced visitors; prints what the callers need on its last line.
SCRIPT = """
import json
from datetime import timedelta
from odoo import Command, fields
company = env.company
company.country_id = env.ref("base.cn")
door = env["res.users"].with_context(no_reset_password=True).create({
    "name": "Door", "login": "door", "company_id": company.id, "company_ids": [Command.set(company.ids)],
    "group_ids": [Command.set(env.ref("hotel_reception.group_door").ids)],
})
host = env["hr.employee"].create({"name": "Host", "company_id": company.id})
env["hotel.visitor.badge"].create([{"number": str(number), "company_id": company.id} for number in range(1, 13)])
now = fields.Datetime.now()
visitors = env["hotel.visitor.entry"].create([
    {"name": f"Visitor {number}", "company_id": company.id, "host_id": host.id, "expected_at": now} for number in range(40)
])
key = env["res.users.apikeys"].with_user(door)._generate(None, "tests", now + timedelta(days=1))
env.cr.commit()
print(json.dumps({"key": key, "host": host.id, "visitors": visitors.ids}))
"""


class Doors:
    """The tablets of a house on a running server."""

    def __init__(self, server):
        self.server = server
        made = json.loads(server.shell(SCRIPT).splitlines()[-1])
        self.key, self.host, self.visitors = made["key"], made["host"], made["visitors"]

    def call(self, method, **params):
        """POST /json/2/hotel.visitor.door/<method> as a tablet and return the response."""
        return requests.post(
            f"{self.server.url}/json/2/hotel.visitor.door/{method}", json=params, headers={"Authorization": f"Bearer {self.key}"}, timeout=120
        )

    def next_visitors(self, count):
        """Return the ids of announced visitors whom no other test uses."""
        taken, self.visitors = self.visitors[:count], self.visitors[count:]
        return taken

    def worn(self):
        """Return {badge number: how many visitors in the house wear it}."""
        rows = postgres.query(
            "SELECT badge_number FROM hotel_visitor_entry WHERE state = 'here' AND badge_number IS NOT NULL", self.server.database
        )
        return Counter(number for (number,) in rows)


@pytest.fixture(scope="module")
def doors(module_server):
    """The house, before anybody comes."""
    return Doors(module_server)


def refusals(answers):
    """Return the messages of the requests that were refused."""
    return [answer.json()["message"] for answer in answers if answer.status_code != 200]


def test_tablets_that_take_one_badge_give_it_to_one_visitor(doors):
    """K5: one badge named for eight visitors at once: one wears it, the others' tablets say who is refused and what to do."""
    visitors = doors.next_visitors(TABLETS)
    answers = at_once(TABLETS, lambda number: doors.call("check_in", entry=visitors[number], agreed=True, badge="7"))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 422: TABLETS - 1}, [answer.text for answer in answers]
    assert set(refusals(answers)) == {"Badge 7 is with another visitor. Take another one."}
    assert doors.worn() == {"7": 1}
    # Whoever was refused is not in the house, and comes in with another one.
    rows = postgres.query(f"SELECT id FROM hotel_visitor_entry WHERE state = 'announced' AND id IN {tuple(visitors)}", doors.server.database)
    assert len(rows) == TABLETS - 1
    assert doors.call("check_in", entry=int(rows[0][0]), agreed=True, badge="8").json()["badge"] == "8"


def test_tablets_that_take_the_next_badge_take_different_ones(doors):
    """K5: eight visitors at once, whichever badges are free: eight different ones."""
    visitors = doors.next_visitors(TABLETS)
    answers = at_once(TABLETS, lambda number: doors.call("check_in", entry=visitors[number], agreed=True))
    assert Counter(answer.status_code for answer in answers) == {200: TABLETS}, [answer.text for answer in answers]
    badges = [answer.json()["badge"] for answer in answers]
    assert all(badges), badges
    assert len(set(badges)) == TABLETS, badges
    assert set(doors.worn().values()) == {1}


def test_one_visitor_let_in_by_all_tablets_comes_in_once(doors):
    """K5: one visitor, tapped on eight tablets at once: let in once with one badge, the others are told that it was done."""
    [visitor] = doors.next_visitors(1)
    answers = at_once(TABLETS, lambda _number: doors.call("check_in", entry=visitor, agreed=True))
    assert Counter(answer.status_code for answer in answers) == {200: TABLETS}, [answer.text for answer in answers]
    assert sum(not answer.json()["repeated"] for answer in answers) == 1
    assert len({answer.json()["badge"] for answer in answers}) == 1


def test_a_walk_up_sent_again_at_once_is_noted_once(doors):
    """K5: a tablet that sends again because no answer came notes the same visitor once."""
    values = {"name": "Ms. Once", "host": doors.host}
    answers = at_once(TABLETS, lambda _number: doors.call("walk_up", values=values, agreed=True, client_ref="tablet-1", badge=False))
    assert Counter(answer.status_code for answer in answers) == {200: TABLETS}, [answer.text for answer in answers]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum(not answer.json()["repeated"] for answer in answers) == 1
