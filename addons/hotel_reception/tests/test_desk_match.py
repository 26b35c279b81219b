from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.hotel_desk_match import NAMES
from .desk_case import DeskCase


@tagged("post_install", "-at_install")
class TestDeskMatch(DeskCase):
    def find(self, text, user=None):
        return self.as_user(self.desk, user or self.reception).match(text)

    def test_phone_name_firm_and_plate_find_the_customer_and_the_owner(self):
        """L2: any part of one of them, however it is written, finds customer, owner and whether the owner is here."""
        customer = self.customer("cai", name="顾建国", firm="Cedar_Print 100% Ltd.", plate="苏A·88990")
        self.sign_in("ann", "cai")
        for text in ("138 0000 1111", "+86-138-0000", "00001111", "顾建", "建国", "cedar", "print ltd", "100%", "cedar_p", "苏A88", "苏a 88990"):
            with self.subTest(text):
                rows = self.find(text)
                self.assertEqual([(row["kind"], row["id"]) for row in rows], [("customer", customer.id)])
                self.assertEqual((rows[0]["owner"], rows[0]["owner_state"]), ("Cai", "free"))
        for text in ("", "顾", "1", "cedarXprint", "200%", "13900001111", "苏B88", "\x00\x01"):
            with self.subTest(text):
                self.assertFalse(self.find(text))

    def test_contacts_and_opportunities_are_found_with_their_salespeople(self):
        """L2: those who were never at the desk; a contact that stands in the register is found once."""
        partner = self.env["res.partner"].create({"name": "Willow Pharma", "is_company": True, "phone": "025-8600 1000", "user_id": self.people["bob"].id})
        lead = self.env["crm.lead"].create({
            "name": "Banquet", "contact_name": "Ms. Willow", "phone": "13700001111", "user_id": self.people["cai"].id, "company_id": self.company.id,
        })  # fmt: skip
        found = [(row["kind"], row["id"], row["owner"]) for row in self.find("willow")]
        self.assertEqual(found, [("partner", partner.id, "Bob"), ("lead", lead.id, "Cai")])
        self.assertEqual([row["id"] for row in self.find("+86 25 8600 1000")], [partner.id])
        self.assertEqual([row["id"] for row in self.find("137 0000 1111")], [lead.id])
        self.sign_in("bob")
        self.enter(match={"kind": "partner", "id": partner.id})
        self.assertEqual([row["kind"] for row in self.find("willow")], ["customer", "lead"])
        self.assertTrue(self.find("willow")[0]["today"])

    def test_nobody_of_another_company_or_of_the_house_is_found(self):
        """L2, C7: other hotels' customers, their contacts and the staff stay unseen."""
        self.env["hotel.desk.customer"].create({"name": "Sister guest", "company_id": self.sister.id})
        self.env["res.partner"].create({"name": "Sister contact", "company_id": self.sister.id})
        self.env["crm.lead"].create({"name": "x", "contact_name": "Sister lead", "company_id": self.sister.id})
        self.assertFalse(self.find("sister"))
        self.assertFalse(self.find("Department head"))
        self.assertFalse(self.find("Lotus Hotel"))

    def test_numbers_are_masked_unless_they_were_typed(self):
        """L2: no directory for who stands at the desk."""
        self.customer("cai")
        self.assertEqual(self.find("Gu")[0]["phone"], "138••••1111")
        self.assertEqual(self.find("13800001111")[0]["phone"], "138 0000 1111")

    def test_a_lapsed_owner_is_no_owner(self):
        """L2, L3: shown as nobody's as soon as the last day is over."""
        customer = self.customer("cai")
        customer.sudo().lapses_on = "2026-03-17"
        self.assertIsNone(self.find("Gu")[0]["owner"])

    def test_only_who_works_at_the_desk_searches(self):
        """L2: nobody else finds customers here."""
        for user in (self.users["nobody"], self.users["finance"], self.users["stranger"], self.users["gm"]):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.find("Gu", user)

    def test_the_search_has_its_indexes(self):
        """L2: names, two Chinese characters too, and numbers are found through indexes; making them again makes no second one."""
        self.env["hotel.desk"]._make_match_indexes()
        self.env.cr.execute("SELECT count(*) FROM pg_indexes WHERE tablename IN ('hotel_desk_customer', 'res_partner', 'crm_lead')")
        [before] = self.env.cr.fetchone()
        self.env["hotel.desk"]._make_match_indexes()
        self.env.cr.execute("SELECT count(*) FROM pg_indexes WHERE tablename IN ('hotel_desk_customer', 'res_partner', 'crm_lead')")
        self.assertEqual(self.env.cr.fetchone()[0], before)
        for index, table, columns in NAMES:
            self.env.cr.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s AND indexname = %s", (table, index))
            [definition] = self.env.cr.fetchone()
            for part in ("USING gin (hotel_pairs(", *columns):
                self.assertIn(part, definition)
