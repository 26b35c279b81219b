"""What the cashier's screen asks the server."""

import base64
from datetime import date
from io import BytesIO

import openpyxl
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import DAY, NOON, HotelCreditCommon


@tagged("post_install", "-at_install")
class TestTill(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.restaurant | cls.front).sudo().cashier_ids = cls.cashier
        cls.firm.write({"ref": "F900", "phone": "+86 571 8888-1234"})
        cls.agreement = cls._make_agreement(name="A-77001")
        cls.signer = cls.agreement.signer_ids
        cls.till = cls.env["hotel.till"].with_user(cls.cashier)

    def setUp(self):
        super().setUp()
        self.clock = freeze_time(NOON)
        self.clock.start()
        self.addCleanup(self.clock.stop)

    def _found(self, query):
        return [row["name"] for row in self.till.search_customers(query, self.restaurant.id)["rows"]]

    def test_a_cashier_sees_own_outlets_with_their_business_day(self):
        """D6: the screen offers the cashier's outlets only; at 01:30 the day before is still open."""
        self.front.sudo().cashier_ids = self.finance
        self.clock.stop()
        with freeze_time("2026-03-18 17:30:00"):  # 01:30 on the 19th in Shanghai
            start = self.till.start()
        self.clock.start()
        self.assertEqual([(o["code"], o["business_date"]) for o in start["outlets"]], [("REST", "2026-03-18")])
        self.assertEqual([kind["code"] for kind in start["kinds"]], ["rooms", "food", "beverage", "banquet", "other"])

    def test_a_customer_is_found_by_all_that_a_cashier_may_know(self):
        """D1: name, part of the name, reference, phone, agreement, signer and contact all find the firm."""
        for query in (
            "blue ocean",
            "Trading",
            "ltd ocean",
            "F900",
            "8888 12",
            "+86 571 88881234",
            "A-77001",
            "zhang m",
            "S1",
            "Li Wei",
            "C0001",
        ):
            self.assertIn(self.firm.name, self._found(query), query)
        for query in ("", "   ", "nobody of that name", "100%", "_____________"):
            self.assertNotIn(self.firm.name, self._found(query), query)

    def test_a_contact_leads_to_the_firm_with_its_own_name(self):
        """D1: a contact of the firm charges on the firm's agreement and is named."""
        (row,) = self.till.search_customers("Li Wei", self.restaurant.id)["rows"]
        self.assertEqual((row["name"], row["contact"], row["agreement"]), (self.firm.name, "Li Wei", "A-77001"))
        card = self.till.customer_card(self.restaurant.id, partner=row["partner_id"])
        self.assertEqual((card["customer"]["name"], card["customer"]["contact_ref"]), (self.firm.name, "C0001"))
        self.assertEqual(card["agreement"]["name"], "A-77001")

    def test_firms_with_an_agreement_come_first_and_staff_not_at_all(self):
        """D1: of equal names the one that can charge stands on top; employees are no customers."""
        partners = self.env["res.partner"].create([{"name": f"Ocean {number:02}"} for number in range(30)])
        self.assertTrue(partners)
        found = self._found("ocean")
        self.assertEqual(found[0], self.firm.name)
        self.assertEqual(len(found), 20)
        new_test_user(self.env, "ocean_staff", name="Ocean Staff", groups="base.group_user")
        self.assertEqual(self._found("Ocean Staff"), [])

    def test_a_scanned_card_gives_customer_and_signer(self):
        """D1: the code of a signer's card selects both at once, whatever its case."""
        for code in ("S1", "s1"):
            signer = self.till.search_customers(code, self.restaurant.id)["signer"]
            self.assertEqual((signer["signer_id"], signer["agreement_id"]), (self.signer.id, self.agreement.id))
        self.assertFalse(self.till.search_customers("S", self.restaurant.id)["signer"])

    def test_the_card_shows_the_limit_and_what_is_left(self):
        """D1, D11: used, limit and remaining of the business date's month."""
        card = self.till.customer_card(self.restaurant.id, partner=self.firm.id)
        self.assertEqual(card["month"]["remaining"], 10000)
        self._authorise(amounts={"food": "120.50", "rooms": 800})
        card = self.till.customer_card(self.restaurant.id, partner=self.firm.id)
        month = {key: card["month"][key] for key in ("month", "used", "limit", "remaining", "unlimited")}
        self.assertEqual(
            month, {"month": "2026-03-01", "used": 920.5, "limit": 10000, "remaining": 9079.5, "unlimited": False}
        )
        self.assertTrue(card["agreement"]["usable"])

    def test_no_limit_is_not_zero(self):
        """D1: an agreement without limit is shown as such."""
        self.agreement.sudo().write({"limit_mode": "unlimited", "monthly_limit": 0})
        self.assertTrue(self.till.customer_card(self.restaurant.id, partner=self.firm.id)["month"]["unlimited"])

    def test_the_card_tells_valid_and_ended_signers_apart(self):
        """C4, D12: valid from the first day on, refused from the last; each with the address of the specimen."""
        self._make_signer(self.agreement, name="Ended", code="S2", ended_on=DAY)
        self._make_signer(self.agreement, name="Later", code="S3", valid_from=date(2026, 3, 19))
        signers = self.till.customer_card(self.restaurant.id, partner=self.firm.id)["signers"]
        self.assertEqual(
            [(signer["name"], signer["state"]) for signer in signers],
            [("Zhang Min", "valid"), ("Later", "not_yet"), ("Ended", "ended")],
        )
        self.assertTrue(signers[0]["specimen"].startswith(f"/hotel/till/specimen/{self.signer.id}?"))

    def test_what_stands_in_the_way_is_seen_before_charging(self):
        """D1: state, dates and outlets are on the card."""
        self.agreement.sudo().write({"state": "suspended", "outlet_ids": [Command.set(self.front.ids)]})
        agreement = self.till.customer_card(self.restaurant.id, partner=self.firm.id)["agreement"]
        self.assertEqual(
            (agreement["usable"], agreement["outlet_allowed"], agreement["outlets"], agreement["state"]),
            (False, False, ["Front desk"], "suspended"),
        )

    def test_a_customer_without_agreement_has_a_card_without_limit(self):
        """D1: nothing to charge on."""
        other = self.env["res.partner"].create({"name": "Passing Guest"})
        card = self.till.customer_card(self.restaurant.id, partner=other.id)
        self.assertEqual((card["agreement"], card["month"], card["signers"], card["overdue"]), (False, False, [], 0))

    def test_the_running_agreement_is_shown_before_an_older_one(self):
        """C5: after a renewal the card shows the agreement of the business day."""
        old = self._make_agreement(
            name="A-OLD", state="expired", date_start=date(2025, 1, 1), date_end=date(2025, 12, 31), signer=False
        )
        card = self.till.customer_card(self.restaurant.id, partner=self.firm.id)
        self.assertEqual(card["agreement"]["name"], "A-77001")
        card = self.till.customer_card(self.restaurant.id, agreement=old.id)
        self.assertEqual((card["agreement"]["name"], card["agreement"]["in_dates"]), ("A-OLD", False))

    def test_the_list_of_the_day_has_totals_without_void_slips(self):
        """D6: the list shows the open day of the outlet; a void slip keeps its reason and counts no more."""
        first = self._authorise(amounts={"food": 100})["charge"]
        self._authorise(amounts={"food": 50}, check_number="T9")
        self._authorise(outlet="FRONT", amounts={"rooms": 500})
        self.env["hotel.charge"].with_user(self.cashier).void(first, "Wrong table")
        day = self.till.slips(self.restaurant.id)
        self.assertEqual([(slip["amount"], slip["state"], slip["can_void"]) for slip in day["slips"]],
                         [(50, "authorised", True), (100, "voided", False)])
        self.assertEqual(day["slips"][1]["void_reason"], "Wrong table")
        self.assertEqual(day["slips"][0]["time"], "12:00")
        self.assertEqual([(total["count"], total["amount"]) for total in day["totals"]], [(1, 50)])
        self.assertEqual(day["voided"], 1)

    def test_only_cashiers_of_the_outlet_and_finance_look(self):
        """C7, D1: every question is refused to other roles, other outlets' cashiers and other branches."""
        questions = (
            ("search_customers", ("blue", self.restaurant.id)),
            ("customer_card", (self.restaurant.id, self.firm.id)),
            ("slips", (self.restaurant.id,)),
        )
        self.restaurant.sudo().cashier_ids = False
        for user in (self.cashier, self.sales, self.employee, self.gm, self.head_fb, self.auditor):
            for name, args in questions:
                with self.subTest(user=user.name, question=name), self.assertRaises(AccessError):
                    getattr(self.env["hotel.till"].with_user(user), name)(*args)
        for name, args in questions:
            getattr(self.env["hotel.till"].with_user(self.finance), name)(*args)
        for user in (self.sales, self.employee):
            with self.assertRaises(AccessError):
                self.env["hotel.till"].with_user(user).start()

    def test_a_branch_never_sees_anothers_agreement(self):
        """C7: the same firm's agreement with another branch is neither found nor shown."""
        branch = self.env["res.company"].create({"name": "Other branch"})
        outlet = self.env["hotel.outlet"].sudo().create(
            {"name": "Bar", "code": "BAR", "company_id": branch.id, "cashier_ids": self.cashier.ids}
        )
        with self.assertRaises(AccessError):
            self.till.slips(outlet.id)
        self.cashier.sudo().company_ids += branch
        (row,) = self.till.search_customers("Blue Ocean", outlet.id)["rows"]
        self.assertFalse(row["agreement_id"])
        self.assertFalse(self.till.search_customers("S1", outlet.id)["signer"])
        self.assertFalse(self.till.customer_card(outlet.id, partner=self.firm.id)["agreement"])
        with self.assertRaises(AccessError):
            self.till.customer_card(outlet.id, agreement=self.agreement.id)

    def test_a_search_takes_the_same_queries_whatever_it_finds(self):
        """D10: no query a customer found."""
        self.env["res.partner"].create([{"name": f"Harbour {number}", "is_company": True} for number in range(25)])
        self.till.search_customers("Blue", self.restaurant.id)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.till.search_customers("Blue", self.restaurant.id)
        one = self.env.cr.sql_log_count - before
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.till.search_customers("Harbour", self.restaurant.id)
        self.assertLessEqual(self.env.cr.sql_log_count - before, one)


