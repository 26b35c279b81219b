from datetime import date
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from .common_dunning import HotelDunningCommon


@tagged("post_install", "-at_install")
class TestTourDunning(HotelDunningCommon, HttpCase):
    """Dunning and bad debt in the browser, each in their role."""

    def _start(self, url, tour, user):
        self.env.flush_all()
        self.start_tour(url, tour, login=user.login)
        self.env.invalidate_all()

    def test_finance_duns_the_salesperson_answers_and_the_debt_is_lost(self):
        """G1, G5, G6, G8: from the run of the day to the entry of the bad debt."""
        cron = self.env.ref("hotel_credit.ir_cron_dunning")

        def at_once(crons, at=None):
            """Do the background work in the request that asks for it: tests run no scheduler."""
            if cron.id in crons.ids:
                crons.env(su=True, user=self.env.ref("base.user_root"))["hotel.dunning.run"]._cron_dun()

        # The browser's clock is the real one: the invoice was due long ago, so the notice is late.
        with patch.object(type(self.env["ir.cron"]), "_trigger", at_once):
            self._start("/odoo/action-hotel_credit.hotel_dunning_run_action", "hotel_dunning_run", self.finance)
        [notice] = self._notices()
        self.assertEqual(notice.due_on, date(2026, 4, 27))
        self._start("/odoo/dunning-responses", "hotel_dunning_answer", self.sales)
        self.assertEqual(notice.response_ids.state, "done")
        self._start(f"/odoo/hotel.dunning.notice/{notice.id}", "hotel_bad_debt_claim", self.finance)
        debt = self.env["hotel.bad.debt"].sudo().search([("partner_id", "=", self.firm.id)])
        for user, tour in ((self.finance_head, "finance"), (self.gm, "gm"), (self.chairman, "chairman")):
            self._start(f"/odoo/bad-debts/{debt.id}", f"hotel_bad_debt_{tour}", user)
        self.assertEqual((debt.approval_state, debt.written_off, debt.late_caused), ("approved", 1000.0, "no"))
        self.assertEqual(debt.share_ids.user_id, self.sales)
        self.assertEqual(notice.state, "closed")
