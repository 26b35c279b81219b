import io
from datetime import date, datetime, timedelta

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.fields import Command
from odoo.tests import tagged

from .common_after import AfterCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 14:00:00")
class TestEventFigures(AfterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cash = cls.env["account.account"].with_company(cls.company).create(
            {"name": "Bank", "code": "100200", "account_type": "asset_cash", "company_ids": [Command.set(cls.company.ids)]}
        )
        cls.bank = cls.env["account.journal"].with_company(cls.company).create(
            {"name": "Bank", "code": "BNK", "type": "bank", "company_id": cls.company.id, "default_account_id": cash.id}
        )
        cls.bank.inbound_payment_method_line_ids.payment_account_id = cash

    def figure(self, order, user="sales"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["hotel.event.figure"].with_user(self.users[user]).with_company(self.company).browse(order.id)

    def agreed(self):
        """Return an issued order to whose budget finance has agreed: 20 % of it are asked for."""
        order = self.issued()
        order.with_user(self.users["finance"]).action_agree_budget()
        order.invalidate_recordset()
        return order

    def invoice(self, order, amount, deposit=False, role=False, post=True):
        """Return an invoice of an order; money for it is a deposit by its role."""
        move = self.env["account.move"].with_company(self.company).create(
            {
                "move_type": "out_invoice",
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "invoice_date": date(2026, 3, 10),
                "hotel_event_order_id": order.id,
                "hotel_event_role": role or ("deposit" if deposit else False),
                "invoice_line_ids": [Command.create({"name": "Event", "quantity": 1, "price_unit": amount, "tax_ids": [Command.clear()]})],
            }
        )
        if post:
            move.action_post()
        if deposit or role:
            move.hotel_event_role = role or "deposit"  # told by its lines otherwise, which tests of the order show
        return move

    def pay(self, move, amount):
        """Enter a payment for an invoice and reconcile it."""
        payment = self.env["account.payment"].with_company(self.company).create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": amount,
                "date": date(2026, 3, 10),
                "journal_id": self.bank.id,
            }
        )
        payment.action_post()
        lines = move.line_ids | payment.move_id.line_ids
        lines.filtered(lambda line: line.account_id.account_type == "asset_receivable").reconcile()

    def test_income_and_deposit_are_read_from_the_books(self):
        """H2, H14: a draft invoice counts nothing, money received is no income, what is still to come is outstanding."""
        order = self.agreed()
        self.assertEqual((order.deposit_asked, self.figure(order).deposit_open, self.figure(order).income), (2000, 2000, 0))
        deposit = self.invoice(order, 2000, deposit=True)
        self.assertEqual(self.figure(order).deposit_open, 2000)
        self.pay(deposit, 500)
        self.assertEqual((self.figure(order).deposit_received, self.figure(order).deposit_open), (500, 1500))
        self.invoice(order, 8000)
        row = self.figure(order)
        self.assertEqual((row.income, row.budget, row.guests, row.order_id), (10000, 10000, 100, order))
        order.sudo().guests_actual = 110
        self.assertEqual(self.figure(order).guests, 110, "the larger number")
        # Neither another order's deposit nor money for another bill of this one is a deposit received.
        self.pay(self.invoice(self.agreed(), 300, deposit=True), 300)
        self.pay(self.invoice(order, 400, role="final"), 400)
        self.assertEqual((self.figure(order).deposit_received, self.figure(order).deposit_open), (500, 1500))
        self.invoice(order, 7000, post=False)
        self.assertEqual(self.figure(order).income, 10400)
        rich = self.agreed()
        self.pay(self.invoice(rich, 3000, deposit=True), 3000)
        self.assertEqual((self.figure(rich).deposit_open, self.figure(order).deposit_open), (0, 1500))
        order._go("cancelled")
        self.assertEqual(self.figure(order).deposit_open, 0)

    def test_the_figures_agree_with_the_order_itself(self):
        """H2: the report counts the deposit as the order does."""
        order = self.agreed()
        deposit = self.invoice(order, 2000, deposit=True)
        self.pay(deposit, 700)
        self.assertEqual(order.deposit_open, 1300)
        order.invalidate_recordset()
        self.assertEqual((self.figure(order).deposit_received, self.figure(order).deposit_open), (order.deposit_received, order.deposit_open))

    def test_income_is_summed_up_by_month_and_kind(self):
        """H14: what the graph shows."""
        self.invoice(self.issued(), 3000)
        later = datetime(2026, 4, 2, 10)
        self.invoice(self.issued(date_begin=later, date_end=later + timedelta(hours=3)), 500)
        self.env.flush_all()
        rows = self.env["hotel.event.figure"].with_user(self.users["finance"])._read_group(
            [("company_id", "=", self.company.id)], ["date:month", "kind_id"], ["income:sum"]
        )
        self.assertEqual([(month.month, kind, income) for month, kind, income in rows], [(3, self.kind, 3000), (4, self.kind, 500)])

    def test_the_sheet_of_figures_has_totals_as_formulas(self):
        """H14: a line an order, frozen head, sums that a reader can follow."""
        order = self.issued(title="=1+1")
        self.env.flush_all()
        report = self.env["report.hotel_events.hotel_event_figure_xlsx"].with_context(active_model="hotel.event.figure")
        content, kind = report.create_xlsx_report(order.ids, {})
        self.assertEqual(kind, "xlsx")
        sheet = load_workbook(io.BytesIO(content)).active
        self.assertEqual((sheet["A2"].value, sheet["B2"].value, sheet["B2"].data_type, sheet["I2"].value), (order.name, "=1+1", "s", 10000))
        self.assertEqual((sheet["I3"].value, sheet.freeze_panes), ("=SUM(I2:I2)", "C2"))

    def test_a_sister_hotel_sees_none_of_it(self):
        """H14: figures, reports, damage and files are the hotel's own."""
        order = self.issued()
        self.damage(order)
        self.env.flush_all()
        stranger = self.users["stranger"]
        stranger.group_ids |= self.env.ref("hotel_base.group_sales")
        for model in ("hotel.event.figure", "hotel.event.damage", "hotel.event.archive.item", "hotel.damage.tariff", "hotel.room.use"):
            with self.subTest(model=model):
                rows = self.env[model].with_user(stranger).with_context(allowed_company_ids=self.sister.ids)
                self.assertFalse(rows.search([("company_id", "=", self.company.id)]))


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestRoomUse(AfterCase):
    def test_hours_taken_stand_by_room_and_week(self):
        """H9: set-up and tear-down included, both parts of a hall, a booking over Sunday night in both weeks, options not."""
        hall = self.env["hotel.room"].create({"name": "Hall", "company_id": self.company.id, "setup_minutes": 60, "teardown_minutes": 60})
        parts = self.env["hotel.room"].create(
            [{"name": name, "company_id": self.company.id, "parent_id": hall.id, "setup_minutes": 0, "teardown_minutes": 0} for name in ("East", "West")]
        )
        book = self.env["hotel.room.booking"].with_user(self.users["sales"]).with_company(self.company)
        common = {"name": "x", "company_id": self.company.id, "state": "confirmed"}
        book.create({**common, "room_id": hall.id, "start": "2026-03-10 02:00:00", "stop": "2026-03-10 06:00:00"})
        # Sunday 22:00 to Monday 02:00 in Shanghai
        book.create({**common, "room_id": parts[0].id, "start": "2026-03-15 14:00:00", "stop": "2026-03-15 18:00:00"})
        book.create({**common, "room_id": parts[1].id, "start": "2026-03-17 14:00:00", "stop": "2026-03-17 18:00:00", "state": "option"})
        self.env.flush_all()
        rows = self.env["hotel.room.use"].with_user(self.users["nobody"]).search([("company_id", "=", self.company.id)])
        self.assertEqual(
            {(row.week, row.room_id.name): (row.bookings, row.taken) for row in rows},
            {
                (date(2026, 3, 9), "East"): (2, 8), (date(2026, 3, 9), "West"): (1, 6),
                (date(2026, 3, 16), "East"): (1, 2), (date(2026, 3, 16), "West"): (0, 0),
            },
        )  # fmt: skip
        self.assertEqual((rows[:1].available, rows.hall_id), (112, hall))
        self.assertEqual(len(set(rows.ids)), 4)