@tagged("post_install", "-at_install")
class TestChargePeriod(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.restaurant | cls.front).sudo().cashier_ids = cls.cashier
        cls.agreement = cls._make_agreement()

    def _export(self, user, **values):
        wizard = self.env["hotel.charge.period"].with_user(user).create(
            {"date_from": "2026-03-01", "date_to": "2026-03-31", **values}
        )
        action = wizard.action_export()
        content, kind = (
            self.env["ir.actions.report"].with_user(user)._render_xlsx(action["report_name"], wizard.ids, {})
        )
        self.assertEqual(kind, "xlsx")
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        return wizard, list(sheet.iter_rows(min_row=3, values_only=True))

    def test_the_slips_of_a_period_agree_with_the_register(self):
        """D7: one line a slip with everything it keeps; the total agrees; formulas from outside stay text."""
        with freeze_time(NOON):
            self._authorise(amounts={"food": "10.10"}, guest='=HYPERLINK("http://x","y")', check_number="0017")
            void = self._authorise(amounts={"food": 99})["charge"]
            self._authorise(outlet="FRONT", amounts={"rooms": "500.55", "other": 1})
            self.env["hotel.charge"].with_user(self.cashier).void(void, "Typing error")
        wizard, (head, *lines) = self._export(self.finance)
        self.assertEqual(wizard.count, 2)
        rows = [dict(zip(head, line, strict=True)) for line in lines[:2]]
        self.assertEqual([row["Total"] for row in rows], [10.1, 501.55])
        self.assertEqual(rows[0]["Guest"], '=HYPERLINK("http://x","y")')
        self.assertEqual(rows[0]["Check number"], "0017")
        self.assertEqual(rows[0]["Firm"], self.firm.name)
        self.assertEqual(str(rows[0]["Authorised at"]), "2026-03-18 12:00:00")
        self.assertAlmostEqual(lines[2][head.index("Total")], 511.65)
        _wizard, (head, *lines) = self._export(self.finance, with_voided=True, outlet_ids=self.restaurant.ids)
        self.assertEqual(
            [(line[head.index("Total")], line[head.index("State")]) for line in lines[:2]],
            [(10.1, "Authorised"), (99, "Voided")],
        )

    def test_a_period_that_ends_before_it_begins_is_refused(self):
        """D7: the message names both days."""
        with self.assertRaisesRegex(ValidationError, "2026-03-31"):
            self.env["hotel.charge.period"].create({"date_from": "2026-03-31", "date_to": "2026-03-01"})


