from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import picture
from .liability_case import NOON, SEVENTH, HotelLiabilityCommon

MARCH = date(2026, 3, 1)


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestLiabilityGuards(HotelLiabilityCommon):
    """Guards of temporary credit, holds and register that other guards stand before: each one alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].sudo().create({"name": "Branch", "currency_id": cls.company.currency_id.id})

    def _month_end(self, company=None):
        with freeze_time("2026-04-01 04:00:00"):
            run = self.env["hotel.payroll.hold.run"].sudo().create({"month": MARCH, "company_id": (company or self.company).id})
            left = run._count_left()
            run._start()
            while run._work_chunk():
                pass
        return left

    # ------------------------------------------------------------------ E1

    def test_nobody_signs_or_submits_for_the_guarantor_even_as_superuser(self):
        """E1: an automation that runs for another head signs and submits nothing."""
        credit = self._request()
        stranger = credit.with_user(self.head_rooms).sudo()
        with self.assertRaisesRegex(UserError, "cannot sign"):
            stranger.signature = picture("other")
        with self.assertRaisesRegex(UserError, "who guarantees it"):
            stranger.action_submit()

    def test_the_guarantor_is_involved_from_the_first_draft_on(self):
        """E1, B6: who guarantees never decides, whoever pressed the button."""
        self.assertIn(self.head_fb, self._request()._approval_already_involved_users())

    def test_an_agreement_with_another_branch_is_none_here(self):
        """E1, C7: agreements belong to a branch; the customer of another one is a customer without one."""
        firm = self.env["res.partner"].create({"name": "Their customer", "is_company": True})
        self._make_agreement(partner_id=firm.id, company_id=self.branch.id, signer=False)
        self.assertEqual(self._approved(partner_id=firm.id).approval_state, "approved")

    # ------------------------------------------------------------------ E3

    def test_the_invoice_bears_the_due_date_not_the_seventh_day(self):
        """E3: where the month ends before the seventh working day."""
        with freeze_time("2026-03-25 04:00:00"):
            credit = self._approved(departure_date=date(2026, 3, 25))
        self.assertEqual(credit.sudo().move_id.invoice_date_due, date(2026, 3, 31))
        self.assertNotEqual(credit.latest_date, credit.due_date)

    def test_a_setting_that_is_changed_later_moves_no_limit(self):
        """E3, M6: the working days are those of the approval."""
        credit = self._approved()
        self.company.sudo().hotel_temporary_credit_days = 3
        self.assertEqual(credit._get_limits()[0], SEVENTH)

    def test_an_invoice_of_another_amount_undoes_the_approval(self):
        """E3: the invoice is what the GM approved, to the cent; a tax on top would make it more."""
        credit = self._request()
        credit.action_submit()
        self.company.sudo()._hotel_set_up_accounting()
        kinds = self.env["hotel.revenue.kind"].sudo().search([])
        taxes = kinds.product_id.taxes_id.filtered(lambda tax: tax.company_id == self.company)
        taxes.write({"name": "6% on top", "price_include_override": "tax_excluded"})
        with self.assertRaisesRegex(UserError, "would come to"):
            credit.with_user(self.gm).action_approve()

    def test_the_invoice_is_not_deleted(self):
        """E3, M2: not with Odoo's own key for deleting posted entries either; nor in a state in which Odoo would let it."""
        move = self._approved().sudo().move_id
        with self.assertRaises(UserError):
            move.with_context(force_delete=True).unlink()
        with self.assertRaisesRegex(UserError, "bills a temporary credit"):
            move._unlink_except_temporary_credit()

    # ------------------------------------------------------------------ E4

    def test_decisions_for_one_guarantor_or_customer_come_one_after_the_other(self):
        """E4: each decision writes the rows of both, so that the database holds a second one back."""
        credit = self._request()
        credit.action_submit()
        places = {}
        for moment in ("before", "after"):
            self.env.flush_all()
            self.env.cr.execute(
                "SELECT (SELECT ctid FROM res_users WHERE id = %s), (SELECT ctid FROM res_partner WHERE id = %s)",
                [self.head_fb.id, self.guest.id],
            )
            places[moment] = self.env.cr.fetchone()
            if moment == "before":
                credit._lock_parties()
        self.assertNotEqual(places["before"][0], places["after"][0])
        self.assertNotEqual(places["before"][1], places["after"][1])
        asked = []
        self.patch(type(credit), "_lock_parties", lambda each: asked.append(each.id))
        credit.with_user(self.gm).action_approve()
        self.assertIn(credit.id, asked)

    def test_an_open_one_of_another_branch_does_not_count(self):
        """E4, C7: each branch looks after its own."""
        theirs = self._request().sudo()
        theirs.write({"company_id": self.branch.id, "approval_state": "approved", "due_date": SEVENTH})
        self.assertEqual(self._approved(self.head_rooms).approval_state, "approved")

    # ------------------------------------------------------------------ E5

    def test_what_was_settled_in_time_is_not_held(self):
        """E5: a credit that was paid before the month's end."""
        self._settle(self._approved())
        self.assertEqual(self._month_end(), 0)
        self.assertFalse(self.env["hotel.payroll.hold"].search([]))

    def test_a_branchs_run_leaves_anothers_credits_alone(self):
        """E5, C7: each company holds the pay for its own."""
        self._approved()
        self.assertEqual(self._month_end(self.branch), 0)
        self.assertFalse(self.env["hotel.payroll.hold"].sudo().search([]))

    def test_a_hold_that_stands_is_not_put_on_again(self):
        """E5, F7: asking twice is no error and changes nothing."""
        credit = self._approved()
        Hold = self.env["hotel.payroll.hold"]
        self.assertEqual(len(Hold._put_on(credit, MARCH)), 1)
        self.assertFalse(Hold._put_on(credit, MARCH))

    def test_switched_off_nothing_is_held_again(self):
        """E5: a payment that is taken back after the company has switched the holds off."""
        credit = self._approved()
        self._month_end()
        payment = self._settle(credit)
        self.company.sudo().hotel_payroll_hold = False
        payment.move_id.line_ids.remove_move_reconcile()
        self.assertEqual(self.env["hotel.payroll.hold"].search([]).mapped("lift_reason"), ["collected"])

    # ------------------------------------------------------------------ E7, E8

    def test_who_was_liable_is_never_deleted(self):
        """E7, M2: neither the share nor its holders, by nobody."""
        guarantee = self._approved().sudo().move_id.hotel_guarantee_ids[:1]
        for records in (guarantee.holder_ids, guarantee):
            with self.subTest(records._name), self.assertRaisesRegex(UserError, "stays on record"):
                records.unlink()

    def test_a_guarantee_is_called_once_and_only_while_it_runs(self):
        """E7: the first reason stays, and what was collected is called by nobody."""
        first = self._approved()
        guarantee = first.sudo().move_id.hotel_guarantee_ids[:1]
        guarantee._call("Pay held")
        guarantee._call("Bad debt")
        self.assertEqual(guarantee.called_reason, "Pay held")
        self._settle(first)
        guarantee._call("Again")
        self.assertEqual((guarantee.state, guarantee.called_reason), ("released", "Pay held"))
