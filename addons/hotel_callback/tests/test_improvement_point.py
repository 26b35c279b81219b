from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .complaint_case import NOW, ComplaintCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestImprovementPoint(ComplaintCase):
    def _point(self, **vals):
        return self._as(self.env["hotel.improvement.point"], self.manager).create({
            "name": "More vegetarian dishes", "source": "forum", "partner_id": self.guest.id, "user_id": self.clerk.id,
            "due_date": "2026-11-30", "company_id": self.company.id, **vals,
        })  # fmt: skip

    def test_each_point_is_answered_to_who_raised_it(self):
        """J11: owner and date run on a clock; it does not end before the customer is answered."""
        point = self._point()
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", point._name), ("res_id", "=", point.id)])
        self.assertEqual((clock.owner_id, str(clock.due)), (self.clerk, "2026-11-30 15:59:59"))
        mine = self._as(point, self.clerk)
        with self.assertRaises(UserError) as caught:
            mine.action_done()
        self.assertIn("what was done", str(caught.exception))
        self.assertIn("not answered yet", str(caught.exception))
        mine.measure = "Three new dishes"
        with self.assertRaisesRegex(UserError, "write the answer first"):
            mine.action_answer()
        mine.answer = "From December on there are three."
        mine.action_answer()
        message = point.sudo().message_ids.filtered(lambda message: message.partner_ids == self.guest)
        self.assertIn("three", str(message.body))
        with self.assertRaisesRegex(UserError, "was answered on"):
            mine.action_answer()
        mine.action_done()
        self.assertTrue(clock.stopped)
        for vals in ({"measure": "x"}, {"state": "open"}, {"answered_at": False}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                mine.write(vals)
        with self.assertRaises(UserError):
            point.sudo().unlink()

    def test_a_point_nobody_is_known_for_ends_without_an_answer(self):
        """J11: raised without a name; and one that is not done says why."""
        mine = self._as(self._point(partner_id=False), self.clerk)
        mine.measure = "Too few guests ask for it"
        mine.action_decline()
        self.assertEqual(mine.state, "declined")

    def test_date_and_owner_move_the_clock(self):
        """J11: as they are changed."""
        point = self._point()
        point.write({"due_date": "2026-12-05", "user_id": self.assistant.id})
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", point._name), ("res_id", "=", point.id)])
        self.assertEqual((clock.owner_id, str(clock.due)), (self.assistant, "2026-12-05 15:59:59"))

    def test_points_come_from_a_survey_once(self):
        """J11: each free text becomes a point of who wrote it; a second run makes none."""
        survey = self.env["survey.survey"].create({
            "title": "After your stay",
            "question_and_page_ids": [(0, 0, {"title": "What can we do better?", "question_type": "text_box"})],
        })
        answer = survey._create_answer(partner=self.guest, check_attempts=False)
        answer._save_lines(survey.question_ids, "More vegetarian dishes, please")
        answer._mark_done()
        dialog = self._as(self.env["hotel.improvement.import"], self.manager).create(
            {"survey_id": survey.id, "user_id": self.clerk.id, "due_date": "2026-12-01"}
        )
        points = self.env["hotel.improvement.point"].browse(dialog.action_make()["domain"][0][2])
        self.assertEqual((points.partner_id, points.source, points.occasion), (self.guest, "survey", "After your stay"))
        self.assertFalse(dialog.action_make()["domain"][0][2])
        with self.assertRaises(AccessError):
            self._as(self.env["hotel.improvement.import"], self.clerk).create({"survey_id": survey.id, "due_date": "2026-12-01"})
