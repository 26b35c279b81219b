from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .complaint_case import NOW, ComplaintCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestComplaintCompensation(ComplaintCase):
    def _propose(self, amount, ticket=None):
        ticket = ticket or self._complaint()
        record = self._as(self.env["hotel.complaint.compensation"], self.clerk).create(
            {"ticket_id": ticket.id, "amount": amount, "reason": "Two nights without sleep", "currency_id": self.env.ref("base.CNY").id}
        )
        record.action_submit()
        return record.sudo()

    def test_the_amount_decides_who_approves(self):
        """J5: up to 500 the department head, up to 10,000 the general manager, above that the chairman; each limit is still within."""
        for amount, approvers in (
            (500, ["department_head"]),
            (500.01, ["department_head", "gm"]),
            (10000, ["department_head", "gm"]),
            (10000.01, ["department_head", "gm", "chairman"]),
        ):
            record = self._propose(amount)
            for role in approvers:
                self.assertEqual(record.approval_state, "pending")
                self._as(record, role).action_approve()
            self.assertEqual(record.approval_state, "approved", amount)

    def test_it_is_handed_over_once_and_only_when_approved(self):
        """J5, M2: not before, not twice; and what was approved does not change."""
        record = self._propose(300)
        with self.assertRaisesRegex(UserError, "only what is approved"):
            self._as(record, self.clerk).action_give()
        self._as(record, "department_head").action_approve()
        with self.assertRaises(UserError):
            self._as(record, self.clerk).amount = 3000
        self._as(record, self.clerk).action_give()
        self.assertEqual(record.given_by_id, self.clerk)
        with self.assertRaises(UserError):
            self._as(record, self.clerk).action_give()
        for vals in ({"approval_state": "approved"}, {"given_at": NOW}, {"name": "X"}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._as(record, self.clerk).write(vals)

    def test_a_complaint_is_not_closed_while_a_compensation_is_undecided(self):
        """J5: the customer must know what is given."""
        ticket = self._complaint()
        record = self._propose(300, ticket)
        with self.assertRaisesRegex(UserError, "not decided yet"):
            self._close(ticket)
        self._as(record, "department_head").action_reject("Too much")
        self._close(ticket)
        self.assertEqual(ticket.complaint_state, "closed")

    def test_nobody_approves_what_they_proposed(self):
        """J5, B6: not even a department head."""
        ticket = self._complaint()
        record = self._as(self.env["hotel.complaint.compensation"], "department_head").create(
            {"ticket_id": ticket.id, "amount": 10, "reason": "Fruit", "currency_id": self.env.ref("base.CNY").id}
        )
        with self.assertRaises(UserError):
            record.action_submit()

    def test_what_ended_without_a_solution_is_not_compensated(self):
        """J5: unfounded, withdrawn or merged; and an amount is positive."""
        ticket = self._complaint()
        self._as(ticket, self.manager).action_complaint_drop("unfounded", "Not our guest")
        with self.assertRaisesRegex(UserError, "nothing is compensated"):
            self._propose(10, ticket)
        with self.assertRaises(AccessError):
            self._as(self.env["hotel.complaint.compensation"], "auditor").create({"ticket_id": ticket.id, "amount": 1, "reason": "x"})
