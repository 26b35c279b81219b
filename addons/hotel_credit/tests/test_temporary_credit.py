from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import picture
from .liability_case import DEPARTURE, NOON, SEVENTH, HotelLiabilityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestTemporaryCredit(HotelLiabilityCommon):
    def test_the_approval_posts_the_invoice_and_registers_both_liabilities(self):
        """E1, E2, E3: dated the departure, due on the 7th working day, half the guarantor, half the GM."""
        credit = self._approved()
        self.assertRecordValues(
            credit,
            [
                {
                    "approval_state": "approved",
                    "user_id": self.head_fb.id,
                    "gm_id": self.gm.id,
                    "amount": 1200.01,
                    "latest_date": SEVENTH,
                    "due_date": SEVENTH,
                    "working_days": 7,
                    "crosses_month_end": False,
                    "collection_state": "open",
                    "residual": 1200.01,
                }
            ],
        )
        move = credit.move_id
        self.assertRecordValues(
            move,
            [
                {
                    "state": "posted",
                    "invoice_date": DEPARTURE,
                    "date": DEPARTURE,
                    "invoice_date_due": SEVENTH,
                    "amount_total": 1200.01,
                    "partner_id": self.guest.id,
                    "hotel_temporary_credit_id": credit.id,
                }
            ],
        )
        self.assertEqual(move.line_ids.hotel_temporary_credit_id, credit)
        guarantees = move.hotel_guarantee_ids.sorted("part_before")
        self.assertRecordValues(
            guarantees,
            [
                {"user_id": self.head_fb.id, "role": "guarantor", "kind": "temporary_credit", "liable_amount": 600.01},
                {"user_id": self.gm.id, "role": "gm", "kind": "temporary_credit", "liable_amount": 600.0},
            ],
        )
        self.assertEqual(guarantees[0].employee_id, self.employees[self.head_fb])
        half = Decimal("0.5")
        self.assertEqual(move._hotel_get_shares(), {move.id: [(self.head_fb.id, half), (self.gm.id, half)]})

    def test_only_a_department_head_guarantees_and_for_themselves(self):
        """E1: nobody else can be the guarantor, over no road."""
        for role in ("cashier", "sales", "finance", "finance_head", "gm", "chairman", "hr", "manager", "employee", "auditor"):
            with self.subTest(role), self.assertRaises(UserError), self.cr.savepoint():
                self._request(getattr(self, role))
        with self.assertRaises(AccessError):
            self._request(user_id=self.head_rooms.id)
        with self.assertRaises(ValidationError):
            self.Credit.sudo().create({
                "partner_id": self.guest.id, "user_id": self.finance.id, "reason": "x", "amount_food": 1,
            })  # fmt: skip
        self.assertEqual(self._request(self.sales_head).user_id, self.sales_head)
        credit = self._request(signature=False)
        with self.assertRaises(AccessError):
            credit.with_user(self.head_rooms).signature = picture("other")
        with self.assertRaises(AccessError):
            credit.with_user(self.gm).signature = picture("gm")

    def test_the_default_guarantor_cannot_be_forged(self):
        """E1: neither a context nor a stored default names another guarantor or a decision."""
        Credit = self.Credit.with_user(self.head_fb)
        vals = {"partner_id": self.guest.id, "reason": "x", "amount_food": 1}
        for name, value in (("user_id", self.head_rooms.id), ("approval_state", "approved"), ("due_date", "2030-01-01")):
            with self.subTest(default=name), self.assertRaises(AccessError):
                Credit.with_context(**{f"default_{name}": value}).create(vals)
        self.env["ir.default"].sudo().set(self.Credit._name, "user_id", self.head_rooms.id, user_id=self.head_fb.id)
        credit = Credit.create(vals)
        self.assertRecordValues(credit, [{"user_id": self.head_fb.id, "approval_state": "draft", "due_date": False}])
        for vals in ({"approval_state": "approved"}, {"due_date": "2030-01-01"}, {"move_id": 1}, {"settled_at": "2026-03-18"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                credit.write(vals)

    def test_all_that_is_missing_is_said_at_once(self):
        """E1: reason, signature and amount are needed."""
        credit = self._request(signature=False, reason=" ", amount_rooms=0, amount_food=0)
        with self.assertRaises(UserError) as caught:
            credit.action_submit()
        for part in ("has not signed", "reason is empty", "amount is zero"):
            self.assertIn(part, str(caught.exception))

    def test_nobody_but_the_gm_approves(self):
        """E1, B6: not the guarantor, not another head; a GM who guarantees asks the superior."""
        credit = self._request()
        credit.action_submit()
        for role in ("head_fb", "head_rooms", "finance_head", "chairman"):
            with self.subTest(role), self.assertRaises(UserError):
                credit.with_user(getattr(self, role)).action_approve()
        self.assertFalse(credit.move_id)
        credit.with_user(self.gm).action_reject("Let him pay")
        self.assertEqual((credit.approval_state, credit.move_id.id), ("rejected", False))

    def test_who_has_an_agreement_in_force_uses_it(self):
        """E1, D3: active, suspended or used up: no temporary credit; expired and terminated ones count as none."""
        credit = self._request(partner_id=self.contact.id)
        for state in ("active", "suspended"):
            self.agreement.sudo().state = state
            with self.subTest(state), self.assertRaisesRegex(UserError, self.agreement.name):
                credit.action_submit()
        with freeze_time("2027-01-04 04:00:00"):
            # Its last day is over, though the night's run has not marked it yet.
            self._approved(partner_id=self.contact.id, departure_date=date(2027, 1, 4))
        for state, guarantor in (("expired", self.head_rooms), ("terminated", self.sales_head)):
            agreement = self._other_agreement(state, state=state)
            with self.subTest(state):
                self.assertEqual(self._approved(guarantor, partner_id=agreement.partner_id.id).approval_state, "approved")

    def test_an_agreement_that_is_activated_meanwhile_stops_the_approval(self):
        """E1: judged again when the GM decides."""
        agreement = self._other_agreement("Signing", state="to_sign")
        credit = self._request(partner_id=agreement.partner_id.id)
        credit.action_submit()
        agreement.sudo().state = "active"
        with self.assertRaisesRegex(UserError, agreement.name):
            credit.with_user(self.gm).action_approve()
        self.assertFalse(credit.move_id)

    def test_a_guarantor_with_an_open_one_is_refused_by_its_name(self):
        """E4: on submitting and on deciding; a payment in part is not enough."""
        first = self._approved()
        other = self.env["res.partner"].create({"name": "Other guest"})
        second = self._request(partner_id=other.id)
        with self.assertRaisesRegex(UserError, f"{first.name}.*1,200.01"):
            second.action_submit()
        self._settle(first, 1200.0)
        with self.assertRaisesRegex(UserError, first.name):
            second.action_submit()
        self._settle(first, 0.01)
        self.assertEqual(first.collection_state, "settled")
        second.action_submit()
        second.with_user(self.gm).action_approve()
        self.assertEqual(second.approval_state, "approved")

    def test_of_two_under_review_only_one_is_approved(self):
        """E4: what was submitted before the first approval is judged again when it is decided."""
        other = self.env["res.partner"].create({"name": "Other guest"})
        first, second = self._request(), self._request(partner_id=other.id)
        (first | second).action_submit()
        first.with_user(self.gm).action_approve()
        with self.assertRaisesRegex(UserError, first.name):
            second.with_user(self.gm).action_approve()

    def test_a_customer_with_an_open_one_gets_no_other(self):
        """E4: not under another guarantor either, nor for another contact of the firm; another customer gets one."""
        firm = self.env["res.partner"].create({"name": "No Agreement Ltd.", "is_company": True})
        one, two = self.env["res.partner"].create([{"name": name, "parent_id": firm.id} for name in ("One", "Two")])
        first = self._approved(partner_id=one.id)
        with self.assertRaisesRegex(UserError, first.name):
            self._request(self.head_rooms, partner_id=two.id).action_submit()
        self._approved(self.head_rooms)

    def test_the_gms_share_does_not_count(self):
        """E4: the GM is liable for both, and goes on approving."""
        self._approved()
        other = self.env["res.partner"].create({"name": "Other guest"})
        second = self._approved(self.head_rooms, partner_id=other.id)
        self.assertEqual(second.gm_id, self.gm)
        self.assertEqual(len(self.env["hotel.guarantee"].search([("user_id", "=", self.gm.id), ("state", "=", "running")])), 2)

    def test_a_gm_who_heads_a_department_may_guarantee_too(self):
        """E4, B6: the shares as GM are no guarantee of their own; the GM's superior approves what the GM guarantees."""
        self._approved()
        self.gm.sudo().group_ids += self.env.ref("hotel_base.group_department_head")
        self.employees[self.gm].parent_id = self.env["hr.employee"].sudo().create(
            {"name": "Chairman", "user_id": self.chairman.id, "company_id": self.company.id}
        )
        other = self.env["res.partner"].create({"name": "Other guest"})
        own = self._request(self.gm, partner_id=other.id)
        own.action_submit()
        with self.assertRaises(UserError):
            own.with_user(self.gm).action_approve()
        own.with_user(self.chairman).action_approve()
        move = own.sudo().move_id
        self.assertEqual(move._hotel_get_shares()[move.id], [(self.gm.id, Decimal(1))])

    def test_who_guarantees_a_temporary_credit_guarantees_no_charge(self):
        """E4, D2: the guarantor's approval names the open one, when it is submitted, decided and used."""
        self.agreement.sudo().user_id = self.sales_head
        approval = self.env["hotel.guarantor.approval"].with_user(self.sales_head).create({
            "agreement_id": self.agreement.id, "amount": 500, "reason": "Abroad", "signature": picture(),
        })  # fmt: skip
        approval.action_submit()
        first = self._approved(self.sales_head)
        with self.assertRaisesRegex(UserError, first.name):
            approval.with_user(self.gm).action_approve()
        payment = self._settle(first)
        approval.with_user(self.gm).action_approve()
        payment.move_id.line_ids.remove_move_reconcile()
        answer = self._authorise(signer=None, signature_matches=None, guarantor_approval=approval.name)
        self.assertEqual(self._codes(answer), {"signer_missing"})
        self.assertIn(first.name, answer["reasons"][0]["message"])
        self._settle(first)
        self.assertTrue(self._authorise(signer=None, signature_matches=None, guarantor_approval=approval.name)["granted"])

    def test_it_is_due_in_the_departures_month(self):
        """E3, M1: the earlier of the 7th working day, make-up days counted, and the month's last day."""
        cases = [
            # The Saturdays 14 and 28 February 2026 are worked in China for the Spring Festival, 15 to 23 are free.
            (date(2026, 2, 12), date(2026, 2, 28), date(2026, 2, 28)),
            (date(2026, 3, 25), date(2026, 4, 3), date(2026, 3, 31)),
            (date(2026, 3, 31), date(2026, 4, 10), date(2026, 3, 31)),
        ]
        for departure, latest, due in cases:
            with self.subTest(departure=departure), freeze_time(f"{departure} 04:00:00"), self.cr.savepoint() as savepoint:
                credit = self._approved(departure_date=departure)
                self.assertEqual((credit.latest_date, credit.due_date), (latest, due))
                savepoint.rollback()
        self.company.sudo().hotel_temporary_credit_days = 3
        credit = self._approved()
        self.assertEqual((credit.due_date, credit.working_days), (date(2026, 3, 23), 3))
        self.company.sudo().hotel_temporary_credit_days = 7
        self.assertEqual(credit.latest_date, date(2026, 3, 23))

    def test_the_gm_grants_a_due_date_in_the_next_month(self):
        """E6: with a reason, not beyond the 7th working day; it is marked, and the invoice bears it."""
        departure = date(2026, 3, 25)
        credit = self._request(departure_date=departure)
        with self.assertRaises(UserError):
            credit.granted_due_date = date(2026, 4, 2)
        credit.action_submit()
        mine = credit.with_user(self.gm)
        for vals, message in (
            ({"granted_due_date": "2026-04-03", "exception_reason": " "}, "write the reason"),
            ({"granted_due_date": "2026-04-04", "exception_reason": "Bank"}, "Nobody can grant more"),
            ({"granted_due_date": "2026-03-31", "exception_reason": "Bank"}, "Leave it empty"),
        ):
            mine.write(vals)
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, message):
                mine.action_approve()
        mine.write({"granted_due_date": "2026-04-03", "exception_reason": "The bank is closed"})
        mine.action_approve()
        self.assertRecordValues(
            credit, [{"due_date": date(2026, 4, 3), "crosses_month_end": True, "exception_by_id": self.gm.id}]
        )
        self.assertEqual(credit.move_id.invoice_date_due, date(2026, 4, 3))
        self.assertEqual(self.Credit.search([("crosses_month_end", "=", True)]), credit)
        with self.assertRaises(UserError):
            mine.exception_reason = "Another"

    def test_a_locked_day_is_told_and_nothing_is_posted(self):
        """E3: the invoice bears the departure's date or none; the lock is named."""
        credit = self._request()
        credit.action_submit()
        self.company.sudo().sale_lock_date = date(2026, 3, 31)
        with self.assertRaisesRegex(UserError, r"03/31/2026\. Ask finance"):
            credit.with_user(self.gm).action_approve()
        self.assertFalse(credit.move_id)

    def test_the_invoice_is_not_taken_back(self):
        """F3, M2: what the GM approved stays posted, and the record stays."""
        credit = self._approved()
        with self.assertRaisesRegex(UserError, "temporary credit"):
            credit.move_id.with_user(self.finance_head).button_draft()
        with self.assertRaises(UserError):
            credit.unlink()
        with self.assertRaises(UserError):
            credit.amount_food = 1

    def test_the_deadline_is_a_clock_that_collection_stops(self):
        """E3: the guarantor is told the day before, the GM when it is late; taking a payment back starts it anew."""
        credit = self._approved()
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", credit._name), ("res_id", "=", credit.id)])
        self.assertRecordValues(
            clock, [{"owner_id": self.head_fb.id, "kind": "temporary_credit", "stopped": False, "escalate_to_id": self.gm.id}]
        )
        self.assertEqual(self.company._hotel_local(clock.due).date(), SEVENTH)
        payment = self._settle(credit)
        self.assertTrue(clock.stopped)
        payment.move_id.line_ids.remove_move_reconcile()
        self.assertFalse(credit.settled_at)
        clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", credit._name), ("res_id", "=", credit.id)])
        self.assertEqual(len(clocks.filtered(lambda each: not each.stopped)), 1)

    def test_another_currency_than_the_companys(self):
        """E2, E3: the invoice is in the currency of the debt, the liability told in the company's."""
        euro = self.setup_other_currency("EUR", rates=[("2026-01-01", 0.125)])
        credit = self._approved(currency_id=euro.id, amount_rooms=0, amount_food=10.01)
        self.assertEqual(credit.move_id.amount_total, 10.01)
        self.assertEqual(credit.move_id.hotel_guarantee_ids.mapped("liable_amount"), [40.04, 40.04])

    def test_a_company_without_a_gm_approves_none(self):
        """E2: nobody would bear the other half."""
        credit = self._request()
        credit.action_submit()
        self.company.sudo().hotel_gm_id = False
        with self.assertRaises(UserError):
            credit.with_user(self.gm).action_approve()

    def test_the_states_are_found(self):
        """E3, E6: open, overdue and settled are filters of the list."""
        credit = self._approved()
        other = self.env["res.partner"].create({"name": "Other guest"})
        draft = self._request(self.head_rooms, partner_id=other.id)

        def found(state):
            return self.Credit.search([("collection_state", "=", state), ("id", "in", (credit | draft).ids)])

        self.assertEqual((found("open"), found("overdue"), found(False)), (credit, self.Credit, draft))
        with freeze_time("2026-03-28 04:00:00"):
            self.Credit.invalidate_model()
            self.assertEqual((found("open"), found("overdue"), credit.collection_state), (self.Credit, credit, "overdue"))
        self._settle(credit)
        self.assertEqual(found("settled"), credit)
