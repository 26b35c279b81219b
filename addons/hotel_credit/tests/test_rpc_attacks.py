from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import picture
from .rpc_case import SECRET, RpcCase

#: Of the invoice: who answers for it is the house's own affair (E7), though the customer reads the invoice.
LIABILITY = (
    "hotel_salesperson_id", "hotel_liable_ids", "hotel_guarantee_ids", "hotel_shortfall_id", "hotel_shortfall_count",
    "hotel_bad_debt_id",
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestRpcAttacks(RpcCase):
    """What fails must leave nothing behind, what answers must tell nothing. Each kind of attempt is made over real HTTP with the
    attacker's own login too; the sweeps over all models and methods call what the door calls."""

    # ------------------------------------------------------------------ reading what is another's

    def _get_markers(self):
        """Return what must be in no answer: the secret word, amounts and numbers of the documents."""
        named = self.statement, self.invoice, self.credit, self.notice, self.debt, self.shortfall, self.slip, self.agreement
        return [SECRET, "1713.37", "33.33", "1200.01", *(record.sudo().name for record in named)]

    def _get_spec(self, model):
        """Return the specification that asks for everything, and for what lies one relation further."""
        spec = {}
        for name, field in self.env[model]._fields.items():
            if field.type in ("many2one", "one2many", "many2many"):
                further = self.env[field.comodel_name]._fields
                spec[name] = {"fields": {each: {} for each in ("display_name", "amount", "name") if each in further}}
            elif field.type not in ("properties", "properties_definition", "many2one_reference", "reference"):
                spec[name] = {}
        return spec

    def _assert_silent(self, answer, *what):
        text = str(answer)
        found = [marker for marker in self._get_markers() if marker in text]
        self.assertFalse(found, f"{what}: {text[:500]}")

    def test_nobody_reads_the_documents_of_another_company_or_customer(self):
        """C7, E7, F2, G1: by id, by search, by groups, by name, by export: not even that there is something."""
        for user in (self.stranger, self.employee, self.rival):
            for record in self._documents():
                model = record._name
                calls = {
                    "read": (record.ids, []),
                    "search_read": ([["id", "in", record.ids]], ["display_name"]),
                    "name_search": ("", [["id", "in", record.ids]]),
                }
                if user == self.stranger:
                    calls |= {
                        "web_read": (record.ids, self._get_spec(model)),
                        "formatted_read_group": ([["id", "in", record.ids]], ["id"], ["__count"]),
                        "export_data": (record.ids, ["id", "display_name"]),
                        "copy": (record.ids,),
                        "copy_data": (record.ids,),
                        "onchange": (record.ids, {}, [], self._get_spec(model)),
                    }
                for method, args in calls.items():
                    with self.subTest(user=user.login, model=model, method=method):
                        answer = self._call(user, model, method, *args)
                        self._assert_silent(answer.get("result"), method)
                        if method in ("read", "web_read", "export_data", "copy"):
                            self.assertIn("error", answer)
                        if method in ("search_read", "name_search", "formatted_read_group"):
                            self.assertFalse(answer.get("result"))

    def test_messages_and_files_are_no_way_round(self):
        """C7, F2, G4: neither the chatter nor the attachments of what one may not read; nor whom a deadline concerns."""
        models = sorted({record._name for record in self._documents()})
        files = self.env["ir.attachment"].sudo().search([("res_model", "in", models), ("res_field", "!=", "x")])
        self.assertTrue(files.filtered(lambda file: SECRET in (file.name or "")) | self.dispute.sudo().attachment_ids)
        for user in (self.stranger, self.employee, self.rival, self.customer):
            for model, domain, names in (
                ("mail.message", [["model", "in", models]], ["body", "subject", "record_name"]),
                ("mail.tracking.value", [], ["old_value_char", "new_value_char"]),
                ("mail.activity", [["res_model", "in", models]], ["summary", "note", "res_name"]),
                ("ir.attachment", [["res_model", "in", models], ["res_field", "!=", "x"]], ["name", "raw"]),
                ("ir.attachment", [["id", "in", files.ids]], ["name", "index_content"]),
                ("mail.followers", [["res_model", "in", models]], ["partner_id"]),
            ):
                with self.subTest(user=user.login, model=model):
                    answer = self._rpc(user, model, "search_read", domain, names)
                    if user != self.customer:
                        self._assert_silent(answer.get("result"), model)
                    self.assertNotIn(SECRET, str(answer.get("result")))
            for file in files:
                with self.subTest(user=user.login, file=file.name):
                    self.assertNotIn(SECRET, str(self._rpc(user, "ir.attachment", "read", file.ids, ["name", "index_content"]).get("result")))

    @mute_logger("odoo.sql_db")
    def test_a_dialog_tells_nothing_of_what_one_may_not_read(self):
        """C7, E7: the dialogs' own computing (onchange, default_get, create) shows no field of a document that is named by id."""
        documents = {}
        for record in self._documents():
            documents.setdefault(record._name, record)
        for user in (self.stranger, self.employee, self.rival):
            for model, comodels in self._get_open_models(user).items():
                for name in comodels:
                    target = documents.get(self.env[model]._fields[name].comodel_name)
                    if not target:
                        continue
                    with self.subTest(user=user.login, model=model, field=name):
                        values = {name: target.id}
                        self._assert_silent(self._call(user, model, "onchange", [], values, [name], self._get_spec(model)).get("result"))
                        values = {**self._get_required(model), **values}
                        self._assert_silent(self._call(user, model, "web_save", [], values, self._get_spec(model)).get("result"))

    def _get_required(self, model):
        """Return a value for each required field that takes one without naming a record."""
        values = {"char": "x", "text": "x", "date": "2026-06-01", "binary": picture().decode(), "monetary": 1.0, "integer": 1}
        return {
            name: values[field.type]
            for name, field in self.env[model]._fields.items()
            if field.required and field.type in values
        }

    def _get_open_models(self, user):
        """Return {model: many2one fields} of the hotel's models that `user` may create."""
        found = {}
        for name, model in self.env.registry.items():
            if name.startswith("hotel.") and not model._abstract and self.env[name].with_user(user).has_access("create"):
                found[name] = [field.name for field in self.env[name]._fields.values() if field.type == "many2one"]
        return found

    def test_an_addressee_learns_nothing_of_another_notice(self):
        """G1, G8: by naming another notice in the dialog of the own response."""
        own = self.notice.response_ids.filtered(lambda response: response.user_id == self.sales)
        foreign = self.env["hotel.dunning.notice"].sudo().search([("temporary_credit_id", "=", self.credit.id)])
        self.assertTrue(own and foreign)
        for method, args in (
            ("onchange", (own.ids, {"notice_id": foreign.id}, ["notice_id"], self._get_spec(own._name))),
            ("write", (own.ids, {"notice_id": foreign.id})),
            ("web_save", (own.ids, {"notice_id": foreign.id}, self._get_spec(own._name))),
        ):
            with self.subTest(method):
                answer = self._rpc(self.sales, own._name, method, *args)
                self.assertNotIn(foreign.name, str(answer.get("result")))
                self.assertNotIn(str(foreign.amount), str(answer.get("result")))
        self.assertEqual(own.notice_id, self.notice)

    def test_the_customer_reads_the_invoice_but_not_who_answers_for_it(self):
        """E7, F2: a portal login sees the own invoice and nothing of the house's liability."""
        self.assertNotIn("error", self._rpc(self.customer, "account.move", "read", self.invoice.ids, ["name", "amount_total"]))
        for name in LIABILITY:
            with self.subTest(name):
                self.assertIn("error", self._rpc(self.customer, "account.move", "read", self.invoice.ids, [name]))
                self.assertIn("error", self._rpc(self.customer, "account.move", "search_count", [[name, "!=", False]]))

    # ------------------------------------------------------------------ writing

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_nothing_is_written_created_or_deleted(self):
        """E1, E5, E7, F2-F4, G1-G8, M2: every field of every document, by each road, by each of the lowest roles."""
        before = self._picture()
        for user in (self.cashier, self.sales2, self.head_rooms, self.employee, self.customer):
            for record in self._documents():
                for method, args in self._get_writes(record).items():
                    with self.subTest(user=user.login, model=record._name, method=method):
                        self.assertIn("error", self._call(user, record._name, method, *args))
            self.assertFalse(self._changes(before), user.login)

    def _get_writes(self, record):
        field = next(name for name in ("state", "approval_state", "amount", "name", "user_id", "share") if name in record._fields)
        value = {"state": "done", "approval_state": "approved", "amount": 0.01, "name": "X", "user_id": self.employee.id}.get(field, 1)
        return {
            "write": (record.ids, {field: value}),
            "web_save": (record.ids, {field: value}, {}),
            "unlink": (record.ids,),
            "create": ([{field: value}],),
        }

    @mute_logger("odoo.http")
    def test_no_public_method_is_a_road_for_who_has_no_part_in_it(self):
        """E1-E8, F2-F7, G1-G8: each public method of each model, called with a document's id by who cannot read it."""
        before = self._picture()
        for record in self._documents():
            if not record._name.startswith("hotel."):
                continue
            for method in self._get_public_methods(record._name):
                for user in (self.stranger, self.employee):
                    with self.subTest(user=user.login, model=record._name, method=method):
                        answer = self._call(user, record._name, method, record.ids)
                        self._assert_silent(answer.get("result"), method)
        self.assertFalse(self._changes(before))

    def _get_public_methods(self, model):
        """Return the names of the methods of the hotel's own that RPC calls."""
        found = set()
        for parent in type(self.env[model]).__mro__:
            if parent.__module__.startswith("odoo.addons.hotel_"):
                found |= {
                    name
                    for name, value in vars(parent).items()
                    if callable(value) and not name.startswith("_") and not getattr(value, "_api_private", False)
                }
        return sorted(found - {"create", "write", "unlink", "onchange"})
