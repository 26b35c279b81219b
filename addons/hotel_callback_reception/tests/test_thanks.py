from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.hotel_reception.tests.reception_case import NOW, ReceptionCase


@tagged("post_install", "-at_install")
class TestThanks(ReceptionCase):
    def _returned(self, **vals):
        """Return a visit whose guests have left, at noon of a Tuesday."""
        self.firm.phone = "+86 21 6000 0001"
        self.firm.tz = False
        with freeze_time(NOW):
            visit = self._visit(**vals).sudo()
            visit.write({"approval_state": "approved", "state": "planned"})
        with freeze_time("2026-03-10 04:00:00"):
            self._as("sales", visit).action_arrived()
            self._as("sales", visit).action_returned()
        return visit

    def _callback(self, visit):
        topics = self.env["hotel.callback.topic"].sudo().search([("res_model", "=", "hotel.visit"), ("res_id", "=", visit.id)])
        return topics, topics.callback_id

    def test_the_guests_of_a_customer_are_thanked_by_a_callback_of_the_host(self):
        """K6, I2: planned when they have left, due with the visit's deadline; the record of the call is the visit's thanks."""
        visit = self._returned(partner_id=self.firm.id)
        topic, callback = self._callback(visit)
        self.assertEqual((callback.partner_id, callback.owner_id, callback.state), (self.firm, self.users["sales"], "planned"))
        self.assertEqual(topic.due_at, visit.thanks_due)
        with freeze_time(callback.planned_at):
            mine = self._as("sales", callback)
            mine.action_attempt("reached")
            mine.write({
                "spoke_with": "Li Wei", "satisfaction": "satisfied", "has_problem": "no", "next_step": "none",
                "summary": "They want the hall in May.",
            })  # fmt: skip
            mine.action_close()
            closed_at = datetime.fromisoformat(str(callback.done_at))
        self.assertEqual(
            (visit.thanked_by_id, visit.thanks_way, visit.thanks_note, visit.thanked_at),
            (self.users["sales"], "phone", "They want the hall in May.", closed_at),
        )
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", "hotel.visit"), ("res_id", "=", visit.id), ("kind", "=", "thanks")])
        self.assertTrue(clock.stopped)

    def test_who_thanks_at_once_need_not_call(self):
        """K6: a thank-you noted on the visit takes the planned call back."""
        visit = self._returned(partner_id=self.firm.id)
        with freeze_time("2026-03-10 05:00:00"):
            self._as("sales", visit).action_thanked("visit", "At the car")
        self.assertFalse(self._callback(visit)[1])

    def test_guests_of_no_customer_are_thanked_by_the_host_alone(self):
        """K6: without a customer the host's own deadline remains, and nothing is planned."""
        visit = self._returned()
        self.assertFalse(self._callback(visit)[0])
        self.assertTrue(visit.thanks_due)

    def test_who_opted_out_is_not_called(self):
        """K6, I4: the customer's wish counts; the host's deadline to thank in another way remains."""
        self.firm.hotel_opt_out = True
        visit = self._returned(partner_id=self.firm.id)
        topic, callback = self._callback(visit)
        self.assertEqual((topic.left_out_reason, bool(callback), bool(visit.thanks_due)), ("opt_out", False, True))
