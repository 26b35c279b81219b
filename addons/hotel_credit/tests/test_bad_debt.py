import base64
import hashlib
from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .agreement_case import pdf
from .common_dunning import FIRST, SECOND, SUNDAY, HotelDunningCommon
from .test_billing import MARCH

#: Noon in Shanghai on 1 June 2026.
JUNE = "2026-06-01 04:00:00"


class HotelBadDebtCommon(HotelDunningCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Debt = cls.env["hotel.bad.debt"]
        cls.item = cls.invoice.line_ids.filtered(lambda line: line.account_type == "asset_receivable")

    @classmethod
    def _claim(cls, ground="insolvency", items=None, user=None, evidence=("ground",), **over):
        """Return a draft claim by finance with a real PDF of each kind of evidence."""
        items = cls.item if items is None else items
        return cls.Debt.with_user(user or cls.finance).create(
            {
                "partner_id": cls.firm.id,
                "ground": ground,
                "description": "Visited twice, the office is empty.",
                "line_ids": [Command.create({"item_id": item.id}) for item in items],
                "evidence_ids": [
                    Command.create({"kind": kind, "name": f"{kind}.pdf", "file": pdf(kind)}) for kind in evidence
                ],
                **over,
            }
        )

    @classmethod
    def _decide(cls, debt, late=None):
        """Have finance head, GM and chairman approve; `late`: what finance decides on a late warning."""
        for user in (cls.finance_head, cls.gm, cls.chairman):
            mine = debt.with_user(user)
            if late and user == cls.finance_head:
                mine.write({"late_caused": late, "late_reason": "The customer was still solvent in April."})
            mine.action_approve()
        return debt

    @classmethod
    def _lose(cls, late=None, **over):
        """Return a claim that is approved and written off."""
        debt = cls._claim(**over)
        debt.action_submit()
        return cls._decide(debt, late)

    def _booked(self, move):
        """Return {(account type, partner): balance} of an entry."""
        booked = {}
        for line in move.sudo().line_ids:
            key = line.account_type, line.partner_id
            booked[key] = round(booked.get(key, 0.0) + line.balance, 2)
        return booked


@tagged("post_install", "-at_install")
class TestBadDebt(HotelBadDebtCommon):
    # ------------------------------------------------------------------ G4

    @freeze_time(JUNE)
    def test_a_claim_needs_the_evidence_of_its_ground(self):
        """G4: bankruptcy also needs evidence that the assets do not suffice; the message names what is missing."""
        debt = self._claim("bankruptcy", evidence=())
        with self.assertRaisesRegex(UserError, "(?s)Shows the ground.*Shows that assets"):
            debt.action_submit()
        debt.evidence_ids = [Command.create({"kind": "ground", "name": "court.pdf", "file": pdf("court")})]
        with self.assertRaisesRegex(UserError, "Shows that assets"):
            debt.action_submit()
        debt.evidence_ids = [Command.create({"kind": "shortfall", "name": "assets.pdf", "file": pdf("assets")})]
        debt.action_submit()
        self.assertEqual(debt.approval_state, "pending")

    @freeze_time(JUNE)
    def test_a_claim_names_invoices_and_says_what_happened(self):
        """G4: all reasons at once."""
        debt = self._claim(items=self.env["account.move.line"], description=" ")
        with self.assertRaisesRegex(UserError, "(?s)names no invoice.*what happened"):
            debt.action_submit()

    @freeze_time(JUNE)
    def test_three_years_are_three_years(self):
        """G4: the ground "three years overdue" names what is younger."""
        debt = self._claim("overdue")
        with self.assertRaisesRegex(UserError, "Not overdue for 3 years"):
            debt.action_submit()
        with freeze_time("2029-04-24 04:00:00"), self.assertRaises(UserError):
            debt.action_submit()
        with freeze_time("2029-04-25 04:00:00"):
            debt.action_submit()

    @freeze_time(JUNE)
    def test_evidence_keeps_its_sha256_and_never_changes(self):
        """G4: neither file nor name, by nobody, on no road; a changed file is found and stops the approval."""
        debt = self._claim()
        evidence = debt.evidence_ids
        data = base64.b64decode(pdf("ground"))
        self.assertEqual(len(evidence.sha256), 64)
        self.assertEqual(evidence.sha256, hashlib.sha256(base64.b64decode(evidence.with_context(bin_size=False).file)).hexdigest())
        self.assertEqual(evidence.mimetype, "application/pdf")
        self.assertTrue(data.startswith(b"%PDF"))
        for values in ({"file": pdf("other")}, {"name": "x.pdf"}, {"sha256": "0" * 64}, {"debt_id": debt.id}):
            for role in ("finance", "finance_head", "gm", "manager"):
                with self.subTest(values=list(values), role=role), self.assertRaises(UserError), self.env.cr.savepoint():
                    evidence.with_user(getattr(self, role)).write(values)
        attachment = self.env["ir.attachment"].sudo().search(
            [("res_model", "=", evidence._name), ("res_id", "=", evidence.id), ("res_field", "=", "file")]
        )
        self.assertEqual(len(attachment), 1)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            attachment.with_user(self.finance_head).write({"raw": b"%PDF-forged"})
        debt.action_submit()
        # Somebody with the database or the file store in hand.
        attachment.write({"raw": b"%PDF-forged"})
        evidence.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "SHA-256"):
            debt.with_user(self.auditor).action_check_evidence()
        with self.assertRaisesRegex(UserError, "SHA-256"):
            debt.with_user(self.finance_head).action_approve()

    @freeze_time(JUNE)
    def test_what_is_no_scan_is_refused(self):
        """G4: a program or an empty file proves nothing."""
        for content in (base64.b64encode(b"MZ\x90\x00"), b"", base64.b64encode(b"<script>")):
            with self.subTest(content), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self._claim(evidence_ids=[Command.create({"kind": "ground", "name": "x.pdf", "file": content})])

    @freeze_time(JUNE)
    def test_evidence_that_was_submitted_stays(self):
        """G4, M2: also when the claim was sent back; what was added by mistake before goes."""
        debt = self._claim(evidence=("ground", "shortfall"))
        debt.evidence_ids[1].unlink()
        debt.action_submit()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            debt.evidence_ids.unlink()
        debt.with_user(self.finance_head).action_reject("Ask the court.")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            debt.evidence_ids.unlink()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            debt.unlink()

    @freeze_time(JUNE)
    def test_only_what_the_customer_owes_us_is_claimed_and_only_once(self):
        """G4: other customers' invoices and other entries are refused, an invoice is on one claim."""
        other = self._bill_more(MARCH, self._other_agreement("Other"))
        receivable = other.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        income = self.invoice.line_ids.filtered(lambda line: line.account_type == "income")[:1]
        for item in (receivable, income):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self._claim(items=item)
        first = self._claim()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self._claim()
            self.env.flush_all()
        first.action_submit()
        first.action_approval_cancel("Paid.")
        self.env.flush_all()
        self._claim()

    # ------------------------------------------------------------------ G5, G6

    @freeze_time(JUNE)
    def test_finance_gm_and_chairman_approve_and_the_entry_is_posted(self):
        """G5, G6: after the third approval the receivable is cleared; the salesperson owes the hotel."""
        self.Run.create({"company_id": self.company.id, "day": date(2026, 4, 26)})
        with freeze_time(FIRST):
            self._dun()
        debt = self._claim()
        self.assertEqual((debt.amount, debt.late_days), (1000.0, 0))
        debt.action_submit()
        self.assertEqual(
            debt.approval_step_ids.sorted("sequence").mapped("tier_code"), ["finance", "gm", "chairman"]
        )
        with self.assertRaises(UserError), self.env.cr.savepoint():
            debt.action_approve()
        for user in (self.finance_head, self.gm):
            debt.with_user(user).action_approve()
            self.assertFalse(debt.move_id)
            self.assertEqual(self.invoice.amount_residual, 1000.0)
        debt.with_user(self.chairman).action_approve()
        self.assertEqual((debt.approval_state, debt.written_off), ("approved", 1000.0))
        self.assertEqual(self.invoice.amount_residual, 0.0)
        move = debt.sudo().move_id
        self.assertEqual(move.state, "posted")
        employee = self.company.sudo().hotel_employee_receivable_account_id
        [debit] = move.line_ids.filtered(lambda line: line.balance > 0)
        self.assertEqual((debit.account_id, debit.partner_id, debit.balance), (employee, self.sales.partner_id, 1000.0))
        self.assertEqual(self._notices().state, "closed")
        self.assertEqual(self.invoice.sudo().hotel_guarantee_ids.state, "called")

    @freeze_time(JUNE)
    def test_the_shares_add_up_to_the_cent(self):
        """G6: two salespeople in one month are liable by the sums of their slips; cents included."""
        self.agreement.sudo().user_id = self.sales
        with freeze_time("2026-04-30 22:01:00"):
            self._slip(date(2026, 4, 5), food=100.0)
            self._slip(date(2026, 4, 6), food=200.01, salesperson=self.sales2)
            self._bill(date(2026, 4, 1))
        april = self.env["account.move"].search([("hotel_month", "=", date(2026, 4, 1))])
        debt = self._lose("no", items=april.line_ids.filtered(lambda line: line.account_type == "asset_receivable"))
        owed = {share.user_id: share.amount for share in debt.share_ids}
        self.assertEqual(owed, {self.sales: 100.0, self.sales2: 200.01})
        self.assertEqual(sum(debt.sudo().move_id.line_ids.mapped("balance")), 0.0)

    @freeze_time(JUNE)
    def test_what_nobody_is_liable_for_is_expense(self):
        """G6: an invoice without a liable person goes to bad-debt expense."""
        self.env.cr.execute("DELETE FROM hotel_guarantee_holder; DELETE FROM hotel_guarantee")
        self.env.invalidate_all()
        debt = self._lose("no")
        [debit] = debt.sudo().move_id.line_ids.filtered(lambda line: line.balance > 0)
        self.assertEqual(debit.account_id, self.company.sudo().hotel_bad_debt_account_id)
        self.assertFalse(debt.share_ids)

    @freeze_time(JUNE)
    def test_a_late_warning_must_be_decided_with_a_reason(self):
        """G3, G5: issued four weeks late; nobody approves before it is decided; the reviewer alone writes it."""
        with freeze_time("2026-05-24 17:00:00"):
            self._dun()
        debt = self._claim()
        self.assertEqual(debt.late_days, 28)
        self.assertEqual((debt.line_ids.warning_due_on, debt.line_ids.warning_issued_on), (date(2026, 4, 27), date(2026, 5, 25)))
        with self.assertRaises(UserError), self.env.cr.savepoint():
            debt.write({"late_caused": "no"})
        debt.action_submit()
        with self.assertRaisesRegex(UserError, "28 days late"):
            debt.with_user(self.finance_head).action_approve()
        debt.with_user(self.finance_head).write({"late_caused": "yes"})
        with self.assertRaisesRegex(UserError, "28 days late"):
            debt.with_user(self.finance_head).action_approve()
        debt.with_user(self.finance_head).late_reason = "The money left the account in those weeks."
        with self.assertRaises(UserError), self.env.cr.savepoint():
            debt.with_user(self.gm).write({"late_caused": "no"})
        debt.with_user(self.finance_head).action_approve()
        self.assertEqual({share.user_id: share.amount for share in debt.share_ids}, {self.finance_head: 1000.0})
        # The GM sees it otherwise, and the chairman agrees with the finance head.
        debt.with_user(self.gm).write({"late_caused": "no", "late_reason": "He was broke before."})
        self.assertEqual(debt.share_ids.user_id, self.sales)
        debt.with_user(self.gm).action_approve()
        debt.with_user(self.chairman).write({"late_caused": "yes", "late_reason": "He was not."})
        debt.with_user(self.chairman).action_approve()
        [debit] = debt.sudo().move_id.line_ids.filtered(lambda line: line.balance > 0)
        self.assertEqual((debit.partner_id, debit.balance), (self.finance_head.partner_id, 1000.0))
        self.assertTrue(debt.share_ids.as_head)

    @freeze_time(JUNE)
    def test_a_warning_that_never_came_is_late(self):
        """G3: due on 27 April, not issued until today."""
        debt = self._claim()
        self.assertEqual((debt.late_days, debt.line_ids.warning_issued_on), (35, False))

    @freeze_time(SUNDAY)
    def test_before_the_first_warning_is_due_none_is_late(self):
        """G3: on the Sunday after the due day nothing was missed."""
        self.assertEqual(self._claim().late_days, 0)

    @freeze_time(JUNE)
    def test_a_payment_in_between_stops_the_claim(self):
        """G5: what is open must be what was claimed; sent back and submitted anew it goes on."""
        debt = self._claim()
        debt.action_submit()
        self._pay(300, date(2026, 6, 1))
        debt.with_user(self.finance_head).write({"late_caused": "no", "late_reason": "It did not matter."})
        with self.assertRaisesRegex(UserError, "700.00"):
            debt.with_user(self.finance_head).action_approve()
        debt.with_user(self.finance_head).action_reject("He paid a part.")
        debt.action_submit()
        self.assertEqual(debt.amount, 700.0)
        self._decide(debt)
        self.assertEqual(debt.written_off, 700.0)

    @freeze_time(JUNE)
    def test_the_entry_stays(self):
        """G5, M2: neither back to draft nor reversed nor unreconciled, by nobody."""
        debt = self._lose("no")
        move = debt.sudo().move_id.with_user(self.finance_head)
        [owed] = move.line_ids.filtered(lambda line: line.balance > 0)
        for step in (
            move.button_draft,
            move._reverse_moves,
            move.unlink,
            lambda: move.write({"state": "draft"}),
            lambda: self.item.with_user(self.finance_head).remove_move_reconcile(),
            lambda: owed.write({"partner_id": self.sales2.partner_id.id}),
            lambda: owed.write({"account_id": self.company_data["default_account_expense"].id}),
            lambda: move.write({"line_ids": [Command.update(owed.id, {"partner_id": self.sales2.partner_id.id})]}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                step()
        self.assertEqual(self.invoice.amount_residual, 0.0)
        self.assertEqual(owed.partner_id, self.sales.partner_id)

    @freeze_time(JUNE)
    def test_nobody_passes_an_entry_off_as_a_bad_debt(self):
        """F3, G5: the link to the claim is the server's; a misc entry of finance's does not clear a receivable."""
        debt = self._claim()
        journal = self.env["account.journal"].search([("company_id", "=", self.company.id), ("type", "=", "general")], limit=1)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env["account.move"].with_user(self.finance_head).create(
                {"move_type": "entry", "journal_id": journal.id, "hotel_bad_debt_id": debt.id}
            )

    @freeze_time(JUNE)
    def test_another_currency_is_cleared_without_a_difference(self):
        """G6: an agreement in euros; the employees owe the company's currency; the books balance."""
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create({"name": "2026-01-01", "rate": 0.128, "currency_id": euro.id, "company_id": self.company.id})
        agreement = self._other_agreement("Euro", currency_id=euro.id)
        move = self._bill_more(MARCH, agreement, 77.77)
        item = move.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        debt = self._lose("no", items=item, partner_id=agreement.partner_id.id)
        self.assertEqual((move.amount_residual, item.amount_residual), (0.0, 0.0))
        self.assertEqual(debt.written_off, item.balance)
        self.assertEqual(debt.share_ids.amount, item.balance)
        self.assertFalse(self.env["account.move"].sudo().search([("exchange_diff_partial_ids", "!=", False)]))

    # ------------------------------------------------------------------ G7

    @freeze_time(JUNE)
    def test_a_recovery_reduces_the_employees_receivable_first(self):
        """G7: 300 of 1,000 come in; then too much is refused."""
        debt = self._lose("no")
        payment = self._pay(1200, date(2026, 6, 1))
        credit = payment.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        wizard = self._recover(debt, credit, 300.0)
        recovery = debt.recovery_ids
        self.assertEqual((recovery.amount, recovery.to_employees), (300.0, 300.0))
        self.assertEqual((debt.still_lost, debt.share_ids.left), (700.0, 700.0))
        account = self.company.sudo().hotel_employee_receivable_account_id
        owed = self.env["account.move.line"].sudo().search([("account_id", "=", account.id), ("amount_residual", "!=", 0)])
        self.assertEqual(owed.amount_residual, 700.0)
        self.assertEqual(credit.amount_residual, -900.0)
        self.assertEqual(wizard.amount, 300.0)
        with self.assertRaisesRegex(UserError, "700.00"):
            self._recover(debt, credit, 700.01)
        self._recover(debt, credit, 700.0)
        self.assertEqual((debt.still_lost, owed.amount_residual), (0.0, 0.0))
        self.assertEqual(self.invoice.sudo().hotel_guarantee_ids.state, "released")

    def _recover(self, debt, item, amount):
        wizard = self.env["hotel.bad.debt.recover"].with_user(self.finance).create(
            {"debt_id": debt.id, "item_id": item.id, "amount": amount}
        )
        wizard.action_book()
        return wizard

    @freeze_time(JUNE)
    def test_the_expense_comes_back_last(self):
        """G7: half was expense; the employee's half is reduced first."""
        debt = self._lose("no")
        share = debt.sudo().share_ids
        share.amount = 400.0
        credit = self._pay(500, date(2026, 6, 1)).move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        self._recover(debt, credit, 500.0)
        move = debt.sudo().recovery_ids.move_id
        booked = {line.account_id.account_type: line.balance for line in move.line_ids if line.balance < 0}
        self.assertEqual(booked, {"asset_receivable": -400.0, "expense": -100.0})

    @freeze_time(JUNE)
    def test_a_recovery_is_money_of_this_customer(self):
        """G7: neither another customer's payment nor a claim that is not decided."""
        debt = self._lose("no")
        other = self.env["res.partner"].create({"name": "Other"})
        credit = self._pay(100, date(2026, 6, 1), partner_id=other.id).move_id.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        with self.assertRaisesRegex(UserError, "no open payment"):
            self._recover(debt, credit, 100.0)
        with self.assertRaises(UserError):
            self._recover(debt, credit, -5.0)

    # ------------------------------------------------------------------ G4: by itself

    def test_debts_over_three_years_are_proposed_by_themselves(self):
        """G4, F7: on the very day, one claim a customer with the hotel's own record as evidence; once."""
        Debt = self.Debt.sudo()
        with freeze_time(FIRST):
            self._dun()
        with freeze_time("2029-04-24 04:00:00"):
            self.assertEqual(Debt._propose_chunk(10), 0)
        with freeze_time("2029-04-25 04:00:00"):
            self.assertEqual(Debt._propose_chunk(10), 1)
            self.assertEqual(Debt._propose_chunk(10), 0)
            debt = Debt.search([("proposed", "=", True)])
            self.assertEqual((debt.partner_id, debt.ground, debt.amount), (self.firm, "overdue", 1000.0))
            self.assertEqual(debt.activity_ids.user_id, self.finance_head)
            text = base64.b64decode(debt.evidence_ids.file).decode("utf-8-sig")
            for word in (self.invoice.name, "2026-04-25", "1000.0", self._notices().name):
                self.assertIn(word, text)
            mine = debt.with_user(self.finance)
            mine.action_submit()
            mine.action_approval_cancel("We sue.")
            self.assertEqual(Debt._propose_chunk(10), 0)

    @freeze_time(JUNE)
    def test_a_second_notice_of_the_claimed_invoice_is_still_issued(self):
        """G1: a claim under review does not stop the dunning."""
        self._claim().action_submit()
        self.assertTrue(self._issue(SECOND))
