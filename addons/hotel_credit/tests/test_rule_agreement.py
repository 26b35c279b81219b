from datetime import date

from odoo.tests import BaseCase, tagged

from ..rules import agreement_dates, agreement_papers, agreement_states, document_watch, pace

ALL_PAPERS = {"customer_signed", "customer_sealed", "hotel_signed", "company_sealed", "finance_sealed", "scan", "letter"}


@tagged("post_install", "-at_install")
class TestRuleAgreement(BaseCase):
    def test_a_standard_agreement_needs_every_paper_and_a_specimen(self):
        """C1: each missing paper is named, all at once."""
        self.assertEqual(agreement_papers.missing_papers("standard", ALL_PAPERS, [True]), [])
        for paper in ALL_PAPERS:
            self.assertEqual(agreement_papers.missing_papers("standard", ALL_PAPERS - {paper}, [True]), [paper])
        self.assertEqual(len(agreement_papers.missing_papers("standard", set(), [])), 8)
        self.assertEqual(agreement_papers.missing_papers("standard", ALL_PAPERS, [True, False]), ["specimen"])

    def test_a_special_organisation_needs_signers_with_specimens_only(self):
        """C1: no seals and no letter; the hotel signs all the same."""
        self.assertEqual(agreement_papers.missing_papers("special", {"hotel_signed"}, [True]), [])
        self.assertEqual(agreement_papers.missing_papers("special", set(), [True]), ["hotel_signed"])
        self.assertEqual(agreement_papers.missing_papers("special", {"hotel_signed"}, []), ["signer"])
        self.assertEqual(agreement_papers.missing_papers("special", {"hotel_signed"}, [False]), ["specimen"])

    def test_who_sends_an_agreement_which_way(self):
        """C5, C6: finance activates; the finance head or GM suspends, lifts, terminates; only the system expires."""
        cases = [
            ("to_sign", "active", "finance", True),
            ("to_sign", "active", "sales_head", False),
            ("to_sign", "suspended", "finance_head", False),
            ("active", "suspended", "finance", False),
            ("active", "suspended", "gm", True),
            ("suspended", "active", "sales", False),
            ("suspended", "active", "sales_head", False),
            ("suspended", "active", "finance", False),
            ("suspended", "active", "finance_head", True),
            ("suspended", "active", "gm", True),
            ("active", "expired", "gm", False),
            ("active", "expired", "system", True),
            ("suspended", "active", "finance", False),
            ("suspended", "active", "finance_head", True),
            ("expired", "active", "system", False),
            ("terminated", "active", "system", False),
        ]
        for state, target, role, allowed in cases:
            with self.subTest(state=state, target=target, role=role):
                self.assertEqual(agreement_states.may_go(state, target, {role}), allowed)

    def test_sales_enters_the_papers_until_finance_has_them(self):
        """C2: the papers pass from sales to finance; the auditor writes where they are kept and nothing else."""
        self.assertIn("customer_signed", agreement_states.editable_fields("to_sign", False, {"sales"}))
        self.assertEqual(agreement_states.editable_fields("to_sign", True, {"sales"}), set())
        self.assertIn("customer_signed", agreement_states.editable_fields("to_sign", True, {"finance"}))
        for state in ("active", "suspended", "expired", "terminated"):
            self.assertEqual(
                agreement_states.editable_fields(state, True, {"auditor"}), {"archive_number", "archive_place"}
            )
        self.assertEqual(agreement_states.editable_fields("active", True, {"cashier", "gm", "chairman"}), set())

    def test_the_last_day_is_valid_and_the_day_of_termination_is_not(self):
        """C5: both ends of the dates."""
        start, end = date(2026, 1, 1), date(2026, 6, 30)
        for day, terminated_on, counts in (
            (date(2025, 12, 31), None, False),
            (start, None, True),
            (end, None, True),
            (date(2026, 7, 1), None, False),
            (date(2026, 3, 9), date(2026, 3, 10), True),
            (date(2026, 3, 10), date(2026, 3, 10), False),
        ):
            with self.subTest(day=day, terminated_on=terminated_on):
                self.assertEqual(agreement_dates.counts_on(day, start, end, terminated_on), counts)

    def test_signers_count_from_receipt_and_are_refused_from_receipt(self):
        """C4: from the day of receipt, or the later day that the notice names; ended from the day of receipt."""
        received = date(2026, 3, 10)
        self.assertEqual(agreement_dates.signer_from(received), received)
        self.assertEqual(agreement_dates.signer_from(received, date(2026, 3, 15)), date(2026, 3, 15))
        self.assertEqual(agreement_dates.signer_from(received, date(2026, 3, 1)), received)
        self.assertFalse(agreement_dates.signer_valid(date(2026, 3, 9), received))
        self.assertTrue(agreement_dates.signer_valid(received, received))
        self.assertTrue(agreement_dates.signer_valid(date(2026, 3, 9), date(2026, 1, 1), received))
        self.assertFalse(agreement_dates.signer_valid(received, date(2026, 1, 1), received))
        self.assertFalse(agreement_dates.signer_valid(received, None))

    def test_the_day_on_which_the_limit_runs_out(self):
        """D11: from the pace of the month so far; none if the month ends before."""
        for today, used, limit, day in (
            (date(2026, 3, 10), 5000, 10000, date(2026, 3, 20)),
            (date(2026, 3, 10), 5000, 9999, date(2026, 3, 20)),
            (date(2026, 3, 10), 5000, 10001, date(2026, 3, 21)),
            (date(2026, 3, 10), 1000, 10000, None),
            (date(2026, 3, 10), 0, 10000, None),
            (date(2026, 3, 10), 10000, 10000, date(2026, 3, 10)),
            (date(2026, 2, 14), 5000, 10000, date(2026, 2, 28)),
            (date(2026, 2, 14), 4999, 10000, None),
        ):
            with self.subTest(today=today, used=used, limit=limit):
                self.assertEqual(pace.run_out_day(today, used, limit), day)

    def test_near_the_limit_starts_exactly_at_the_share(self):
        """D11: 80 % itself counts."""
        self.assertTrue(pace.is_near(8000, 10000, 80))
        self.assertFalse(pace.is_near(7999.99, 10000, 80))
        self.assertFalse(pace.is_near(0, 0, 80))

    def test_documents_are_asked_for_before_they_expire_and_weekly_after(self):
        """A8: reminded once ahead, asked again on expiry and each week until the copy is there."""
        expires = date(2026, 6, 30)
        for today, asked_on, ask in (
            (date(2026, 5, 30), None, False),
            (date(2026, 5, 31), None, True),
            (date(2026, 6, 20), date(2026, 5, 31), False),
            (date(2026, 6, 30), date(2026, 5, 31), False),
            (date(2026, 7, 1), date(2026, 5, 31), True),
            (date(2026, 7, 7), date(2026, 7, 1), False),
            (date(2026, 7, 8), date(2026, 7, 1), True),
        ):
            with self.subTest(today=today, asked_on=asked_on):
                self.assertEqual(document_watch.must_ask(expires, today, asked_on, 30, 7), ask)
        self.assertFalse(document_watch.is_expired(expires, expires))
