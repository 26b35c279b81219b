from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_billing import APRIL, HotelBillingCommon

ROLES = (
    "cashier", "sales", "sales2", "sales_head", "finance", "finance_head", "head_fb", "gm", "chairman", "auditor", "hr",
    "manager", "employee", "integration",
)  # fmt: skip
FINANCE = {"finance", "finance_head"}


@tagged("post_install", "-at_install")
class TestAccessBilling(HotelBillingCommon):
    @freeze_time(APRIL)
    def test_a_salesperson_sees_the_statements_of_own_customers_only(self):
        """F1, C7: others' balances are not theirs to see; finance sees all."""
        mine = self._slip(date(2026, 3, 5)).agreement_id
        other = self._other_agreement("Other", user_id=self.sales2.id)
        self._slip(date(2026, 3, 5), other)
        self._bill()
        Statement = self.env["hotel.statement"]
        self.assertEqual(Statement.with_user(self.sales).search([]).agreement_id, mine)
        self.assertEqual(Statement.with_user(self.sales2).search([]).agreement_id, other)
        for user in (self.sales_head, self.finance, self.gm, self.auditor):
            self.assertEqual(Statement.with_user(user).search([]).agreement_id, mine | other)

    def test_only_finance_bills(self):
        """F1: starting a run over RPC is refused to everybody else."""
        run = self._run()
        for role in ROLES:
            if role in FINANCE:
                continue
            with self.subTest(role), self.assertRaises(AccessError):
                run.with_user(getattr(self, role)).action_start()

    @freeze_time(APRIL)
    def test_a_statement_is_written_by_nobody(self):
        """F1, M2: no road of the ORM changes or deletes one, not even a one2many command of its agreement."""
        self._slip(date(2026, 3, 5))
        self._bill()
        statement = self._statement()
        for role in ("finance", "finance_head", "gm", "manager", "sales"):
            record = statement.with_user(getattr(self, role))
            with self.subTest(role):
                with self.assertRaises(AccessError):
                    record.write({"closing": 0})
                with self.assertRaises(AccessError):
                    record.unlink()
                with self.assertRaises(AccessError):
                    record.web_save({"state": "confirmed"}, {})

    def test_a_branch_does_not_see_anothers_runs(self):
        """C7: runs, statements and imports belong to a company."""
        other = self.env["res.company"].sudo().create({"name": "Branch"})
        run = self.env["hotel.billing.run"].sudo().create({"company_id": other.id, "month": date(2026, 3, 1)})
        self.assertFalse(self.env["hotel.billing.run"].with_user(self.finance).search([("id", "=", run.id)]))
        with self.assertRaises(AccessError):
            run.with_user(self.finance).action_start()
