from datetime import date, datetime
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import HotelCreditCommon

#: 06:01 in Shanghai on the first of April: the last outlet's day of March has ended.
APRIL = "2026-03-31 22:01:00"
MAY = "2026-04-30 22:01:00"
MARCH = date(2026, 3, 1)


class HotelBillingCommon(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.sudo().group_ids += cls.env.ref("hotel_base.group_finance_head")
        cls.company.sudo().hotel_vat_rate = 6.0
        cls.agreement = cls._make_agreement(monthly_limit=1_000_000)
        cls.bank = cls.company_data["default_journal_bank"]

    @classmethod
    def _slip(cls, day, agreement=None, outlet=None, salesperson=None, **amounts):
        agreement = agreement or cls.agreement
        amounts = {f"amount_{kind}": amount for kind, amount in (amounts or {"food": 100.0}).items()}
        number = cls.env["hotel.charge"].sudo().search_count([]) + 1
        return (
            cls.env["hotel.charge"]
            .sudo()
            .create(
                {
                    "name": f"T{number:05}",
                    "company_id": agreement.company_id.id,
                    "outlet_id": (outlet or cls.restaurant).id,
                    "agreement_id": agreement.id,
                    "partner_id": agreement.partner_id.id,
                    "commercial_partner_id": agreement.commercial_partner_id.id,
                    "salesperson_id": (salesperson or agreement.user_id).id,
                    "signer_id": agreement.signer_ids[:1].id,
                    "cashier_id": cls.cashier.id,
                    "business_date": day,
                    "charged_at": datetime.combine(day, datetime.min.time()),
                    "currency_id": agreement.currency_id.id,
                    "amount": round(sum(amounts.values()), 2),
                    **amounts,
                }
            )
        )

    @classmethod
    def _other_agreement(cls, name, **over):
        firm = cls.env["res.partner"].create({"name": name, "is_company": True})
        over.setdefault("monthly_limit", 1_000_000)
        return cls._make_agreement(partner_id=firm.id, signer={"code": name}, **over)

    @classmethod
    def _run(cls, month=MARCH):
        return cls.env["hotel.billing.run"].with_user(cls.finance).create({"company_id": cls.company.id, "month": month})

    @classmethod
    def _bill_two_months(cls):
        """Bill a slip of 100 in February and one of 200 in March: `cls.february` and `cls.march` are the invoices."""
        cls._slip(date(2026, 2, 10), food=100.0)
        with freeze_time("2026-03-02 04:00:00"):
            cls._bill(date(2026, 2, 1))
        cls._slip(date(2026, 3, 10), food=200.0)
        with freeze_time("2026-04-02 04:00:00"):
            cls._bill()
        cls.february = cls.env["hotel.statement"].search([("month", "=", date(2026, 2, 1))]).move_id
        cls.march = cls.env["hotel.statement"].search([("month", "=", MARCH)]).move_id

    @classmethod
    def _bill(cls, month=MARCH):
        """Bill a month as the cron does, without its commits."""
        run = cls.env["hotel.billing.run"].sudo().search([("company_id", "=", cls.company.id), ("month", "=", month)])
        run = run or cls._run(month).sudo()
        run._start()
        while run._work_chunk(limit=2):
            pass
        return run

    def _statement(self, month=MARCH, agreement=None):
        return self.env["hotel.statement"].search(
            [("agreement_id", "=", (agreement or self.agreement).id), ("month", "=", month)]
        )

    def _pay(self, amount, day, **vals):
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.firm.id,
                "amount": amount,
                "date": day,
                "journal_id": self.bank.id,
                **vals,
            }
        )
        payment.action_post()
        return payment


