import json
import xmlrpc.client
from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..rules.machine_calls import may_call
from .common import HotelCreditCommon


@tagged("post_install", "-at_install")
class TestMachine(HotelCreditCommon, HttpCase):
    """Every door of Odoo's external API, over real HTTP, with the key of a machine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = fields.Date.today()
        cls.agreement = cls._make_agreement(
            date_start=today - timedelta(days=30), date_end=today + timedelta(days=330), signer=False
        )
        cls.restaurant.trusted_signatures = True
        wizard = cls.env["hotel.machine.key"].with_user(cls.manager)
        wizard = wizard.create({"user_id": cls.integration.id, "name": "Till", "days": 30})
        cls.key = wizard.action_make()["context"]["default_key"]

    def _values(self, **values):
        return {"outlet": "REST", "customer": "C0001", "amounts": {"food": "10.00"}, **values}

    def _json2(self, model, method, key=None, **params):
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(params),
            headers={"Authorization": f"Bearer {key or self.key}", "Content-Type": "application/json"},
        )

    def _jsonrpc(self, service, method, *args):
        body = {"jsonrpc": "2.0", "method": "call", "params": {"service": service, "method": method, "args": args}}
        return self.url_open("/jsonrpc", data=json.dumps(body), headers={"Content-Type": "application/json"}).json()

    def _xmlrpc(self, path, method, *args):
        body = xmlrpc.client.dumps(args, method)
        answer = self.url_open(path, data=body, headers={"Content-Type": "text/xml"})
        return xmlrpc.client.loads(answer.content)[0][0]

    def test_a_machine_charges_voids_and_looks_up_over_json2(self):
        """D9: the three methods are open over /json/2 with an API key; null is null."""
        answer = self._json2("hotel.charge", "authorise", values=self._values(external_ref="M1"))
        self.assertEqual(answer.status_code, 200, answer.text)
        granted = answer.json()
        self.assertTrue(granted["granted"])
        slip = self.env["hotel.charge"].sudo().search([("name", "=", granted["charge"])])
        self.assertEqual((slip.source, slip.cashier_id), ("api", self.integration))
        self.assertEqual(self._json2("hotel.charge", "lookup", reference="M1").json(), granted)
        voided = self._json2("hotel.charge", "void", number=granted["charge"], reason="Guest paid cash").json()
        self.assertEqual(voided["state"], "voided")
        refused = self._json2("hotel.charge", "authorise", values=self._values(customer="NOBODY")).json()
        self.assertIs(refused["charge"], None)
        self.assertEqual(refused["reasons"][0]["code"], "no_agreement")

    @mute_logger("odoo.http")
    def test_errors_have_their_own_status(self):
        """D5, D9: 422 for malformed values, 409 with a code for a reference with other content, 401 without a key."""
        self._json2("hotel.charge", "authorise", values=self._values(external_ref="M1"))
        conflict = self._json2("hotel.charge", "authorise", values=self._values(external_ref="M1", amounts={"food": 11}))
        self.assertEqual(conflict.status_code, 409)
        self.assertEqual(conflict.json()["arguments"][1], "reference_conflict")
        self.assertTrue(conflict.json()["name"].endswith("ChargeReferenceConflict"))
        self.assertEqual(conflict.json()["context"]["exception_class"], "odoo.exceptions.UserError")
        malformed = self._json2("hotel.charge", "authorise", values=self._values(amounts={"food": "x"}))
        self.assertEqual(malformed.status_code, 422)
        self.assertIn("amounts.food", malformed.json()["message"])
        unknown = self._json2("hotel.charge", "authorise", values=self._values(), key="0" * 40)
        self.assertEqual(unknown.status_code, 401)

    @mute_logger("odoo.http")
    def test_a_machine_calls_nothing_else_over_json2(self):
        """D9: every other model and method is refused with 403, reading its own user included."""
        for model, method, params in (
            ("hotel.charge", "search_read", {"domain": []}),
            ("hotel.charge", "create", {"vals_list": [{}]}),
            ("hotel.charge", "fields_get", {}),
            ("hotel.charge", "_authorise_many", {"values_list": []}),
            ("hotel.credit.month", "search_count", {"domain": []}),
            ("res.users", "context_get", {}),
            ("res.users", "read", {"ids": self.integration.ids, "fields": ["name"]}),
            ("res.partner", "search_read", {"domain": []}),
            ("res.lang", "get_installed", {}),
            ("hotel.till", "start", {}),
        ):
            with self.subTest(model=model, method=method):
                self.assertEqual(self._json2(model, method, **params).status_code, 403)

    @mute_logger("odoo.http")
    def test_a_machine_reaches_no_other_address(self):
        """D9: other routes that take a key are closed to a machine."""
        for path in ("/doc-bearer/index.json", "/doc-bearer/hotel.charge.json"):
            answer = self.url_open(path, headers={"Authorization": f"Bearer {self.key}"})
            self.assertIn(answer.status_code, (403, 404), path)
        self.assertEqual(
            self.url_open("/web/webclient/version_info", headers={"Authorization": f"Bearer {self.key}"}).status_code // 100, 4
        )

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.jsonrpc", "odoo.addons.rpc.controllers.xmlrpc")
    def test_a_machine_charges_over_the_older_protocols_and_does_nothing_else(self):
        """D9: /jsonrpc and /xmlrpc carry the three methods too, and no other."""
        login = (self.env.cr.dbname, self.integration.id, self.key)
        answer = self._jsonrpc("object", "execute_kw", *login, "hotel.charge", "authorise", [self._values()])
        self.assertTrue(answer.get("result", {}).get("granted"), json.dumps(answer)[-3000:])
        answer = self._xmlrpc("/xmlrpc/2/object", "execute_kw", *login, "hotel.charge", "authorise", [self._values()])
        self.assertTrue(answer["granted"])
        refused = self._xmlrpc(
            "/xmlrpc/2/object", "execute_kw", *login, "hotel.charge", "authorise", [self._values(customer="NOBODY")]
        )
        self.assertIs(refused["charge"], False, "XML-RPC has no null")
        self.assertTrue(self._xmlrpc("/xmlrpc/object", "execute", *login, "hotel.charge", "authorise", self._values()))
        for model, method, args in (
            ("res.users", "context_get", []),
            ("hotel.charge", "search_count", [[]]),
            ("res.partner", "search_read", [[]]),
        ):
            with self.subTest(model=model, method=method):
                answer = self._jsonrpc("object", "execute_kw", *login, model, method, args)
                self.assertEqual(answer["error"]["data"]["name"], "odoo.exceptions.AccessError")
                answer = self._jsonrpc("object", "execute", *login, model, method, *args)
                self.assertEqual(answer["error"]["data"]["name"], "odoo.exceptions.AccessError")
                for path in ("/xmlrpc/2/object", "/xmlrpc/object"):
                    with self.assertRaises(xmlrpc.client.Fault):
                        self._xmlrpc(path, "execute_kw", *login, model, method, args)

    @mute_logger("odoo.http", "odoo.addons.base.models.res_users")
    def test_a_machine_never_logs_in(self):
        """D9: neither key nor password open the screen, and a password opens no API."""
        self.integration.sudo().password = "a-long-password-1"
        for password in (self.key, "a-long-password-1"):
            body = {
                "jsonrpc": "2.0",
                "method": "call",
                "params": {"db": self.env.cr.dbname, "login": self.integration.login, "password": password},
            }
            answer = self.url_open(
                "/web/session/authenticate", data=json.dumps(body), headers={"Content-Type": "application/json"}
            ).json()
            self.assertIn("error", answer)
        with mute_logger("odoo.addons.rpc.controllers.jsonrpc"):
            login = (self.env.cr.dbname, self.integration.id, "a-long-password-1")
            answer = self._jsonrpc("object", "execute_kw", *login, "hotel.charge", "lookup", ["S1"])
        self.assertEqual(answer["error"]["data"]["name"], "odoo.exceptions.AccessDenied")

    def test_people_are_not_bound_to_the_list(self):
        """D9: the list is for machines; a cashier's own key reads what the cashier may read."""
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.cashier)
            .sudo()
            ._generate(None, "test", fields.Datetime.now() + timedelta(days=1))
        )
        answer = self._json2("hotel.charge", "search_count", key=key, domain=[])
        self.assertEqual(answer.status_code, 200)

    def test_a_machine_is_nothing_else(self):
        """D9: the integration role stands alone, and only machines get keys made by the manager."""
        with self.assertRaises(ValidationError):
            self.integration.sudo().group_ids = [Command.link(self.env.ref("base.group_user").id)]
        with self.assertRaises(ValidationError):
            self.cashier.sudo().group_ids = [Command.link(self.env.ref("hotel_base.group_integration").id)]
        wizard = self.env["hotel.machine.key"].with_user(self.manager)
        with self.assertRaises(UserError):
            wizard.create({"user_id": self.gm.id, "name": "x", "days": 1})
        with self.assertRaises(ValidationError):
            wizard.create({"user_id": self.integration.id, "name": "x", "days": 3660}).action_make()

    def test_what_a_machine_may_call_is_a_list(self):
        """D9: the list holds three calls; what cannot be read is no call on it."""
        for model, method, allowed in (
            ("hotel.charge", "authorise", True),
            ("hotel.charge", "void", True),
            ("hotel.charge", "lookup", True),
            ("hotel.charge", "write", False),
            ("hotel.credit.agreement", "authorise", False),
            (None, None, False),
        ):
            with self.subTest(model=model, method=method):
                self.assertEqual(may_call(model, method), allowed)
