import base64
from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .agreement_case import pdf
from .common import picture
from .statement_case import FIFTH, LAST_SECOND, SECOND, SIXTH, TOO_LATE, StatementCase


@tagged("post_install", "-at_install")
class TestStatementAnswer(StatementCase):
    def _clocks(self, record, kind):
        return self.env["hotel.clock"].sudo().search([("res_model", "=", record._name), ("res_id", "=", record.id), ("kind", "=", kind)])

    def _paper(self, user=None, **values):
        return (
            self.env["hotel.statement.answer"]
            .with_user(user or self.finance)
            .create({"statement_id": self.statement.id, "name": "Director Wang", "scan": pdf(), "scan_filename": "paper.pdf", **values})
        )

    def test_the_customer_confirms_up_to_the_last_second_of_the_fifth(self):
        """F2: the 5th is a day in the hotel's time zone; one second later it is too late, and the message names the contact."""
        self._send()
        with freeze_time(TOO_LATE), self.assertRaisesRegex(UserError, "until 04/05/2026. Please speak to Sales"):
            self._confirm()
        with freeze_time(TOO_LATE), self.assertRaisesRegex(UserError, "until 04/05/2026"):
            self._dispute(self.meal)
        self.assertEqual(self.statement.state, "sent")
        with freeze_time(LAST_SECOND):
            self._confirm()
        self.assertRecordValues(
            self.statement,
            [
                {
                    "state": "confirmed",
                    "confirmed_name": "Li Wei",
                    "confirmed_way": "link",
                    "confirmed_on": date(2026, 4, 5),
                    "confirmed_at": datetime(2026, 4, 5, 15, 59, 59),
                    "late": False,
                }
            ],
        )

    def test_what_was_not_sent_is_not_confirmed(self):
        """F2: first sent, then confirmed or disputed."""
        with freeze_time(SECOND), self.assertRaisesRegex(UserError, "has not been sent yet"):
            self._confirm()

    def test_a_confirmation_needs_a_name_and_is_made_once(self):
        """F2, M2: who confirmed stays on record."""
        self._send()
        with freeze_time(SECOND):
            with self.assertRaisesRegex(UserError, "Give your name"):
                self._confirm(name="  ")
            self._confirm()
            with self.assertRaisesRegex(UserError, "confirmed by Li Wei on 04/02/2026"):
                self._confirm(name="Somebody else")
            with self.assertRaisesRegex(UserError, "confirmed by Li Wei"):
                self._dispute(self.meal)
        self.assertEqual(self.statement.confirmed_name, "Li Wei")

    def test_a_dispute_holds_its_line_and_nothing_else(self):
        """F2: the other slips can be confirmed, and the invoice is due on the 25th all the same."""
        self._send()
        with freeze_time(SECOND):
            dispute = self._dispute(self.meal, files=[("proof.pdf", base64.b64decode(pdf()))])
            self.assertEqual(self.statement.state, "disputed")
            self.assertEqual((self.statement.open_dispute_count, self.statement.disputed_amount), (1, 120.0))
            self._confirm()
        self.assertEqual((self.statement.state, self.statement.confirmed_name), ("disputed", "Li Wei"))
        self.assertEqual((self.statement.due_date, self.statement.residual), (date(2026, 4, 25), 800.0))
        self.assertRecordValues(
            dispute,
            [
                {
                    "charge_id": self.meal.id,
                    "comment": "We were not there",
                    "disputed_name": "Li Wei",
                    "disputed_way": "link",
                    "state": "open",
                    "amount": 120.0,
                }
            ],
        )
        self.assertEqual(dispute.attachment_ids.mapped("name"), ["proof.pdf"])
        with freeze_time(SIXTH):
            dispute.with_user(self.finance).action_reject("The bill is signed by Mr Zhang.")
        self.assertRecordValues(
            dispute,
            [{"state": "rejected", "resolution": "The bill is signed by Mr Zhang.", "resolved_by_id": self.finance.id}],
        )
        self.assertEqual(self.statement.state, "confirmed")

    def test_a_line_is_disputed_once_with_a_reason_and_on_its_own_statement(self):
        """F2: all that is wrong is told; a withdrawn dispute may be made anew, a decided one may not."""
        other = self._other_agreement("Stranger")
        foreign = self._slip(date(2026, 3, 9), other)
        with freeze_time(SECOND):
            self._bill()
        self._send()
        with freeze_time(SECOND):
            with self.assertRaisesRegex(UserError, "not on statement"):
                self._dispute(foreign)
            with self.assertRaisesRegex(UserError, "Say what is wrong"):
                self._dispute(self.meal, comment=" ")
            first = self._dispute(self.meal)
            with self.assertRaisesRegex(UserError, "in dispute already"):
                self._dispute(self.meal)
            first._withdraw()
            self.assertEqual(self.statement.state, "sent")
            second = self._dispute(self.meal)
            second.with_user(self.finance).action_reject("It is signed.")
            with self.assertRaisesRegex(UserError, "was decided"):
                self._dispute(self.meal)
            with self.assertRaisesRegex(UserError, r"closed \(Charge stands\)"):
                second._withdraw()
            with self.assertRaisesRegex(UserError, "closed"):
                second.with_user(self.finance).action_reject("Twice")
        self.assertEqual(self.statement.dispute_ids.mapped("state"), ["rejected", "withdrawn"])

    def test_the_unconfirmed_are_listed_as_late_after_the_fifth(self):
        """F2: neither the confirmed nor the disputed ones; and on the 5th itself nobody is late."""
        other = self._other_agreement("Silent")
        self._slip(date(2026, 3, 9), other)
        with freeze_time(SECOND):
            self._bill()
            silent = self._statement(agreement=other)
            silent.with_user(self.finance).action_mark_sent()
        self._send()
        with freeze_time(SECOND):
            self._dispute(self.meal)
        Statement = self.env["hotel.statement"].with_user(self.finance)
        for when, late in ((LAST_SECOND, Statement), (TOO_LATE, silent)):
            with freeze_time(when), self.subTest(when):
                (silent | self.statement).invalidate_recordset()
                self.assertEqual(Statement.search([("late", "=", True), ("company_id", "=", self.company.id)]), late)
                self.assertEqual(silent.late, bool(late))
                self.assertIn(self.statement, Statement.search([("late", "=", False)]))

    def test_the_salesperson_has_a_deadline_until_the_customer_answers(self):
        """F2: one clock, due with the 5th, reminded on the 3rd; an answer in time stops it, silence makes it late."""
        self._send()
        clock = self._clocks(self.statement, "statement_confirm")
        self.assertRecordValues(
            clock,
            [
                {
                    "owner_id": self.sales.id,
                    "due": datetime(2026, 4, 5, 15, 59, 59),
                    "remind_at": datetime(2026, 4, 2, 16, 0, 0),
                    "stopped": False,
                }
            ],
        )
        with freeze_time(TOO_LATE):
            clock.invalidate_recordset(["late"])
            self.assertTrue(clock.late)
        with freeze_time(FIFTH):
            self._confirm()
            clock.invalidate_recordset(["late"])
            self.assertFalse(clock.late)
        self.assertTrue(clock.stopped)

    def test_a_dispute_has_a_deadline_and_tells_the_salesperson(self):
        """F2: 5 working days (setting), made up Sundays included; deciding stops it."""
        self._send()
        with freeze_time(SECOND):
            dispute = self._dispute(self.meal)
        clock = self._clocks(dispute, "statement_dispute")
        due = self.env["hotel.workdays"].deadline(datetime(2026, 4, 2, 4), 5, self.company)
        self.assertEqual((clock.due, clock.owner_id, clock.escalate_to_id), (due, self.sales, self.finance_head))
        self.assertEqual(dispute.activity_ids.user_id, self.sales)
        with freeze_time(FIFTH):
            dispute.with_user(self.finance).action_reject("It is signed.")
        self.assertTrue(clock.stopped)
        self.assertFalse(dispute.activity_ids)

    def test_only_finance_decides_a_dispute_and_says_why(self):
        """F2: everybody else is refused; the customer reads the reason."""
        self._send()
        with freeze_time(SECOND):
            dispute = self._dispute(self.meal)
            for user in (self.sales, self.sales_head, self.gm, self.chairman, self.auditor, self.cashier, self.manager):
                with self.subTest(user.name), self.assertRaises(AccessError):
                    dispute.with_user(user).action_reject("No")
            with self.assertRaisesRegex(UserError, "Say why"):
                dispute.with_user(self.finance).action_reject(" ")
            dispute.with_user(self.finance).action_reject("It is signed by Mr Zhang.")
        mail = self.env["mail.mail"].sudo().search([("model", "=", "hotel.statement"), ("res_id", "=", self.statement.id)], limit=1)
        self.assertIn("It is signed by Mr Zhang.", mail.body_html)
        self.assertIn(self.meal.name, mail.subject)

    def test_finance_records_what_came_on_paper(self):
        """F2: with the signed paper; a confirmation also after the 5th, a dispute only in time."""
        self._send()
        with freeze_time(SECOND):
            with self.assertRaisesRegex(UserError, "Received on 04/03/2026"):
                self._paper(received_on=date(2026, 4, 3)).action_record()
            with self.assertRaisesRegex(UserError, "Received on 04/01/2026"):
                self._paper(received_on=date(2026, 4, 1)).action_record()
            with self.assertRaises(UserError):
                self._paper(scan=base64.b64encode(b"<html>")).action_record()
            with self.assertRaises(AccessError):
                self.env["hotel.statement.answer"].with_user(self.sales).create({"statement_id": self.statement.id})
        with freeze_time(SIXTH):
            late = self._paper(answer="dispute", charge_id=self.meal.id, comment="Wrong", received_on=date(2026, 4, 5))
            with self.assertRaisesRegex(UserError, "until 04/05/2026"):
                late.action_record()
            self._paper(received_on=date(2026, 4, 4)).action_record()
        self.assertRecordValues(
            self.statement,
            [
                {
                    "state": "confirmed",
                    "confirmed_name": "Director Wang",
                    "confirmed_way": "paper",
                    "confirmed_on": date(2026, 4, 4),
                    "confirmed_user_id": self.finance.id,
                }
            ],
        )
        self.assertTrue(self.statement.sudo().confirmed_scan)

    def test_a_dispute_on_paper_keeps_the_paper(self):
        """F2: line, words and scan."""
        self._send()
        with freeze_time(SECOND):
            self._paper(
                answer="dispute", charge_id=self.room.id, comment="Two nights, not three", scan=picture(),
                scan_filename="fax.png", received_on=date(2026, 4, 2),
            ).action_record()  # fmt: skip
        dispute = self.statement.dispute_ids
        self.assertEqual((dispute.charge_id, dispute.disputed_way, dispute.attachment_ids.name), (self.room, "paper", "fax.png"))

    def test_nothing_of_an_answer_is_forged_or_deleted(self):
        """F2, M2: no role writes answers on any road of the ORM."""
        self._send()
        with freeze_time(SECOND):
            dispute = self._dispute(self.meal)
        for role in ("finance", "finance_head", "gm", "manager", "sales", "sales_head"):
            user = getattr(self, role)
            with self.subTest(role):
                for vals in ({"state": "confirmed"}, {"confirmed_name": "x"}, {"portal_token": "x"}, {"sent_to": "x@y.z"}):
                    with self.assertRaises(AccessError):
                        self.statement.with_user(user).write(vals)
                with self.assertRaises(AccessError):
                    dispute.with_user(user).write({"state": "withdrawn"})
                with self.assertRaises(AccessError):
                    dispute.with_user(user).unlink()
                with self.assertRaises(AccessError):
                    self.env["hotel.statement.dispute"].with_user(user).create(
                        {"statement_id": self.statement.id, "charge_id": self.room.id, "comment": "x"}
                    )
        with self.assertRaisesRegex(UserError, "stays on record"):
            dispute.unlink()

    def test_the_record_of_an_agreement_counts_disputed_statements(self):
        """A7: a statement counts once, however many lines; one whose disputes were taken back does not."""
        record = self.env["hotel.credit.record"]
        self._send()
        with freeze_time(SECOND):
            first = self._dispute(self.meal)
            self._dispute(self.room)
            self.assertEqual(record._performance(self.agreement)["disputes"], 1)
            first._withdraw()
            self.assertEqual(record._performance(self.agreement)["disputes"], 1)
            self.statement.sudo().dispute_ids.filtered(lambda dispute: dispute.state == "open")._withdraw()
            self.assertEqual(record._performance(self.agreement)["disputes"], 0)
