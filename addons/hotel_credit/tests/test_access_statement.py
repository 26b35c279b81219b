from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .statement_case import SECOND, StatementCase
from .test_access_billing import FINANCE, ROLES


@tagged("post_install", "-at_install")
class TestAccessStatement(StatementCase):
    def test_a_salesperson_sees_disputes_and_allowances_of_own_customers_only(self):
        """F2, C7: another's customers are not theirs to see; the heads and finance see all."""
        other = self._other_agreement("Other", user_id=self.sales2.id)
        slip = self._slip(date(2026, 3, 9), other)
        with freeze_time(SECOND):
            self._bill()
            theirs = self._statement(agreement=other)
            theirs.with_user(self.finance).action_mark_sent()
            self._send()
            disputes = self._dispute(self.meal) | self._dispute(slip, statement=theirs)
            allowances = self._allowance(self.room, rooms=1.0) | self._allowance(slip, food=1.0)
        for model, mine, all_of_them in (
            ("hotel.statement.dispute", disputes[0], disputes),
            ("hotel.sales.allowance", allowances[0], allowances),
        ):
            Model = self.env[model]
            self.assertEqual(Model.with_user(self.sales).search([]), mine.sudo(False))
            self.assertEqual(Model.with_user(self.sales2).search([]), all_of_them.sudo(False) - mine.sudo(False))
            for user in (self.sales_head, self.finance, self.gm, self.chairman, self.auditor):
                with self.subTest(model=model, user=user.name):
                    found = Model.with_user(user).search([("company_id", "=", self.company.id)])
                    self.assertEqual(set(found.ids), set(all_of_them.ids))

    def test_a_branch_sees_nothing_of_another(self):
        """C7: disputes, allowances and runs belong to a company."""
        branch = self.env["res.company"].sudo().create({"name": "Branch"})
        run = self.env["hotel.statement.run"].sudo().create({"company_id": branch.id, "month": date(2026, 3, 1)})
        self._send()
        with freeze_time(SECOND):
            dispute = self._dispute(self.meal)
            allowance = self._allowance(self.room, rooms=1.0)
        self.assertFalse(self.env["hotel.statement.run"].with_user(self.finance).search([("id", "=", run.id)]))
        with self.assertRaises(AccessError):
            run.with_user(self.finance).action_start()
        elsewhere = self.finance2
        elsewhere.sudo().write({"company_ids": [(6, 0, branch.ids)], "company_id": branch.id})
        for record in (dispute, allowance, self.statement):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.with_user(elsewhere).sudo(False).read(["state" if record != allowance else "reason"])
        with self.assertRaises(AccessError):
            dispute.with_user(elsewhere).sudo(False).action_reject("No")
        with self.assertRaises(AccessError):
            self.statement.with_user(elsewhere).action_send()

    def test_runs_take_no_forged_course(self):
        """F2, F7: what a run is for and how far it is is the server's own."""
        Run = self.env["hotel.statement.run"].with_user(self.finance)
        for vals in ({"purpose": "remind"}, {"state": "done"}, {"done": 5}, {"day": date(2026, 4, 3)}):
            with self.subTest(vals), self.assertRaises(AccessError):
                Run.create({"company_id": self.company.id, "month": date(2026, 3, 1), **vals})
        run = Run.create({"company_id": self.company.id, "month": date(2026, 3, 15)})
        self.assertEqual((run.month, run.purpose), (date(2026, 3, 1), "send"))
        for role in set(ROLES) - FINANCE:
            with self.subTest(role), self.assertRaises(AccessError):
                run.with_user(getattr(self, role)).action_start()
