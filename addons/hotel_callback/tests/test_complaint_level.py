from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .complaint_case import NOW, ComplaintCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestComplaintLevel(ComplaintCase):
    def test_a_second_complaint_on_the_same_subject_proposes_a_higher_level(self):
        """J3: the manager gets a task and decides; the proposal and the decision stay on record."""
        first = self._complaint()
        self.assertFalse(first.complaint_level_proposed)
        second = self._complaint()
        self.assertEqual((second.complaint_repeat, second.complaint_repeat_ids), ("customer", first))
        self.assertEqual((second.complaint_level, second.complaint_level_proposed), ("general", "important"))
        task = second.activity_ids.filtered(lambda activity: activity.user_id == self.manager)
        self.assertIn("Same customer", task.summary)
        with self.assertRaises(AccessError):
            self._as(second, self.clerk).action_complaint_level("important", "because")
        with self.assertRaises(UserError):
            self._as(second, self.manager).action_complaint_level("important", " ")
        self._as(second, self.manager).action_complaint_level("major", "A large customer")
        self.assertEqual((second.complaint_level, second.complaint_level_proposed), ("major", False))
        decision = second.complaint_level_ids
        self.assertEqual((decision.old_level, decision.proposed_level, decision.level, decision.user_id), ("general", "important", "major", self.manager))
        self.assertFalse(second.activity_ids.filtered(lambda activity: activity.user_id == self.manager))

    def test_repeats_by_firm_room_and_address(self):
        """J3: a colleague of the firm, another guest in the same room, a sender known by address alone."""
        other = self.env["res.partner"].create({"name": "Zhao"})
        first = self._complaint(complaint_room_id=self.room.id)
        by_firm = self._complaint(partner_id=self.colleague.id)
        self.assertEqual((by_firm.complaint_repeat, by_firm.complaint_repeat_ids), ("firm", first))
        by_room = self._complaint(partner_id=other.id, complaint_room_id=self.room.id)
        self.assertEqual((by_room.complaint_repeat, by_room.complaint_repeat_ids), ("room", first))
        self.assertFalse(self._complaint(partner_id=other.id, category_id=self.aircon.id).complaint_repeat)
        self._complaint(partner_id=False, partner_email="x@example.com")
        self.assertEqual(self._complaint(partner_id=False, partner_email="x@example.com").complaint_repeat, "customer")
        self.assertFalse(self._complaint(partner_id=False, category_id=False, complaint_room_id=self.room.id).complaint_repeat)

    def test_what_is_too_long_ago_or_was_none_repeats_nothing(self):
        """J3: not beyond the policy's days; an unfounded or merged one does not count."""
        with freeze_time("2025-11-01 02:00:00"):
            self._complaint()
        dropped = self._complaint()
        self.assertFalse(dropped.complaint_repeat)
        self._as(dropped, self.manager).action_complaint_drop("unfounded", "It was the other hotel")
        late = self._complaint()
        self.assertFalse(late.complaint_repeat)
        self._as(late, self.clerk).partner_id = self.env["res.partner"].create({"name": "Somebody else"})
        later = self._complaint()
        self.assertFalse(later.complaint_repeat)
        self._as(late, self.clerk).partner_id = self.guest
        self.assertFalse(late.complaint_repeat, "an earlier one only")

    def test_the_third_rework_proposes_a_higher_level(self):
        """J3: dissatisfied three times."""
        ticket = self._complaint()
        for number in (1, 2, 3):
            self._close(ticket)
            self.assertFalse(ticket.complaint_level_proposed)
            self._as(ticket, self.assistant).action_complaint_satisfaction("dissatisfied", "Again")
            self.assertEqual(ticket.complaint_reworks, number)
        self.assertEqual(ticket.complaint_level_proposed, "important")
        self.assertIn("rework no. 3", ticket.complaint_level_reason)

    def test_another_branch_repeats_nothing(self):
        """C7, J3: complaints of a sister company are not looked at."""
        self.env["helpdesk.ticket"].create({
            "name": "Noise", "description": "x", "partner_id": self.guest.id, "category_id": self.noise.id, "company_id": self.sister.id,
        })  # fmt: skip
        self.assertFalse(self._complaint().complaint_repeat)
