from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .complaint_case import NOW, ComplaintCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestMysteryCheck(ComplaintCase):
    def setUp(self):
        super().setUp()
        self.head = self.users["nobody"]
        self.outlet.department_id = self.rooms_department
        self.boss.user_id = self.head
        self.check = self._as(self.env["hotel.mystery.check"], self.manager).create({
            "outlet_id": self.outlet.id,
            "checker_id": self.clerk.id,
            "date": "2026-11-20",
            "finding_ids": [(0, 0, {"name": "The counter was empty", "severity": "serious", "user_id": self.head.id, "due_date": "2026-11-25"})],
        })

    def _fill_in(self):
        self._as(self.check, self.clerk).action_fill_in()
        answer = self.check.sudo().answer_id
        for question in answer.survey_id.question_ids.filtered(lambda question: question.question_type == "simple_choice"):
            answer._save_lines(question, question.suggested_answer_ids[0].id)
        answer._mark_done()

    def _report(self):
        self._fill_in()
        mine = self._as(self.check, self.clerk)
        mine.summary = "Friendly once somebody came"
        mine.action_report()
        return self.check.sudo().finding_ids

    def test_the_outlet_sees_nothing_before_the_report(self):
        """J10: then its head sees the check, the responsible puts the finding right."""
        self.assertFalse(self._as(self.env["hotel.mystery.check"], self.head).search([]))
        self.assertFalse(self._as(self.env["hotel.mystery.finding"], self.head).search([]))
        self._report()
        self.assertEqual(self._as(self.env["hotel.mystery.check"], self.head).search([]), self.check.sudo())
        self.assertFalse(self._as(self.env["hotel.mystery.check"], "sales").search([]))

    def test_a_report_is_whole(self):
        """J10: questionnaire, summary, and for each finding who puts it right until when."""
        self.check.finding_ids.write({"due_date": "2026-11-19", "user_id": False})
        with self.assertRaises(UserError) as caught:
            self._as(self.check, self.clerk).action_report()
        for words in ("questionnaire is not filled in", "summary is missing", "nobody is responsible", "has passed"):
            self.assertIn(words, str(caught.exception))
        with self.assertRaises(AccessError):
            self._as(self.check, "sales").action_report()

    def test_questionnaire_deadline_fix_and_recheck(self):
        """J10: score 100; the finding has a clock; put right, re-checked by somebody else, failed, put right again, closed."""
        finding = self._report()
        self.assertEqual((self.check.state, self.check.score), ("reported", 100.0))
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", finding._name), ("res_id", "=", finding.id)])
        self.assertEqual((clock.owner_id, str(clock.due)), (self.head, "2026-11-25 15:59:59"))
        mine = self._as(finding, self.head)
        with self.assertRaisesRegex(UserError, "write down what was done"):
            mine.action_fixed()
        mine.fix_note = "Two people on duty"
        mine.action_fixed()
        with self.assertRaises(AccessError):
            mine.action_verify()
        self._as(finding, self.clerk).action_fail("2026-11-27")
        self.assertEqual((finding.state, finding.rechecks, str(finding.due_date)), ("open", 1, "2026-11-27"))
        mine.action_fixed()
        self._as(finding, self.clerk).action_verify()
        self.assertEqual((finding.state, self.check.state), ("verified", "closed"))
        running = self.env["hotel.clock"].sudo().search([("res_model", "=", finding._name), ("stopped", "=", False)])
        self.assertFalse(running)

    def test_who_put_it_right_does_not_recheck_it(self):
        """J10: not even the checker or the manager."""
        finding = self._report()
        manager = self._as(finding, self.manager)
        manager.fix_note = "Done"
        manager.action_fixed()
        with self.assertRaisesRegex(UserError, "does not re-check"):
            manager.action_verify()

    def test_a_reported_check_stays_on_record(self):
        """J10, M2: no field by hand, no other state, no deleting."""
        finding = self._report()
        for record, vals in (
            (self.check, {"state": "planned"}), (self.check, {"summary": "nice"}), (self.check, {"outlet_id": self.outlet.id}),
            (finding, {"state": "verified"}), (self._as(finding, self.clerk), {"name": "nothing"}), (self._as(finding, self.head), {"due_date": "2027-01-01"}),
        ):  # fmt: skip
            with self.assertRaises(UserError), self.env.cr.savepoint():
                record.with_user(record.env.user if not record.env.su else self.manager).write(vals)
        for record in (self._as(self.check, self.manager), self._as(finding, self.clerk), self._as(finding, self.manager)):
            with self.assertRaises(UserError):
                record.unlink()

    def test_no_road_leads_a_reported_finding_out_of_its_check(self):
        """J10, M2: neither the commands of a form nor another check to which the service manager moves it."""
        finding = self._report()
        other = self._as(self.env["hotel.mystery.check"], self.manager).create({"outlet_id": self.outlet.id, "checker_id": self.clerk.id})
        for user in (self.clerk, self.manager):
            for command in ([(2, finding.id)], [(3, finding.id)], [(5,)], [(6, 0, [])]):
                with self.subTest(user=user.name, command=command), self.assertRaises(UserError), self.env.cr.savepoint():
                    self._as(self.check, user).write({"finding_ids": command})
            with self.subTest(user=user.name), self.assertRaises(UserError), self.env.cr.savepoint():
                self._as(finding, user).check_id = other
            with self.subTest(user=user.name), self.assertRaises(UserError), self.env.cr.savepoint():
                self._as(other, user).write({"finding_ids": [(4, finding.id)]})
        self.assertEqual(self.check.sudo().finding_ids, finding)
