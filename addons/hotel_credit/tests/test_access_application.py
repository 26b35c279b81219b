from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOON
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestAccessApplication(HotelApplicationCommon):
    """Who reads and writes applications and what belongs to them."""

    def test_a_salesperson_writes_own_applications_only(self):
        """A1: colleagues read, the sales head writes."""
        application = self._file()
        self.assertEqual(application.with_user(self.sales2).requested_limit, 30000.0)
        paper, report = application.document_ids[0], application.investigation_ids
        for record, vals in ((application, {"purpose": "x"}), (paper, {"note": "x"})):
            with self.assertRaises(AccessError):
                record.with_user(self.sales2).write(vals)
        with self.assertRaises(AccessError):
            report.with_user(self.sales2).unlink()
        with self.assertRaises(AccessError):
            application.with_user(self.sales2).action_submit()
        application.with_user(self.sales_head).write({"purpose": "Checked"})

    def test_a_colleague_cannot_file_in_my_name_by_moving_papers(self):
        """A1, B7: a paper is not moved into somebody else's application, nor into one under review."""
        mine = self._file()
        other_firm = self.env["res.partner"].create({"name": "Red River Ltd.", "is_company": True})
        theirs = self._file(user=self.sales2, partner_id=other_firm.id)
        paper = theirs.document_ids[0]
        for user in (self.sales2, self.sales_head):
            with self.assertRaises(UserError):
                paper.with_user(user).write({"application_id": mine.id})
        with self.assertRaises(UserError):
            mine.with_user(self.sales2).write({"document_ids": [(4, paper.id)]})

    def test_reviewers_write_only_while_it_is_under_review(self):
        """B7: a draft is not theirs to write, nor is what is approved."""
        application = self._file()
        for reviewer in (self.finance, self.gm, self.chairman):
            with self.assertRaises(AccessError):
                application.with_user(reviewer).write({"purpose": "x"})
            with self.assertRaises(AccessError):
                application.with_user(reviewer).action_submit()

    def test_a_branch_never_sees_anothers(self):
        """C7: applications, reports, papers and increases of another company do not exist for me."""
        application = self._file()
        other = self.env["res.company"].sudo().create({"name": "Other branch"})
        for user in (self.gm, self.auditor, self.sales2):
            user.sudo().write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
            for model in ("hotel.credit.application", "hotel.credit.investigation", "hotel.credit.document"):
                self.assertFalse(self.env[model].with_user(user).search([]), (user.name, model))
            with self.assertRaises(AccessError):
                application.with_user(user).read(["name"])

    def test_helpers_are_not_called_over_rpc(self):
        """A2: what hands out papers without the log is private."""
        for name in ("as_papers", "check_may_open"):
            self.assertTrue(getattr(type(self.env["hotel.credit.document"]), name)._api_private)
