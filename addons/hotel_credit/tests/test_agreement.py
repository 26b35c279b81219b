from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .agreement_case import AgreementCase, pdf
from .common import NOON, picture


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestAgreement(AgreementCase):
    def _hand_over(self, agreement):
        agreement.with_user(self.sales).action_hand_to_finance()
        return agreement

    # ------------------------------------------------------------------ C1

    def test_nobody_makes_an_agreement_by_hand(self):
        """C1: an agreement comes only from an approved application, over RPC as well."""
        values = {
            "partner_id": self.firm.id,
            "user_id": self.sales.id,
            "date_start": "2026-01-01",
            "date_end": "2026-12-31",
            "monthly_limit": 100,
        }
        for user in (self.sales, self.sales_head, self.finance_head, self.gm, self.auditor, self.manager, self.employee):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.env["hotel.credit.agreement"].with_user(user).create(values)
        agreement = self._make_agreement()
        with self.assertRaises(UserError):
            agreement.with_user(self.finance_head).copy()

    def test_an_application_that_is_not_approved_makes_no_agreement(self):
        """C1: `_create_from_application` asks for the approval itself."""
        application = self.env["hotel.credit.application"].with_user(self.sales).create({"partner_id": self.firm.id})
        with self.assertRaises(ValidationError):
            self.env["hotel.credit.agreement"]._create_from_application(application)

    def test_an_agreement_takes_the_granted_limit_and_dates(self):
        """C1: what was granted counts, not what was asked for; asking twice makes one."""
        application = self.env["hotel.credit.application"].sudo().create({
            "partner_id": self.contact.id,
            "user_id": self.sales.id,
            "requested_limit": 90000,
            "requested_start": "2026-04-01",
            "requested_end": "2027-03-31",
            "granted_limit_mode": "limited",
            "granted_limit": 30000,
            "granted_start": "2026-05-01",
            "granted_end": "2026-12-31",
            "approval_state": "approved",
        })
        agreement = self.env["hotel.credit.agreement"]._create_from_application(application)
        self.assertEqual(agreement.state, "to_sign")
        self.assertEqual(agreement.monthly_limit, 30000)
        self.assertEqual((agreement.date_start, agreement.date_end), (date(2026, 5, 1), date(2026, 12, 31)))
        self.assertEqual(agreement.commercial_partner_id, self.firm)
        self.assertEqual(self.env["hotel.credit.agreement"]._create_from_application(application), agreement)

    def test_an_activation_names_all_that_is_missing(self):
        """C1, C2: signature, seals, scan, letter, signer and hand-over in one message."""
        agreement = self._to_sign()
        with self.assertRaises(UserError) as raised:
            agreement.with_user(self.finance).action_activate()
        for words in (
            "customer's signature",
            "customer's seal",
            "responsible signature",
            "company seal",
            "finance seal",
            "scanned agreement",
            "authorisation letter",
            "authorised signer",
            "hand-over",
        ):
            self.assertIn(words, str(raised.exception))
        self.assertEqual(agreement.state, "to_sign")

    def test_finance_activates_a_complete_agreement(self):
        """C1, C2, C4: with all papers there finance activates, and the signer counts from the letter's receipt."""
        agreement = self._hand_over(self._add_papers(self._to_sign()))
        for user in (self.sales, self.sales_head, self.gm, self.auditor, self.cashier):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                agreement.with_user(user).action_activate()
        agreement.with_user(self.finance).action_activate()
        self.assertEqual(agreement.state, "active")
        self.assertEqual(agreement.activated_by_id, self.finance)
        self.assertEqual(agreement.signer_ids.valid_from, date(2026, 3, 17))
        self.assertTrue(agreement.signer_ids.code)

    def test_a_signer_without_specimen_stops_the_activation(self):
        """C1, C4: the error names the signer."""
        agreement = self._add_papers(self._to_sign(), signer_ids=[(0, 0, {"name": "Wang Fang"})])
        self._hand_over(agreement)
        with self.assertRaisesRegex(UserError, "Wang Fang"):
            agreement.with_user(self.finance).action_activate()

    def test_a_special_organisation_needs_no_seal_and_no_letter(self):
        """C1: but named signers with specimens."""
        agreement = self._to_sign(kind="special")
        agreement.with_user(self.sales).write({"hotel_signed": True})
        self._hand_over(agreement)
        with self.assertRaisesRegex(UserError, "authorised signer"):
            agreement.with_user(self.finance).action_activate()
        agreement.with_user(self.finance).write({
            "signer_ids": [(0, 0, {"name": "Secretary Chen", "specimen": picture()})]
        })
        agreement.with_user(self.finance).action_activate()
        self.assertEqual(agreement.state, "active")

    def test_papers_are_scans(self):
        """C1: a text file is no scanned agreement."""
        agreement = self._to_sign()
        with self.assertRaisesRegex(ValidationError, "Scanned agreement"):
            agreement.with_user(self.sales).scan_upload = b"aGVsbG8="
        self.assertFalse(agreement.has_scan)

    # ------------------------------------------------------------------ C2

    def test_finance_has_one_working_day_after_the_day_of_receipt(self):
        """C2: received on Friday, to be entered by the end of Monday; after that it is marked late for good."""
        agreement = self._add_papers(self._to_sign(), received_on=date(2026, 3, 13))
        self._hand_over(agreement)
        # The end of Monday 16 March in Shanghai.
        self.assertEqual(agreement.entry_due, datetime(2026, 3, 16, 15, 59, 59))
        clock = self.env["hotel.clock"].search([("res_model", "=", agreement._name), ("res_id", "=", agreement.id)])
        self.assertEqual(clock.kind, "agreement_entry")
        self.assertTrue(agreement.entry_late)
        agreement.with_user(self.finance).action_activate()
        self.assertTrue(agreement.entry_late)
        self.assertIn(agreement, agreement.search([("entry_late", "=", True)]))
        self.assertTrue(clock.stopped)
        self.assertTrue(clock.late)

    def test_an_entry_in_time_is_not_late(self):
        """C2: entered on the day of receipt."""
        agreement = self._hand_over(self._add_papers(self._to_sign()))
        agreement.with_user(self.finance).action_activate()
        self.assertFalse(agreement.entry_late)
        self.assertNotIn(agreement, agreement.search([("entry_late", "=", True)]))

    def test_papers_cannot_be_received_tomorrow(self):
        """C2: the day of receipt is a day that has come."""
        agreement = self._add_papers(self._to_sign(), received_on=date(2026, 3, 19))
        with self.assertRaisesRegex(UserError, "2026-03-19"):
            self._hand_over(agreement)

    def test_sales_cannot_change_papers_that_finance_has(self):
        """C2: after the hand-over finance alone enters."""
        agreement = self._hand_over(self._add_papers(self._to_sign()))
        with self.assertRaises(AccessError):
            agreement.with_user(self.sales).customer_sealed = False
        with self.assertRaises(AccessError):
            agreement.with_user(self.sales).signer_ids.name = "Somebody Else"
        agreement.with_user(self.finance).customer_sealed = False
        self.assertFalse(agreement.customer_sealed)

    def test_the_auditor_writes_archive_number_and_place_only(self):
        """C2: and it is kept who filed it."""
        agreement = self._make_agreement()
        auditor = agreement.with_user(self.auditor)
        auditor.write({"archive_number": "2026-017", "archive_place": "Cabinet 3"})
        self.assertEqual(agreement.archived_by_id, self.auditor)
        for values in ({"monthly_limit": 1}, {"outlet_ids": [(5,)]}, {"note": "x"}, {"user_id": self.sales2.id}):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                auditor.write(values)
        for user in (self.sales, self.finance_head, self.gm):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                agreement.with_user(user).archive_number = "X"

    def test_opening_the_scan_is_the_only_way_to_it_and_is_logged(self):
        """C2: read, export and search give nothing; the logged road names who opened it."""
        agreement = self._add_papers(self._to_sign())
        for user in (self.auditor, self.finance_head, self.gm, self.sales):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                agreement.with_user(user).read(["scan"])
        agreement.invalidate_recordset()
        self.assertFalse(agreement.with_user(self.auditor).scan_upload)
        log = self.env["hotel.access.log"].sudo()
        before = log.search_count([])
        content, filename = agreement.with_user(self.auditor).read_paper("scan")
        self.assertEqual((content, filename), (pdf(), "agreement.pdf"))
        entry = log.search([("res_model", "=", agreement._name)], limit=1)
        self.assertEqual(log.search_count([]), before + 1)
        self.assertEqual((entry.user_id, entry.res_id), (self.auditor, agreement.id))
        with self.assertRaises(AccessError):
            agreement.with_user(self.cashier).read_paper("scan")

    # ------------------------------------------------------------------ C3

    def test_every_outlet_is_told_of_activation_change_and_end(self):
        """C3: a revision each time, confirmed by the outlet's cashiers; the count shows who has not."""
        self.front.cashier_ids = self.cashier
        agreement = self._hand_over(self._add_papers(self._to_sign()))
        agreement.with_user(self.finance).action_activate()
        rows = agreement.acknowledgement_ids.filtered(lambda row: row.state == "waiting")
        self.assertEqual(rows.outlet_id, self.front | self.restaurant)
        self.assertEqual((agreement.revision, agreement.unacknowledged_count), (1, 2))
        rows.filtered(lambda row: row.outlet_id == self.front).with_user(self.cashier).action_acknowledge()
        agreement.invalidate_recordset()
        self.assertEqual((agreement.acknowledged_count, agreement.unacknowledged_count), (1, 1))
        agreement.with_user(self.finance).outlet_ids = self.front
        self.assertEqual(agreement.revision, 2)
        agreement.with_user(self.finance_head).action_terminate("Firm dissolved")
        self.assertEqual(agreement.revision, 3)
        agreement.invalidate_recordset()
        self.assertEqual(agreement.unacknowledged_count, 2)
        self.assertIn(agreement, agreement.search([("acknowledgement_ids.state", "=", "waiting")]))

    # ------------------------------------------------------------------ C5, C6

    def test_expiry_comes_the_day_after_the_last_day(self):
        """C5, A6: the last day itself is valid; the day after, no charge, and the state says so."""
        agreement = self._make_agreement(date_end=date(2026, 3, 18))
        self.env["hotel.credit.agreement"]._expire_due()
        self.assertEqual(agreement.state, "active")
        self.assertTrue(agreement._counts_on(date(2026, 3, 18)))
        # 16:30 UTC is the next day in Shanghai.
        with freeze_time("2026-03-18 16:30:00"):
            self.env["hotel.credit.agreement"]._expire_due()
        self.assertEqual(agreement.state, "expired")
        self.assertFalse(agreement._counts_on(date(2026, 3, 19)))

    def test_finance_head_and_gm_suspend_lift_and_terminate_with_a_reason(self):
        """C6: nobody else, and never without a reason; who and why stay on record."""
        agreement = self._make_agreement()
        for user in (self.sales, self.sales_head, self.finance, self.auditor, self.cashier, self.chairman):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                agreement.with_user(user).action_suspend("Because")
        with self.assertRaises(UserError):
            agreement.with_user(self.gm).action_suspend("  ")
        agreement.with_user(self.gm).action_suspend("Cheque returned")
        self.assertEqual(agreement.state, "suspended")
        self.assertEqual(agreement.suspension_reason, "Cheque returned")
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            agreement.with_user(self.finance).action_lift("Paid")
        agreement.with_user(self.finance_head).action_lift("Paid")
        self.assertEqual(agreement.state, "active")
        suspension = agreement.suspension_ids
        self.assertEqual((suspension.suspended_by_id, suspension.lifted_by_id), (self.gm, self.finance_head))
        agreement.with_user(self.gm).action_terminate("Moved away")
        self.assertEqual((agreement.state, agreement.terminated_on), ("terminated", date(2026, 3, 18)))
        with self.assertRaises(UserError):
            agreement.with_user(self.gm).action_lift("Back again")

    def test_no_state_is_written_past_the_table(self):
        """C5: not by a role over RPC, not with a default in the context, not by the server's own code."""
        agreement = self._make_agreement()
        for user in (self.sales, self.finance_head, self.gm, self.auditor, self.manager):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                agreement.with_user(user).write({"state": "terminated"})
        agreement.sudo().write({"state": "expired"})
        with self.assertRaises(UserError):
            agreement.sudo().write({"state": "active"})

    def test_a_firm_has_one_running_agreement_a_company(self):
        """C5: the database holds it, for any contact of the firm."""
        self._make_agreement()
        with self.assertRaises(Exception) as raised, mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self._make_agreement(partner_id=self.contact.id, signer={"code": "S2"}, date_start=date(2026, 12, 31), date_end=date(2027, 1, 31))
        self.assertIn("_one_running", str(raised.exception))
        self._make_agreement(signer={"code": "S3"}, date_start=date(2027, 1, 1), date_end=date(2027, 12, 31))
        self.env.cr.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'hotel_credit_agreement_one_running'"
        )
        [(definition,)] = self.env.cr.fetchall()
        self.assertIn("EXCLUDE USING gist", definition)
        self.assertIn("daterange", definition)

    def test_the_overlap_is_named_before_the_activation(self):
        """C1, C5: the message names the agreement in the way."""
        running = self._make_agreement()
        agreement = self._hand_over(self._add_papers(self._to_sign(date_start=date(2026, 12, 1), date_end=date(2027, 5, 31))))
        with self.assertRaisesRegex(UserError, running.name):
            agreement.with_user(self.finance).action_activate()

    def test_a_decided_agreement_is_kept(self):
        """M2, C6: no deletion, not even by the server, and its suspensions stay with it."""
        agreement = self._make_agreement()
        agreement.with_user(self.gm).action_suspend("Check")
        agreement.with_user(self.gm).action_lift("Checked")
        with self.assertRaises(UserError):
            agreement.sudo().unlink()
        with self.assertRaises(UserError):
            agreement.suspension_ids.sudo().unlink()

    # ------------------------------------------------------------------ C7

    def test_a_branch_never_sees_anothers_agreement(self):
        """C7: neither the agreement nor its signers, suspensions and notices."""
        agreement = self._make_agreement()
        agreement.with_user(self.gm).action_suspend("Check")
        other = self.env["res.company"].create({"name": "Branch"})
        stranger = self.gm.copy({"login": "other_gm", "company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        for model in ("hotel.credit.agreement", "hotel.credit.signer", "hotel.credit.suspension"):
            self.assertTrue(self.env[model].with_user(self.gm).search([]))
            self.assertFalse(self.env[model].with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            agreement.with_user(stranger).read(["monthly_limit"])

    def test_a_lowered_limit_reaches_the_running_month(self):
        """C3, D3: the month's counter takes max(used, new) at once, and the outlets are told."""
        agreement = self._make_agreement()
        month = self.env["hotel.credit.month"].sudo().create({
            "company_id": self.company.id,
            "commercial_partner_id": self.firm.id,
            "currency_id": agreement.currency_id.id,
            "month": date(2026, 3, 1),
            "limit": 10000,
            "used": 7000,
        })
        agreement.sudo().monthly_limit = 5000
        month.invalidate_recordset()
        self.assertEqual(month.limit, 7000)
        self.assertEqual(agreement.revision, 1)
