from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .handover_case import HandoverCase


@freeze_time("2026-11-20 02:00:00")
@tagged("post_install", "-at_install")
class TestHandoverGuards(HandoverCase):
    """Guards of the hand-over that other guards stand before: each one alone."""

    def test_a_deleted_version_may_bring_an_old_post_back(self):
        """E8: deleting the version of today is a transfer, too."""
        self.leaver.create_version({"date_version": "2026-01-01"})
        first = self.leaver.version_ids.sorted("date_version")[0]
        first.department_id = self.rooms
        with self.assertRaisesRegex(UserError, "Agreement 1"):
            self.leaver.version_ids.sorted("date_version")[-1].unlink()

    def test_what_waits_for_confirmation_opens_no_way(self):
        """E8: until the last of the five has confirmed."""
        handover = self._new_handover()
        handover.action_submit()
        self._confirm(handover, self.leaver_user, self.users["sales"], self.users["sales_head"], self.users["finance_head"])
        with self.assertRaises(UserError):
            self.leaver.department_id = self.rooms

    def test_a_leavers_hand_over_is_not_used_up_by_a_transfer(self):
        """E8: it is there for the final pay."""
        handover = self._hand_over(reason="leaving")
        self.leaver.department_id = self.rooms
        self.assertFalse(handover.used_at)

    def test_the_successor_works_for_the_same_company(self):
        """E8, C7: another branch's employee takes nothing over here."""
        stranger = self.env["hr.employee"].create({"name": "Stranger", "company_id": self.sister.id})
        with self.assertRaisesRegex(ValidationError, "another company"):
            self._new_handover(to_employee_id=stranger.id)

    def test_what_went_to_somebody_else_meanwhile_stays_there(self):
        """E8: between the submission and the last confirmation."""
        handover = self._new_handover()
        handover.action_submit()
        self.reviews[0].owner_id = self.users["gm"]
        self._confirm(handover, self.leaver_user, *(self.users[r] for r in ("sales", "sales_head", "finance_head", "gm")))
        self.assertEqual(self.reviews.mapped("owner_id"), self.users["gm"] | self.users["sales"])

    def test_a_reader_does_not_cancel(self):
        """E8: who reads all hand-overs, but neither made this one nor confirms it."""
        handover = self._new_handover()
        handover.action_submit()
        with self.assertRaisesRegex(UserError, "can cancel"):
            handover.with_user(self.users["auditor"]).with_company(self.company).action_cancel("No")
        self.assertEqual(handover.state, "confirming")

    def test_the_pay_of_who_stays_is_not_held(self):
        """E8: something to hand over alone holds no final pay."""
        self.assertTrue(self.leaver.hotel_open_count)
        self.assertFalse(self.leaver.hotel_final_pay_held)

    def test_employees_make_their_own_and_nobody_elses(self):
        """E8: by the employee, their head or HR; another's cannot be made out of the own one."""
        Handover = self.env["hotel.handover"].with_user(self.leaver_user).with_company(self.company)
        mine = Handover.create({"employee_id": self.leaver.id, "to_employee_id": self.successor.id})
        self.assertEqual((mine.line_count, mine.department_head_id), (2, self.users["sales_head"]))
        with self.assertRaises(AccessError):
            Handover.create({"employee_id": self.successor.id, "to_employee_id": self.leaver.id})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            mine.write({"employee_id": self.head.id})
        mine.invalidate_recordset()
        self.assertEqual(mine.employee_id, self.leaver)
        for role in ("cashier", "sales", "finance", "auditor", "department_head"):
            with self.subTest(role), self.assertRaises(AccessError):
                mine.with_user(self.users[role]).with_company(self.company).write({"note": "x"})
        mine.action_submit()

    def test_the_head_is_a_head(self):
        """E8: nobody names a friend as the department head who confirms."""
        handover = self._new_handover(department_head_id=self.users["cashier"].id)
        with self.assertRaisesRegex(UserError, "no department head"):
            handover.action_submit()