@tagged("post_install", "-at_install")
class TestConversion(AfterCase):
    def test_each_enquiry_is_followed_to_its_end(self):
        """H16: offer, order, won, lost with the reason; a salesperson sees the own ones."""
        reason = self.env["crm.lost.reason"].create({"name": "Too dear"})
        leads = self.env["crm.lead"].with_company(self.company).create(
            [
                {"name": name, "type": "opportunity", "company_id": self.company.id, "user_id": self.users[user].id, "partner_id": self.customer.id}
                for name, user in (("open", "sales"), ("offered", "sales"), ("ordered", "sales"), ("lost", "sales_head"))
            ]
        )
        _open, offered, ordered, lost = leads
        self.env["sale.order"].with_company(self.company).create({"partner_id": self.customer.id, "company_id": self.company.id, "opportunity_id": offered.id})
        bare = leads.create({"name": "card", "type": "lead", "company_id": self.company.id})
        with freeze_time("2026-03-02 01:00:00"):
            self.order(lead_id=ordered.id)
            self.order(lead_id=lost.id, sale_order_id=False)._go("cancelled")
        ordered.action_set_won()
        lost.action_set_lost(lost_reason_id=reason.id)
        self.env.flush_all()
        rows = self.env["hotel.event.conversion"].with_user(self.users["sales_head"]).search([("lead_id", "in", (leads | bare).ids)], order="id")
        self.assertEqual(
            [(row.offers, row.orders, row.result, row.lost_reason_id.name or "") for row in rows],
            [(0, 0, "pending", ""), (1, 0, "pending", ""), (1, 1, "won", ""), (0, 0, "lost", "Too dear")],
        )
        own = self.env["hotel.event.conversion"].with_user(self.users["sales"]).search([("lead_id", "in", leads.ids)])
        self.assertEqual(own.lead_id, leads - lost)