@tagged("post_install", "-at_install")
class TestTillPictures(HttpCase, HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.restaurant.sudo().cashier_ids = cls.cashier
        cls.agreement = cls._make_agreement()
        cls.signer = cls.agreement.signer_ids
        cls.url = f"/hotel/till/specimen/{cls.signer.id}"

    def test_a_specimen_is_shown_to_cashiers_and_finance_only(self):
        """D12: the till shows the specimen; nobody else can fetch signatures by their number."""
        for user, status in ((self.cashier, 200), (self.finance, 200), (self.employee, 404), (self.sales, 404)):
            self.authenticate(user.login, user.login)
            answer = self.url_open(self.url)
            self.assertEqual(answer.status_code, status, user.name)
            if status == 200:
                self.assertEqual(answer.content, base64.b64decode(self.signer.specimen))
                self.assertIn("private", answer.headers["Cache-Control"])
        self.authenticate(None, None)
        self.assertNotEqual(self.url_open(self.url, allow_redirects=False).status_code, 200)

    def test_a_branch_never_sees_anothers_specimens(self):
        """C7, D12: the number of a signer is of no use in another branch."""
        branch = self.env["res.company"].create({"name": "Other branch"})
        stranger = new_test_user(
            self.env, "stranger_cashier", groups="hotel_base.group_cashier", company_id=branch.id, company_ids=branch.ids
        )
        self.authenticate(stranger.login, stranger.login)
        self.assertEqual(self.url_open(self.url).status_code, 404)
