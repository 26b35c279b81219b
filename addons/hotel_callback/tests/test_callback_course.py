"""The course of a callback: attempts, record, close, problems, visits."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_callback import DAY, NOON, SIGNATURE, HotelCallbackCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackCourse(HotelCallbackCommon):
    def test_a_failed_attempt_is_tried_again_inside_the_windows(self):
        """I5: three hours later, which at noon is the afternoon window, and in the evening the next morning."""
        callback = self._one()
        answer = callback.with_user(self.sales).action_attempt("no_answer", "Voice mail")
        self.assertEqual(answer, {"state": "planned", "planned_at": "2026-03-18 07:00:00"})
        with freeze_time("2026-03-18 09:00:00"):
            callback.with_user(self.sales).action_attempt("busy")
        self.assertEqual(callback.planned_at, datetime(2026, 3, 19, 2))
        self.assertEqual(callback.attempt_ids.mapped("result"), ["no_answer", "busy"])

    def test_three_failed_attempts_close_as_unreachable(self):
        """I5: the third one; its topics are given up, nothing can be added any more."""
        callback = self._one()
        for result in ("no_answer", "busy", "wrong_number"):
            callback.with_user(self.sales).action_attempt(result)
        self.assertEqual((callback.state, callback.topic_ids.state), ("unreachable", "dropped"))
        with self.assertRaisesRegex(UserError, "is closed"):
            callback.with_user(self.sales).action_attempt("reached")

    def test_not_convenient_plans_the_time_the_customer_names(self):
        """I5: a time to come is needed; it is fixed, outside the windows too, and the deadline goes with it."""
        callback = self._one()
        mine = callback.with_user(self.sales)
        with self.assertRaisesRegex(UserError, "when it is convenient"):
            mine.action_attempt("not_convenient")
        with self.assertRaisesRegex(UserError, "in the past"):
            mine.action_attempt("not_convenient", next_at="2026-03-18 03:00:00")
        mine.action_attempt("not_convenient", next_at="2026-03-28 12:30:00")
        self.assertRecordValues(
            callback, [{"state": "planned", "planned_at": datetime(2026, 3, 28, 12, 30), "planned_date": date(2026, 3, 28), "agreed": True}]
        )
        self.assertGreater(callback.due_at, callback.planned_at)

    def test_a_customer_is_never_called_by_two_people_in_one_day(self):
        """I4: the second caller is told who called; the database refuses what slips through."""
        first = self._one()
        first.with_user(self.sales).action_attempt("no_answer")
        second = self._one(topic="Other", date=DAY + timedelta(days=7), owner=self.sales2)
        self.assertNotEqual(first, second)
        with self.assertRaisesRegex(UserError, "called by two people"):
            second.with_user(self.sales2).action_attempt("no_answer")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            first.attempt_ids.sudo().copy({
                "callback_id": second.id, "partner_id": self.firm.id, "user_id": self.sales2.id, "at": datetime(2026, 3, 18, 8),
                "day": DAY, "result": "busy",
            }).flush_recordset()  # fmt: skip
        with freeze_time("2026-03-19 04:00:00"):
            second.with_user(self.sales2).action_attempt("no_answer")

    def test_an_incomplete_record_cannot_be_closed(self):
        """I6: everything missing is named at once, mandatory questions of the script included."""
        script = self.env.ref("hotel_callback.survey_after_stay")
        callback = self._one(script=script)
        mine = callback.with_user(self.sales)
        with self.assertRaises(UserError) as error:
            mine.action_close()
        for words in ("not reached", "With whom", "How satisfied", "problems: yes or no", "next step", "Not answered: How was the room?"):
            self.assertIn(words, str(error.exception))
        self._complete(callback)
        self.assertRecordValues(callback, [{"state": "done", "done_by_id": self.sales.id, "done_at": datetime(2026, 3, 18, 4)}])
        self.assertEqual(callback.answer_ids[0].value, "Very good")

    def test_a_closed_record_is_changed_by_nobody(self):
        """I6, M2: not by its caller, not by the head, not through its answers."""
        callback = self._complete(self._one(script=self.env.ref("hotel_callback.survey_after_stay")))
        for user in (self.sales, self.sales_head):
            with self.subTest(user.login):
                with self.assertRaisesRegex(UserError, "is closed"):
                    callback.with_user(user).write({"satisfaction": "dissatisfied"})
                with self.assertRaisesRegex(UserError, "is closed"):
                    callback.with_user(user).action_save_record({}, {"1": "x"})
                with self.assertRaises(AccessError):
                    callback.answer_ids.with_user(user).write({"value": "x"})

    def test_answers_stay_readable_when_the_question_is_deleted(self):
        """I6: the words of the question are kept with the answer."""
        script = self.env.ref("hotel_callback.survey_after_stay").copy()
        callback = self._complete(self._one(script=script))
        script.question_ids.filtered(lambda question: question.constr_mandatory).unlink()
        self.env.invalidate_all()
        self.assertIn(("How was the room?", "Very good"), [(answer.question, answer.value) for answer in callback.answer_ids])
        self.assertFalse(callback.answer_ids.question_id)

    def test_answers_fit_their_questions(self):
        """I6: a choice is one of the choices, a scale within its ends; a question of another script is not taken."""
        script = self.env.ref("hotel_callback.survey_after_stay")
        choice, _breakfast, scale, _text = script.question_ids
        mine = self._one(script=script).with_user(self.sales)
        for question, value in ((choice, "Splendid"), (scale, "11"), (scale, "many"), (scale, "nan")):
            with self.subTest(value), self.assertRaises(UserError):
                mine.action_save_record({}, {str(question.id): value})
        foreign = self.env.ref("hotel_callback.survey_after_event").question_ids[0]
        mine.action_save_record({}, {str(foreign.id): "Yes, all"})
        self.assertFalse(mine.answer_ids)

    def test_a_problem_becomes_a_complaint_with_one_click(self):
        """I8: the complaint belongs to the customer and its owner; the record may be closed then, not before."""
        callback = self._one(self.person)
        mine = callback.with_user(self.sales)
        mine.action_attempt("reached")
        mine.write({"spoke_with": "Li", "satisfaction": "dissatisfied", "has_problem": "yes", "problems": "The room was cold", "next_step": "complaint"})
        with self.assertRaisesRegex(UserError, "complaint, a task or a visit"):
            mine.action_close()
        action = mine.action_make_complaint()
        ticket = self.env["helpdesk.ticket"].browse(action["res_id"])
        self.assertEqual((ticket.name, ticket.partner_id, ticket.user_id), ("The room was cold", self.person, self.sales))
        self.assertEqual(mine.problem_ids.ticket_id, ticket)
        mine.action_close()
        self.assertEqual(callback.state, "done")

    def test_a_problem_becomes_a_task_or_a_visit(self):
        """I8: the task is an activity of its owner; what a call cannot solve becomes a visit."""
        callback = self._one()
        mine = callback.with_user(self.sales)
        mine.action_attempt("reached")
        mine.problems = "Wrong invoice"
        mine.action_make_task(self.sales2.id)
        task = callback.problem_ids
        self.assertEqual((task.kind, task.owner_id, task.activity_ids.user_id), ("task", self.sales2, self.sales2))
        other = self._one(self._customer("Visited"))
        other.with_user(self.sales).action_attempt("reached")
        other.with_user(self.sales).problems = "The hall is too small"
        other.with_user(self.sales).action_make_problem_visit()
        visit = other.problem_ids.visit_id
        self.assertEqual((visit.partner_id, visit.owner_id), (other.partner_id, self.sales))
        self.assertEqual(visit.way, "visit")

    def test_an_unsolved_problem_goes_to_the_manager_after_two_days(self):
        """I15: escalated by its clock; once solved the customer is told until the end of that day, else it is late."""
        callback = self._one()
        mine = callback.with_user(self.sales)
        mine.action_attempt("reached")
        mine.problems = "Wrong invoice"
        mine.action_make_task()
        problem = callback.problem_ids
        clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", problem._name), ("res_id", "=", problem.id)])
        self.assertRecordValues(
            clocks, [{"kind": "callback_problem", "due": datetime(2026, 3, 20, 4), "escalate_to_id": self.sales_head.id}]
        )
        with freeze_time("2026-03-20 04:00:01"):
            self.env["hotel.clock"].sudo()._tell_chunk(100)
            self.assertEqual((problem.state, problem.escalated_at), ("escalated", datetime(2026, 3, 20, 4, 0, 1)))
            with self.assertRaisesRegex(UserError, "How was"):
                problem.with_user(self.sales).action_solve(" ")
            problem.with_user(self.sales_head).action_solve("A new invoice was sent")
            tell = self.env["hotel.clock"].sudo().search([("res_id", "=", problem.id), ("kind", "=", "callback_tell")])
            self.assertEqual(tell.due, datetime(2026, 3, 20, 15, 59, 59), "the same day in Shanghai")
            with self.assertRaises(AccessError):
                problem.with_user(self.sales2).action_told()
            problem.with_user(self.sales).action_told()
        self.assertEqual((problem.state, problem.told_by_id), ("told", self.sales))
        self.assertFalse(tell.late)

    def test_a_visit_is_agreed_confirmed_and_signed(self):
        """I14: two hours, confirmed one hour before, lateness told beforehand, signed, and a call within 24 hours."""
        visit = self._one(way="visit", due=DAY + timedelta(days=10))
        mine = visit.with_user(self.sales)
        mine.action_agree_visit("2026-03-19 06:00:00")
        self.assertRecordValues(
            visit, [{"visit_start": datetime(2026, 3, 19, 6), "visit_end": datetime(2026, 3, 19, 8), "planned_date": date(2026, 3, 19), "agreed": True}]
        )
        clock = self.env["hotel.clock"].sudo().search([("res_id", "=", visit.id), ("kind", "=", "visit_confirm")])
        self.assertEqual(clock.due, datetime(2026, 3, 19, 5))
        with freeze_time("2026-03-19 04:50:00"):
            mine.action_confirm_visit()
        self.assertFalse(clock.late)
        with freeze_time("2026-03-19 05:30:00"):
            with self.assertRaisesRegex(UserError, "after the one agreed"):
                mine.action_tell_late("2026-03-19 05:45:00")
            mine.action_tell_late("2026-03-19 08:30:00")
            self.assertTrue(visit.visit_late_told_in_time)
        with freeze_time("2026-03-19 08:30:00"):
            mine.action_arrive()
            self.assertTrue(visit.visit_late)
            mine.write({"spoke_with": "Li", "satisfaction": "average", "has_problem": "no", "next_step": "none"})
            with self.assertRaisesRegex(UserError, "signs the record"):
                mine.action_close()
            mine.write({"signed_by": "Li Wei", "signature": SIGNATURE})
            mine.action_close()
        call = self._callbacks(self.firm, state="planned")
        self.assertEqual((call.parent_id, call.way, call.topics), (visit, "phone", "Satisfied with the visit?"))
        self.assertLessEqual(call.due_at, datetime(2026, 3, 20, 8, 30))
        self.assertLessEqual(call.planned_at, call.due_at)

    def test_letters_and_messages_need_no_conversation(self):
        """I2: what is written is kept on the record and sent to the customer's address."""
        self.firm.email = "info@blue.example"
        letter = self._one(topic="Happy New Year", way="message")
        letter.with_user(self.sales).action_send_message("We wish you a happy New Year.\nYour hotel")
        self.assertEqual((letter.state, letter.summary), ("done", "We wish you a happy New Year.\nYour hotel"))
        mail = self.env["mail.mail"].sudo().search([("subject", "=", "Happy New Year")])
        self.assertIn("Your hotel", mail.body_html)

    def test_others_callbacks_are_not_mine_to_make(self):
        """I4, I12: over RPC too; the head may, and gives them to somebody else."""
        callback = self._one()
        for user in (self.sales2, self.employee, self.department_head):
            with self.subTest(user.login), self.assertRaises(AccessError):
                callback.with_user(user).action_attempt("reached")
        self.firm.user_id = self.sales2
        self.assertEqual(callback.with_user(self.sales2).name, callback.name, "the salesperson of the customer reads it")
        with self.assertRaises(AccessError):
            callback.with_user(self.sales2).write({"satisfaction": "satisfied"})
        with self.assertRaises(AccessError):
            callback.with_user(self.sales).action_give_to(self.sales2.id)
        callback.with_user(self.sales_head).action_give_to(self.sales2.id)
        self.assertEqual((callback.owner_id, callback.topic_ids.owner_id), (self.sales2, self.sales2))
        activity = self.env["mail.activity"].search([("hotel_callback_id", "=", callback.id)])
        self.assertEqual(activity.user_id, self.sales2)

    def test_only_the_head_cancels_with_a_reason(self):
        """M2: the reason stays."""
        callback = self._one()
        with self.assertRaises(AccessError):
            callback.with_user(self.sales).action_cancel("No time")
        with self.assertRaisesRegex(UserError, "Say why"):
            callback.with_user(self.sales_head).action_cancel("")
        callback.with_user(self.sales_head).action_cancel("The firm closed down")
        self.assertRecordValues(callback, [{"state": "cancelled", "cancel_reason": "The firm closed down"}])

    def test_what_decides_is_written_by_nobody(self):
        """I2-I7: no road of the ORM, no default of the context, not even for the head."""
        callback = self._one()
        for vals in (
            {"state": "done"}, {"owner_id": self.sales2.id}, {"planned_at": "2026-01-01 00:00:00"}, {"reached_at": NOON}, {"done_at": NOON},
            {"attempt_count": 9}, {"answer_ids": [(0, 0, {"question": "x", "value": "y"})]}, {"way": "letter"},
        ):  # fmt: skip
            for user in (self.sales, self.sales_head):
                with self.subTest(vals=vals, user=user.login), self.assertRaises(AccessError):
                    callback.with_user(user).write(vals)
        for user in (self.sales, self.sales_head, self.gm):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["hotel.callback"].with_user(user).create({
                    "partner_id": self.firm.id, "owner_id": user.id, "company_id": self.company.id, "planned_at": NOON, "planned_date": DAY,
                    "due_at": NOON, "state": "done",
                })  # fmt: skip
        for user in (self.sales, self.sales_head):
            with self.subTest(user.login), self.assertRaises(AccessError):
                callback.with_user(user).unlink()

    def test_the_desk_shows_the_story_in_one_go(self):
        """I3, I8: today's list, and with one click stays, last callbacks, script and what is missing."""
        self._stay(self.firm, datetime(2026, 3, 10, 3), room="808")
        with freeze_time("2026-03-02 04:00:00"):
            self._complete(self._one(topic="Earlier"))
        callback = self._one(script=self.env.ref("hotel_callback.survey_after_stay"))
        desk = self.env["hotel.callback"].with_user(self.sales).desk_list()
        self.assertEqual([row["id"] for row in desk["todo"]], callback.ids)
        card = callback.with_user(self.sales).desk_open()
        self.assertEqual([section["title"] for section in card["story"]], ["Stays", "Last callbacks"])
        self.assertIn("808", card["story"][0]["lines"][0]["text"])
        self.assertEqual([question["type"] for question in card["script"]], ["choice", "choice", "scale", "text"])
        self.assertTrue(card["missing"])
        with self.assertRaises(AccessError):
            callback.with_user(self.sales2).desk_open()
