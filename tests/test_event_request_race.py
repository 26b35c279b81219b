"""A customer's two tabs, and a colleague, who sign at the same moment, over HTTP, on several worker processes: one request is stored."""

import base64
import io
import json
import re

import requests
from PIL import Image

from hotel_cli import postgres

from .charge_world import at_once

CLIENTS = 6

SET_UP = """
import json
from odoo import Command
company = env.company
def user(login, group, **values):
    return env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login, "company_id": company.id, "company_ids": [Command.set(company.ids)],
        "group_ids": [Command.set(env.ref(group).ids)], **values,
    })
company.hotel_gm_id = user("gm", "hotel_base.group_gm")
sales = user("sales", "hotel_base.group_sales")
firm = env["res.partner"].create({"name": "Blue Ocean", "is_company": True})
for login in ("buyer", "colleague"):
    user(login, "base.group_portal").partner_id.with_context(hotel_verification="Came in person").parent_id = firm
order, = env["hotel.event.order"].create([{
    "title": "Annual dinner", "partner_id": firm.id, "coordinator_id": sales.id,
    "date_begin": "2999-05-08 10:00:00", "date_end": "2999-05-08 13:00:00",
}])
order.state = "issued"
env.cr.commit()
print(json.dumps(order.id))
"""


def signature():
    stream = io.BytesIO()
    image = Image.new("RGB", (60, 30), "white")
    image.putpixel((5, 5), (0, 0, 128))
    image.save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def test_of_requests_signed_at_once_one_is_stored(server):
    """H18: whichever wins; the others are told, nobody gets an error, and the GM is asked once. Withdrawn at once, it is withdrawn once."""
    served = server(workers=4)
    order = json.loads(served.shell(SET_UP).splitlines()[-1])
    page = f"{served.url}/my/events/{order}"
    clients = []
    for number in range(CLIENTS):
        session = requests.Session()
        login = "colleague" if number % 3 == 2 else "buyer"
        params = {"db": served.database, "login": login, "password": login}
        assert session.post(f"{served.url}/web/session/authenticate", json={"params": params}, timeout=60).json()["result"]["uid"]
        token = re.search(r'csrf_token: "([^"]+)"', session.get(page, timeout=60).text)[1]
        review = session.post(f"{page}/request", data={"csrf_token": token, "reason": f"Reason {number}"}, timeout=60)
        assert "/review/" in review.url, review.text
        clients.append((session, login, token, review.url.rsplit("/", 1)[1]))

    def sign(number):
        session, _login, _token, review = clients[number]
        params = {"name": "Li Wei", "signature": signature()}
        return session.post(f"{page}/sign/{review}", json={"params": params}, timeout=120).json()["result"]

    answers = at_once(CLIENTS, sign)
    refused = [answer["error"] for answer in answers if "error" in answer]
    assert len(refused) == CLIENTS - 1, answers
    assert all("has to be decided" in error for error in refused), refused
    ((count, state, number),) = postgres.query(
        "SELECT COUNT(*), MIN(approval_state), MIN(id) FROM hotel_event_cancellation", served.database
    )
    assert (int(count), state) == (1, "pending")
    ((asked,),) = postgres.query("SELECT COUNT(*) FROM hotel_approval_step WHERE res_model = 'hotel.event.cancellation'", served.database)
    assert int(asked) == 1

    def withdraw(index):
        session, _login, token, _review = clients[index]
        return session.post(f"{page}/withdraw/{number}", data={"csrf_token": token}, timeout=120).url

    done = [url for url in at_once(CLIENTS, withdraw) if "done=withdrawn" in url]
    assert len(done) == 1
    ((state,),) = postgres.query("SELECT approval_state FROM hotel_event_cancellation", served.database)
    assert state == "cancelled"
