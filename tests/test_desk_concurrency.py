"""Many desks at once, over HTTP, on several worker processes: nobody's turn is given twice."""

import json
from collections import Counter

import pytest
import requests

from hotel_cli import postgres

from .charge_world import at_once

CLIENTS = 16

#: Makes two desks with 16 salespeople each and a receptionist with a key; prints what the callers need on its last line.
SCRIPT = """
import json
from datetime import timedelta
from odoo import Command, fields
company = env.company
company.country_id = env.ref("base.cn")
def user(login, group):
    return env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "company_id": company.id,
        "company_ids": [Command.set(company.ids)], "group_ids": [Command.set(env.ref(group).ids)],
    })
reception = user("desk", "hotel_base.group_cashier")
desks, keys = [], []
for code in ("A", "B"):
    people = [user(f"{code}{number}", "hotel_base.group_sales") for number in range(1, 17)]
    desk = env["hotel.desk"].create({
        "name": code, "code": code, "company_id": company.id, "receptionist_ids": [Command.set(reception.ids)],
        "member_ids": [Command.set([person.id for person in people])], "turn_back_by": "desk",
    })
    desks.append(desk.id)
    for person in people:
        keys.append(env["res.users.apikeys"].with_user(person)._generate(None, "tests", fields.Datetime.now() + timedelta(days=1)))
key = env["res.users.apikeys"].with_user(reception)._generate(None, "tests", fields.Datetime.now() + timedelta(days=1))
env.cr.commit()
print(json.dumps({"key": key, "desks": desks, "people": keys}))
"""


class House:
    """Two desks on a running server."""

    def __init__(self, server):
        self.server = server
        made = json.loads(server.shell(SCRIPT).splitlines()[-1])
        self.key, self.desks, self.people = made["key"], made["desks"], made["people"]

    def call(self, model, method, record, key=None, session=requests, **params):
        """POST /json/2/<model>/<method> on one record and return the response."""
        return session.post(
            f"{self.server.url}/json/2/{model}/{method}",
            json={"ids": [record], **params},
            headers={"Authorization": f"Bearer {key or self.key}"},
            timeout=120,
        )

    def enter(self, desk, **values):
        """Enter a walk-in at a desk (0 or 1) and return the response."""
        return self.call("hotel.desk", "register_entry", self.desks[desk], values={"kind": "walk_in", **values})

    def order(self, desk):
        """Return the logins in the order of the queue."""
        rows = postgres.query(
            f"""SELECT u.login FROM hotel_desk_presence p JOIN res_users u ON u.id = p.user_id
                 WHERE p.desk_id = {self.desks[desk]} AND p.signed_out_at IS NULL ORDER BY p.number""",
            self.server.database,
        )
        return [login for (login,) in rows]

    def entries(self, desk):
        """Return [(number, login or "", turn used)] of a desk's entries in the order of coming."""
        return postgres.query(
            f"""SELECT e.number, COALESCE(u.login, ''), e.turn_used FROM hotel_desk_entry e LEFT JOIN res_users u ON u.id = e.user_id
                 WHERE e.desk_id = {self.desks[desk]} ORDER BY e.number""",
            self.server.database,
        )


@pytest.fixture(scope="module")
def house(module_server):
    """The two desks, everybody signed in: 16 at once at the first."""
    made = House(module_server)
    first = at_once(CLIENTS, lambda number: made.call("hotel.desk", "sign_in", made.desks[0], key=made.people[number]))
    assert Counter(answer.status_code for answer in first) == {200: CLIENTS}, [answer.text for answer in first]
    # Together, and yet in one order without gaps: places are the database's.
    assert sorted(answer.json()["place"] for answer in first) == list(range(1, CLIENTS + 1))
    assert sorted(answer.json()["number"] for answer in first) == list(range(1, CLIENTS + 1))
    for number in range(CLIENTS, 2 * CLIENTS):
        assert made.call("hotel.desk", "sign_in", made.desks[1], key=made.people[number]).status_code == 200
    return made


def test_sixteen_clients_at_once_get_sixteen_turns_in_order(house):
    """L1, L2: 16 desks enter at once: 16 different salespeople, each in their turn, none twice, none in error."""

    def client(number):
        with requests.Session() as session:
            return house.call(
                "hotel.desk", "register_entry", house.desks[0], session=session,
                values={"kind": "walk_in", "name": f"Guest {number}", "phone": f"1390000{number:04d}", "ref": f"first-{number}"},
            )  # fmt: skip

    answers = at_once(CLIENTS, client)
    assert Counter(answer.status_code for answer in answers) == {200: CLIENTS}, [answer.text for answer in answers]
    given = [answer.json() for answer in answers]
    assert len({answer["user_id"] for answer in given}) == CLIENTS
    assert {answer["why"] for answer in given} == {"next"}
    in_order = [answer["user"] for answer in sorted(given, key=lambda answer: answer["number"])]
    assert in_order == house.order(0)
    assert [answer["number"] for answer in sorted(given, key=lambda answer: answer["number"])] == list(range(1, CLIENTS + 1))


def test_one_person_entered_by_all_at_once_counts_once(house):
    """L2: 16 clients enter one and the same new person: one customer, one turn, the others are repeats."""
    answers = at_once(CLIENTS, lambda number: house.enter(1, name="Mr. Same", phone="138 0000 9999"))
    assert Counter(answer.status_code for answer in answers) == {200: CLIENTS}, [answer.text for answer in answers]
    assert sum(answer.json()["counts"] for answer in answers) == 1
    assert sum(answer.json()["turn_used"] for answer in answers) == 1
    rows = postgres.query("SELECT count(*) FROM hotel_desk_customer WHERE phone_digits = '13800009999'", house.server.database)
    assert int(rows[0][0]) == 1


def test_a_repeated_request_at_once_enters_once(house):
    """L3: one reference sent by all clients at once is one entry and one turn."""
    before = len(house.entries(1))
    answers = at_once(CLIENTS, lambda _number: house.enter(1, name="Ms. Once", phone="13700007777", ref="once"))
    assert Counter(answer.status_code for answer in answers) == {200: CLIENTS}, [answer.text for answer in answers]
    assert len({answer.json()["entry"] for answer in answers}) == 1
    assert sum(not answer.json()["repeated"] for answer in answers) == 1
    assert len(house.entries(1)) == before + 1


def test_one_turn_is_given_back_once(house):
    """L6: several confirmations of one "no customer" at once: one carries it out, the others are told; the place is given back once."""
    mine = house.enter(1, name="Researcher", phone="13600006666").json()
    key = house.people[CLIENTS + int(mine["user"][1:]) - 1]
    asked = house.call("hotel.desk.entry", "report_no_customer", mine["entry"], key=key, kind="research", note="Study")
    assert asked.status_code == 200, asked.text
    answers = at_once(4, lambda _number: house.call("hotel.desk.entry", "action_confirm_no_customer", mine["entry"]))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 422: 3}, [answer.text for answer in answers]
    rows = postgres.query(
        f"""SELECT p.turn_count, e.turn_back FROM hotel_desk_entry e JOIN hotel_desk_presence p ON p.id = e.presence_id
             WHERE e.id = {mine["entry"]}""",
        house.server.database,
    )
    assert [tuple(row) for row in rows] == [("0", "given")] or [tuple(row) for row in rows] == [(0, "given")]
