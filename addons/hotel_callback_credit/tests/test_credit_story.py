from datetime import date

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from .callback_credit_case import CallbackCreditCase

NOON = "2026-04-20 04:00:00"


@tagged("post_install", "-at_install")
class TestCreditStory(CallbackCreditCase):
    def _lines(self, user):
        sections = self.firm.with_user(user).with_company(self.company).sudo()._hotel_story()
        return [line["text"] for section in sections if section["title"] == "Charging on account" for line in section["lines"]]

    @freeze_time(NOON)
    def test_the_caller_knows_the_agreement_the_debts_and_the_revenue(self):
        """I2, I3: what is used and left, what is overdue, the last statement and the charges of 12 months stand beside the script."""
        self._authorise(amounts={"food": "300.00"})
        self.env["hotel.statement"].sudo().search([("move_id", "=", self.march.id)]).write({"state": "sent", "confirm_until": date(2026, 4, 5)})
        lines = self._lines(self.sales)
        self.assertIn(self.agreement.name, lines[0])
        for amount in ("300.00", "1,000,000.00", "999,700.00"):
            self.assertIn(amount, lines[0])
        self.assertIn("100.00 overdue", lines[1].replace("\N{NO-BREAK SPACE}", " ").replace("¥", "").strip())
        self.assertIn("Mar 2026", lines[2])
        self.assertIn("600.00", lines[3])
        self.assertIn("3 slips", lines[3])

    @freeze_time(NOON)
    def test_who_does_not_see_credit_elsewhere_does_not_see_it_in_the_story(self):
        """I12: a caller without a role that reads agreements is told nothing of limits and debts."""
        outsider = new_test_user(self.env, login="outsider", groups="base.group_user", company_id=self.company.id)
        self.assertEqual(self._lines(outsider), [])

    @freeze_time(NOON)
    def test_the_caller_s_screen_shows_it(self):
        """I2: the caller's screen is opened with the caller's own rights."""
        callback = self.env["hotel.callback"]._plan_one(self.firm, "How is it going?", company=self.company)
        opened = callback.with_user(self.sales).with_company(self.company).desk_open()
        self.assertIn("Charging on account", [section["title"] for section in opened["story"]])

    @freeze_time(NOON)
    def test_the_class_counts_what_is_charged_and_not_billed_yet_once(self):
        """I1: revenue is without tax, from invoices and from slips that no invoice holds; voided slips are none."""
        self._slip(date(2026, 4, 18), food=106.0)
        voided = self._slip(date(2026, 4, 18), food=53.0)
        voided.sudo().write({"state": "voided", "voided_by_id": self.gm.id, "voided_at": NOON, "void_reason": "Twice"})
        food = self.env["hotel.revenue.kind"].with_company(self.company).search([("code", "=", "food")])
        net = 106.0 * 100 / (100 + sum(food.tax_ids.mapped("amount")))
        proposal = self.env["hotel.customer.class.proposal"].with_user(self.sales_head).with_company(self.company).create({"day": date(2026, 4, 20)})
        proposal.action_compute()
        line = proposal.sudo().line_ids.filtered(lambda line: line.partner_id == self.firm)
        billed = (self.february | self.march).mapped("amount_untaxed")
        self.assertAlmostEqual(line.revenue, sum(billed) + net, 2)
        self.assertLess(net, 106.0, "Without a tax the test shows nothing.")
