"""Many tills at once, over HTTP, on several worker processes."""

from collections import Counter

import pytest
import requests

from .charge_world import World, at_once

TILLS = 16

CROSSING_LISTS = """
import random, threading
from odoo import api
from odoo.modules.registry import Registry
errors = []
def work(seed):
    order = random.Random(seed)
    try:
        for turn in range(10):
            with Registry(env.cr.dbname).cursor() as cr:
                own = api.Environment(cr, 1, {})
                firms = [f"F{number}" for number in range(11, 19)] * 2
                order.shuffle(firms)
                own["hotel.charge"]._authorise_many([
                    {"outlet": "TILL", "customer": firm, "amounts": {"food": 1}, "external_ref": f"{turn}-{firm}-{index % 4}"}
                    for index, firm in enumerate(firms)
                ])
    except Exception as exc:
        errors.append(repr(exc))
threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print("\\n".join(errors) or "no errors")
"""


@pytest.fixture(scope="module")
def world(module_server):
    """A hotel whose firms F1 to F18 may each charge 1,000 a month; every test has firms of its own."""
    return World(module_server, limit=1000, firms=18)


def test_sixteen_tills_at_once_never_pass_the_limit(world):
    """D4: 16 clients on one agreement: what fits is granted to the cent, the rest refused, and none gets an error."""
    def till(_number):
        with requests.Session() as session:
            return [world.authorise(session) for _turn in range(10)]

    answers = [answer for answers in at_once(TILLS, till) for answer in answers]
    assert Counter(answer.status_code for answer in answers) == {200: TILLS * 10}
    granted = [answer.json() for answer in answers if answer.json()["granted"]]
    assert len(granted) == 100
    assert len({answer["charge"] for answer in granted}) == 100
    assert sorted(answer["remaining"] for answer in granted) == [float(left) for left in range(0, 1000, 10)]
    refused = [answer.json() for answer in answers if not answer.json()["granted"]]
    assert {reason["code"] for answer in refused for reason in answer["reasons"]} == {"over_limit"}
    assert world.used("F1") == [1000.0, 1000.0]


def test_the_same_reference_at_once_gives_one_slip(world):
    """D5: equal references that arrive together are one charge; also when its amount is all that was left."""
    for reference in ("A", "B", "C"):
        together = at_once(
            TILLS, lambda _number, ref=reference: world.authorise(customer="F2", external_ref=ref, amount="333.33")
        )
        answers = [answer.json() for answer in together]
        assert all(answer["granted"] for answer in answers), answers
        assert len({answer["charge"] for answer in answers}) == 1
        assert sum(not answer["repeated"] for answer in answers) == 1
    assert world.used("F2") == [999.99, 999.99]


def test_other_content_at_once_is_a_conflict_and_never_a_second_slip(world):
    """D5: of two contents under one reference one is charged, whoever sends the other is told."""
    answers = at_once(TILLS, lambda number: world.authorise(customer="F3", external_ref="X", amount="10" if number % 2 else "20"))
    assert set(Counter(answer.status_code for answer in answers)) == {200, 409}
    assert len({answer.json()["charge"] for answer in answers if answer.status_code == 200}) == 1
    assert world.slips("F3") == 1


def test_two_voids_at_once_give_back_once(world):
    """D6: one void wins, the others are told; the amount is given back once."""
    world.authorise(customer="F4", amount="400")
    number = world.authorise(customer="F4", amount="100").json()["charge"]
    answers = at_once(4, lambda _number: world.call("void", number=number, reason="Wrong table"))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 3}
    assert {answer.json()["arguments"][1] for answer in answers if answer.status_code == 409} == {"already_voided"}
    assert world.used("F4") == [400.0, 400.0]


def test_lists_with_the_same_firms_and_references_never_wait_in_a_circle(world):
    """D4, D8: files that are read at once, with the same firms and rows in any order, neither fail nor count twice."""
    assert world.server.shell(CROSSING_LISTS).splitlines()[-1] == "no errors"
    for number in range(11, 19):
        counted, charged = world.used(f"F{number}")
        assert counted == charged == world.slips(f"F{number}")
