from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import NOON, picture
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestApplication(HotelApplicationCommon):
    """Filing an application: kinds, papers, report, renewal dates (A1-A3, A5, A6)."""

    def _refused(self, call, *words):
        with self.assertRaises(UserError) as caught:
            call()
        message = str(caught.exception)
        for word in words:
            self.assertIn(word, message)
        return message

    # A1 -------------------------------------------------------------------------------------------------------

    def test_the_three_kinds_ask_for_different_papers(self):
        """A1, A2: new and renewal ask for five papers by default, a special organisation for none; the list is data."""
        asked = {
            kind: self.env["hotel.credit.document.type"]._needed_for(kind, self.company, date(2026, 3, 18))
            for kind in ("new", "renewal", "special")
        }
        self.assertEqual(len(asked["new"]), 5)
        self.assertEqual(len(asked["renewal"]), 5)
        self.assertFalse(asked["special"])

    def test_a_renewal_of_a_special_organisation_stays_special(self):
        """A1: the renewal follows the agreement that it renews."""
        agreement = self._make_agreement(kind="special")
        application = self._file(papers=(), report=False, kind="renewal", previous_agreement_id=agreement.id)
        self.assertTrue(application.special)

    def test_a_new_application_of_a_firm_with_an_agreement_is_refused(self):
        """A1: who has a running agreement renews it; the error names the agreement."""
        agreement = self._make_agreement()
        application = self._file()
        self._refused(application.action_submit, agreement.name, "renewal")

    def test_one_application_of_a_firm_is_under_review_at_a_time(self):
        """A1: a second application of the same firm is refused while the first is under review."""
        first = self._submit_to("sales_head")
        second = self._file(partner_id=self.contact.id)
        self._refused(second.action_submit, first.name)

    def test_another_firms_agreement_cannot_be_renewed(self):
        """A1: a renewal names an agreement of its own firm."""
        agreement = self._make_agreement()
        stranger = self.env["res.partner"].create({"name": "Red River Ltd.", "is_company": True})
        with self.assertRaises(ValidationError):
            self._file(report=False, kind="renewal", partner_id=stranger.id, previous_agreement_id=agreement.id)

    # A2, A3 ---------------------------------------------------------------------------------------------------

    def test_missing_papers_are_shown_at_submit_and_do_not_stop_it(self):
        """A3: a missing paper is told from the draft on; it is the agreement that cannot be approved without it."""
        application = self._file(papers=("business_licence",))
        self.assertIn("Organisation-code certificate: missing", application.document_warning)
        self.assertIn("Bank-account permit: missing", application.document_warning)
        self.assertNotIn("\nBusiness licence:", "\n" + application.document_warning)
        application.action_submit()
        self.assertEqual(application.approval_state, "pending")

    def test_the_licence_with_a_credit_code_replaces_three_papers(self):
        """A2: with the modern licence only identity card and bank permit are asked for besides."""
        application = self._file(papers=("unified_licence", "legal_representative", "bank_permit"))
        self.assertFalse(application.document_warning)

    def test_a_wrong_credit_code_is_refused(self):
        """A2: the 18 characters are checked by GB 32100; the error names the value."""
        for wrong in ("91110000600037341X", "9111000060003734", "not a code"):
            with self.assertRaises(ValidationError) as caught:
                self._file(report=False, papers=(), document_ids=[self._paper("unified_licence", credit_code=wrong)])
            self.assertIn(wrong, str(caught.exception))

    def test_a_modern_licence_without_its_code_does_not_count(self):
        """A2: the code is what makes the modern licence do for three papers."""
        application = self._file(
            papers=("legal_representative", "bank_permit"),
            report=False,
        )
        application.document_ids = [self._paper("unified_licence", credit_code=False)]
        self.assertIn("credit code is missing or wrong", application.document_warning)

    def test_a_paper_without_file_seal_or_in_date_is_named(self):
        """A3: each fault of each paper is named."""
        application = self._file(papers=("business_licence", "organisation_code", "tax_registration"), report=False)
        licence, code, tax = application.document_ids.sorted("id")
        licence.sealed = False
        code.expires_on = date(2026, 3, 17)
        tax.expires_on = date(2026, 3, 18)
        application.document_ids = [
            self._paper("bank_permit", upload=False),
            self._paper("legal_representative"),
        ]
        self.assertEqual(
            application.document_warning.split("\n"),
            [
                "Business licence: not under the company seal.",
                "Organisation-code certificate: expired.",
                "Bank-account permit: no file was handed in.",
            ],
        )

    def test_a_special_organisation_needs_its_full_details(self):
        """A3: name, address, contact, phone and code of a special organisation; the error says which are missing."""
        bureau = self.env["res.partner"].create({"name": "Bureau of Culture", "is_company": True, "city": "Wuhan"})
        application = self._file(papers=(), kind="special", partner_id=bureau.id)
        warning = application.document_warning
        for detail in ("address (street and city)", "contact person", "phone", "tax or organisation code"):
            self.assertIn(detail, warning)
        self.assertNotIn("name,", warning)
        complete = self.env["res.partner"].create(
            {
                "name": "Bureau of Education",
                "is_company": True,
                "street": "Yanjiang Avenue 1",
                "city": "Wuhan",
                "phone": "027-8280",
                "company_registry": "12100000",
                "child_ids": [(0, 0, {"name": "Chen Jing"})],
            }
        )
        application = self._file(papers=(), kind="special", partner_id=complete.id)
        self.assertEqual(application.contact_id.name, "Chen Jing")
        self.assertFalse(application.document_warning)

    def test_papers_of_the_agreement_renewed_still_count(self):
        """A2, A3: a good copy is not asked for twice; one that expired in the meantime is."""
        first = self._file()
        identity = first.document_ids.filtered(lambda paper: paper.type_id == self.types["legal_representative"])
        identity.expires_on = date(2026, 3, 31)
        agreement = self._make_agreement(application_id=first.id)
        renewal = self._file(papers=(), kind="renewal", previous_agreement_id=agreement.id, report=False)
        self.assertFalse(renewal.document_warning)
        with freeze_time("2026-04-01 04:00:00"):
            renewal.invalidate_recordset(["document_warning"])
            self.assertEqual(renewal.document_warning, "Legal representative's identity card: expired.")

    def test_a_paper_asked_of_a_special_organisation_needs_no_seal(self):
        """A3, A1: where the list asks one of its papers after all, a copy without a seal will do."""
        self.types["bank_permit"].sudo().needed_special = True
        application = self._file(papers=(), kind="special", report=False)
        self.assertIn("Bank-account permit: missing", application.document_warning)
        application.document_ids = [self._paper("bank_permit", sealed=False)]
        self.assertNotIn("permit", application.document_warning)

    def test_a_list_that_changes_later_does_not_change_what_was_submitted(self):
        """M6, A2: the papers asked for are those of the day of submission."""
        application = self._submit_to("sales_head", papers=("unified_licence", "legal_representative", "bank_permit"))
        self.types["other"].needed_new = True
        application.invalidate_recordset(["document_warning"])
        self.assertFalse(application.document_warning)
        fresh = self._file(
            partner_id=self.env["res.partner"].create({"name": "Green Hill Ltd.", "is_company": True}).id,
            papers=("unified_licence", "legal_representative", "bank_permit"),
            report=False,
        )
        self.assertEqual(fresh.document_warning, "Other document: missing.")

    def test_a_paper_asked_for_from_a_later_day_is_not_asked_for_before(self):
        """M6, A2: an entry of the list has a start date."""
        self.types["other"].write({"needed_new": True, "date_from": date(2026, 6, 1)})
        application = self._file(report=False)
        self.assertFalse(application.document_warning)
        with freeze_time("2026-06-01 04:00:00"):
            application.invalidate_recordset(["document_warning"])
            self.assertIn("Other document: missing.", application.document_warning)

    # A5 -------------------------------------------------------------------------------------------------------

    def test_nothing_is_submitted_without_a_passed_report(self):
        """A5: neither a new application nor a special organisation's is submitted without a passed report."""
        for kind in ("new", "special"):
            application = self._file(report=False, kind=kind)
            self._refused(application.action_submit, "A5")
            self._report(application)
            self._refused(application.action_submit, "A5")

    def test_a_report_on_another_customer_does_not_count(self):
        """A5: once the report is passed, neither customer nor branch of the application changes."""
        application = self._file()
        stranger = self.env["res.partner"].create({"name": "Red River Ltd.", "is_company": True})
        self._refused(lambda: application.write({"partner_id": stranger.id}), "Customer", "report")

    def test_all_reasons_are_given_at_once(self):
        """A5, A7: a renewal without report, evaluation and dates gets three reasons in one answer."""
        agreement = self._make_agreement()
        application = self._file(
            report=False,
            kind="renewal",
            previous_agreement_id=agreement.id,
            requested_limit=0,
            requested_start=False,
            requested_end=False,
        )
        self._refused(application.action_submit, "A5", "A7", "above zero", "first and the last day")

    # A6 -------------------------------------------------------------------------------------------------------

    def _renewal(self, end, **over):
        agreement = self._make_agreement(date_start=date(2025, 5, 1), date_end=end)
        return self._file(
            **{
                "kind": "renewal",
                "previous_agreement_id": agreement.id,
                "sales_evaluation": "Steady use, pays in time.",
                "requested_start": date(2026, 6, 1),
                "requested_end": date(2027, 5, 31),
                **over,
            }
        )

    def test_a_renewal_filed_on_the_due_day_is_in_time(self):
        """A6: the agreement ends on 18 May, two calendar months before that is today."""
        application = self._renewal(date(2026, 5, 18))
        self.assertEqual(application.renewal_due, date(2026, 3, 18))
        application.action_submit()
        self.assertFalse(application.late_filing)
        self.assertFalse(application.renewal_notice)

    def test_a_due_day_stays_when_the_setting_changes(self):
        """A6, M6: who files by the day that the agreement shows is in time, though the company asks for more now."""
        application = self._renewal(date(2026, 5, 18))
        self.company.hotel_renewal_months = 3
        self.assertEqual(application.renewal_due, date(2026, 3, 18))
        self.assertFalse(application.renewal_notice)
        application.action_submit()
        self.assertFalse(application.late_filing)

    def test_a_renewal_filed_a_day_late_is_marked_and_accepted(self):
        """A6: the agreement ends on 17 May, so today is a day late; it is accepted, marked, without bridging."""
        application = self._renewal(date(2026, 5, 17))
        self.assertIn("2026-03-17", application.renewal_notice)
        application.action_submit()
        self.assertEqual(application.approval_state, "pending")
        self.assertTrue(application.late_filing)
        self.assertIn("without a bridging charge", application.renewal_notice)

    def test_a_renewal_under_review_bridges_nothing(self):
        """A6: on the agreement's last day the till charges; from the next day on it refuses, though a renewal is filed."""
        application = self._renewal(date(2026, 3, 18))
        application.action_submit()
        self.assertTrue(application.late_filing)
        self.assertTrue(self._authorise()["granted"])
        with freeze_time("2026-03-19 04:00:00"):
            self.assertIn("agreement_outside_dates", self._codes(self._authorise()))

    def test_the_late_mark_cannot_be_taken_away(self):
        """A6: the mark is the server's, whoever writes, on create as well."""
        application = self._renewal(date(2026, 5, 17))
        application.action_submit()
        for user in (self.sales, self.sales_head, self.gm):
            with self.assertRaises(UserError):
                application.with_user(user).write({"late_filing": False})
        with self.assertRaises(UserError):
            self._file(report=False, filed_on=date(2020, 1, 1))
        self.assertTrue(application.late_filing)

    def test_the_first_submission_is_the_day_of_filing(self):
        """A6, B5: sent back and submitted again after the due day, a renewal filed in time stays in time."""
        application = self._renewal(date(2026, 5, 18))
        application.action_submit()
        application.with_user(self.sales_head).action_reject("The purpose is not clear.")
        with freeze_time("2026-03-25 04:00:00"):
            application.action_submit()
        self.assertFalse(application.late_filing)
        self.assertEqual(application.filed_on, date(2026, 3, 18))

    def test_a_renewal_starts_after_the_agreement_that_it_renews(self):
        """A6: a first day inside the running agreement is refused, on asking and on granting."""
        application = self._renewal(date(2026, 5, 18), requested_start=date(2026, 5, 18))
        self._refused(application.action_submit, "2026-05-18")
        application.requested_start = date(2026, 5, 19)
        self._submit_to("gm", application)
        application.with_user(self.gm).granted_start = date(2026, 5, 1)
        self._refused(application.with_user(self.gm).action_approve, "2026-05-01", "2026-05-18")

    def test_a_renewal_asks_for_the_same_terms_at_first(self):
        """A6: started from the customer, the renewal takes the terms from the day after the agreement's last."""
        agreement = self._make_agreement(outlet_ids=self.front.ids)
        action = self.contact.with_user(self.sales).action_hotel_new_application()
        application = self.Application.browse(action["res_id"])
        self.assertEqual(application.kind, "renewal")
        self.assertEqual(application.previous_agreement_id, agreement)
        self.assertEqual(application.requested_start, date(2027, 1, 1))
        self.assertEqual(application.requested_end, date(2027, 12, 31))
        self.assertEqual(application.requested_limit, 10000.0)
        self.assertEqual(application.outlet_ids, self.front)

    # bad input ------------------------------------------------------------------------------------------------

    def test_amounts_that_are_no_money_are_refused(self):
        """A1: NaN, infinity and absurd limits are refused by name, on writing too."""
        for wrong in (float("nan"), float("inf"), 1e15, -1, "a lot"):
            with self.assertRaises(ValidationError) as caught:
                self._file(report=False, requested_limit=wrong)
            self.assertIn("Monthly limit asked for", str(caught.exception))

    def test_uploads_that_are_no_scans_are_refused(self):
        """A2: a file is told by its content; a page of HTML named .pdf is refused, and what is too large."""
        with self.assertRaises(ValidationError) as caught:
            self._file(report=False, papers=(), document_ids=[self._paper("bank_permit", upload=b"PGh0bWw+PC9odG1sPg==")])
        self.assertIn("Bank-account permit", str(caught.exception))
        self.assertTrue(self._file(report=False, papers=(), document_ids=[
            self._paper("bank_permit", upload=picture(image_format="JPEG"))
        ]).document_ids.has_file)  # fmt: skip
