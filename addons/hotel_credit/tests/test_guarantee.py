from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_billing import APRIL, HotelBillingCommon


@tagged("post_install", "-at_install")
@freeze_time(APRIL)
class TestGuarantee(HotelBillingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Guarantee = cls.env["hotel.guarantee"]

    def _invoice(self, **slips):
        """Bill March with slips of these salespeople and return the invoice."""
        for salesperson, amount in slips.items():
            self._slip(date(2026, 3, 5), salesperson=getattr(self, salesperson), food=amount)
        self._bill()
        return self._statement().move_id

    def _of(self, move):
        return self.Guarantee.search([("move_id", "=", move.id)], order="part_before")

    def test_billing_registers_who_was_responsible_on_the_slips_days(self):
        """E7, G6: an invoice stands in the register with the salesperson of each slip's day, by their sums."""
        move = self._invoice(sales=100.01, sales2=200.0)
        guarantees = self._of(move)
        self.assertRecordValues(
            guarantees.sorted("user_id"),
            [
                {"user_id": user.id, "kind": "agreement", "role": "salesperson", "state": "running", "liable_amount": amount}
                for user, amount in ((self.sales, 100.01), (self.sales2, 200.0))
            ],
        )
        self.assertEqual(guarantees.mapped("open_amount"), [300.01, 300.01])
        shares = move._hotel_get_shares()[move.id]
        self.assertEqual([user_id for user_id, _share in shares], [self.sales.id, self.sales2.id])
        self.assertEqual(sum(share for _user, share in shares), Decimal(1))
        self.assertAlmostEqual(shares[0][1], Decimal("100.01") / Decimal("300.01"), 9)

    def test_a_change_of_the_salesperson_does_not_change_who_is_liable(self):
        """G6: of a formal agreement's charge the salesperson on the slip's date."""
        self._slip(date(2026, 3, 5))
        self.agreement.sudo().user_id = self.sales2
        self._bill()
        self.assertEqual(self._of(self._statement().move_id).user_id, self.sales)

    def test_the_open_amount_is_the_invoices(self):
        """E7: a payment in part lowers what each is liable for, in the list and in its totals; the rest releases them."""
        move = self._invoice(sales=100.01, sales2=200.0)
        self._pay(150.01, date(2026, 4, 1))
        guarantees = self._of(move)
        self.assertEqual(sum(guarantees.mapped("liable_amount")), 150.0)
        totals = self.Guarantee._read_group([("move_id", "=", move.id)], ["user_id"], ["liable_amount:sum"])
        self.assertEqual({user: float(total) for user, total in totals}, {each.user_id: each.liable_amount for each in guarantees})
        self.assertEqual(set(guarantees.mapped("state")), {"running"})
        payment = self._pay(150.0, date(2026, 4, 1))
        self.assertEqual(set(guarantees.mapped("state")), {"released"})
        self.assertTrue(all(guarantees.mapped("released_at")))
        self.assertEqual(sum(guarantees.mapped("liable_amount")), 0)
        payment.move_id.line_ids.remove_move_reconcile()
        self.assertEqual(set(guarantees.mapped("state")), {"running"})
        self.assertFalse(any(guarantees.mapped("released_at")))
        self.assertEqual(sum(guarantees.mapped("liable_amount")), 150.0)

    def test_what_was_paid_in_advance_releases_at_once(self):
        """E7, F5: an invoice that is settled from the account when it is posted leaves nobody liable."""
        self._pay(500, date(2026, 3, 1))
        self.assertEqual(self._of(self._invoice(sales=100.0)).state, "released")

    def test_a_called_guarantee_stays_called_when_a_payment_is_taken_back(self):
        """E7: running, called, released - and back to called."""
        move = self._invoice(sales=100.0)
        guarantee = self._of(move)
        guarantee._call("2 notices without answer")
        self.assertEqual((guarantee.state, guarantee.called_reason), ("called", "2 notices without answer"))
        payment = self._pay(100.0, date(2026, 4, 1))
        self.assertEqual(guarantee.state, "released")
        payment.move_id.line_ids.remove_move_reconcile()
        self.assertEqual(guarantee.state, "called")

    def test_amounts_in_another_currency_are_told_in_the_companys(self):
        """E7: totals of an employee are sums of one currency, to the cent."""
        euro = self.setup_other_currency("EUR", rates=[("2026-01-01", 0.125)])
        agreement = self._other_agreement("Euro", currency_id=euro.id)
        self._slip(date(2026, 3, 5), agreement, food=10.01)
        self._slip(date(2026, 3, 5), agreement, salesperson=self.sales2, food=10.0)
        self._bill()
        guarantees = self._of(self._statement(agreement=agreement).move_id)
        self.assertEqual(guarantees.mapped("liable_amount"), [80.08, 80.0])
        [[total]] = self.Guarantee._read_group([("id", "in", guarantees.ids)], [], ["liable_amount:sum"])
        self.assertEqual(float(total), 160.08)

    def test_an_employee_sees_the_own_guarantees_only(self):
        """E7, C7: the employee sees their own; who supervises sees all."""
        guarantees = self._of(self._invoice(sales=100.0, sales2=200.0))
        for user in (self.sales, self.sales2):
            self.assertEqual(self.Guarantee.with_user(user).search([]).user_id, user)
        for user in (self.cashier, self.employee, self.head_fb, self.manager):
            self.assertFalse(self.Guarantee.with_user(user).search([]))
        for user in (self.finance, self.gm, self.chairman, self.auditor, self.hr, self.sales_head):
            self.assertEqual(self.Guarantee.with_user(user).search([]), guarantees)
        mine = self.Guarantee.with_user(self.sales).search([])
        self.assertEqual(mine.liable_amount, 100.0)
        self.assertEqual(
            mine.web_read({"move_id": {"fields": {"display_name": {}}}, "partner_id": {}, "liable_amount": {}})[0]["liable_amount"], 100.0
        )

    def test_nobody_writes_the_register(self):
        """E7, M2: the server alone writes and nobody deletes it."""
        guarantee = self._of(self._invoice(sales=100.0))
        for role in ("sales", "finance", "finance_head", "gm", "manager", "hr"):
            record = guarantee.with_user(getattr(self, role))
            with self.subTest(role):
                for vals in ({"user_id": self.sales2.id}, {"state": "released"}, {"part": 1}):
                    with self.assertRaises(AccessError):
                        record.write(vals)
                with self.assertRaises(AccessError):
                    record.unlink()
                with self.assertRaises(AccessError):
                    record.copy()
        with self.assertRaises(UserError):
            guarantee.sudo().unlink()
        with self.assertRaises(AccessError):
            guarantee.move_id.with_user(self.finance_head).hotel_guarantee_ids = [(5, 0, 0)]

    def test_many_invoices_are_registered_in_few_queries(self):
        """E7: billing registers a chunk of agreements at once."""
        move = self._invoice(sales=100.0)
        self._of(move).flush_recordset()
        self.env.invalidate_all()
        moves = [move.copy() for _each in range(20)]
        self.env.flush_all()
        values = [
            {"move_id": each.id, "user_id": self.sales.id, "kind": "agreement", "role": "salesperson", "part": 100} for each in moves
        ]
        with self.assertQueryCount(25):
            self.Guarantee._register_shares(values)
            self.env.flush_all()
