from datetime import date
from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .liability_case import NOON, HotelLiabilityCommon

MARCH = date(2026, 3, 1)
#: Noon of the first of April in Shanghai: March is over.
APRIL_FIRST = "2026-04-01 04:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestPayrollHold(HotelLiabilityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Hold = cls.env["hotel.payroll.hold"]
        cls.Run = cls.env["hotel.payroll.hold.run"]

    def _month_end(self, now=APRIL_FIRST, month=MARCH):
        """Do what the cron does for one month, without its commits."""
        with freeze_time(now):
            run = self.Run.sudo().search([("company_id", "=", self.company.id), ("month", "=", month)])
            run = run or self.Run.with_user(self.finance).create({"month": month}).sudo()
            run._start()
            while run._work_chunk(limit=2):
                pass
        return run

    def test_pay_is_held_for_what_is_past_its_working_days(self):
        """E5: at the month's end, for the guarantor alone, one hold a credit, and the guarantee is called."""
        credit = self._approved()
        run = self._month_end()
        self.assertEqual((run.state, run.done, run.total), ("done", 1, 1))
        self.assertRecordValues(
            self.Hold.search([]),
            [
                {
                    "user_id": self.head_fb.id,
                    "employee_id": self.employees[self.head_fb].id,
                    "credit_id": credit.id,
                    "month": MARCH,
                    "state": "held",
                    "held_amount": 600.01,
                    "liable_amount": 600.01,
                }
            ],
        )
        guarantees = credit.sudo().move_id.hotel_guarantee_ids
        self.assertEqual(
            {each.role: each.state for each in guarantees}, {"guarantor": "called", "gm": "running"}
        )

    def test_what_may_still_be_paid_holds_no_pay(self):
        """E5, E3: due at the month's end, but within its 7 working days; the next month's end holds it."""
        credit = self._approved(departure_date=date(2026, 3, 25))
        self.assertEqual(credit.due_date, date(2026, 3, 31))
        self.assertEqual(self._month_end().total, 0)
        self.assertFalse(self.Hold.search([]))
        self._month_end("2026-05-01 04:00:00", date(2026, 4, 1))
        self.assertEqual(self.Hold.search([]).credit_id, credit)

    def test_collection_lifts_the_hold_by_itself(self):
        """E5: a payment in part does not; taking the payment back holds again, and both stay on record."""
        credit = self._approved()
        self._month_end()
        hold = self.Hold.search([])
        self._settle(credit, 1200.0)
        self.assertEqual((hold.state, hold.liable_amount), ("held", 0.01))
        payment = self._settle(credit, 0.01)
        self.assertEqual((hold.state, hold.lift_reason), ("lifted", "collected"))
        self.assertTrue(hold.lifted_at)
        payment.move_id.line_ids.remove_move_reconcile()
        self.assertEqual(self.Hold.search([], order="id").mapped("state"), ["lifted", "held"])
        with self.assertRaises(UserError):
            hold.sudo().unlink()

    def test_a_bank_line_that_settles_it_lifts_the_hold(self):
        """E5: by whatever road the money comes."""
        credit = self._approved()
        self._month_end()
        line = self.env["account.bank.statement.line"].create(
            {"journal_id": self.bank.id, "payment_ref": "Wang Fang", "amount": 1200.01, "date": "2026-04-02", "partner_id": self.guest.id}
        )
        receivable = credit.sudo().move_id.line_ids.filtered(lambda each: each.account_type == "asset_receivable")
        _liquidity, suspense, _other = line._seek_for_lines()
        suspense.account_id = receivable.account_id
        (suspense | receivable).reconcile()
        self.assertEqual(self.Hold.search([]).state, "lifted")
        self.assertTrue(credit.settled_at)

    def test_running_twice_holds_nothing_twice(self):
        """E5, F7: chunk by chunk; a run that was broken off goes on; the next month's leaves standing holds alone."""
        for number, head in enumerate((self.head_fb, self.head_rooms, self.sales_head)):
            guest = self.env["res.partner"].create({"name": f"Guest {number}"})
            self._approved(head, partner_id=guest.id)
        with freeze_time(APRIL_FIRST):
            run = self.Run.sudo().create({"month": MARCH, "company_id": self.company.id})
            run._start()
            self.assertEqual(run._work_chunk(limit=2), 2)
        self._month_end()
        self._month_end()
        self._month_end("2026-05-01 04:00:00", date(2026, 4, 1))
        self.assertEqual(self.Hold.search_count([("state", "=", "held")]), 3)
        self.assertEqual(self.Hold.search_count([]), 3)

    def test_the_hold_can_be_switched_off(self):
        """E5: per company; nothing is held then, and what stands is lifted and says so."""
        self._approved()
        self._month_end()
        self.company.sudo().hotel_payroll_hold = False
        self.assertEqual(self.Hold.search([]).mapped("lift_reason"), ["switched_off"])
        with freeze_time("2026-05-01 04:00:00"):
            run = self.Run.with_user(self.finance).create({"month": date(2026, 4, 1)})
            with self.assertRaisesRegex(UserError, "switched off"):
                run.action_start()
            self.assertNotIn(self.company, self.Run.sudo()._prepare_due_runs().company_id)

    def test_a_month_that_is_not_over_is_refused(self):
        """E5: at the end of the month, not before."""
        run = self.Run.with_user(self.finance).create({"month": MARCH})
        with freeze_time("2026-03-31 04:00:00"), self.assertRaisesRegex(UserError, "not ended"):
            run.action_start()

    def test_the_cron_deals_with_the_month_that_is_over(self):
        """E5: by itself, in the company's time zone: 00:30 in Shanghai is still the last day in UTC."""
        self._approved()
        with freeze_time("2026-03-31 15:30:00"):
            self.assertFalse(self.Run.sudo()._prepare_due_runs().filtered(lambda run: run.month == MARCH))
        with freeze_time("2026-03-31 16:30:00"), self.enter_registry_test_mode():
            self.env.ref("hotel_credit.ir_cron_payroll_hold").sudo().method_direct_trigger()
        self.assertEqual(self.Hold.search([]).user_id, self.head_fb)

    def test_who_sees_the_list(self):
        """E5: HR and who supervises see all, an employee their own, nobody writes."""
        self._approved()
        self._month_end()
        hold = self.Hold.search([])
        for user in (self.hr, self.finance, self.gm, self.chairman, self.auditor, self.head_fb):
            self.assertEqual(self.Hold.with_user(user).search([]), hold)
        for user in (self.cashier, self.sales, self.head_rooms, self.manager, self.employee):
            self.assertFalse(self.Hold.with_user(user).search([]))
        for user in (self.hr, self.finance_head, self.gm, self.manager):
            with self.assertRaises(AccessError):
                hold.with_user(user).write({"state": "lifted"})
            with self.assertRaises(AccessError):
                self.Hold.with_user(user).create({"credit_id": hold.credit_id.id})

    def test_hr_gets_the_list_as_a_spreadsheet(self):
        """E5, E8: a frozen head, a total by formula, the final pay held on a second sheet."""
        credit = self._approved()
        self._month_end()
        leaver = self.employees[self.head_fb].sudo()
        leaver.current_version_id.departure_date = date(2026, 4, 1)
        report = self.env.ref("hotel_credit.hotel_payroll_hold_xlsx_action").with_user(self.hr)
        content, kind = report._render_xlsx(report.report_name, self.Hold.search([]).ids, {})
        self.assertEqual(kind, "xlsx")
        book = load_workbook(BytesIO(content))
        sheet = book["Payroll holds"]
        self.assertEqual(sheet.freeze_panes, "B2")
        self.assertEqual(sheet["I3"].value, "=SUBTOTAL(109,I2:I2)")
        values = [cell.value for cell in sheet[2]]
        self.assertEqual((values[0], values[2], values[7], values[8], values[9]), ("Head Fb", credit.name, 600.01, 600.01, "Held"))
        final = book["Final pay held"]
        self.assertEqual((final["A2"].value, final["D2"].value), ("Head Fb", 1))
        self.assertIn(credit.sudo().move_id.name, final["E2"].value)
