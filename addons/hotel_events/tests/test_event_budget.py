from freezegun import freeze_time
from psycopg2 import errors

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.account.tests.common import AccountTestInvoicingCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestEventBudget(AccountTestInvoicingCommon):
    """Budget against actual with real vendor bills and invoices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(su=True)
        cls.company = cls.env.company
        cls.sales, cls.finance = (
            cls.env["res.users"].with_context(no_reset_password=True).create(
                {
                    "name": role,
                    "login": f"budget_{role}",
                    "group_ids": [Command.set(cls.env.ref(f"hotel_base.group_{role}").ids)],
                    "company_id": cls.company.id,
                    "company_ids": [Command.set(cls.company.ids)],
                }
            )
            for role in ("sales", "finance")
        )
        cls.order = cls.env["hotel.event.order"].create(
            {
                "title": "Appreciation dinner",
                "partner_id": cls.partner_a.id,
                "coordinator_id": cls.sales.id,
                "date_begin": "2026-03-20 10:00:00",
                "date_end": "2026-03-20 14:00:00",
                "budget": 50000,
            }
        )
        cls.event = cls.order.event_id
        cls.meals, cls.gifts, cls.venue = (
            cls.env.ref(f"hotel_events.budget_category_{name}") for name in ("meals", "gifts", "venue")
        )
        cls.food = cls.env["product.category"].create({"name": "Food"})
        cls.fish = cls.env["product.category"].create({"name": "Fish", "parent_id": cls.food.id})
        cls.product_a.categ_id = cls.fish
        cls.meals.product_category_ids = cls.food
        cls.gifts.product_ids = cls.product_b
        cls.event.hotel_budget_line_ids = [
            Command.create({"category_id": category.id, "planned": planned})
            for category, planned in ((cls.meals, 20000), (cls.gifts, 5000), (cls.env.ref("hotel_events.budget_category_income"), 45000))
        ]
        cls.line_meals, cls.line_gifts, cls.line_income = (
            cls.event.hotel_budget_line_ids.filtered(lambda line, category=category: line.category_id == category)
            for category in (cls.meals, cls.gifts, cls.env.ref("hotel_events.budget_category_income"))
        )

    def bill(self, product, amount, share=100, move_type="in_invoice"):
        account = self.event.hotel_analytic_account_id
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": self.partner_b.id,
                "invoice_date": "2026-03-02",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "name": "Thing",
                            "quantity": 1,
                            "price_unit": amount,
                            "tax_ids": [],
                            "analytic_distribution": {account.id: share},
                        }
                    )
                ],
            }
        )
        move.action_post()
        self.env.invalidate_all()
        return move

    def test_each_event_has_an_analytic_account_under_the_orders_number(self):
        """H13: finance finds it; it follows the event's name."""
        account = self.event.hotel_analytic_account_id
        self.assertEqual((account.name, account.code, account.partner_id), ("Appreciation dinner", self.order.name, self.partner_a))
        self.assertEqual(account.plan_id, self.env.ref("hotel_events.analytic_plan_events"))
        self.order.title = "Spring dinner"
        self.assertEqual(account.name, "Spring dinner")
        copy = self.event.copy()
        self.assertTrue(copy.hotel_analytic_account_id)
        self.assertNotEqual(copy.hotel_analytic_account_id, account)

    def test_bills_stand_against_the_plan_by_category(self):
        """H13: by product, by the category above the product's, shares of a bill, credit notes taken off."""
        self.bill(self.product_a, 18000)
        self.bill(self.product_a, 10000, share=40)
        self.bill(self.product_a, 500, move_type="in_refund")
        self.bill(self.product_b, 4000)
        self.assertEqual((self.line_meals.actual, self.line_meals.difference), (21500, -1500))
        self.assertEqual((self.line_gifts.actual, self.line_gifts.difference, self.line_gifts.used), (4000, 1000, 80))
        self.assertEqual((self.event.hotel_planned_cost, self.event.hotel_actual_cost), (25000, 25500))

    def test_what_belongs_to_no_category_is_shown_and_set_right(self):
        """H13: by finance, on the booked line."""
        self.product_a.categ_id = self.env["product.category"].create({"name": "Else"})
        move = self.bill(self.product_a, 700)
        self.assertEqual(self.event.hotel_unassigned_cost, 700)
        self.assertIn("In no category", [row["name"] for row in self.event._hotel_get_budget_rows()])
        move.line_ids.analytic_line_ids.hotel_budget_category_id = self.venue
        self.env.invalidate_all()
        self.assertEqual(self.event.hotel_unassigned_cost, 0)
        self.assertEqual(self.event.hotel_actual_cost, 700)

    def test_a_bill_that_is_taken_back_counts_no_more(self):
        """H13: the figures are read from the books, never kept beside them."""
        move = self.bill(self.product_b, 4000)
        move.button_draft()
        self.env.invalidate_all()
        self.assertEqual(self.line_gifts.actual, 0)

    def test_income_is_what_the_order_was_billed(self):
        """H13: its deposit and final invoices; not the analytic lines of the same invoices a second time."""
        for amount in (30000, 8000):
            move = self.bill(self.product_a, amount, move_type="out_invoice")
            move.sudo().write({"hotel_event_order_id": self.order.id})
        self.env.invalidate_all()
        self.assertEqual((self.line_income.actual, self.line_income.difference), (38000, -7000))
        self.assertEqual((self.event.hotel_actual_income, self.event.hotel_actual_cost), (38000, 0))

    def test_the_report_says_the_same_as_the_event(self):
        """H13: pivot and graph."""
        self.bill(self.product_a, 18000)
        self.bill(self.product_b, 4000)
        move = self.bill(self.product_a, 30000, move_type="out_invoice")
        move.sudo().write({"hotel_event_order_id": self.order.id})
        self.env.flush_all()
        rows = self.env["hotel.event.budget.report"].with_user(self.finance).search([("event_id", "=", self.event.id)])
        self.assertEqual(
            {row.category_id: (row.planned, row.actual, row.difference) for row in rows},
            {
                line.category_id: (line.planned, line.actual, line.difference)
                for line in self.event.hotel_budget_line_ids
            },
        )
        groups = self.env["hotel.event.budget.report"]._read_group([("event_id", "=", self.event.id)], ["direction"], ["actual:sum"])
        self.assertEqual(dict(groups), {"cost": 22000, "income": 30000})

    def test_a_revision_keeps_what_was_planned_before(self):
        """H13, M2: who, when, from which amount to which."""
        line = self.line_meals.with_user(self.sales)
        line.planned = 22000
        line.planned = 22000
        line.planned = 23000
        changes = self.event.hotel_budget_change_ids.sorted("id")
        self.assertEqual([(each.planned_before, each.planned_after) for each in changes], [(20000, 22000), (22000, 23000)])
        self.assertEqual(changes.user_id, self.sales)
        self.assertEqual((line.first_planned, line.planned), (20000, 23000))
        for change in (lambda: changes.write({"reason": "x"}), lambda: changes.unlink(), lambda: line.unlink(),
                       lambda: line.write({"category_id": self.venue.id})):  # fmt: skip
            with self.assertRaises(UserError):
                change()

    def test_an_agreed_budget_is_revised_with_a_reason(self):
        """H13, H20: nobody overwrites, adds or deletes what finance agreed to."""
        self.order.write({"budget_agreed_at": "2026-03-01 08:00:00", "budget_agreed_by_id": self.finance.id})
        self.env.invalidate_all()
        lines = self.event.hotel_budget_line_ids.with_user(self.sales)
        for change in (
            lambda: lines[0].write({"planned": 1}),
            lambda: lines[0].unlink(),
            lambda: lines.create({"event_id": self.event.id, "category_id": self.venue.id, "planned": 9}),
        ):
            with self.assertRaises(UserError):
                change()
        revise = self.env["hotel.event.budget.revise"].with_user(self.finance)
        revise.create({"event_id": self.event.id, "category_id": self.meals.id, "planned": 26000, "reason": "40 more guests"}).action_confirm()
        revise.create({"event_id": self.event.id, "category_id": self.venue.id, "planned": 3000, "reason": "LED wall"}).action_confirm()
        changes = self.event.hotel_budget_change_ids.sorted("id")
        self.assertEqual(
            [(each.category_id, each.planned_before, each.planned_after, each.reason, each.user_id) for each in changes],
            [(self.meals, 20000, 26000, "40 more guests", self.finance), (self.venue, 0, 3000, "LED wall", self.finance)],
        )

    def test_what_is_mapped_belongs_to_one_category(self):
        """H13: named in two it could be counted in either."""
        with self.assertRaises(ValidationError):
            self.venue.product_ids = self.product_b
        account = self.env["account.account"].sudo().search([("account_type", "=", "expense")], limit=1)
        for name, record in (("product_category_ids", self.product_b.categ_id), ("account_ids", account)):
            self.meals[name] = record
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.venue[name] = record
        with self.assertRaises(errors.CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.line_meals.sudo().planned = -1
            self.env.flush_all()
        with self.assertRaises(errors.UniqueViolation), mute_logger("odoo.sql_db"):
            self.env["hotel.event.budget.category"].create({"name": "More income", "direction": "income"})
        with self.assertRaises(errors.UniqueViolation), mute_logger("odoo.sql_db"):
            self.event.hotel_budget_line_ids = [Command.create({"category_id": self.meals.id})]

    def test_a_cashier_reads_no_budget(self):
        """H13: who works on events, finance, chairman and auditor do."""
        cashier = self.env["res.users"].with_context(no_reset_password=True).create(
            {"name": "c", "login": "budget_cashier", "group_ids": [Command.set(self.env.ref("hotel_base.group_cashier").ids)],
             "company_id": self.company.id, "company_ids": [Command.set(self.company.ids)]}
        )  # fmt: skip
        with self.assertRaises(AccessError):
            self.line_meals.with_user(cashier).read(["planned"])
        self.assertEqual(self.line_meals.with_user(self.finance).actual, 0)

    def test_budget_against_actual_is_printed_in_both_languages_and_a_spreadsheet(self):
        """M3, H13: with the revisions."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.line_meals.planned = 22000
        for lang, title in (("en", "Budget against actual"), ("zh", "活动预算与实际对照表")):
            html, _kind = self.env["ir.actions.report"]._render_qweb_html(f"hotel_events.report_event_budget_{lang}", self.event.ids)
            for text in (title, self.order.name, "22,000"):
                with self.subTest(lang=lang, text=text):
                    self.assertIn(text, html.decode())
        for name, records in (("event_budget_xlsx", self.event), ("event_material_xlsx", self.event.hotel_material_ids)):
            with self.subTest(name=name):
                data, kind = self.env["ir.actions.report"]._render(f"hotel_events.{name}", records.ids)
                self.assertEqual((kind, data[:2]), ("xlsx", b"PK"))
