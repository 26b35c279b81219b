"""Temporary credits decided at the same moment, and the month's end killed in the midst, on a served database."""

import json

import pytest
import requests

from hotel_cli import postgres

from .charge_world import at_once
from .killed import run_and_die
from .odoo_process import OdooProcess

CREDITS = 6
HOLD = "env['hotel.payroll.hold.run']._cron_hold()"

#: A GM, department heads with personnel files, and guests whose credits wait for the GM: two of head 0, one of each other.
#: The departure lies in the month before, so that the month's end is due.
SET_UP = """
import json
from datetime import timedelta
from odoo import Command
company = env.company
currency = company.currency_id
env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
company.currency_id = currency
company._hotel_set_up_accounting()
pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
def user(login, group):
    found = env["res.users"].with_context(no_reset_password=True).create({{
        "name": login, "login": login, "password": login, "company_id": company.id,
        "company_ids": [Command.set(company.ids)], "group_ids": [Command.set(env.ref(group).ids)],
    }})
    env["hr.employee"].create({{"name": login, "user_id": found.id, "company_id": company.id}})
    return found
company.hotel_gm_id = user("gm", "hotel_base.group_gm")
heads = [user(f"head{{number}}", "hotel_base.group_department_head") for number in range({credits})]
departure = company._hotel_today().replace(day=1) - timedelta(days=20)
made = []
for number, head in enumerate([heads[0], *heads]):
    guest = env["res.partner"].create({{"name": f"Guest {{number}}"}})
    credit = env["hotel.temporary.credit"].with_user(head).create({{
        "partner_id": guest.id, "departure_date": departure, "reason": "Transfer", "signature": pixel, "amount_food": 100.01 + number,
    }})
    credit.action_submit()
    made.append(credit.id)
env.cr.commit()
print(json.dumps(made))
"""


@pytest.fixture(scope="module")
def world(module_server):
    """The server and the ids of the credits that wait for the GM."""
    made = json.loads(module_server.shell(SET_UP.format(credits=CREDITS)).splitlines()[-1])
    return module_server, made


class Gm:
    """The GM in a browser."""

    def __init__(self, server):
        self.url = server.url
        self.session = requests.Session()
        assert self.post("/web/session/authenticate", {"db": server.database, "login": "gm", "password": "gm"})["result"]["uid"]

    def approve(self, credit_id):
        params = {"model": "hotel.temporary.credit", "method": "action_approve", "args": [[credit_id]], "kwargs": {}}
        return self.post("/web/dataset/call_kw/hotel.temporary.credit/action_approve", params)

    def post(self, path, params):
        return self.session.post(self.url + path, json={"params": params}, timeout=120).json()


def test_of_two_decisions_at_once_for_one_guarantor_one_stands(world):
    """E4: whichever comes first is approved, with its invoice; the other is refused and names it."""
    server, made = world
    windows = [Gm(server), Gm(server)]
    answers = at_once(2, lambda number: windows[number].approve(made[number]))
    refused = [answer["error"]["data"]["message"] for answer in answers if "error" in answer]
    rows = postgres.query(
        f"SELECT name, approval_state FROM hotel_temporary_credit WHERE id IN ({made[0]}, {made[1]}) AND move_id IS NOT NULL",
        server.database,
    )
    assert [state for _name, state in rows] == ["approved"]
    assert len(refused) == 1
    assert rows[0][0] in refused[0], refused


def test_a_months_end_that_is_killed_again_and_again_holds_each_pay_once(world):
    """E5, F7: before anything is committed, in the midst of the holds, and after; then it goes on where it was."""
    server, made = world
    gm = Gm(server)
    for credit_id in made[2:]:
        assert "error" not in gm.approve(credit_id)
    code = "type(env['hotel.payroll.hold.run'])._work_chunk.__globals__['CHUNK'] = 2\n" + HOLD

    def holds():
        ((count, guarantees),) = postgres.query(
            "SELECT COUNT(*), COUNT(DISTINCT guarantee_id) FROM hotel_payroll_hold WHERE state = 'held'", server.database
        )
        assert count == guarantees, "nobody's pay is held twice"
        return int(count)

    left = []
    for commits, statements in ((0, 5), (1, 15), (2, 15), (3, 15)):
        run_and_die(server.database, code, commits, statements)
        left.append(holds())
    assert left[0] == 0
    assert 0 < left[-1] < CREDITS, left
    with OdooProcess(server.database, code) as process:
        process.finish()
    assert holds() == CREDITS
    assert postgres.query("SELECT state, done, total FROM hotel_payroll_hold_run", server.database) == [["done", str(CREDITS), str(CREDITS)]]
