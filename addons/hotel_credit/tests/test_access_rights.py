from odoo.tests import tagged

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """Credit: each model x role x operation (C7, M2)."""

    addon = "hotel_credit"
    rights = {
        "hotel.ageing": "sales sales_head finance finance_head auditor gm chairman r",
        "hotel.ageing.paper": "sales sales_head finance finance_head auditor gm chairman rwc",
        "hotel.ageing.share": "sales sales_head finance finance_head auditor gm chairman r",
        "hotel.bad.debt": "finance finance_head rwcd; auditor r; gm chairman rw",
        "hotel.bad.debt.evidence": "finance finance_head rwcd; auditor gm chairman r",
        "hotel.bad.debt.line": "finance finance_head rwcd; auditor gm chairman r",
        "hotel.bad.debt.recover": "finance finance_head rwc",
        "hotel.bad.debt.recovery": "finance finance_head auditor gm chairman r",
        "hotel.bad.debt.share": "finance finance_head auditor gm chairman r",
        "hotel.billing.problem": "finance finance_head auditor gm chairman r",
        "hotel.billing.run": "finance finance_head rwcd; auditor gm chairman r",
        "hotel.charge": "cashier sales sales_head department_head finance finance_head auditor gm chairman manager r",
        "hotel.charge.import": "finance finance_head rwcd; auditor r",
        "hotel.charge.import.column": "finance finance_head manager rwcd; auditor r",
        "hotel.charge.import.format": "finance finance_head manager rwcd; auditor r",
        "hotel.charge.import.refusal": "finance finance_head auditor r",
        "hotel.charge.period": "all rwc",
        "hotel.charge.void": "cashier rwc",
        "hotel.contact.change": "sales sales_head finance finance_head auditor gm chairman manager r",
        "hotel.credit.agreement": "cashier department_head gm chairman manager r; sales sales_head finance finance_head auditor rw",
        "hotel.credit.application": "sales sales_head rwcd; finance finance_head gm chairman rw; auditor r",
        "hotel.credit.difference": "finance auditor gm r; finance_head rw",
        "hotel.credit.document": "sales sales_head rwcd; finance finance_head auditor gm chairman r",
        "hotel.credit.document.type": "all r; manager rwcd",
        "hotel.credit.increase": "sales sales_head rwcd; finance finance_head auditor gm chairman r",
        "hotel.credit.investigation": "sales sales_head rwcd; finance finance_head auditor gm chairman r",
        "hotel.credit.month": "cashier sales sales_head department_head finance finance_head auditor gm chairman manager r",
        "hotel.credit.reason": "finance_head gm rwcd",
        "hotel.credit.send.back": "finance finance_head gm rwcd",
        "hotel.credit.signer": "cashier department_head auditor gm chairman manager r; sales sales_head finance finance_head rwcd",
        "hotel.credit.signer.notice": "sales sales_head finance finance_head rwcd; auditor gm chairman manager r",
        "hotel.credit.signer.notice.line": "sales sales_head finance finance_head rwcd; auditor gm chairman manager r",
        "hotel.credit.suspension": "cashier sales sales_head department_head finance finance_head auditor gm chairman manager r",
        "hotel.dunning.line": "all r",
        "hotel.dunning.notice": "all r",
        "hotel.dunning.response": "all rw",
        "hotel.dunning.run": "finance finance_head rwcd; auditor gm chairman r",
        "hotel.guarantee": "all r",
        "hotel.guarantee.holder": "all r",
        "hotel.guarantor.approval": "cashier finance finance_head auditor chairman manager r; sales sales_head rwc; gm rw",
        "hotel.machine.key": "manager rwcd",
        "hotel.payroll.hold": "all r",
        "hotel.payroll.hold.run": "finance finance_head rwcd; hr auditor gm chairman r",
        "hotel.revenue.kind": "all r; finance_head manager rw",
        "hotel.sales.allowance": "sales sales_head auditor gm chairman r; finance finance_head rwcd",
        "hotel.shortfall": "all r; finance finance_head rwcd",
        "hotel.shortfall.decline": "all rwc",
        "hotel.statement": "sales sales_head finance finance_head auditor gm chairman r",
        "hotel.statement.answer": "finance finance_head rwc",
        "hotel.statement.dispute": "sales sales_head finance finance_head auditor gm chairman r",
        "hotel.statement.problem": "finance finance_head auditor gm chairman r",
        "hotel.statement.resolve": "finance finance_head rwc",
        "hotel.statement.run": "finance finance_head rwcd; auditor gm chairman r",
        "hotel.temporary.credit": "cashier finance finance_head hr auditor manager r; sales_head department_head rwcd; gm chairman rw",
    }

    def test_the_books_are_finances(self):
        """C7, M2: invoices, payments, bank lines and their matching are written by finance; GM, chairman and auditor read them."""
        finance, readers = ("finance", "finance_head"), ("gm", "chairman", "auditor")
        for model, written in (
            ("account.move", "write create unlink"),
            ("account.payment", "write create unlink"),
            ("account.bank.statement.line", "write create"),
            # Who reads partials is Odoo's own affair: its sales app lets salespeople.
            ("account.partial.reconcile", "write create unlink"),
        ):
            for role, user in self.users.items():
                records = self.env[model].with_user(user)
                for operation in ("write", "create", "unlink"):
                    with self.subTest(model=model, role=role, operation=operation):
                        self.assertIs(records.has_access(operation), role in finance and operation in written.split())
                # Salespeople read the invoices of their own customers where Odoo's sales app is installed.
                by_sales_app = model == "account.move" and role in ("sales", "sales_head", "portal")
                if model != "account.partial.reconcile" and not by_sales_app:
                    with self.subTest(model=model, role=role, operation="read"):
                        self.assertIs(records.has_access("read"), role in (*finance, *readers))