@tagged("post_install", "-at_install")
class TestBilling(HotelBillingCommon):
    @freeze_time(APRIL)
    def test_a_month_becomes_one_posted_invoice_and_one_statement(self):
        """F1, D10: dated the last day, due on the 25th of the next month, a line per outlet and revenue kind."""
        self._slip(date(2026, 3, 1), food=100.0, beverage=20.5)
        self._slip(date(2026, 3, 31), food=50.05)
        self._slip(date(2026, 3, 31), outlet=self.front, rooms=680.0)
        april = self._slip(date(2026, 4, 1), food=999.0)
        run = self._bill()
        self.assertEqual((run.state, run.total, run.done, run.progress), ("done", 1, 1, 100.0))
        invoice = self.env["account.move"].search([("hotel_agreement_id", "=", self.agreement.id)])
        self.assertRecordValues(
            invoice,
            [
                {
                    "state": "posted",
                    "move_type": "out_invoice",
                    "invoice_date": date(2026, 3, 31),
                    "date": date(2026, 3, 31),
                    "invoice_date_due": date(2026, 4, 25),
                    "amount_total": 850.55,
                    "partner_id": self.firm.id,
                    "hotel_month": MARCH,
                    "hotel_salesperson_id": self.sales.id,
                    "hotel_signer_ids": self.agreement.signer_ids.ids,
                    "hotel_charge_count": 3,
                }
            ],
        )
        self.assertEqual(
            sorted(invoice.invoice_line_ids.mapped(lambda line: (line.name.split(",")[0], line.price_total))),
            [("Front desk: Rooms", 680.0), ("Restaurant: Beverage", 20.5), ("Restaurant: Food", 150.05)],
        )
        statement = invoice.hotel_statement_id
        self.assertRecordValues(
            statement,
            [
                {
                    "opening": 0.0,
                    "charged": 850.55,
                    "allowances": 0.0,
                    "payments": 0.0,
                    "closing": 850.55,
                    "charge_count": 3,
                    "due_date": date(2026, 4, 25),
                    "confirm_until": date(2026, 4, 5),
                    "state": "draft",
                }
            ],
        )
        self.assertTrue(statement.name.startswith("ST/2026/"))
        self.assertEqual(set(statement.charge_ids.mapped("state")), {"billed"})
        self.assertEqual(statement.charge_ids.move_id, invoice)
        self.assertEqual((april.state, april.move_id.id), ("authorised", False))

    @freeze_time(APRIL)
    def test_slips_and_invoice_agree_to_the_cent_whatever_the_tax(self):
        """F1: the tax is inside the slips' amounts, with either way of rounding taxes and odd cents."""
        for method in ("round_per_line", "round_globally"):
            for rate in (6.0, 0.0, 13.0):
                with self.subTest(method=method, rate=rate):
                    self.company.sudo().write({"tax_calculation_rounding_method": method, "hotel_vat_rate": rate})
                    agreement = self._other_agreement(f"{method} {rate}")
                    cents = [0.01, 0.07, 33.33, 99.99, 0.03]
                    kinds = ("rooms", "food", "beverage", "banquet", "other")
                    for outlet in (self.front, self.restaurant):
                        self._slip(date(2026, 3, 2), agreement, outlet, **dict(zip(kinds, cents, strict=True)))
                    self._bill()
                    invoice = self._statement(agreement=agreement).move_id
                    self.assertEqual(invoice.amount_total, 266.86)
                    self.assertEqual(invoice.currency_id.round(invoice.amount_untaxed + invoice.amount_tax), 266.86)
                    self.assertEqual(bool(invoice.amount_tax), bool(rate))
                    self.assertAlmostEqual(sum(invoice.line_ids.mapped("balance")), 0.0)

    @freeze_time(APRIL)
    def test_running_twice_makes_nothing_twice(self):
        """F7: a second run of a month finds nothing to do."""
        self._slip(date(2026, 3, 5))
        self._bill()
        self._bill()
        self.assertEqual(len(self._statement()), 1)
        self.assertEqual(self.env["account.move"].search_count([("hotel_agreement_id", "=", self.agreement.id)]), 1)

    @freeze_time(APRIL)
    def test_a_late_slip_goes_on_the_next_invoice(self):
        """F1: a slip of March that comes after March's invoice is billed with April."""
        self._slip(date(2026, 3, 5))
        self._bill()
        late = self._slip(date(2026, 3, 6), food=7.0)
        again = self._bill()
        self.assertEqual((again.state, len(again.problem_ids)), ("done", 0))
        self.assertEqual(late.state, "authorised")
        with freeze_time(MAY):
            self._slip(date(2026, 4, 6), food=30.0)
            self._bill(date(2026, 4, 1))
        self.assertEqual(late.statement_id.month, date(2026, 4, 1))
        self.assertEqual(late.move_id.amount_total, 37.0)
        self.assertEqual(late.statement_id.opening, 100.0)
        self.assertEqual(late.statement_id.closing, 137.0)

    @freeze_time("2026-03-31 21:59:00")
    def test_a_month_is_not_billed_before_the_last_outlets_day_has_ended(self):
        """F1: at 05:59 on the first in Shanghai a bar may still charge on the month before."""
        self._slip(date(2026, 3, 5))
        run = self._run()
        with self.assertRaisesRegex(UserError, "can be billed from"):
            run.action_start()
        self.assertFalse(self.env["hotel.billing.run"].sudo()._prepare_due_runs())
        self.restaurant.sudo().day_end_hour = 5.0
        self.front.sudo().day_end_hour = 5.0
        self.assertTrue(self.env["hotel.billing.run"].sudo()._prepare_due_runs())

    @freeze_time(APRIL)
    def test_a_locked_month_is_not_billed_and_the_lock_is_named(self):
        """F1: every lock on the month's last day stops it, of the company itself; Odoo would move the date silently."""
        slip = self._slip(date(2026, 3, 5))
        run = self._run()
        for field, label in (
            ("sale_lock_date", "Sales"),
            ("fiscalyear_lock_date", "Global"),
            ("tax_lock_date", "Tax"),
            ("hard_lock_date", "Hard"),
        ):
            with self.subTest(field):
                savepoint = self.env.cr.savepoint()
                self.company.sudo()[field] = date(2026, 3, 31)
                with self.assertRaisesRegex(UserError, f"{label}.*03/31/2026"):
                    run.action_start()
                run.sudo()._start()
                self.assertEqual(run.sudo()._work_chunk(), 0)
                self.assertEqual(run.state, "blocked")
                self.assertRegex(run.message, label)
                self.assertEqual(slip.state, "authorised")
                savepoint.close(rollback=True)
                self.env.invalidate_all()
        self.company.sudo().sale_lock_date = date(2026, 3, 30)
        self.assertEqual(self._bill().state, "done")
        self.assertEqual(slip.move_id.date, date(2026, 3, 31))

    @freeze_time(APRIL)
    def test_a_lock_of_the_parent_company_counts_for_its_branch(self):
        """F1, C7: accounting locks a branch with its parent."""
        branch = self.env["res.company"].sudo().create({"name": "Lake branch", "parent_id": self.company.id})
        run = self.env["hotel.billing.run"].sudo().create({"company_id": branch.id, "month": MARCH})
        self.assertFalse(run._get_lock_problem())
        self.company.sudo().sale_lock_date = date(2026, 3, 31)
        self.assertRegex(run._get_lock_problem(), "Sales.*03/31/2026")

    @freeze_time(APRIL)
    def test_a_run_that_dies_goes_on_where_it_was(self):
        """F7: a failure between two agreements loses and repeats nothing."""
        agreements = self.agreement | self._other_agreement("Two") | self._other_agreement("Three")
        for agreement in agreements:
            self._slip(date(2026, 3, 5), agreement)
        run = self._run().sudo()
        run._start()
        self.assertEqual(run._work_chunk(limit=1), 1)
        with (
            patch.object(type(self.env["hotel.billing"]), "_check_posted", side_effect=SerializationFailure),
            self.assertRaises(SerializationFailure),
            self.env.cr.savepoint(),  # what a kill leaves: nothing
        ):
            run._work_chunk(limit=1)
        self.assertEqual((run.state, run.done, run.total), ("running", 1, 3))
        self.assertEqual(self.env["hotel.statement"].search_count([("run_id", "=", run.id)]), 1)
        while run._work_chunk(limit=1):
            pass
        self.assertEqual((run.state, run.done), ("done", 3))
        self.assertEqual(self.env["account.move"].search_count([("hotel_agreement_id", "in", agreements.ids)]), 3)

    @freeze_time(APRIL)
    def test_a_faulty_agreement_does_not_keep_the_others_from_being_billed(self):
        """F7: the problem is named with its agreement, and starting again bills what was left."""
        other = self._other_agreement("Faulty")
        third = self._other_agreement("Sound")
        slips = [self._slip(date(2026, 3, 5), agreement) for agreement in (self.agreement, other, third)]
        prepare = type(self.env["hotel.billing"])._prepare_move_vals

        def failing(service, statement, *args):
            if statement.agreement_id == other:
                raise ValueError("No receivable account")
            return prepare(service, statement, *args)

        with patch.object(type(self.env["hotel.billing"]), "_prepare_move_vals", failing):
            run = self._bill()
        self.assertEqual(run.state, "incomplete")
        self.assertEqual(run.problem_ids.agreement_id, other)
        self.assertEqual(run.problem_ids.message, "No receivable account")
        self.assertEqual([slip.state for slip in slips], ["billed", "authorised", "billed"])
        run = self._bill()
        self.assertEqual((run.state, len(run.problem_ids), run.done), ("done", 0, 3))

    @freeze_time(APRIL)
    def test_a_voided_slip_is_not_billed(self):
        """D6, F1: billing claims by the slip's state, so what was voided before stays out."""
        kept, voided = self._slip(date(2026, 3, 5), food=10.0), self._slip(date(2026, 3, 5), food=20.0)
        voided.sudo().write(
            {
                "state": "voided",
                "voided_by_id": self.cashier.id,
                "voided_at": "2026-03-05 12:00:00",
                "void_reason": "Wrong table",
            }
        )
        self._bill()
        self.assertEqual((kept.state, voided.state, voided.move_id.id), ("billed", "voided", False))
        self.assertEqual(kept.move_id.amount_total, 10.0)

    @freeze_time(APRIL)
    def test_the_cron_bills_what_is_due(self):
        """F1: one run for each month that has slips, without anybody pressing a button."""
        self._slip(date(2026, 2, 5), food=5.0)
        self._slip(date(2026, 3, 5), food=6.0)
        with self.enter_registry_test_mode():
            self.env.ref("hotel_credit.ir_cron_billing").sudo().method_direct_trigger()
        self.assertEqual(self._statement(date(2026, 2, 1)).closing, 5.0)
        self.assertEqual(self._statement().opening, 5.0)
        self.assertEqual(self._statement().closing, 11.0)

    @freeze_time(APRIL)
    def test_an_agreement_in_another_currency_is_billed_in_it(self):
        """F1: the invoice is in the currency of the slips."""
        usd = self.env.ref("base.USD")
        usd.active = True
        agreement = self._other_agreement("Dollar", currency_id=usd.id)
        self._slip(date(2026, 3, 5), agreement, food=12.34)
        self._bill()
        self.assertEqual(self._statement(agreement=agreement).move_id.currency_id, usd)
        self.assertEqual(self._statement(agreement=agreement).move_id.amount_total, 12.34)

    @freeze_time(APRIL)
    def test_the_statement_with_its_slips_is_attached_to_the_invoice(self):
        """F1: the slips are listed on the statement, which goes out with the invoice."""
        slips = self._slip(date(2026, 3, 5), food=12.5) | self._slip(date(2026, 3, 6), food=30.0)
        self._bill()
        statement = self._statement()
        html, _kind = self.env["ir.actions.report"]._render_qweb_html("hotel_credit.report_statement", statement.ids)
        for text in (statement.name, *slips.mapped("name"), "42.50", self.firm.name):
            self.assertIn(text, html.decode())
        statement.sudo()._attach_pdf()
        sent = self.env["account.move.send"].sudo()._get_invoice_extra_attachments(statement.move_id)
        self.assertIn(statement.pdf_id, sent)
        self.assertEqual((statement.pdf_id.res_model, statement.pdf_id.res_id), ("account.move", statement.move_id.id))

    @freeze_time(APRIL)
    def test_several_salespeople_of_one_month_are_all_named(self):
        """F1: the one with the largest sum is the invoice's, all who are liable are kept."""
        self._slip(date(2026, 3, 5), food=10.0)
        self._slip(date(2026, 3, 6), salesperson=self.sales2, food=90.0)
        self._bill()
        invoice = self._statement().move_id
        self.assertEqual(invoice.hotel_salesperson_id, self.sales2)
        self.assertEqual(invoice.hotel_liable_ids, self.sales | self.sales2)

    @freeze_time(APRIL)
    def test_billing_links_cannot_be_forged(self):
        """F1: who is liable is written by billing alone, on every road of the ORM."""
        self._slip(date(2026, 3, 5))
        self._bill()
        invoice = self._statement().move_id.with_user(self.finance)
        with self.assertRaises(AccessError):
            invoice.hotel_salesperson_id = self.finance2
        with self.assertRaises(AccessError):
            self.env["account.move"].with_user(self.finance).create(
                {"move_type": "out_invoice", "partner_id": self.firm.id, "hotel_agreement_id": self.agreement.id}
            )
        run = self._statement().run_id.with_user(self.finance)
        with self.assertRaises(AccessError):
            run.state = "draft"
        with self.assertRaisesRegex(UserError, "keeps its month"):
            run.month = date(2026, 2, 1)

    @freeze_time(APRIL)
    def test_the_invoice_of_billed_slips_is_not_taken_back(self):
        """D6, M2: billed slips are corrected by a credit note; their invoice is neither taken back nor deleted."""
        self._slip(date(2026, 3, 5))
        self._bill()
        invoice = self._statement().move_id.with_user(self.finance)
        with self.assertRaisesRegex(UserError, "credit note"):
            invoice.button_draft()
        with self.assertRaises(UserError):
            invoice.sudo().unlink()

    def test_the_accounting_set_up_can_be_repeated(self):
        """F1: accounts and taxes are made once, and a changed rate changes the tax."""
        company = self.company.sudo()
        company._hotel_set_up_accounting()
        taxes = self.env["account.tax"].search([("company_id", "=", company.id)])
        company._hotel_set_up_accounting()
        self.assertEqual(self.env["account.tax"].search([("company_id", "=", company.id)]), taxes)
        food = self.env.ref("hotel_credit.revenue_kind_food").with_company(company)
        self.assertEqual(food.tax_ids.amount, 6.0)
        self.assertTrue(food.tax_ids.price_include)
        self.assertTrue(food.income_account_id)
        company.hotel_vat_rate = 9.0
        company._hotel_set_up_accounting()
        food.invalidate_recordset()
        self.assertEqual(food.tax_ids.mapped("amount"), [9.0])

    def test_a_company_without_accounts_is_told_so(self):
        """F1: the message names the company and the remedy."""
        company = self.env["res.company"].sudo().create({"name": "Bare Inn"})
        with self.assertRaisesRegex(UserError, "Bare Inn has no chart of accounts"):
            company._hotel_set_up_accounting()


