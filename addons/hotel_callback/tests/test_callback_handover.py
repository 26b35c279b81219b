"""Customers and callbacks go to a successor, and the customers are told."""

from freezegun import freeze_time

from odoo.tests import tagged

from .common_callback import NOON, HotelCallbackCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackHandover(HotelCallbackCommon):
    def setUp(self):
        super().setUp()
        employees = self.env["hr.employee"]
        department = self.env["hr.department"].create({"name": "Sales", "company_id": self.company.id})
        self.old, self.new, head = employees.create([
            {"name": user.name, "user_id": user.id, "company_id": self.company.id, "department_id": department.id}
            for user in (self.sales, self.sales2, self.sales_head)
        ])
        department.manager_id = head
        self.company.hotel_finance_head_id = self.finance

    def _hand_over(self):
        handover = self.env["hotel.handover"].create({"employee_id": self.old.id, "to_employee_id": self.new.id, "reason": "leaving"})
        handover.action_submit()
        for user in (self.sales, self.sales2, self.sales_head, self.finance, self.gm):
            handover.with_user(user).action_confirm()
        self.assertEqual(handover.state, "done")
        return handover

    def test_customers_and_callbacks_are_handed_over_in_one_step(self):
        """I11: listed by the hand-over, given with activities and deadline, closed callbacks stay with who made them."""
        done = self._complete(self._one(self._customer("Done")))
        callback = self._one()
        handover = self._hand_over()
        self.assertIn("callback", handover.line_ids.mapped("kind"))
        self.assertEqual((callback.owner_id, self.firm.hotel_caller_id), (self.sales2, self.sales2))
        self.assertEqual(self.env["mail.activity"].search([("hotel_callback_id", "=", callback.id)]).user_id, self.sales2)
        self.assertEqual(done.owner_id, self.sales)
        self.assertFalse(self.old.sudo()._hotel_open_responsibilities())

    def test_the_customers_are_told_their_new_contact(self):
        """I17: a message each, recorded; who opted out is left out, who has no address and phone is planned all the same."""
        silent = self._customer("Silent", hotel_opt_out=True)
        self._hand_over()
        told = self._callbacks(self.firm, way="message")
        self.assertEqual((told.owner_id, told.topics), (self.sales2, "New contact: Sales2 instead of Sales"))
        told.with_user(self.sales2).action_send_message("Dear customer, from now on I look after you. Sales2")
        self.assertRecordValues(told, [{"state": "done", "done_by_id": self.sales2.id}])
        self.assertFalse(self._callbacks(silent))
        self.assertEqual(self.env["hotel.callback.topic"].search([("partner_id", "=", silent.id)]).left_out_reason, "opt_out")
