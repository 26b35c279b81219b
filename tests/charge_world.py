"""A small hotel that charges on account, made in a served database for tests and benchmarks over HTTP."""

import json
import threading

import requests

from hotel_cli import postgres

#: Makes outlet TILL (signatures checked by its own system), firms with agreements F1, F2 ..., a machine with a key and a
#: cashier who logs in with `till` / `till`. Prints what the callers need as JSON on its last line.
SCRIPT = """
import json
from datetime import timedelta
from odoo import Command, fields
company = env.company
today = company._hotel_today()
outlet = env["hotel.outlet"].create({{"name": "Till", "code": "TILL", "company_id": company.id, "trusted_signatures": True}})
def user(login, group):
    return env["res.users"].with_context(no_reset_password=True).create({{
        "name": login, "login": login, "password": login, "company_id": company.id,
        "company_ids": [Command.set(company.ids)], "group_ids": [Command.set(env.ref(group).ids)],
    }})
machine, cashier = user("machine", "hotel_base.group_integration"), user("till", "hotel_base.group_cashier")
for number in range(1, {firms} + 1):
    firm = env["res.partner"].create({{"name": f"Firm {{number}}", "is_company": True, "ref": f"F{{number}}"}})
    env["hotel.credit.agreement"].create({{
        "name": f"AG-F{{number}}", "state": "active", "company_id": company.id, "currency_id": company.currency_id.id,
        "partner_id": firm.id, "user_id": env.ref("base.user_admin").id, "limit_mode": "limited",
        "monthly_limit": {limit}, "date_start": today - timedelta(days=60), "date_end": today + timedelta(days=300),
    }})
key = env["res.users.apikeys"].with_user(machine)._generate(None, "tests", fields.Datetime.now() + timedelta(days=1))
env.cr.commit()
print(json.dumps({{"key": key, "company": company.id}}))
"""


class World:
    """The hotel on a running server, seen from its tills."""

    def __init__(self, server, limit=1000, firms=1):
        self.server = server
        made = json.loads(server.shell(SCRIPT.format(limit=limit, firms=firms)).splitlines()[-1])
        self.key = made["key"]

    def call(self, method, session=requests, **params):
        """POST /json/2/hotel.charge/<method> as the machine and return the response."""
        return session.post(
            f"{self.server.url}/json/2/hotel.charge/{method}",
            json=params,
            headers={"Authorization": f"Bearer {self.key}"},
            timeout=60,
        )

    def authorise(self, session=requests, customer="F1", amount="10.00", **values):
        """Authorise one charge of food and return the response."""
        values = {"outlet": "TILL", "customer": customer, "amounts": {"food": amount}, **values}
        return self.call("authorise", session=session, values=values)

    def used(self, customer):
        """Return what the firm's counter holds and the sum of its slips that are not voided."""
        (row,) = postgres.query(
            f"""SELECT m.used, (SELECT SUM(amount) FROM hotel_charge c
                                 WHERE c.commercial_partner_id = m.commercial_partner_id AND c.state <> 'voided')
                  FROM hotel_credit_month m JOIN res_partner p ON p.id = m.commercial_partner_id
                 WHERE p.ref = '{customer}'""",
            self.server.database,
        )
        return [float(value) for value in row]

    def slips(self, customer):
        """Return how many slips the firm has."""
        ((count,),) = postgres.query(
            f"""SELECT COUNT(*) FROM hotel_charge c JOIN res_partner p ON p.id = c.commercial_partner_id
                 WHERE p.ref = '{customer}'""",
            self.server.database,
        )
        return int(count)


def at_once(count, work):
    """Run `work(number)` in `count` threads that start together; return the results in order, or raise the first error."""
    barrier, results = threading.Barrier(count), [None] * count

    def run(number):
        barrier.wait()
        try:
            results[number] = work(number)
        except Exception as exc:  # handed to the caller below
            results[number] = exc

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
