from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .agreement_case import pdf
from .liability_case import NOON, HotelLiabilityCommon

#: The credit is due on Friday 27 March 2026: the first notice comes on Monday the 30th, at one in the morning.
FIRST = "2026-03-29 17:00:00"


@tagged("post_install", "-at_install")
class TestDunningTemporaryCredit(HotelLiabilityCommon):
    """A temporary credit that is not settled: dunning, and lost (E2, G1, G6)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOON):
            cls.credit = cls._approved()
        with freeze_time(FIRST):
            [run] = cls.env["hotel.dunning.run"].sudo()._prepare_due_runs().filtered(lambda r: r.company_id == cls.company)
            while run.state == "running":
                run._work_chunk()
        cls.notice = run.notice_ids

    def test_the_guarantor_and_the_gm_get_the_notice(self):
        """G1, G8: both; the GM's silence goes to the chairman."""
        self.assertEqual(self.notice.temporary_credit_id, self.credit)
        self.assertEqual((self.notice.due_on, self.notice.amount), (date(2026, 3, 30), 1200.01))
        self.assertEqual(self.notice.user_ids, self.head_fb | self.gm)
        clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", "hotel.dunning.response")])
        of_gm = clocks.filtered(lambda clock: clock.owner_id == self.gm)
        self.assertEqual(of_gm.escalate_to_id, self.chairman)
        self.assertEqual(self.notice.with_user(self.head_fb).line_ids.invoice, self.credit.sudo().move_id.name)

    def test_lost_they_owe_half_each(self):
        """E2, G6: 1,200.01 is 600.01 of the guarantor and 600.00 of the GM, as the register says."""
        item = self.notice.line_ids.item_id
        registered = {g.user_id: g.liable_amount for g in self.credit.sudo().move_id.hotel_guarantee_ids}
        with freeze_time("2026-06-01 04:00:00"):
            debt = self.env["hotel.bad.debt"].with_user(self.finance).create(
                {
                    "partner_id": self.guest.id,
                    "ground": "death",
                    "description": "Died in May; no estate.",
                    "line_ids": [Command.create({"item_id": item.id})],
                    "evidence_ids": [
                        Command.create({"kind": kind, "name": f"{kind}.pdf", "file": pdf(kind)}) for kind in ("ground", "shortfall")
                    ],
                }
            )
            debt.action_submit()
            for user in (self.finance_head, self.gm, self.chairman):
                debt.with_user(user).action_approve()
        owed = {line.partner_id: line.balance for line in debt.sudo().move_id.line_ids if line.balance > 0}
        self.assertEqual(owed, {self.head_fb.partner_id: 600.01, self.gm.partner_id: 600.0})
        self.assertEqual({user.partner_id: amount for user, amount in registered.items()}, owed)
        self.assertEqual(self.notice.state, "closed")
