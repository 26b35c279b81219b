"""Customer classes: proposal, decision, history."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common_callback import NOON, HotelCallbackCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackClass(HotelCallbackCommon):
    def _proposal(self):
        proposal = self.env["hotel.customer.class.proposal"].with_user(self.sales_head).create({})
        proposal.action_compute()
        return proposal

    def test_classes_are_proposed_from_the_revenue_of_twelve_months(self):
        """I1: quantiles over stays paid at the desk; what is older than 12 months or on account does not count."""
        customers = [self._customer(f"Guest {number:02d}") for number in range(20)]
        for number, customer in enumerate(customers):
            self._stay(customer, datetime(2026, 1, 10), amount=1000 * (20 - number))
        self._stay(customers[19], datetime(2025, 3, 1), amount=900000)
        self._stay(customers[19], datetime(2026, 1, 11), amount=900000, on_account=True)
        lines = self._proposal().line_ids.filtered(lambda line: line.partner_id in self.env["res.partner"].concat(*customers))
        self.assertEqual(lines.mapped("partner_id.name"), [customer.name for customer in customers])
        self.assertEqual([line.to_class_id.code for line in lines], ["VIP", "A"] + ["B"] * 4 + ["C"] * 6 + ["D"] * 8)
        self.assertIn("place 2 of 20", lines[1].why)
        self.assertEqual(lines[19].revenue, 1000)

    def test_a_class_is_accepted_or_kept_and_its_history_stays(self):
        """I1: the figures are the reason; who decided and when is kept, the class of the firm is shown."""
        self._stay(self.firm, datetime(2026, 1, 10), amount=5000)
        line = self._proposal().line_ids.filtered(lambda each: each.partner_id == self.firm)
        line.with_user(self.sales_head).action_accept()
        self.assertEqual(self.firm.hotel_class_id.code, "VIP")
        self.assertIn("place 1 of 1", self.firm.hotel_class_why)
        self.assertRecordValues(
            self.firm.hotel_class_change_ids,
            [{"to_class_id": self.classes["VIP"].id, "from_class_id": False, "proposed": True, "changed_by_id": self.sales_head.id}],
        )
        self.assertEqual(line.state, "accepted")
        with self.assertRaisesRegex(UserError, "to be decided"):
            line.with_user(self.sales_head).action_accept()
        self.firm.with_user(self.sales_head)._hotel_set_class(self.classes["B"], "The plant moved away")
        self.env.invalidate_all()
        self.assertEqual(self.firm.hotel_class_change_ids[0].why, "The plant moved away")
        self.assertEqual(self.firm.hotel_class_since, date(2026, 3, 18))

    def test_late_payers_are_proposed_one_class_lower(self):
        """I1: the payment record counts: the hook for payments tells which invoices were late."""
        self._stay(self.firm, datetime(2026, 1, 10), amount=5000)
        proposal = self.env.registry["hotel.customer.class.proposal"]
        self.patch(
            proposal, "_hotel_payment_sources",
            lambda record, start, end: [SQL("SELECT %s AS partner_id, n = 1 AS late FROM generate_series(1, 5) n", self.firm.id)],
        )  # fmt: skip
        line = self._proposal().line_ids.filtered(lambda each: each.partner_id == self.firm)
        self.assertEqual((line.invoices, line.late, line.to_class_id.code), (5, 1, "A"))
        self.assertIn("1 of 5 invoices paid late", line.why)

    def test_posted_invoices_count_as_revenue_and_payments_as_record(self):
        """I1: an invoice paid after its due day is late; a credit note lowers the revenue."""
        journal = self.env["account.journal"].search([("type", "=", "sale"), ("company_id", "=", self.company.id)], limit=1)
        if not journal:
            accounts = self.env["account.account"].create([
                {"name": name, "code": code, "account_type": kind}
                for name, code, kind in (("Sales", "CB400", "income"), ("Receivable", "CB110", "asset_receivable"))
            ])
            journal = self.env["account.journal"].create({"name": "Sales", "code": "CBS", "type": "sale", "default_account_id": accounts[0].id})
            self.env["ir.default"].set("res.partner", "property_account_receivable_id", accounts[1].id, company_id=self.company.id)
        invoice = self.env["account.move"].create({
            "move_type": "out_invoice", "partner_id": self.firm.id, "journal_id": journal.id, "invoice_date": date(2026, 1, 5),
            "invoice_date_due": date(2026, 2, 5), "invoice_line_ids": [(0, 0, {"name": "Rooms", "price_unit": 800, "quantity": 1, "tax_ids": False})],
        })  # fmt: skip
        invoice.action_post()
        line = self._proposal().line_ids.filtered(lambda each: each.partner_id == self.firm)
        self.assertEqual((line.revenue, line.invoices, line.late), (800, 1, 1), "not paid at its due day")

    def test_only_the_head_and_the_general_manager_decide(self):
        """I1: salespeople neither write the class nor its history."""
        for user in (self.sales, self.employee, self.manager):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self.firm.with_user(user)._hotel_set_class(self.classes["A"], "Mine")
                with self.assertRaises(AccessError):
                    self.firm.with_user(user).write({"hotel_class_id": self.classes["A"].id})
        with self.assertRaises(AccessError):
            self.env["hotel.customer.class.change"].with_user(self.sales_head).create({
                "partner_id": self.firm.id, "why": "x", "changed_by_id": self.sales_head.id, "changed_at": NOON,
            })  # fmt: skip
        with self.assertRaisesRegex(UserError, "Say why"):
            self.firm.with_user(self.gm)._hotel_set_class(self.classes["A"], " ")
