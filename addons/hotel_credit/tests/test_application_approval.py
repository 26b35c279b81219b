from datetime import date, datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOON
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestApplicationApproval(HotelApplicationCommon):
    """The review of an application, tier by tier (A3, A4, A7, B1-B7, C1)."""

    def _refused(self, call, *words, error=UserError):
        with self.assertRaises(error) as caught:
            call()
        for word in words:
            self.assertIn(word, str(caught.exception))

    # B1, B4: which tiers --------------------------------------------------------------------------------------

    def test_up_to_exactly_50000_the_gm_decides_last(self):
        """B1: exactly 50,000 a month is not above it; the chairman is skipped and the GM's approval makes the agreement."""
        application = self._submit_to("gm", requested_limit=50000.0)
        self.assertEqual(self._steps(application)["chairman"], "skipped")
        self._approve_gm(application)
        self.assertEqual(application.approval_state, "approved")
        self.assertEqual(application.agreement_id.monthly_limit, 50000.0)

    def test_a_cent_above_50000_goes_to_the_chairman(self):
        """B1: 50,000.01 a month is above it."""
        application = self._submit_to("chairman", requested_limit=50000.01)
        self.assertFalse(application.agreement_id)
        self._approve_chairman(application)
        self.assertEqual(application.agreement_id.monthly_limit, 50000.01)

    def test_no_limit_counts_as_above(self):
        """B1: an application without a limit goes to the chairman."""
        application = self._submit_to("chairman", limit_mode="unlimited", requested_limit=0)
        self._approve_chairman(application)
        self.assertEqual(application.agreement_id.limit_mode, "unlimited")

    def test_a_gm_who_grants_more_than_50000_sends_it_on(self):
        """B4: asked for 30,000, granted 60,000: the chairman, skipped before, is asked."""
        application = self._submit_to("gm", requested_limit=30000.0)
        self._approve_gm(application, granted_limit=60000.0)
        self.assertEqual(application.current_tier, "chairman")
        self.assertEqual(application.gm_granted_limit, 60000.0)
        self._approve_chairman(application)
        self.assertEqual(application.agreement_id.monthly_limit, 60000.0)

    def test_a_gm_who_grants_50000_ends_the_chain(self):
        """B4: asked for 80,000, granted 50,000: the amount granted decides, the chairman is not asked."""
        application = self._submit_to("gm", requested_limit=80000.0)
        self._approve_gm(application, granted_limit=50000.0)
        self.assertEqual(application.approval_state, "approved")
        self.assertEqual(self._steps(application)["chairman"], "skipped")
        self.assertEqual(application.requested_limit, 80000.0, "what was asked for stays on record")

    def test_the_chairman_lowers_but_never_raises(self):
        """B4: above what the GM granted the chairman's figure is refused, below it is granted."""
        application = self._submit_to("chairman", requested_limit=80000.0)
        mine = application.with_user(self.chairman)
        self._refused(lambda: mine.write({"granted_limit": 80000.01}), "never raises", error=ValidationError)
        self._refused(lambda: mine.write({"granted_limit_mode": "unlimited"}), "never raises", error=ValidationError)
        self._approve_chairman(application, granted_limit=40000.0)
        self.assertEqual(application.agreement_id.monthly_limit, 40000.0)

    def test_the_chairman_rejects(self):
        """B4, B5: the chairman sends it back like everybody else."""
        application = self._submit_to("chairman", requested_limit=80000.0)
        application.with_user(self.chairman).action_reject("Too much for a young firm.")
        self.assertEqual(application.approval_state, "rejected")
        self.assertFalse(application.agreement_id)

    def test_the_gm_decides_the_dates(self):
        """B4, C1: the agreement takes the dates granted, which differ from those asked for."""
        application = self._submit_to("gm")
        mine = application.with_user(self.gm)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            mine.write({"granted_start": date(2026, 5, 1), "granted_end": date(2026, 4, 30)})
            mine.flush_recordset()
        self._approve_gm(application, granted_start=date(2026, 5, 1), granted_end=date(2026, 10, 31))
        agreement = application.agreement_id
        self.assertEqual((agreement.date_start, agreement.date_end), (date(2026, 5, 1), date(2026, 10, 31)))
        self.assertEqual(agreement.state, "to_sign")

    def test_nothing_can_be_granted_without_amount_or_dates(self):
        """B4: zero or blank is no grant; the error names both."""
        application = self._submit_to("gm")
        application.with_user(self.gm).write({"granted_limit": 0, "granted_end": False})
        self._refused(application.with_user(self.gm).action_approve, "above zero", "first and the last day")

    def test_only_the_deciding_tier_writes_what_is_granted(self):
        """B4, B7: neither sales nor finance nor the GM before or after their turn writes the granted limit."""
        application = self._submit_to("finance")
        for user in (self.sales, self.sales_head, self.finance, self.gm, self.chairman):
            with self.assertRaises(UserError):
                application.with_user(user).write({"granted_limit": 49000.0})
        with self.assertRaises(UserError):
            self._file(report=False, granted_limit=49000.0)
        self._approve_finance(application)
        self._approve_gm(application)
        with self.assertRaises(UserError):
            application.with_user(self.gm).write({"granted_limit": 49000.0})

    # B2 -------------------------------------------------------------------------------------------------------

    def test_finance_and_gm_have_two_working_days_each(self):
        """B2: handed over on Wednesday 18 March, finance decides until Friday's end, the GM from then on anew."""
        application = self._submit_to("finance")
        step = application.sudo().approval_current_step_id
        self.assertEqual(step.deadline, datetime(2026, 3, 20, 15, 59, 59))
        with freeze_time("2026-03-20 16:00:00"):
            step.invalidate_recordset(["late"])
            self.assertTrue(step.late)
            self.assertIn(application, self.Application.with_user(self.auditor).search([("approval_late", "=", True)]))
            self._approve_finance(application)
            step.invalidate_recordset(["late"])
            self.assertTrue(step.late, "what was late stays on record")
            self.assertEqual(
                application.sudo().approval_current_step_id.deadline,
                datetime(2026, 3, 24, 15, 59, 59),
                "Saturday morning in Shanghai; the GM has Monday and Tuesday",
            )

    def test_sales_head_and_chairman_have_no_deadline(self):
        """B2: none by default."""
        application = self._submit_to("sales_head", requested_limit=80000.0)
        self.assertFalse(application.approval_deadline)
        self._approve_sales_head(application)
        self._approve_finance(application)
        self._approve_gm(application)
        self.assertFalse(application.approval_deadline)

    # B3, A7 ---------------------------------------------------------------------------------------------------

    def test_finance_must_write_its_opinion(self):
        """B3: blank or spaces are no opinion."""
        application = self._submit_to("finance")
        self._refused(application.with_user(self.finance).action_approve, "B3")
        application.with_user(self.finance).finance_opinion = "   "
        self._refused(application.with_user(self.finance).action_approve, "B3")
        self._approve_finance(application, finance_opinion="Papers checked.")
        self.assertEqual(application.current_tier, "gm")

    def test_only_finance_writes_its_opinion_and_only_in_its_turn(self):
        """B3, B7: no one else, not before, not after."""
        application = self._submit_to("sales_head")
        for user in (self.sales, self.finance):
            with self.assertRaises(UserError):
                application.with_user(user).write({"finance_opinion": "Fine."})
        self._approve_sales_head(application)
        for user in (self.sales, self.sales_head, self.gm):
            with self.assertRaises(UserError):
                application.with_user(user).write({"finance_opinion": "Fine."})
        self._approve_finance(application)
        for user in (self.finance, self.gm):
            with self.assertRaises(UserError):
                application.with_user(user).write({"finance_opinion": "Not fine."})

    def _renewal(self, **over):
        agreement = self._make_agreement()
        return self._file(
            **{
                "kind": "renewal",
                "previous_agreement_id": agreement.id,
                "requested_start": date(2027, 1, 1),
                "requested_end": date(2027, 12, 31),
                "sales_evaluation": "Steady use, pays in time.",
                **over,
            }
        )

    def test_a_renewal_needs_the_evaluation_of_sales(self):
        """A7: spaces are no evaluation; the application is not submitted."""
        application = self._renewal(sales_evaluation="  ")
        self._refused(application.action_submit, "A7")

    def test_a_renewal_needs_finances_view_of_the_past_record(self):
        """A7, B3: for a renewal the opinion alone is not enough."""
        application = self._submit_to("finance", self._renewal())
        mine = application.with_user(self.finance)
        mine.write({"finance_opinion": "Papers checked.", "finance_credit_opinion": " "})
        self._refused(mine.action_approve, "A7")
        self._approve_finance(application)
        self.assertEqual(application.current_tier, "gm")

    # A3, C1 ---------------------------------------------------------------------------------------------------

    def test_the_last_approval_is_refused_while_a_paper_is_missing(self):
        """A3: the GM's approval would make the agreement; it is refused and names each paper, and nothing changes."""
        application = self._submit_to("gm", papers=("business_licence", "organisation_code"))
        with self.env.cr.savepoint(), self.assertRaises(UserError) as caught:
            self._approve_gm(application)
        for name in ("Tax registration certificate", "Legal representative's identity card", "Bank-account permit"):
            self.assertIn(name, str(caught.exception))

    def test_a_paper_that_expires_during_the_review_stops_it(self):
        """A3: it is the day of the last approval that counts."""
        application = self._file(report=True)
        application.document_ids[-1].expires_on = date(2026, 3, 18)
        self._submit_to("gm", application)
        with freeze_time("2026-03-19 04:00:00"):
            self._refused(lambda: self._approve_gm(application), "expired")

    def test_a_special_organisation_is_approved_without_seals(self):
        """A1, A3: no seal, no papers, but its details and the GM."""
        bureau = self.env["res.partner"].create(
            {
                "name": "Bureau of Culture",
                "is_company": True,
                "street": "Yanjiang Avenue 1",
                "city": "Wuhan",
                "phone": "027-8280",
                "company_registry": "12100000",
            }
        )
        self.env["res.partner"].create({"name": "Chen Jing", "parent_id": bureau.id})
        application = self._submit_to("gm", papers=(), kind="special", partner_id=bureau.id)
        self._approve_gm(application)
        self.assertEqual(application.agreement_id.kind, "special")

    def test_a_special_organisation_without_details_is_not_approved(self):
        """A3: the error says which details are missing."""
        application = self._submit_to("gm", papers=(), kind="special")
        self._refused(lambda: self._approve_gm(application), "address", "phone", "tax or organisation code")

    def test_a_policy_without_the_gm_approves_no_special_organisation(self):
        """A3: the GM's approval is a rule of its own, whatever the policy says."""
        self.env["hotel.approval.policy"].sudo().create(
            {
                "name": "Short",
                "model": "hotel.credit.application",
                "company_id": self.company.id,
                "date_from": date(2026, 1, 1),
                "tier_ids": [(0, 0, {"code": "sales_head", "name": "Sales head", "approver_kind": "sales_head"})],
            }
        )
        application = self._file(papers=(), kind="special")
        application.action_submit()
        self._refused(lambda: self._approve_sales_head(application), "GM")

    # A4 -------------------------------------------------------------------------------------------------------

    def test_finance_sends_back_for_another_investigation(self):
        """A4: the round ends, the report is kept as sent back, submitting again needs a new version that is passed."""
        application = self._submit_to("finance")
        first = application.investigation_id
        self._refused(lambda: application.with_user(self.finance).action_send_back("  "), "reason")
        application.with_user(self.finance).action_send_back("Ask its bank.")
        self.assertNotEqual(application.approval_state, "pending")
        self.assertEqual((first.state, first.sent_back_reason), ("sent_back", "Ask its bank."))
        self.assertFalse(application.investigation_id)
        self._refused(application.action_submit, "A5")
        second = self._pass_report(application)
        self.assertEqual((first.version, second.version), (1, 2))
        application.action_submit()
        self.assertEqual(application.approval_round, 2)
        self.assertEqual(len(application.investigation_ids), 2, "every version is kept")

    def test_the_gm_sends_back_too_and_nobody_else(self):
        """A4: sales head, chairman and who is not asked cannot."""
        application = self._submit_to("sales_head", requested_limit=80000.0)
        self._refused(lambda: application.with_user(self.sales_head).action_send_back("No."), "finance or the GM")
        self._approve_sales_head(application)
        for user in (self.sales, self.sales_head, self.gm, self.chairman):
            with self.assertRaises(UserError):
                application.with_user(user).action_send_back("No.")
        self._approve_finance(application)
        application.with_user(self.gm).action_send_back("Look at its subsidiaries.")
        self.assertEqual(application.investigation_ids.state, "sent_back")
        self._pass_report(application)
        self._submit_to("chairman", application)
        self._refused(lambda: application.with_user(self.chairman).action_send_back("No."), "finance or the GM")

    # B5, B6, B7 -----------------------------------------------------------------------------------------------

    def test_a_rejection_needs_a_reason_and_keeps_all_rounds(self):
        """B5: corrected and submitted again, both rounds stay on record; the passed report still counts."""
        application = self._submit_to("finance")
        self._refused(lambda: application.with_user(self.finance).action_reject(" "), "reason")
        application.with_user(self.finance).action_reject("The limit is too high.")
        application.requested_limit = 20000.0
        self._submit_to("gm", application)
        self._approve_gm(application)
        rounds = application.sudo().approval_step_ids.mapped("round")
        self.assertEqual(set(rounds), {1, 2})
        self.assertEqual(application.agreement_id.monthly_limit, 20000.0)

    def test_a_new_round_starts_from_what_is_asked_for(self):
        """B4, B5: what the GM granted in the first round does not decide the tiers of the second."""
        application = self._submit_to("gm")
        self._approve_gm(application, granted_limit=90000.0)
        application.with_user(self.chairman).action_reject("No.")
        application.action_submit()
        self.assertEqual(application.granted_limit, 30000.0)
        self.assertFalse(application.gm_granted_limit)
        self.assertEqual(self._steps(application)["chairman"], "skipped")

    def test_the_salesperson_of_the_application_does_not_approve_it(self):
        """B6: a sales head's own application needs a replacement, whoever pressed the button; none, no submission."""
        application = self._file(user_id=self.sales_head.id)
        self._refused(application.action_submit, "Sales Head may not decide this document")
        boss = self.env["hr.employee"].sudo().create({"name": "GM", "user_id": self.gm.id})
        self.env["hr.employee"].sudo().create({"name": "Head", "user_id": self.sales_head.id, "parent_id": boss.id})
        self.company.sudo().hotel_gm_id = self.chairman
        self.company.sudo().hotel_chairman_id = self.gm
        application.action_submit()
        with self.assertRaises(UserError):
            self._approve_sales_head(application)
        application.with_user(self.gm).action_approve()
        self.assertEqual(application.current_tier, "finance")

    def test_who_wrote_the_application_does_not_approve_it(self):
        """B6: what the sales head wrote for a salesperson is decided by somebody else, though that one submits it."""
        application = self._file(user=self.sales_head, user_id=self.sales.id)
        self._refused(application.with_user(self.sales).action_submit, "Sales Head may not decide this document")

    def test_the_sales_head_who_passed_the_report_approves_the_first_tier(self):
        """B6: passing the report is no decision on the application."""
        application = self._submit_to("sales_head")
        self.assertEqual(application.investigation_id.passed_by_id, self.sales_head)
        self._approve_sales_head(application)
        self.assertEqual(application.current_tier, "finance")

    def test_one_person_does_not_approve_two_tiers(self):
        """B6: a GM who also works in finance decides once."""
        self.finance.sudo().group_ids += self.env.ref("hotel_base.group_gm")
        self.company.sudo().hotel_gm_id = self.finance
        application = self._submit_to("finance")
        self._refused(lambda: self._approve_finance(application), "")

    def test_under_review_and_after_nothing_reviewed_changes(self):
        """B7: fields, papers and reports are locked for every role, by every command."""
        application = self._submit_to("sales_head")
        paper, report = application.document_ids[0], application.investigation_ids
        attempts = {
            "field": lambda own: own.write({"requested_limit": 1000.0}),
            "customer": lambda own: own.write({"partner_id": self.contact.id}),
            "edit a paper": lambda own: own.write({"document_ids": [(1, paper.id, {"sealed": False})]}),
            "delete a paper": lambda own: own.write({"document_ids": [(2, paper.id)]}),
            "add a paper": lambda own: own.write({"document_ids": [self._paper("other")]}),
            "a paper itself": lambda own: paper.with_env(own.env).write({"expires_on": date(2030, 1, 1)}),
            "take a paper away": lambda own: paper.with_env(own.env).unlink(),
            "a new report": lambda own: self._report(application, user=own.env.user),
            "the report": lambda own: report.with_env(own.env).write({"grade": "a"}),
            "context": lambda own: own.with_context(bypass=True, tracking_disable=True).write({"kind": "special"}),
        }
        for done in (False, True):
            if done:
                self._approve_sales_head(application)
                self._approve_finance(application)
                self._approve_gm(application)
            for name, attempt in attempts.items():
                for user in (self.sales, self.sales_head):
                    with self.subTest(attempt=name, user=user.name, approved=done):
                        with self.assertRaises(UserError), self.env.cr.savepoint():
                            attempt(application.with_user(user))
        self.assertEqual(application.requested_limit, 30000.0)
        self.assertTrue(paper.sealed)

    def test_sent_back_it_can_be_corrected(self):
        """B5, B7: the lock ends with the round."""
        application = self._submit_to("sales_head")
        application.with_user(self.sales_head).action_reject("Add the bank permit.")
        application.write({"requested_limit": 25000.0, "document_ids": [self._paper("bank_permit")]})
        self.assertEqual(application.requested_limit, 25000.0)

    def test_what_was_submitted_is_never_deleted(self):
        """M2, A4: not by its author, not by the sales head; nor a passed report of a draft."""
        draft = self._file()
        with self.assertRaises(UserError):
            draft.investigation_ids.unlink()
        draft.action_submit()
        draft.with_user(self.sales_head).action_reject("No.")
        for user in (self.sales, self.sales_head):
            with self.assertRaises(UserError):
                draft.with_user(user).unlink()

    def test_an_application_cannot_be_made_approved(self):
        """B7, C1: neither by values nor by default_* keys is a state, a grant or an agreement written."""
        agreement = self._make_agreement()
        for vals in (
            {"approval_state": "approved"},
            {"agreement_id": agreement.id},
            {"gm_granted_limit": 10**6},
            {"record_snapshot": {}},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self._file(report=False, **vals)
            context = {f"default_{name}": value for name, value in vals.items()}
            with self.subTest(context=context), self.assertRaises(UserError):
                self.Application.with_user(self.sales).with_context(**context).create({"partner_id": self.firm.id})

    def test_policies_and_lists_are_used_from_a_day_and_reviewed_yearly(self):
        """M6, M7: the delivered policies have a start date, a review date and its owner."""
        for xmlid in ("approval_policy_application", "approval_policy_increase"):
            policy = self.env.ref(f"hotel_credit.{xmlid}").sudo()
            self.assertEqual(policy.date_from, date(2014, 8, 26))
            self.assertTrue(policy.review_date)
            self.assertTrue(policy.review_owner_id)
            self.assertEqual(policy.tier_ids.mapped("code"), ["sales_head", "finance", "gm", "chairman"])
        self.assertEqual(self.env.ref("hotel_credit.approval_policy_guarantor").sudo().tier_ids.mapped("code"), ["gm"])
