from contextlib import contextmanager
from datetime import date
from email import message_from_bytes
from email.policy import default
from unittest.mock import patch

from aiosmtpd.controller import Controller
from freezegun import freeze_time
from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .statement_case import FIFTH, LAST_SECOND, SECOND, SIXTH, THIRD, StatementCase
from .test_billing import MARCH


class Mailbox:
    """What a mail server got, as it came over the wire."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


class Loopback(Controller):
    """A mail server on a port that the system chooses."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@tagged("post_install", "-at_install")
class TestStatementSending(StatementCase):
    @contextmanager
    def _smtp(self):
        """Run a real SMTP server on the loopback and let Odoo send through it."""
        mailbox = Mailbox()
        controller = Loopback(mailbox, hostname="127.0.0.1", port=0)
        controller.start()
        try:
            self.env["ir.mail_server"].sudo().search([]).active = False
            self.env["ir.mail_server"].sudo().create(
                {"name": "Loopback", "smtp_host": "127.0.0.1", "smtp_port": controller.port, "smtp_encryption": "none"}
            )
            with patch.object(self.registry["ir.mail_server"], "_disable_send", lambda *_args: False):
                yield mailbox
        finally:
            controller.stop()

    def _deliver(self):
        """Send what waits in Odoo's queue, as its scheduler does."""
        self.env["mail.mail"].sudo().search([("state", "=", "outgoing")]).send(auto_commit=False)

    def _mails(self, statement=None):
        return self.env["mail.mail"].sudo().search([("model", "=", "hotel.statement"), ("res_id", "=", (statement or self.statement).id)])

    def _run_for(self, month=MARCH):
        return self.env["hotel.statement.run"].with_user(self.finance).create({"company_id": self.company.id, "month": month})

    def _work(self, run, limit=2):
        run = run.sudo()
        run._start()
        while run._work_chunk(limit=limit):
            pass
        return run

    def test_the_customer_gets_the_statement_by_mail_with_pdf_xlsx_and_a_link(self):
        """F2, F1: over real SMTP, in the customer's language, to the customer alone."""
        # A real PDF: in tests Odoo renders none unless it is told to.
        real = self.statement.with_context(force_report_rendering=True)
        with self._smtp() as mailbox:
            self._send(statement=real)
            self._deliver()
        [(recipients, message)] = mailbox.messages
        self.assertEqual(recipients, ["books@blue-ocean.example"])
        self.assertIn(self.statement.name, message["Subject"])
        files = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
        self.assertEqual({name.rsplit(".", 1)[1] for name in files}, {"pdf", "xlsx"})
        self.assertTrue(next(content for name, content in files.items() if name.endswith("pdf")).startswith(b"%PDF"))
        self.assertTrue(next(content for name, content in files.items() if name.endswith("xlsx")).startswith(b"PK"))
        body = message.get_body(("html",)).get_content()
        self.assertIn("800.00", body)
        self.assertIn("04/05/2026", body)
        token = self.statement.sudo().portal_token
        self.assertRegex(token, r"^[\w-]{43}$")
        self.assertIn(f"/my/statements/{self.statement.id}?access_token={token}", body)
        self.assertRecordValues(
            self.statement.sudo(),
            [{"state": "sent", "sent_way": "email", "sent_to": "books@blue-ocean.example", "sent_by_id": self.finance.id}],
        )

    def test_a_chinese_customer_is_written_to_in_chinese(self):
        """F2, M4: subject and text are in the customer's language, whoever sends."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.firm.lang = "zh_CN"
        template = self.env.ref("hotel_credit.mail_template_statement").sudo()
        template.with_context(lang="zh_CN").subject = "对账单 {{ object.name }}"
        self._send()
        self.assertEqual(self._mails().subject, f"对账单 {self.statement.name}")

    def test_nobody_in_the_house_reads_the_link(self):
        """F2: neither the field, nor the chatter, nor the queued e-mail shows it to any role."""
        self._send()
        token = self.statement.sudo().portal_token
        for user in (self.finance, self.finance_head, self.sales, self.gm, self.auditor, self.manager):
            with self.subTest(user.name):
                statement = self.statement.with_user(user)
                with self.assertRaises(AccessError):
                    statement.read(["portal_token"])
                self.assertNotIn("portal_token", self.env["hotel.statement"].with_user(user).fields_get())
                with self.assertRaises(AccessError):
                    self.env["hotel.statement"].with_user(user).search([("portal_token", "=like", f"{token[:3]}%")])
                with self.assertRaises(AccessError):
                    self._mails().with_user(user).read(["body_html"])
        for text in self.statement.sudo().message_ids.mapped("body"):
            self.assertNotIn("access_token", text)

    def test_a_new_address_makes_the_old_link_useless(self):
        """F2: who got the link by mistake does not keep it; the same address keeps the link that it has."""
        self._send()
        first = self.statement.sudo().portal_token
        self._send()
        self.assertEqual(self.statement.sudo().portal_token, first)
        self._set_mail(self.firm, "new@blue-ocean.example")
        self._send()
        self.assertNotEqual(self.statement.sudo().portal_token, first)
        self.assertEqual(self.statement.sudo().sent_to, "new@blue-ocean.example")

    def test_a_statement_without_an_address_is_told_and_can_be_handed_over(self):
        """F2: the message names the customer and the remedy; by hand it counts as sent, and nothing is mailed."""
        self._set_mail(self.firm, False)
        with freeze_time(SECOND), self.assertRaisesRegex(UserError, "Blue Ocean Trading Co., Ltd. has no valid e-mail address.*Sent by hand"):
            self.statement.with_user(self.finance).action_send()
        with freeze_time(SECOND):
            self.statement.with_user(self.finance).action_mark_sent()
        self.assertRecordValues(self.statement, [{"state": "sent", "sent_way": "hand", "sent_to": False}])
        self.assertFalse(self._mails())
        with self.assertRaisesRegex(UserError, "sent already"):
            self.statement.with_user(self.finance).action_mark_sent()

    def test_only_finance_sends(self):
        """F2: every other role is refused, over RPC as well."""
        for user in (self.sales, self.sales_head, self.gm, self.chairman, self.auditor, self.cashier, self.manager, self.employee):
            for action in ("action_send", "action_mark_sent"):
                with self.subTest(user=user.name, action=action), self.assertRaises(AccessError):
                    getattr(self.statement.with_user(user), action)()
        self.assertEqual(self.statement.state, "draft")

    def test_a_run_sends_the_month_and_names_what_it_could_not_send(self):
        """F2, F7: one e-mail a statement; a problem is named and put right by starting again."""
        other = self._other_agreement("No Mail")
        third = self._other_agreement("With Mail")
        self._set_mail(third.partner_id, "with@mail.example")
        for agreement in (other, third):
            self._slip(date(2026, 3, 9), agreement)
        with freeze_time(SECOND):
            self._bill()
            run = self._work(self._run_for())
        self.assertEqual((run.state, run.done, run.total), ("incomplete", 2, 3))
        self.assertRegex(run.problem_ids.message, "No Mail has no valid e-mail")
        self._set_mail(other.partner_id, "no@mail.example")
        with freeze_time(SECOND):
            self._work(run)
        self.assertEqual((run.state, run.done, len(run.problem_ids)), ("done", 3, 0))
        statements = self.env["hotel.statement"].search([("month", "=", MARCH), ("company_id", "=", self.company.id)])
        self.assertEqual(statements.mapped("state"), ["sent"] * 3)
        self.assertEqual(statements.send_run_id, run)
        for statement in statements:
            self.assertEqual(len(self._mails(statement)), 1)
        with freeze_time(SECOND), self.assertRaisesRegex(UserError, "no statement of March 2026 left"):
            run.with_user(self.finance).action_start()

    def test_a_run_that_dies_sends_nothing_twice(self):
        """F7: e-mail and mark are one transaction, so what was lost with one is lost with the other."""
        other = self._other_agreement("Second")
        self._set_mail(other.partner_id, "second@mail.example")
        self._slip(date(2026, 3, 9), other)
        with freeze_time(SECOND):
            self._bill()
            run = self._run_for().sudo()
            run._start()
            self.assertEqual(run._work_chunk(limit=1), 1)
            with (
                patch.object(type(run), "_advance", side_effect=SerializationFailure),
                self.assertRaises(SerializationFailure),
                self.env.cr.savepoint(),  # what a kill leaves: nothing
            ):
                run._work_chunk(limit=1)
            self.env.invalidate_all()
            self.assertEqual((run.state, run.done, run.total), ("running", 1, 2))
            while run._work_chunk(limit=1):
                pass
        self.assertEqual((run.state, run.done), ("done", 2))
        for statement in self.env["hotel.statement"].search([("month", "=", MARCH), ("company_id", "=", self.company.id)]):
            self.assertEqual(len(self._mails(statement)), 1)

    def test_the_scheduler_sends_the_last_month_only_and_reminds_on_the_third_and_fifth(self):
        """F2: the month that can still be confirmed goes out by itself; two reminders, none to who answered."""
        self._slip(date(2026, 2, 9), food=10.0)
        with freeze_time(SECOND):
            self._bill(date(2026, 2, 1))
        old = self._statement(date(2026, 2, 1))
        cron = self.env.ref("hotel_credit.ir_cron_statement").sudo()
        with self.enter_registry_test_mode():
            for when, mails in ((SECOND, 1), (SECOND, 1), (THIRD, 2), (THIRD, 2), (FIFTH, 3), (LAST_SECOND, 3), (SIXTH, 3)):
                with freeze_time(when):
                    cron.method_direct_trigger()
                self.assertEqual(len(self._mails()), mails, when)
        self.assertEqual(self.statement.reminder_count, 2)
        if old:
            self.assertEqual((old.state, len(self._mails(old))), ("draft", 0))

    def test_who_has_answered_is_not_reminded(self):
        """F2: neither a customer who confirmed nor one who disputed."""
        self._send()
        with freeze_time(SECOND):
            self._dispute(self.meal)
        before = len(self._mails())
        with freeze_time(THIRD):
            self.assertFalse(self.env["hotel.statement.run"].sudo()._prepare_due_runs())
        self.assertEqual(len(self._mails()), before)

    def test_a_missed_third_is_made_up_for_on_the_fourth(self):
        """F2, F7: the reminder of a day on which nothing ran goes out later, once."""
        self._send()
        with freeze_time("2026-04-04 04:00:00"):
            for _time in range(2):
                for run in self.env["hotel.statement.run"].sudo()._prepare_due_runs():
                    while run._work_chunk():
                        pass
        self.assertEqual((self.statement.reminder_count, self.statement.reminded_on), (1, date(2026, 4, 3)))

    def test_a_company_can_keep_the_sending_to_itself(self):
        """F2: with the setting off nothing goes out until finance starts the run."""
        self.company.sudo().hotel_send_statements = False
        with freeze_time(SECOND):
            self.assertFalse(self.env["hotel.statement.run"].sudo()._prepare_due_runs())

    def test_a_failed_delivery_shows_on_the_statement(self):
        """F2: what the mail server refuses is seen in the chatter, and the statement stays to be sent again."""
        with self._smtp() as mailbox:

            async def refuse(*_args):
                return "550 No such mailbox"

            mailbox.handle_DATA = refuse
            self._send()
            with self.assertLogs("odoo.addons.mail.models.mail_mail", "ERROR"):
                self._deliver()
        Statement = self.env["hotel.statement"].with_user(self.finance)
        failed = [("delivery_failed", "=", True), ("company_id", "=", self.company.id)]
        self.assertTrue(self.statement.with_user(self.finance).delivery_failed)
        self.assertEqual(Statement.search(failed), self.statement)
        message = self.statement.sudo().message_ids.notification_ids.filtered("failure_reason")
        self.assertRegex(message.failure_reason, "No such mailbox")
        with self._smtp():
            self._send()
            self._deliver()
        self.statement.invalidate_recordset()
        self.assertFalse(self.statement.with_user(self.finance).delivery_failed)
        self.assertFalse(Statement.search(failed))
