from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .agreement_case import AgreementCase, pdf
from .common import NOON


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestAgreementWatch(AgreementCase):
    def _activities(self, agreement, xmlid):
        return agreement.activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(f"hotel_credit.{xmlid}")
        )

    def _watch(self, day):
        with freeze_time(f"{day} 04:00:00"):
            for step in ("_start_due", "_expire_due", "_remind_renewals", "_watch_documents"):
                getattr(self.env["hotel.credit.agreement"], step)(200)

    # ------------------------------------------------------------------ A6

    def test_the_salesperson_is_reminded_ahead_of_the_due_day_and_on_it(self):
        """A6: the last day is 30 June, so the renewal is due on 30 April; reminded 14 days ahead, once, and on the day."""
        agreement = self._make_agreement(date_end=date(2026, 6, 30))
        self.assertEqual(agreement.renewal_due, date(2026, 4, 30))
        self._watch("2026-04-15")
        self.assertFalse(self._activities(agreement, "mail_activity_renewal"))
        self._watch("2026-04-16")
        self._watch("2026-04-17")
        activity = self._activities(agreement, "mail_activity_renewal")
        self.assertEqual((len(activity), activity.user_id, activity.date_deadline), (1, self.sales, date(2026, 4, 30)))
        self._watch("2026-04-30")
        self._watch("2026-05-01")
        self.assertEqual(len(self._activities(agreement, "mail_activity_renewal")), 2)

    def test_the_due_day_is_clipped_to_the_months_end(self):
        """A6: two months before 30 April is the last day of February."""
        agreement = self._make_agreement(date_end=date(2026, 4, 30))
        self.assertEqual(agreement.renewal_due, date(2026, 2, 28))

    def test_a_changed_setting_moves_no_due_day(self):
        """A6, M6: the months count when the agreement is made."""
        agreement = self._make_agreement(date_end=date(2026, 6, 30))
        self.company.hotel_renewal_months = 3
        self.assertEqual(agreement.renewal_due, date(2026, 4, 30))

    def test_who_has_filed_is_not_reminded(self):
        """A6: with a renewal under review there is nothing to remind of."""
        agreement = self._make_agreement(date_end=date(2026, 6, 30))
        self.env["hotel.credit.application"].create({
            "kind": "renewal",
            "partner_id": self.firm.id,
            "user_id": self.sales.id,
            "previous_agreement_id": agreement.id,
            "approval_state": "pending",
        })
        self._watch("2026-04-30")
        self.assertFalse(self._activities(agreement, "mail_activity_renewal"))

    def test_expiry_is_told_the_day_after_the_last_day(self):
        """A6, C5: no charge from the next day on; the salesperson is told."""
        agreement = self._make_agreement(date_end=date(2026, 3, 18))
        self._watch("2026-03-18")
        self.assertEqual(agreement.state, "active")
        self._watch("2026-03-19")
        self.assertEqual(agreement.state, "expired")
        self.assertIn("expired", "".join(self._activities(agreement, "mail_activity_renewal").mapped("summary")))

    def test_the_cron_goes_through_all_steps(self):
        """C5, A6, A8: called as the scheduler calls it."""
        agreement = self._make_agreement(date_end=date(2026, 3, 17))
        with self.enter_registry_test_mode():
            self.env.ref("hotel_credit.cron_agreement_watch").method_direct_trigger()
        agreement.invalidate_recordset()
        self.assertEqual(agreement.state, "expired")

    # ------------------------------------------------------------------ A8

    def _document(self, agreement, expires_on, **over):
        return self.env["hotel.credit.document"].create({
            "agreement_id": agreement.id,
            "type_id": self.env["hotel.credit.document.type"].search([], limit=1).id,
            "upload": pdf("licence"),
            "expires_on": expires_on,
            **over,
        })

    def test_an_expiring_document_is_asked_for_ahead_on_expiry_and_weekly(self):
        """A8: 30 days ahead, the day after its last day, and each 7 days until the copy is there."""
        agreement = self._make_agreement()
        self._document(agreement, date(2026, 6, 30))
        told = []
        for day in ("2026-05-30", "2026-05-31", "2026-06-15", "2026-06-30", "2026-07-01", "2026-07-07", "2026-07-08"):
            self._watch(day)
            told.append(len(self._activities(agreement, "mail_activity_document")))
        self.assertEqual(told, [0, 1, 1, 1, 2, 2, 3])
        self.assertEqual(agreement.state, "active")
        self._document(agreement, date(2027, 6, 30))
        self._watch("2026-07-20")
        self.assertEqual(len(self._activities(agreement, "mail_activity_document")), 3)

    def test_by_policy_the_agreement_is_suspended_until_the_new_copy_is_there(self):
        """A8: off by default; on: suspended from the day after, lifted by the new copy."""
        agreement = self._make_agreement()
        self._document(agreement, date(2026, 6, 30))
        self.company.hotel_document_suspends = True
        self._watch("2026-06-30")
        self.assertEqual(agreement.state, "active")
        self._watch("2026-07-01")
        self.assertEqual(agreement.state, "suspended")
        self.assertEqual(agreement.suspension_ids.kind, "documents")
        self.assertFalse(agreement.suspension_ids.suspended_by_id)
        with freeze_time("2026-07-02 04:00:00"):
            self._document(agreement, date(2027, 6, 30))
        self.assertEqual(agreement.state, "active")
        self.assertTrue(agreement.suspension_ids.lifted_at)

    def test_a_file_that_comes_after_its_entry_lifts_the_suspension_too(self):
        """A8: an entry without a file is no copy; the day does not have to end for its file to count."""
        agreement = self._make_agreement()
        self._document(agreement, date(2026, 6, 30))
        self.company.hotel_document_suspends = True
        self._watch("2026-07-01")
        with freeze_time("2026-07-02 04:00:00"):
            entry = self._document(agreement, date(2027, 6, 30), upload=False)
            self.assertEqual(agreement.state, "suspended")
            entry.upload = pdf("licence")
        self.assertEqual(agreement.state, "active")

    def test_papers_of_the_agreement_renewed_are_watched_too(self):
        """A8, A2: a copy that a renewal did not have to hand in again is watched, two renewals later as well."""
        application = self.env["hotel.credit.application"].create({"partner_id": self.firm.id, "user_id": self.sales.id})
        paper = self._document(self.env["hotel.credit.agreement"], date(2026, 6, 30), application_id=application.id)
        agreement = self._make_agreement(
            state="expired",
            date_start=date(2024, 1, 1),
            date_end=date(2024, 12, 31),
            application_id=application.id,
            signer=False,
        )
        for state, year in (("expired", 2025), ("active", 2026)):
            renewal = self.env["hotel.credit.application"].create({
                "kind": "renewal",
                "partner_id": self.firm.id,
                "user_id": self.sales.id,
                "previous_agreement_id": agreement.id,
            })
            agreement = self._make_agreement(
                state=state,
                date_start=date(year, 1, 1),
                date_end=date(year, 12, 31),
                application_id=renewal.id,
                signer=False,
            )
        self.company.hotel_document_suspends = True
        self._watch("2026-05-31")
        self.assertEqual(len(self._activities(agreement, "mail_activity_document")), 1)
        self._watch("2026-07-01")
        self.assertEqual((agreement.state, agreement.suspension_ids.document_ids), ("suspended", paper))
        with freeze_time("2026-07-02 04:00:00"):
            self._document(agreement, date(2027, 6, 30))
        self.assertEqual(agreement.state, "active")

    def test_an_old_licence_that_the_modern_one_replaced_is_not_asked_for(self):
        """A8, A2: where one licence does instead of three papers, nobody runs after those."""
        agreement = self._make_agreement()
        kinds = {kind.code: kind for kind in self.env["hotel.credit.document.type"].search([("company_id", "=", False)])}
        self._document(agreement, date(2026, 6, 30), type_id=kinds["business_licence"].id)
        modern = self._document(
            agreement, date(2026, 9, 30), type_id=kinds["unified_licence"].id, credit_code="91110000600037341L"
        )
        self.company.hotel_document_suspends = True
        self._watch("2026-07-01")
        self.assertEqual(agreement.state, "active")
        self.assertFalse(self._activities(agreement, "mail_activity_document"))
        self._watch("2026-10-01")
        self.assertEqual(agreement.suspension_ids.document_ids.filtered(lambda paper: paper == modern), modern)

    def test_a_new_copy_lifts_no_other_suspension(self):
        """A8, C6: what the finance head suspended stays suspended."""
        agreement = self._make_agreement()
        self._document(agreement, date(2026, 6, 30))
        self.company.hotel_document_suspends = True
        self._watch("2026-07-01")
        with freeze_time("2026-07-02 04:00:00"):
            agreement.with_user(self.finance_head).action_suspend("Cheque returned")
            self._document(agreement, date(2027, 6, 30))
        self.assertEqual(agreement.state, "suspended")
        self.assertEqual(agreement.suspension_reason, "Cheque returned")

    def test_what_was_lifted_by_hand_is_not_suspended_again_for_the_same_copy(self):
        """A8, C6: the GM's word counts until another document expires."""
        agreement = self._make_agreement()
        self._document(agreement, date(2026, 6, 30))
        self.company.hotel_document_suspends = True
        self._watch("2026-07-01")
        with freeze_time("2026-07-02 04:00:00"):
            agreement.with_user(self.gm).action_lift("New licence seen, copy follows")
        self._watch("2026-07-03")
        self.assertEqual(agreement.state, "active")

    # ------------------------------------------------------------------ D11

    def _month(self, agreement, used, **over):
        return self.env["hotel.credit.month"].create({
            "company_id": self.company.id,
            "commercial_partner_id": self.firm.id,
            "currency_id": agreement.currency_id.id,
            "month": date(2026, 3, 1),
            "limit": 10000,
            "used": used,
            **over,
        })

    def test_the_agreement_shows_when_the_limit_runs_out(self):
        """D11: 6,000 in 18 days: the rest lasts 12 days more, to the 30th."""
        agreement = self._make_agreement()
        self._month(agreement, 6000)
        agreement.invalidate_recordset()
        self.assertEqual((agreement.month_used, agreement.month_remaining, agreement.month_percent), (6000, 4000, 60))
        self.assertEqual(agreement.run_out_on, date(2026, 3, 30))
        self.assertFalse(agreement.near_limit)
        self.assertEqual(self.contact.with_company(self.company).hotel_used, 6000)
        self.assertEqual(self.contact.hotel_agreement_id, agreement)
        self.assertEqual(self.firm.hotel_remaining, 4000)

    def test_the_salesperson_is_told_at_80_percent_once_a_month(self):
        """D11: exactly 80 % counts; the second run tells nothing more."""
        agreement = self._make_agreement()
        month = self._month(agreement, 7999.99)
        months = self.env["hotel.credit.month"]
        self.assertEqual(months._tell_near_limit(), 0)
        month.used = 8000
        month.flush_recordset()
        self.assertEqual(months._tell_near_limit(), 1)
        self.assertEqual(months._tell_near_limit(), 0)
        activity = self._activities(agreement, "mail_activity_near_limit")
        self.assertEqual((len(activity), activity.user_id), (1, self.sales))
        self.assertTrue(month.told_at)
        agreement.invalidate_recordset()
        self.assertTrue(agreement.near_limit)
        self.assertIn(agreement, agreement.search([("near_limit", "=", True)]))
        self.assertNotIn(agreement, agreement.search([("near_limit", "=", False)]))
        self.assertIn(agreement, agreement.search([("month_percent", "<", 81)]))
        self.assertNotIn(agreement, agreement.search([("month_percent", ">", 81)]))

    def test_without_a_limit_nobody_is_told(self):
        """D11: no limit is not zero."""
        agreement = self._make_agreement(limit_mode="unlimited", monthly_limit=0)
        self._month(agreement, 50000, unlimited=True, limit=0)
        self.assertEqual(self.env["hotel.credit.month"]._tell_near_limit(), 0)
        agreement.invalidate_recordset()
        self.assertFalse(agreement.run_out_on)

    # ------------------------------------------------------------------ E8

    def test_the_salesperson_answers_for_the_agreement(self):
        """E8: it is on the list of what must be handed over."""
        agreement = self._make_agreement()
        employee = self.env["hr.employee"].create({"name": "Sales", "user_id": self.sales.id, "company_id": self.company.id})
        items = [item for item in employee._hotel_responsibilities() if item["kind"] == "credit_agreement"]
        self.assertEqual([item["record"] for item in items], [agreement])
