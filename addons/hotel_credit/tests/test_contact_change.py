from freezegun import freeze_time

from odoo import Command, http
from odoo.exceptions import UserError
from odoo.tests import Form, HttpCase, new_test_user, tagged

from .agreement_case import AgreementCase
from .common import NOON


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestContactChange(AgreementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOON):
            cls.agreement = cls._make_agreement()
        cls.editor = new_test_user(
            cls.env,
            login="hotel_editor",
            groups="hotel_base.group_sales,base.group_partner_manager",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.firm.write({"phone": "0717-1000", "email": "old@example.com"})
        cls.before = cls.env["hotel.contact.change"].search([])

    def _changes(self):
        return self.env["hotel.contact.change"].search([]) - self.before

    def test_staff_say_how_the_identity_was_verified(self):
        """C8: without it nothing is changed; with it old and new values are kept."""
        firm = self.firm.with_user(self.editor)
        with self.assertRaisesRegex(UserError, "Phone"), self.env.cr.savepoint():
            firm.write({"phone": "0717-2000"})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            firm.write({"phone": "0717-2000", "hotel_verification": "  "})
        firm.invalidate_recordset()
        self.assertEqual(firm.phone, "0717-1000")
        firm.write({"phone": "0717-2000", "hotel_verification": "Called back on 0717-1000"})
        change = self._changes()
        self.assertEqual(
            (change.field_name, change.old_value, change.new_value, change.source, change.verification, change.user_id),
            ("phone", "0717-1000", "0717-2000", "staff", "Called back on 0717-1000", self.editor),
        )
        # It is said for each change anew.
        with self.assertRaises(UserError):
            firm.write({"email": "new@example.com"})

    def test_every_contact_and_address_of_the_firm_counts(self):
        """C8: also one whose address the firm takes over, and a new address below the firm."""
        contact = self.contact.with_user(self.editor)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            contact.write({"email": "li@example.com"})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            contact.write({"street": "1 New Road"})
        contact.write({"street": "1 New Road", "hotel_verification": "Letter with seal"})
        self.assertEqual(self.firm.street, "1 New Road")
        self.assertEqual(set(self._changes().mapped("partner_id")), {self.firm, self.contact})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env["res.partner"].with_user(self.editor).create(
                {"name": "Invoices", "type": "invoice", "parent_id": self.firm.id, "email": "pay@example.com"}
            )

    def test_bank_accounts_are_contact_data(self):
        """C8: adding, changing and deleting one."""
        bank_model = self.env["res.partner.bank"].with_user(self.editor)
        with self.assertRaisesRegex(UserError, "Bank account"), self.env.cr.savepoint():
            bank_model.create({"partner_id": self.firm.id, "acc_number": "6222000011112222"})
        bank = bank_model.create({
            "partner_id": self.firm.id,
            "acc_number": "6222000011112222",
            "hotel_verification": "Permit of the bank account",
        })
        with self.assertRaises(UserError), self.env.cr.savepoint():
            bank.acc_number = "6222999988887777"
        with self.assertRaises(UserError), self.env.cr.savepoint():
            bank.unlink()
        bank.write({"acc_number": "6222999988887777", "hotel_verification": "Letter"})
        last = self._changes()[0]
        self.assertEqual(last.field_name, "bank_ids")
        self.assertIn("6222000011112222", last.old_value)
        self.assertIn("6222999988887777", last.new_value)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.firm.with_user(self.editor).write({"bank_ids": [Command.create({"acc_number": "1234567890"})]})
        self.firm.with_user(self.editor).write({
            "bank_ids": [Command.create({"acc_number": "1234567890"})],
            "hotel_verification": "Letter with seal",
        })

    def test_it_works_in_the_ordinary_form(self):
        """C8: the field stands in the contact's form, and is empty the next time."""
        with Form(self.firm.with_user(self.editor)) as form:
            form.phone = "0717-3000"
            form.hotel_verification = "Called back"
        self.assertEqual(self.firm.phone, "0717-3000")
        self.assertEqual(self._changes().verification, "Called back")
        self.firm.invalidate_recordset()
        self.assertFalse(self.firm.hotel_verification)

    def test_other_contacts_are_left_alone(self):
        """C8: who does not charge on account is changed as ever."""
        partner = self.env["res.partner"].create({"name": "Guest"})
        partner.with_user(self.editor).write({"phone": "1", "email": "guest@example.com", "street": "x"})
        self.env["res.partner.bank"].with_user(self.editor).create({"partner_id": partner.id, "acc_number": "55"})
        self.editor.partner_id.with_user(self.editor).write({"phone": "2"})
        self.firm.with_user(self.editor).write({"comment": "Good customer"})
        self.assertFalse(self._changes())

    def test_a_contact_moved_into_the_firm_is_a_change(self):
        """C8: as is taking one away."""
        partner = self.env["res.partner"].create({"name": "Stranger", "type": "invoice"})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            partner.with_user(self.editor).parent_id = self.firm
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.contact.with_user(self.editor).parent_id = False

    def test_the_system_and_the_customer_are_named_as_such(self):
        """C8: what the server's own code writes is recorded as the system's, what portal users do as the customer's."""
        self.firm.sudo().write({"phone": "0717-4000"})
        self.assertEqual(self._changes().source, "system")
        portal = new_test_user(self.env, login="hotel_portal", groups="base.group_portal")
        self.before |= self._changes()
        self.contact.with_user(portal).sudo().write({"phone": "139"})
        change = self._changes()
        self.assertEqual((change.source, change.user_id), ("customer", portal))

    def test_the_record_of_changes_is_nobodys_to_write(self):
        """C8, M2: read-only for all."""
        self.firm.sudo().write({"phone": "0717-5000"})
        change = self._changes()
        for user in (self.editor, self.finance_head, self.gm, self.manager, self.auditor):
            for road in (
                lambda record: record.write({"old_value": "x"}),
                lambda record: record.unlink(),
                lambda record: record.create({"field_name": "phone", "field_label": "Phone", "source": "staff"}),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    road(change.with_user(user))


@tagged("post_install", "-at_install")
class TestContactChangeOverHttp(AgreementCase, HttpCase):
    def test_commands_on_the_firm_are_no_way_around(self):
        """C8: a new invoice address and a changed contact, written through the firm as the web client does."""
        self._make_agreement()
        new_test_user(
            self.env,
            login="hotel_editor",
            password="hotel_editor",
            groups="hotel_base.group_sales,base.group_partner_manager",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        self.authenticate("hotel_editor", "hotel_editor")
        for command in (
            [0, 0, {"name": "Invoices", "type": "invoice", "email": "pay@example.com"}],
            [1, self.contact.id, {"phone": "138"}],
        ):
            for verification in (False, "Called back"):
                values = {"child_ids": [command]} | ({"hotel_verification": verification} if verification else {})
                answer = self.url_open(
                    "/web/dataset/call_kw/res.partner/web_save",
                    json={
                        "params": {
                            "model": "res.partner",
                            "method": "web_save",
                            "args": [[self.firm.id], values],
                            "kwargs": {"specification": {"phone": {}}},
                        }
                    },
                ).json()
                self.assertEqual("error" in answer, not verification, answer)
        changes = self.env["hotel.contact.change"].search([("verification", "=", "Called back")])
        self.assertEqual(set(changes.mapped("new_value")), {"pay@example.com", "138"})

    def test_a_customer_changes_the_own_address_in_the_portal(self):
        """C8: the customer is asked for no call-back; the change is recorded as theirs."""
        self._make_agreement()
        portal = new_test_user(self.env, login="hotel_portal", password="hotel_portal", groups="base.group_portal")
        portal.partner_id.write({"parent_id": self.firm.id, "country_id": self.env.ref("base.cn").id})
        self.authenticate("hotel_portal", "hotel_portal")
        country = self.env.ref("base.cn")
        response = self.url_open(
            "/my/address/submit",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "partner_id": portal.partner_id.id,
                "address_type": "billing",
                "name": portal.partner_id.name,
                "email": "portal@example.com",
                "phone": "13900000000",
                "street": "8 Harbour Road",
                "city": "Yichang",
                "zip": "443000",
                "country_id": country.id,
                "state_id": country.state_ids[:1].id,
                "required_fields": "name,country_id",
            },
        )
        self.assertEqual(response.status_code, 200, response.text)
        changes = self.env["hotel.contact.change"].search([("partner_id", "=", portal.partner_id.id), ("field_name", "=", "phone")])
        self.assertEqual((changes[:1].new_value, changes[:1].source), ("+86 139 0000 0000", "customer"), response.text[:400])
