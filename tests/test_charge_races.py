"""Charges against what others do to the same agreement at the same moment, and charges whose answer is lost."""

import json
import random
import signal
import socket
import subprocess
import threading
import time
from collections import Counter

import pytest
import requests

from hotel_cli import postgres

from .charge_world import World, at_once
from .odoo_process import OdooProcess

TILLS, CLERKS = 16, 6
BILLED_FIRMS, SLIPS = 12, 20
#: Slips voided when the billing has not begun yet, and when it is over.
FEW = 8

SET_UP = """
company = env.company
currency = company.currency_id
env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
company.currency_id = currency
company._hotel_set_up_accounting()
env["res.users"].with_context(no_reset_password=True).create({
    "name": "Finance head", "login": "finance_head", "password": "finance_head", "company_id": company.id,
    "company_ids": [(6, 0, company.ids)], "group_ids": [(6, 0, env.ref("hotel_base.group_finance_head").ids)],
})
env.cr.commit()
"""

#: Bills the slips of this month as on the second of the next one, while the tills still have today.
BILL_THIS_MONTH = """
from datetime import datetime, time, timedelta
from freezegun import freeze_time
month = env["hotel.charge"].search([("agreement_id.name", "=", "AG-F1")], limit=1).business_date.replace(day=1)
second = (month + timedelta(days=32)).replace(day=2)
with freeze_time(datetime.combine(second, time(12)), tick=True):
    runs = env["hotel.billing.run"]
    runs._cron_bill()
    while runs.search_count([("state", "=", "running")]):
        runs._cron_bill()
"""


@pytest.fixture(scope="module")
def world(module_server):
    """A hotel with accounts; F1 ... F20 may charge 1,000 a month."""
    world = World(module_server, limit=1000, firms=20)
    module_server.shell(SET_UP)
    return world


class FinanceHead:
    """The finance head in a browser."""

    def __init__(self, world):
        self.url = world.server.url
        self.session = requests.Session()
        params = {"db": world.server.database, "login": "finance_head", "password": "finance_head"}
        assert self._post("/web/session/authenticate", params)["result"]["uid"]

    def act(self, agreement_id, action):
        """Press a button on an agreement and return when it began and ended.

        :raise AssertionError: the answer is an error
        """
        params = {"model": "hotel.credit.agreement", "method": action, "args": [[agreement_id], "Stock-taking"], "kwargs": {}}
        began = time.monotonic()
        answer = self._post(f"/web/dataset/call_kw/hotel.credit.agreement/{action}", params)
        assert "error" not in answer, answer["error"]["data"]["message"]
        return began, time.monotonic()

    def _post(self, path, params):
        return self.session.post(self.url + path, json={"params": params}, timeout=60).json()


def test_a_slip_is_voided_or_billed_but_never_both(world):
    """D6, F1: cashiers void while the month is billed; each slip ends on one side, its amount in one sum, nobody sees an error."""
    database = world.server.database
    firms = [f"F{number}" for number in range(1, BILLED_FIRMS + 1)]

    def charge(number):
        with requests.Session() as session:
            return [
                world.authorise(session, customer=firm, amount=f"{1 + turn}.37").json()["charge"]
                for firm in firms[number::CLERKS]
                for turn in range(SLIPS)
            ]

    numbers = [number for part in at_once(CLERKS, charge) for number in part]
    random.Random(3).shuffle(numbers)

    def void(own):
        with requests.Session() as session:
            answers = [world.call("void", session=session, number=number, reason="Wrong table") for number in own]
        return [(one.status_code, one.json()["arguments"][1] if one.status_code == 409 else None) for one in answers]

    # A few are voided before the billing begins and a few after it has ended; in between each may go either way.
    early, meanwhile, late = numbers[:FEW], numbers[FEW:-FEW], numbers[-FEW:]
    outcomes = Counter(void(early))
    with OdooProcess(database, BILL_THIS_MONTH) as billing:
        billing.wait_until_begun()
        for part in at_once(CLERKS, lambda clerk: void(meanwhile[clerk::CLERKS])):
            outcomes.update(part)
        billing.finish()
    outcomes.update(void(late))

    assert set(outcomes) == {(200, None), (409, "already_billed")}, outcomes
    states = dict(
        postgres.query(
            """SELECT c.state || CASE WHEN c.move_id IS NULL AND c.statement_id IS NULL THEN '' ELSE ' on an invoice' END,
                      COUNT(*)
                 FROM hotel_charge c GROUP BY 1""",
            database,
        )
    )
    assert states == {
        "voided": str(outcomes[200, None]),
        "billed on an invoice": str(outcomes[409, "already_billed"]),
    }
    sums = postgres.query(
        """SELECT COALESCE((SELECT SUM(c.amount) FROM hotel_charge c WHERE c.agreement_id = a.id AND c.state = 'billed'), 0),
                  COALESCE((SELECT SUM(v.amount_total) FROM account_move v WHERE v.hotel_agreement_id = a.id), 0),
                  m.used
             FROM hotel_credit_agreement a JOIN hotel_credit_month m ON m.commercial_partner_id = a.commercial_partner_id""",
        database,
    )
    assert len(sums) == BILLED_FIRMS
    for billed, invoiced, used in sums:
        assert float(billed) == float(invoiced) == float(used)


