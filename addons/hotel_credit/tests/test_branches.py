from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common_collection import COLLECTED, TODAY, CollectionCommon
from .test_billing import MARCH


@tagged("post_install", "-at_install")
@freeze_time(COLLECTED)
class TestBranches(CollectionCommon):
    """C7: what a branch bills, reminds of, settles, duns and counts is its own, whatever another one has open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].sudo().create({"name": "Branch", "currency_id": cls.company.currency_id.id})
        cls._slip(date(2026, 4, 10), food=300.0)

    def test_a_branch_bills_none_of_anothers_slips(self):
        """F1, C7: neither counted nor taken."""
        Billing = self.env["hotel.billing"].sudo()
        april = date(2026, 4, 1)
        self.assertEqual(Billing._count_to_bill(self.company, april), 1)
        self.assertEqual(Billing._count_to_bill(self.branch, april), 0)
        self.assertFalse(Billing._get_to_bill(self.branch, april, (), 10))

    def test_a_branch_sends_none_of_anothers_statements(self):
        """F2, C7: by its run of the same month."""
        Run = self.env["hotel.statement.run"].sudo()
        counts = [Run.create({"company_id": company.id, "month": MARCH})._count_left() for company in (self.company, self.branch)]
        self.assertEqual(counts, [1, 0])

    def test_money_of_a_branch_settles_none_of_anothers_invoices(self):
        """F5, C7: the firm owes both; each takes its own money."""
        Line = self.env["account.move.line"].sudo()
        self.assertEqual(Line._hotel_find_open(self.company, self.firm).move_id, self.february | self.march)
        self.assertFalse(Line._hotel_find_open(self.branch, self.firm))

    def test_a_branchs_figures_count_nothing_of_anothers(self):
        """F6, C7: ageing, repayment rate, days outstanding."""
        Figures = self.env["hotel.collection.figures"].sudo()
        self.assertEqual(Figures._charged(self.company, TODAY, 90), 300.0)
        self.assertEqual(Figures._charged(self.branch, TODAY, 90), 0.0)
        fallen = {
            company: sum(month["fallen_due"] for month in Figures._repayment_by_month(company, TODAY))
            for company in (self.company, self.branch)
        }
        self.assertEqual(fallen, {self.company: 100.0, self.branch: 0.0})
        Ageing = self.env["hotel.ageing"].sudo()
        self.assertEqual(Ageing.with_company(self.company).get_table()["total"], 300.0)
        self.assertEqual(Ageing.with_company(self.branch).get_table()["total"], 0.0)

    def test_a_branchs_dunning_leaves_anothers_items_alone(self):
        """G1, G2, C7: neither issued nor lapsed by another's run."""
        Dunning = self.env["hotel.dunning"].sudo()
        self.assertEqual(Dunning._count_due(self.company, TODAY), 1)
        self.assertEqual(Dunning._count_due(self.branch, TODAY), 0)
        Run = self.env["hotel.dunning.run"].sudo()
        ours = Run.create({"company_id": self.company.id, "day": TODAY})
        ours._start()
        while ours._work_chunk():
            pass
        notice = self.env["hotel.dunning.notice"].sudo().search([("partner_id", "child_of", self.firm.ids)])
        self.assertEqual(len(notice), 1)
        with freeze_time("2026-06-01 04:00:00"):
            theirs = Run.create({"company_id": self.branch.id, "day": date(2026, 6, 1)})
            self.assertEqual(Dunning._lapse(theirs, 10), 0)
        self.assertFalse(notice.unanswered_on)

    def test_a_claim_is_proposed_in_the_company_that_is_owed(self):
        """G4, C7: each company's debts on its own claim, by its own years."""
        self.branch.hotel_bad_debt_years = 1
        with freeze_time("2027-08-01 04:00:00"):
            while self.env["hotel.bad.debt"].sudo()._propose_chunk(10):
                pass
        self.assertFalse(self.env["hotel.bad.debt"].sudo().search([("partner_id", "=", self.firm.id)]))
        with freeze_time("2029-08-01 04:00:00"):
            while self.env["hotel.bad.debt"].sudo()._propose_chunk(10):
                pass
        debt = self.env["hotel.bad.debt"].sudo().search([("partner_id", "=", self.firm.id)])
        self.assertEqual((debt.company_id, debt.amount), (self.company, 300.0))
