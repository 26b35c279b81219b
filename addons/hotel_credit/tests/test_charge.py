from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.hotel_credit.exceptions import ChargeConflict, ChargeReferenceConflict

from .common import DAY, NOON, HotelCreditCommon, picture

KEYS = {"granted", "charge", "state", "reasons", "remaining", "limit", "currency", "repeated"}


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCharge(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._make_agreement()

    def _slip(self, answer):
        return self.env["hotel.charge"].sudo().search([("name", "=", answer["charge"])])

    def _assert_refused(self, answer, *codes):
        self.assertFalse(answer["granted"])
        self.assertFalse(answer["charge"])
        self.assertEqual(self._codes(answer), set(codes))
        for reason in answer["reasons"]:
            self.assertEqual(set(reason), {"code", "rule", "message", "who"})
            self.assertTrue(all(reason.values()), reason)

    def test_a_signed_charge_is_granted_and_answers_what_is_left(self):
        """D1: a charge within the limit, signed by a valid signer, is granted; the answer carries the remaining limit."""
        answer = self._authorise(amounts={"food": "100.00", "beverage": 20.5})
        self.assertEqual(set(answer), KEYS)
        self.assertEqual(
            {key: answer[key] for key in KEYS - {"charge"}},
            {
                "granted": True,
                "state": "authorised",
                "reasons": [],
                "remaining": 9879.5,
                "limit": 10000.0,
                "currency": "CNY",
                "repeated": False,
            },
        )

    def test_a_slip_keeps_everything_that_was_signed(self):
        """D7, D12: number, business date, outlet, cashier, signer, amounts, guest, check, photo, comparison are kept."""
        answer = self._authorise(
            amounts={"rooms": 1, "food": 2, "beverage": 3, "banquet": 4, "other": 5},
            guest="Mr Wang",
            check_number="T12-7",
            photo=picture("slip").decode(),
        )
        slip = self._slip(answer)
        self.assertRecordValues(
            slip,
            [
                {
                    "business_date": DAY,
                    "outlet_id": self.restaurant.id,
                    "cashier_id": self.cashier.id,
                    "salesperson_id": self.sales.id,
                    "signer_id": self.agreement.signer_ids.id,
                    "signature_matches": True,
                    "partner_id": self.contact.id,
                    "commercial_partner_id": self.firm.id,
                    "amount_rooms": 1,
                    "amount_food": 2,
                    "amount_beverage": 3,
                    "amount_banquet": 4,
                    "amount_other": 5,
                    "amount": 15,
                    "guest": "Mr Wang",
                    "check_number": "T12-7",
                    "source": "screen",
                }
            ],
        )
        self.assertEqual(slip.photo, picture("slip"))

    def test_all_reasons_are_told_at_once(self):
        """D1: a refusal names every reason that holds, not the first, each with its rule and who can help."""
        self.agreement.sudo().write(
            {"state": "suspended", "outlet_ids": [Command.set(self.front.ids)], "date_end": date(2026, 3, 17)}
        )
        answer = self._authorise(signer="NOBODY", currency="USD")
        self._assert_refused(
            answer,
            "agreement_suspended",
            "agreement_outside_dates",
            "outlet_not_allowed",
            "signer_unknown",
            "currency_mismatch",
        )
        self.assertFalse(self.env["hotel.charge"].sudo().search_count([]))

    def test_who_can_help_is_named(self):
        """D1: who can help is a person with a role."""
        answer = self._authorise(amounts={"food": 10001})
        self._assert_refused(answer, "over_limit")
        reason = answer["reasons"][0]
        self.assertEqual(reason["rule"], "D3")
        self.assertEqual(reason["who"], "Sales (responsible salesperson); Gm (GM)")
        self.assertIn("10,000.00", reason["message"])

    def test_reasons_speak_the_cashiers_language(self):
        """D1: the message is in the caller's language, also when the protocol names none."""
        self.cashier.lang = "zh_CN"
        charge = self.env["hotel.charge"].with_user(self.cashier).with_context(lang=None)
        self.assertEqual(charge._in_callers_language().env.lang, "zh_CN")

    def test_without_an_agreement_nothing_is_charged(self):
        """D1: an unknown customer, one without an agreement, an unknown number: no agreement."""
        self.env["res.partner"].create({"name": "Stranger", "ref": "C0002"})
        for values in ({"customer": "C0002"}, {"customer": "NOBODY"}, {"customer": None, "agreement": "NONE"}):
            with self.subTest(values):
                self._assert_refused(self._authorise(**values), "no_agreement")

    def test_an_agreement_of_another_customer_is_none(self):
        """D1: customer and agreement that do not belong together are refused."""
        self.env["res.partner"].create({"name": "Stranger", "ref": "C0002"})
        self._assert_refused(self._authorise(customer="C0002", agreement=self.agreement.name), "no_agreement")
        self.assertTrue(self._authorise(customer="C0001", agreement=self.agreement.name)["granted"])

    def test_any_contact_of_the_firm_charges_on_the_firms_agreement(self):
        """D1: a branch address of a firm uses the firm's agreement and limit."""
        self.env["res.partner"].create({"name": "Branch", "parent_id": self.firm.id, "ref": "C0001-B"})
        self.assertTrue(self._authorise(customer="C0001-B", amounts={"food": 6000})["granted"])
        self._assert_refused(self._authorise(amounts={"food": 6000}), "over_limit")

    def test_states_of_an_agreement(self):
        """C5: only a running agreement takes charges."""
        for state, day, codes in (
            ("to_sign", None, {"agreement_not_active"}),
            ("suspended", None, {"agreement_suspended"}),
            ("terminated", DAY, {"agreement_not_active"}),
            ("active", None, set()),
        ):
            with self.subTest(state):
                firm = self.env["res.partner"].create({"name": state, "is_company": True, "ref": state})
                self._make_agreement(partner_id=firm.id, state=state, terminated_on=day, signer={"code": f"S-{state}"})
                self.assertEqual(self._codes(self._authorise(customer=state, signer=f"S-{state}")), codes)

    def test_the_last_day_is_valid(self):
        """C5: the last day itself is valid, the next is outside the dates; the first likewise."""
        self.agreement.sudo().write({"date_start": DAY, "date_end": DAY})
        self.assertTrue(self._authorise()["granted"])
        with freeze_time("2026-03-19 04:00:00"):
            self._assert_refused(self._authorise(), "agreement_outside_dates")
        with freeze_time("2026-03-17 04:00:00"):
            answer = self._authorise()
            self.assertIn("agreement_outside_dates", self._codes(answer))

    def test_an_expired_agreement_takes_a_late_slip_of_its_days(self):
        """C5, D8: a file may bring a slip of a day inside the dates after the agreement expired, none of a later day."""
        self.agreement.sudo().write({"date_end": date(2026, 3, 10), "state": "expired"})
        many = self.env["hotel.charge"].with_user(self.finance)._authorise_many
        good, bad = many(
            [self._charge_values(business_date="2026-03-10"), self._charge_values(business_date="2026-03-11")], "import"
        )
        self.assertTrue(good["granted"])
        self._assert_refused(bad, "agreement_not_active", "agreement_outside_dates")

    def test_an_agreement_terminated_later_takes_a_late_slip(self):
        """C5, D8: a slip of a day before the termination still counts."""
        self.agreement.sudo().write({"state": "terminated", "terminated_on": date(2026, 3, 11)})
        many = self.env["hotel.charge"].with_user(self.finance)._authorise_many
        good, bad = many(
            [self._charge_values(business_date="2026-03-10"), self._charge_values(business_date="2026-03-11")], "import"
        )
        self.assertTrue(good["granted"])
        self._assert_refused(bad, "agreement_not_active")

    def test_an_outlet_that_is_not_named_is_refused(self):
        """D1: an agreement that names outlets is good at those only."""
        self.agreement.sudo().outlet_ids = self.front
        self._assert_refused(self._authorise(), "outlet_not_allowed")
        self.assertTrue(self._authorise(outlet="FRONT")["granted"])

    def test_signers(self):
        """C4: a signer counts from the day of receipt; an ended one is refused from the day of receipt of the notice."""
        signer = self.agreement.sudo().signer_ids
        for valid_from, ended_on, code in (
            (DAY, None, None),
            (date(2026, 3, 19), None, "signer_not_valid"),
            (date(2026, 1, 1), DAY, "signer_not_valid"),
            (date(2026, 1, 1), date(2026, 3, 19), None),
            (None, None, "signer_not_valid"),
        ):
            with self.subTest(valid_from=valid_from, ended_on=ended_on):
                signer.write({"valid_from": valid_from, "ended_on": ended_on})
                self.assertEqual(self._codes(self._authorise()), {code} - {None})

    def test_without_a_signature_nothing_is_charged(self):
        """D2: no authorised signer, no charge; except where the outlet's own system checks signatures."""
        self._assert_refused(self._authorise(signer=None), "signer_missing")
        self.restaurant.trusted_signatures = True
        self.assertTrue(self._authorise(signer=None, signature_matches=None)["granted"])
        self._assert_refused(self._authorise(signer="NOBODY"), "signer_unknown")

    def test_a_signature_that_was_not_compared_is_refused(self):
        """D12: the cashier confirms that slip and specimen match."""
        for matches in (False, None):
            answer = self._authorise(signature_matches=matches)
            self._assert_refused(answer, "signer_not_valid")
            self.assertEqual(answer["reasons"][0]["rule"], "D12")

    def test_amounts_that_are_not_positive_are_refused(self):
        """D1: zero and negative amounts, also as a part, are refused."""
        for amounts in ({"food": 0}, {"food": "-5"}, {"food": 10, "rooms": "-1"}, {}, {"food": "0.00"}):
            with self.subTest(amounts):
                self._assert_refused(self._authorise(amounts=amounts), "amount_invalid")

    def test_another_currency_is_refused(self):
        """D1: the charge is in the currency of the agreement."""
        self._assert_refused(self._authorise(currency="EUR"), "currency_mismatch")
        self.assertTrue(self._authorise(currency="CNY")["granted"])

    def test_exactly_the_limit_is_granted_and_no_cent_more(self):
        """D3: month-to-date plus amount above the limit is refused; exactly the limit is not above."""
        self.assertEqual(self._authorise(amounts={"food": "9999.99"})["remaining"], 0.01)
        self._assert_refused(self._authorise(amounts={"food": "0.02"}), "over_limit")
        self.assertEqual(self._authorise(amounts={"food": "0.01"})["remaining"], 0.0)
        self._assert_refused(self._authorise(amounts={"food": "0.01"}), "over_limit")

    def test_the_month_of_the_business_date_counts(self):
        """D1: a slip counts in the month of its business date; a new month starts anew."""
        self._authorise(amounts={"food": 10000})
        with freeze_time("2026-03-31 21:30:00"):  # 05:30 on 1 April in Shanghai: still 31 March at the outlet
            self._assert_refused(self._authorise(), "over_limit")
        with freeze_time("2026-03-31 22:00:00"):
            answer = self._authorise()
            self.assertTrue(answer["granted"])
            self.assertEqual(self._slip(answer).business_date, date(2026, 4, 1))

    def test_no_limit_is_told_as_none(self):
        """D1: an agreement without a limit grants any amount; remaining and limit are None, not zero."""
        self.agreement.sudo().write({"limit_mode": "unlimited", "monthly_limit": 0})
        answer = self._authorise(amounts={"banquet": 5000000})
        self.assertTrue(answer["granted"])
        self.assertIsNone(answer["remaining"])
        self.assertIsNone(answer["limit"])

    def test_a_renewal_in_mid_month_grants_no_second_limit(self):
        """D4: the counter is the firm's: what the old agreement used counts against the new one's limit."""
        self._authorise(amounts={"food": 8000})
        self.agreement.sudo().write({"date_end": DAY, "state": "expired"})
        self.agreement.flush_recordset()
        self._make_agreement(date_start=date(2026, 3, 19), monthly_limit=12000, signer={"code": "S2"})
        with freeze_time("2026-03-19 04:00:00"):
            self._assert_refused(self._authorise(signer="S2", amounts={"food": 4001}), "over_limit")
            answer = self._authorise(signer="S2", amounts={"food": 4000})
            self.assertEqual((answer["granted"], answer["remaining"], answer["limit"]), (True, 0.0, 12000.0))

    def test_a_lowered_limit_never_falls_below_what_is_used(self):
        """D3: a lowered limit becomes max(used, new) this month and takes full effect with the next."""
        self._authorise(amounts={"food": 8000})
        self.agreement.sudo().monthly_limit = 5000
        self.env["hotel.credit.month"]._apply_limit(self.agreement)
        answer = self._authorise(amounts={"food": 1})
        self._assert_refused(answer, "over_limit")
        self.assertEqual((answer["limit"], answer["remaining"]), (8000.0, 0.0))
        with freeze_time("2026-04-01 04:00:00"):
            self.assertEqual(self._authorise(amounts={"food": 1})["limit"], 5000.0)

    def test_a_raised_limit_counts_at_once(self):
        """D3: a raised limit counts in the running month."""
        self._authorise(amounts={"food": 10000})
        self.agreement.sudo().monthly_limit = 15000
        self.env["hotel.credit.month"]._apply_limit(self.agreement)
        self.assertEqual(self._authorise(amounts={"food": 5000})["remaining"], 0.0)

    def test_a_repeated_request_charges_once(self):
        """D5: the same outlet and reference return the first answer, with what is left now, and charge nothing."""
        first = self._authorise(external_ref="POS-1")
        self._authorise(amounts={"food": 50})
        again = self._authorise(external_ref="POS-1", guest="other guest", amounts={"food": 100, "rooms": 0})
        self.assertEqual((again["charge"], again["repeated"], again["granted"]), (first["charge"], True, True))
        self.assertEqual((first["remaining"], again["remaining"]), (9900.0, 9850.0))
        self.assertEqual(self.env["hotel.charge"].sudo().search_count([]), 2)

    def test_a_repeat_is_answered_even_when_nothing_is_left(self):
        """D5: a repeat is not judged anew."""
        first = self._authorise(external_ref="POS-1", amounts={"food": 10000})
        self.agreement.sudo().state = "suspended"
        self.assertEqual(self._authorise(external_ref="POS-1", amounts={"food": 10000})["charge"], first["charge"])

    def test_the_same_reference_with_other_content_is_an_error(self):
        """D5: other content under a known reference is an error of its own class, with a code and status 409."""
        self._authorise(external_ref="POS-1")
        self._make_signer(self.agreement, code="S2", name="Other")
        for other in ({"amounts": {"food": 101}}, {"amounts": {"rooms": 100}}, {"signer": "S2"}, {"currency": "EUR"}):
            with self.subTest(other), self.assertRaises(ChargeReferenceConflict) as caught:
                self._authorise(external_ref="POS-1", **other)
            self.assertEqual(caught.exception.args[1], "reference_conflict")
            self.assertEqual(caught.exception.http_status, 409)
        self.assertFalse(self._authorise(outlet="FRONT", external_ref="POS-1")["repeated"])

    def test_a_refused_reference_is_judged_anew(self):
        """D5: only granted answers are kept."""
        self._assert_refused(self._authorise(external_ref="POS-1", signer="NOBODY"), "signer_unknown")
        self.assertFalse(self._authorise(external_ref="POS-1")["repeated"])

    def test_a_repeat_inside_one_list_charges_once(self):
        """D5, D8: a row that comes twice in a file is stored once, other content under its reference not at all."""
        values = [
            self._charge_values(external_ref="X"),
            self._charge_values(external_ref="X"),
            self._charge_values(external_ref="X", amounts={"food": 7}),
            self._charge_values(external_ref="Y", amounts={"food": "text"}),
        ]
        first, again, other, malformed = self.env["hotel.charge"].with_user(self.finance)._authorise_many(values)
        self.assertEqual((again["charge"], again["repeated"]), (first["charge"], True))
        self.assertEqual(self._codes(other), {"reference_conflict"})
        self.assertEqual(self._codes(malformed), {"malformed"})
        self.assertFalse(other["granted"] or malformed["granted"])

    def test_rows_of_one_firm_are_counted_together(self):
        """D4, D8: inside a list the limit holds too, in the order of the rows."""
        values = [self._charge_values(amounts={"food": amount}) for amount in (6000, 5000, 4000, 1)]
        answers = self.env["hotel.charge"].with_user(self.finance)._authorise_many(values)
        self.assertEqual([answer["granted"] for answer in answers], [True, False, True, False])
        self.assertEqual([answer["remaining"] for answer in answers], [4000, 4000, 0, 0])

    def test_a_slip_belongs_to_the_outlets_open_day(self):
        """D6: at 01:30 the day before is still open; another date is for files and machines, tomorrow for nobody."""
        with freeze_time("2026-03-18 17:30:00"):  # 01:30 on the 19th in Shanghai
            self.assertEqual(self._slip(self._authorise()).business_date, DAY)
            self.assertTrue(self._authorise(business_date="2026-03-18")["granted"])
            with self.assertRaisesRegex(UserError, "business_date = 2026-03-19"):
                self._authorise(business_date="2026-03-19")
        with self.assertRaisesRegex(UserError, "business_date = 2026-03-17"):
            self._authorise(business_date="2026-03-17")
        self.assertTrue(self._authorise(self.integration, business_date="2026-03-17")["granted"])
        with self.assertRaisesRegex(UserError, "business_date = 2026-03-19"):
            self._authorise(self.integration, business_date="2026-03-19")

    def test_an_overdue_statement_refuses_warns_or_is_ignored(self):
        """D1: the agreement's policy says what an overdue invoice does; a warning grants and tells."""
        invoice = self.init_invoice("out_invoice", partner=self.firm, invoice_date="2026-01-31", amounts=[500])
        invoice.write({"invoice_payment_term_id": False, "invoice_date_due": date(2026, 3, 17)})
        invoice.action_post()
        for policy, granted, codes in (
            ("refuse", False, {"overdue_statement"}),
            ("warn", True, {"overdue_statement"}),
            ("ignore", True, set()),
        ):
            with self.subTest(policy):
                self.agreement.sudo().overdue_policy = policy
                answer = self._authorise()
                self.assertEqual((answer["granted"], self._codes(answer)), (granted, codes))
        self.agreement.sudo().overdue_policy = "refuse"
        with freeze_time("2026-03-17 04:00:00"):
            self.assertTrue(self._authorise()["granted"], "on the due date itself it is not past due")

    def test_malformed_values_are_named_and_change_nothing(self):
        """D1: a malformed value is an error that names field, value and remedy."""
        for values, field in (
            ({"outlet": None}, "outlet"),
            ({"outlet": "NOWHERE"}, "outlet = NOWHERE"),
            ({"customer": None}, "customer"),
            ({"amounts": {"food": "abc"}}, "amounts.food = abc"),
            ({"amounts": {"food": float("nan")}}, "amounts.food = nan"),
            ({"amounts": {"food": float("inf")}}, "amounts.food = inf"),
            ({"amounts": {"food": "NaN"}}, "amounts.food = NaN"),
            ({"amounts": {"food": True}}, "amounts.food = True"),
            ({"amounts": {"food": "1e3"}}, "amounts.food = 1e3"),
            ({"amounts": {"food": "1,000"}}, "amounts.food = 1,000"),
            ({"amounts": {"food": 10.001}}, "amounts.food = 10.001"),
            ({"amounts": {"food": "9" * 20}}, "amounts.food = 999"),
            ({"amounts": {"spa": 1}}, "amounts.spa"),
            ({"amounts": [1]}, "amounts"),
            ({"colour": "red"}, "colour = red"),
            ({"business_date": "18/03/2026"}, "business_date = 18/03/2026"),
            ({"photo": "AAAA"}, "photo"),
            ({"photo": "not base64!"}, "photo"),
            ({"signature_matches": "yes"}, "signature_matches = yes"),
            ({"external_ref": " "}, "external_ref"),
            ({"external_ref": "x" * 300}, "external_ref"),
            ({"guest": ["list"]}, "guest"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, field):
                self._authorise(**values)
        self.assertFalse(self.env["hotel.charge"].sudo().search_count([]))
        self.assertFalse(self.env["hotel.credit.month"].sudo().search_count([]))

    def test_an_ambiguous_reference_is_refused(self):
        """D1: a reference that two firms bear decides nothing."""
        self.env["res.partner"].create({"name": "Other firm", "ref": "C0001"})
        with self.assertRaisesRegex(UserError, "customer = C0001"):
            self._authorise()

    def test_authorising_takes_twelve_queries_at_most(self):
        """D10: a till is answered with at most 12 queries, granted or refused, and never touches accounting."""
        self._authorise()  # warms the caches that live as long as a worker
        charge = self.env["hotel.charge"].with_user(self.cashier)
        moves = self.env["account.move"].search_count([])
        for values in (
            self._charge_values(external_ref="Q1"),
            self._charge_values(external_ref="Q1"),
            self._charge_values(external_ref="Q2", amounts={"food": 20000}, signer="NOBODY"),
        ):
            self.env.flush_all()
            self.env.invalidate_all()
            with self.assertQueryCount(12):
                charge.authorise(values)
        self.assertEqual(self.env["account.move"].search_count([]), moves)


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestVoid(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._make_agreement()

    def _void(self, number, reason="Wrong table", user=None):
        return self.env["hotel.charge"].with_user(user or self.cashier).void(number, reason)

    def test_voiding_gives_the_amount_back(self):
        """D6: a cashier voids with a reason on the slip's business day; the limit is free again."""
        number = self._authorise(amounts={"food": 10000}, external_ref="V1")["charge"]
        answer = self._void(number)
        self.assertEqual((answer["state"], answer["remaining"]), ("voided", 10000.0))
        slip = self.env["hotel.charge"].sudo().search([("name", "=", number)])
        self.assertEqual((slip.voided_by_id, slip.void_reason), (self.cashier, "Wrong table"))
        self.assertTrue(self._authorise(amounts={"food": 10000})["granted"])
        again = self._authorise(amounts={"food": 10000}, external_ref="V1")
        self.assertEqual((again["state"], again["repeated"]), ("voided", True))

    def test_a_slip_is_voided_once(self):
        """D6: who voids a voided slip is told; nothing is given back twice."""
        self._authorise(amounts={"food": 500})
        number = self._authorise()["charge"]
        self._void(number)
        with self.assertRaises(ChargeConflict) as caught:
            self._void(number)
        self.assertEqual(caught.exception.args[1], "already_voided")
        self.assertEqual(self.env["hotel.credit.month"].sudo().search([]).used, 500)

    def test_a_slip_is_voided_on_its_own_business_day_only(self):
        """D6: until the outlet's day ends, at 06:00, not after."""
        first, second = self._authorise()["charge"], self._authorise()["charge"]
        with freeze_time("2026-03-18 21:59:59"):
            self.assertEqual(self._void(first)["state"], "voided")
        with freeze_time("2026-03-18 22:00:00"), self.assertRaises(ChargeConflict) as caught:
            self._void(second)
        self.assertEqual(caught.exception.args[1], "day_closed")

    def test_a_billed_slip_is_not_voided(self):
        """D6: only before it is billed; then finance makes a sales allowance."""
        number = self._authorise()["charge"]
        self.env["hotel.charge"].sudo().search([("name", "=", number)]).state = "billed"
        with self.assertRaises(ChargeConflict) as caught:
            self._void(number)
        self.assertEqual(caught.exception.args[1], "already_billed")

    def test_voiding_needs_a_reason_and_a_known_number(self):
        """D6: reason and number are required."""
        number = self._authorise()["charge"]
        for reason in ("", "  ", None, 5):
            with self.subTest(reason), self.assertRaisesRegex(UserError, "reason"):
                self._void(number, reason)
        with self.assertRaisesRegex(UserError, "number = S0"):
            self._void("S0")

    def test_only_cashiers_of_the_outlet_void(self):
        """D6: neither finance nor sales, nor a cashier of another outlet."""
        number = self._authorise()["charge"]
        for user in (self.finance, self.sales, self.gm, self.employee, self.auditor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._void(number, user=user)
        self.restaurant.cashier_ids = self.sales2
        with self.assertRaises(AccessError):
            self._void(number)

    def test_lookup_finds_by_number_and_by_reference(self):
        """D9: a caller whose answer got lost finds the slip by its reference."""
        first = self._authorise(external_ref="L1")
        for reference in (first["charge"], "L1"):
            found = self.env["hotel.charge"].with_user(self.integration).lookup(reference)
            self.assertEqual(found, first)
        missing = self.env["hotel.charge"].with_user(self.cashier).lookup("L2")
        self.assertEqual((missing["granted"], missing["charge"]), (False, None))
        self._authorise(external_ref="L1", outlet="FRONT")
        with self.assertRaisesRegex(UserError, "reference = L1"):
            self.env["hotel.charge"].with_user(self.cashier).lookup("L1")
        self.assertEqual(self.env["hotel.charge"].with_user(self.cashier).lookup("L1", outlet="REST")["charge"], first["charge"])