def test_a_suspension_holds_from_the_moment_that_it_is_answered(world):
    """C6, D4: 16 tills charge while the finance head suspends and lifts; nobody sees an error, no charge follows a suspension."""
    ((agreement_id,),) = postgres.query(
        "SELECT id FROM hotel_credit_agreement WHERE name = 'AG-F13'", world.server.database
    )
    head, suspended, over, answers = FinanceHead(world), [], threading.Event(), []

    def let_the_tills_charge():
        """Wait until there are as many answers as tills to requests that were sent from now on."""
        now, until = time.monotonic(), time.monotonic() + 60
        while sum(began > now for began, _ended, _answer in answers) < TILLS:
            assert time.monotonic() < until, "the tills do not answer"
            time.sleep(0.05)

    def suspend_and_lift():
        try:
            for _turn in range(2):
                let_the_tills_charge()
                _began, held_from = head.act(int(agreement_id), "action_suspend")
                let_the_tills_charge()
                held_to, _ended = head.act(int(agreement_id), "action_lift")
                suspended.append((held_from, held_to))
        finally:
            over.set()

    def till(number):
        if number == TILLS:
            return suspend_and_lift()
        with requests.Session() as session:
            while not over.is_set():
                began = time.monotonic()
                answer = world.authorise(session, customer="F13", amount="2.50")
                answers.append((began, time.monotonic(), answer))

    at_once(TILLS + 1, till)
    assert {answer.status_code for _began, _ended, answer in answers} == {200}
    verdicts = [(began, ended, answer.json()) for began, ended, answer in answers]
    codes = {reason["code"] for _began, _ended, verdict in verdicts for reason in verdict["reasons"]}
    assert {"agreement_suspended"} <= codes <= {"agreement_suspended", "over_limit"}
    within = [
        verdict
        for began, ended, verdict in verdicts
        if any(held_from < began and ended < held_to for held_from, held_to in suspended)
    ]
    assert within
    assert not any(verdict["granted"] for verdict in within)
    granted = sum(verdict["granted"] for _began, _ended, verdict in verdicts)
    assert granted > 0
    assert world.used("F13") == [2.5 * granted] * 2
    assert 2.5 * granted <= 1000


def test_a_charge_outlives_the_worker_that_answered(world):
    """D4, D5: all of Odoo is killed right after the answer; the slip stands, and its reference gives it again."""
    server = world.server
    answer = world.authorise(customer="F14", amount="12.34", external_ref="KILLED").json()
    workers = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True).stdout.split()
    for worker in workers:
        subprocess.run(["kill", f"-{signal.SIGKILL.value}", worker])
    assert workers
    assert answer["granted"]
    assert world.used("F14") == [12.34, 12.34]
    # the parent starts others in their place
    again = _patiently(lambda: world.authorise(customer="F14", amount="12.34", external_ref="KILLED")).json()
    assert (again["charge"], again["repeated"]) == (answer["charge"], True)
    assert world.slips("F14") == 1


def _patiently(call, seconds=30):
    """Return the answer of `call` as soon as there is somebody who gives one."""
    until = time.monotonic() + seconds
    while True:
        try:
            return call()
        except requests.ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("pause", [0.0, 0.005, 0.02, 0.05])
def test_a_caller_who_lost_the_answer_repeats_and_has_one_slip(world, pause):
    """D5: the connection is cut at some moment after the request was sent; the repeated request makes no second slip."""
    reference = f"LOST-{pause}"
    values = {"outlet": "TILL", "customer": "F15", "amounts": {"food": "7.77"}, "external_ref": reference}
    body = json.dumps({"values": values}).encode()
    with socket.create_connection(("127.0.0.1", world.server.port)) as connection:
        head = (
            "POST /json/2/hotel.charge/authorise HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {world.key}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        connection.sendall(head.encode() + body)
        time.sleep(pause)
    before = world.slips("F15")
    answers = [world.authorise(customer="F15", amount="7.77", external_ref=reference).json() for _turn in range(2)]
    assert all(answer["granted"] for answer in answers)
    assert len({answer["charge"] for answer in answers}) == 1
    assert answers[1]["repeated"]
    assert world.slips("F15") <= before + 1
    ((slips,),) = postgres.query(
        f"SELECT COUNT(*) FROM hotel_charge WHERE external_ref = '{reference}'", world.server.database
    )
    assert int(slips) == 1
