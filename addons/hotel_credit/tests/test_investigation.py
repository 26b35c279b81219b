import base64

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOON
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestInvestigation(HotelApplicationCommon):
    """The report on a customer's credit (A4)."""

    def setUp(self):
        super().setUp()
        self.application = self._file(report=False)

    def test_only_the_sales_head_passes_a_report(self):
        """A4: neither who wrote it nor a reviewer passes it."""
        report = self._report(self.application)
        for user in (self.sales, self.finance, self.gm, self.chairman, self.auditor):
            with self.assertRaises(AccessError):
                report.with_user(user).action_pass()
        report.with_user(self.sales_head).action_pass()
        self.assertEqual((report.state, report.passed_by_id), ("passed", self.sales_head))
        self.assertEqual(self.application.investigation_id, report)

    def test_a_report_with_blanks_is_not_passed(self):
        """A4: every blank is named at once; spaces are blank."""
        report = self._report(self.application, company_size=" ", credit_standing=False, grade=False, recommended_limit=0)
        with self.assertRaises(UserError) as caught:
            report.with_user(self.sales_head).action_pass()
        for label in ("Company size", "Credit standing", "Grade", "Recommended monthly limit"):
            self.assertIn(label, str(caught.exception))
        self.assertNotIn("Business results", str(caught.exception))

    def test_no_limit_may_be_recommended(self):
        """A4: 'No limit' is a recommendation of its own, not zero."""
        report = self._report(self.application, recommended_limit_mode="unlimited", recommended_limit=0)
        report.with_user(self.sales_head).action_pass()
        self.assertEqual(report.state, "passed")

    def test_a_passed_report_is_fixed(self):
        """A4, M2: nobody edits, deletes or reopens it; a new version is written beside it."""
        report = self._pass_report(self.application)
        for user in (self.sales, self.sales_head):
            mine = report.with_user(user)
            for attempt in (
                lambda mine=mine: mine.write({"grade": "a"}),
                lambda mine=mine: mine.write({"state": "draft"}),
                lambda mine=mine: mine.write({"version": 7}),
                mine.unlink,
                mine.action_pass,
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attempt()
        second = self._report(self.application)
        self.assertEqual(second.version, 2)
        self.assertEqual(self.application.investigation_id, report, "a draft does not count yet")

    def test_one_draft_at_a_time(self):
        """A4: the button opens the draft that is there."""
        action = self.application.action_new_investigation()
        self.assertEqual(self.application.action_new_investigation()["res_id"], action["res_id"])

    def test_attachments_are_kept_with_the_report(self):
        """A4: a file uploaded before the report is saved belongs to it afterwards and stays once it is passed."""
        file = (
            self.env["ir.attachment"]
            .with_user(self.sales)
            .create({"name": "balance.pdf", "raw": b"%PDF-1.4 balance", "res_model": "hotel.credit.investigation"})
        )
        # The database dates the file by its own clock: the report is passed later than that.
        with freeze_time("2066-03-18 04:00:00"):
            report = self._pass_report(self.application, attachment_ids=[(6, 0, file.ids)])
        self.assertEqual((file.res_model, file.res_id), (report._name, report.id))
        self.assertEqual(file.with_user(self.finance).raw, b"%PDF-1.4 balance")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            file.with_user(self.sales).unlink()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            file.with_user(self.sales).write({"datas": base64.b64encode(b"other")})

    def test_a_colleague_does_not_write_on_my_application(self):
        """A4: a salesperson reports on own applications, the sales head on all."""
        with self.assertRaises(AccessError):
            self._report(self.application, user=self.sales2).flush_recordset()
        self._report(self.application, user=self.sales_head)