@tagged("post_install", "-at_install")
class TestPayments(HotelBillingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._bill_two_months()

    @freeze_time("2026-04-20 04:00:00")
    def test_a_payment_settles_the_oldest_due_first(self):
        """F5: 150 pays February's 100, and 50 of March's 200; the remainder stays open."""
        self._pay(150.0, date(2026, 4, 20))
        self.assertEqual((self.february.amount_residual, self.march.amount_residual), (0.0, 150.0))
        self.assertEqual(self.march.payment_state, "partial")

    @freeze_time("2026-04-20 04:00:00")
    def test_the_payer_may_name_the_invoice(self):
        """F5: in the register payment wizard the chosen invoice is paid, the older one stays open."""
        wizard = (
            self.env["account.payment.register"]
            .with_user(self.finance)
            .with_context(active_model="account.move", active_ids=self.march.ids)
            .create({"payment_date": date(2026, 4, 20), "amount": 200.0, "journal_id": self.bank.id})
        )
        wizard.action_create_payments()
        self.assertEqual((self.february.amount_residual, self.march.amount_residual), (100.0, 0.0))

    @freeze_time("2026-04-20 04:00:00")
    def test_a_payment_can_be_kept_on_account_and_settled_later(self):
        """F5: unticked it stays open; the button then settles the oldest due first."""
        payment = self._pay(150.0, date(2026, 4, 20), hotel_oldest_first=False)
        self.assertEqual((self.february.amount_residual, self.march.amount_residual), (100.0, 200.0))
        payment.with_user(self.finance).action_hotel_settle_oldest()
        self.assertEqual((self.february.amount_residual, self.march.amount_residual), (0.0, 150.0))
        with self.assertRaises(AccessError):
            payment.with_user(self.cashier).action_hotel_settle_oldest()

    @freeze_time("2026-04-20 04:00:00")
    def test_what_was_paid_in_advance_settles_the_next_invoice(self):
        """F5: an overpayment stays on account and is used by the next invoice."""
        self._pay(350.0, date(2026, 4, 20))
        self._slip(date(2026, 4, 21), food=80.0)
        with freeze_time(MAY):
            self._bill(date(2026, 4, 1))
        april = self._statement(date(2026, 4, 1))
        self.assertEqual(april.move_id.amount_residual, 30.0)
        self.assertRecordValues(
            april, [{"opening": 300.0, "charged": 80.0, "payments": 350.0, "allowances": 0.0, "closing": 30.0}]
        )

    @freeze_time("2026-04-20 04:00:00")
    def test_what_the_payer_keeps_on_account_settles_no_new_invoice(self):
        """F5: unticked, it waits for the payer's word, also when the next month is billed."""
        self._pay(350.0, date(2026, 4, 20), hotel_oldest_first=False)
        self._slip(date(2026, 4, 21), food=80.0)
        with freeze_time(MAY):
            self._bill(date(2026, 4, 1))
        self.assertEqual(self._statement(date(2026, 4, 1)).move_id.amount_residual, 80.0)
        self.assertEqual(self.february.amount_residual, 100.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_the_next_statement_shows_payments_and_allowances(self):
        """F1: opening balance, slips, allowances, payments, closing balance."""
        self._pay(60.0, date(2026, 4, 20))
        self.env["account.move.reversal"].with_user(self.finance).with_context(
            active_model="account.move", active_ids=self.march.ids
        ).create({"date": date(2026, 4, 20), "journal_id": self.march.journal_id.id, "reason": "Rounding"}).reverse_moves()
        credit_note = self.march.reversal_move_ids
        self.assertEqual(credit_note.hotel_agreement_id, self.agreement)
        credit_note.invoice_line_ids.price_unit = 8.0
        with patch.object(type(credit_note), "_hotel_settles_receivable", lambda move: True):
            credit_note.with_user(self.finance).action_post()
        self._slip(date(2026, 4, 21), food=80.0)
        with freeze_time(MAY):
            self._bill(date(2026, 4, 1))
        self.assertRecordValues(
            self._statement(date(2026, 4, 1)),
            [{"opening": 300.0, "charged": 80.0, "payments": 60.0, "allowances": 8.0, "closing": 312.0}],
        )
        self.assertEqual(self.march.payment_state in ("partial", "not_paid"), True)

    @freeze_time("2026-04-20 04:00:00")
    def test_a_payment_of_another_firm_settles_nothing_here(self):
        """F5: firms do not pay for each other."""
        other = self._other_agreement("Other")
        self._pay(500.0, date(2026, 4, 20), partner_id=other.partner_id.id)
        self.assertEqual((self.february.amount_residual, self.march.amount_residual), (100.0, 200.0))

    @freeze_time("2026-04-20 04:00:00")
    def test_a_contact_of_the_firm_pays_for_the_firm(self):
        """F5: the firm is the commercial entity."""
        self._pay(100.0, date(2026, 4, 20), partner_id=self.contact.id)
        self.assertEqual(self.february.amount_residual, 0.0)
