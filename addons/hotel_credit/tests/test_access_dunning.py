from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_dunning import FIRST
from .test_bad_debt import JUNE, HotelBadDebtCommon
from .test_billing import MARCH

ROLES = (
    "cashier", "sales", "sales2", "sales_head", "finance", "finance2", "finance_head", "head_fb", "gm", "chairman", "auditor",
    "hr", "manager", "employee", "integration",
)  # fmt: skip
FINANCE = {"finance", "finance2", "finance_head"}


@tagged("post_install", "-at_install")
class TestAccessDunning(HotelBadDebtCommon):
    def test_who_sees_which_notices(self):
        """G1, C7: those addressed; a salesperson those of the own agreements; sales head, finance, GM, chairman, auditor all."""
        other = self._bill_more(MARCH, self._other_agreement("Other", user_id=self.sales2.id)).hotel_agreement_id
        self._issue(FIRST)
        mine, others = self._notices(), self._notices(other)
        expected = {
            "sales": mine,
            "sales2": others,
            **dict.fromkeys(("sales_head", "finance", "finance_head", "gm", "chairman", "auditor"), mine | others),
            **dict.fromkeys(("cashier", "head_fb", "hr", "manager", "employee"), mine.browse()),
        }
        for role, notices in expected.items():
            user = getattr(self, role)
            with self.subTest(role):
                for model, records in (
                    ("hotel.dunning.notice", notices),
                    ("hotel.dunning.line", notices.line_ids),
                    ("hotel.dunning.response", notices.response_ids),
                ):
                    found = self.env[model].with_user(user).search([("company_id", "=", self.company.id)])
                    self.assertEqual(found, records, model)
                for notice in (mine | others) - notices:
                    with self.assertRaises(AccessError):
                        notice.with_user(user).read(["amount"])

    def test_a_plain_employee_who_is_addressed_answers(self):
        """G8: whoever guaranteed it may have changed roles since."""
        notice = self._issue(FIRST)
        self.sales.sudo().group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        response = notice.response_ids.with_user(self.sales)
        self.assertEqual(response.line_ids.mapped("invoice"), [self.invoice.name])
        response.action = "I told my successor."
        response.action_record()
        self.assertEqual(response.state, "done")

    def test_the_portal_customer_sees_nothing(self):
        """G1: neither notices nor claims, of their own firm or another."""
        portal = new_test_user(self.env, "portal_li", groups="base.group_portal", partner_id=self.contact.id, context={"hotel_verification": "Met"})
        notice = self._issue(FIRST)
        with self.assertRaises(AccessError):
            notice.with_user(portal).read(["name"])

    def test_server_fields_are_written_on_no_road(self):
        """G3, G5, M2: values, defaults in the context and one2many commands all fail for every role that may write."""
        with freeze_time(JUNE):
            debt = self._claim()
        values = {
            "approval_state": "approved", "written_off": 5.0, "posted_on": "2026-01-01", "proposed": True, "name": "BD1",
        }  # fmt: skip
        for role in ("finance", "finance_head", "gm", "manager"):
            record = debt.with_user(getattr(self, role))
            for name, value in values.items():
                with self.subTest(role=role, field=name), self.assertRaises(AccessError), self.env.cr.savepoint():
                    record.write({name: value})
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                record.write({"share_ids": [Command.create({"user_id": self.gm.id, "amount": 1.0})]})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            debt.line_ids.with_user(self.finance).write({"amount": 1.0})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.Debt.with_user(self.finance).with_context(default_approval_state="approved").create(
                {"partner_id": self.firm.id, "ground": "insolvency"}
            )
        run = self.env["hotel.dunning.run"].with_user(self.finance).create({})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            run.write({"state": "done"})

    @freeze_time(JUNE)
    def test_gm_and_chairman_write_only_what_they_decide(self):
        """G5, B7: while it is before them, the decision on the late warning; nothing of the claim itself."""
        debt = self._claim()
        for values in ({"description": "x"}, {"ground": "overdue"}, {"late_caused": "no"}):
            with self.subTest(values), self.assertRaises(Exception) as caught, self.env.cr.savepoint():
                debt.with_user(self.gm).write(values)
            self.assertIn(type(caught.exception).__name__, ("AccessError", "UserError"))
        debt.action_submit()
        debt.with_user(self.finance_head).write({"late_caused": "no", "late_reason": "No."})
        debt.with_user(self.finance_head).action_approve()
        for values in ({"description": "x"}, {"ground": "overdue"}):
            with self.subTest(values), self.assertRaises(Exception) as caught, self.env.cr.savepoint():
                debt.with_user(self.gm).write(values)
            self.assertIn(type(caught.exception).__name__, ("AccessError", "UserError"))
        debt.with_user(self.gm).write({"late_caused": "yes", "late_reason": "Yes."})

    def test_only_finance_starts_a_run(self):
        """G1: over RPC too."""
        with freeze_time(FIRST):
            run = self.env["hotel.dunning.run"].with_user(self.finance).create({})
        for role in set(ROLES) - FINANCE:
            with self.subTest(role), self.assertRaises(AccessError):
                run.with_user(getattr(self, role)).action_start()

    @freeze_time(JUNE)
    def test_only_finance_books_a_recovery(self):
        """G7: the dialog belongs to finance; the method behind it is private."""
        debt = self._lose("no")
        for role in set(ROLES) - FINANCE:
            with self.subTest(role), self.assertRaises(AccessError):
                self.env["hotel.bad.debt.recover"].with_user(getattr(self, role)).create(
                    {"debt_id": debt.id, "item_id": self.item.id, "amount": 1.0}
                )

    def test_a_branch_does_not_see_anothers(self):
        """C7: runs, notices and claims belong to a company."""
        other = self.env["res.company"].sudo().create({"name": "Branch"})
        run = self.Run.create({"company_id": other.id})
        self.assertFalse(self.env["hotel.dunning.run"].with_user(self.finance).search([("id", "=", run.id)]))
        with self.assertRaises(AccessError):
            run.with_user(self.finance).action_start()
