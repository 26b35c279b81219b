from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..rules import callback_calendar as calendar
from ..rules import callback_record as rule
from .hotel_callback_attempt import RESULTS

#: Kinds of questions of a script that a caller can answer; others are read out and noted as text.
TYPES = {
    "simple_choice": "choice",
    "multiple_choice": "choices",
    "numerical_box": "number",
    "scale": "scale",
    "date": "date",
}


class HotelCallback(models.Model):
    """I5-I8, I14: the course of a callback: attempts, answers, close, follow-up."""

    _inherit = "hotel.callback"

    def action_attempt(self, result, note=None, next_at=None):
        """Note an attempt to reach the customer.

        Three failed ones (setting) close the callback as unreachable; "not convenient" needs another time, and fixes it.

        :param result: reached, no_answer, busy, wrong_number or not_convenient
        :param next_at: naive UTC instant (or its string) that the customer asked for
        :return: dict for the caller's screen: state, planned_at
        """
        self.ensure_one()
        self._check_mine()
        callback_sudo = self.sudo().with_context(clean_context(self.env.context))
        callback_sudo.lock_for_update()
        now = fields.Datetime.now()
        next_at = fields.Datetime.to_datetime(next_at) if next_at else None
        problems = callback_sudo._get_attempt_problems(result, next_at, now)
        other = self.env["hotel.callback.attempt"].sudo().search(
            [("partner_id", "=", self.sudo().partner_id.id), ("day", "=", callback_sudo._get_customer_day(now)), ("user_id", "!=", self.env.uid)],
            limit=1,
        )
        if other:
            problems.append(
                self.env._(
                    "%(user)s called %(customer)s today already: a customer is not called by two people in one day. Call tomorrow.",
                    user=other.user_id.name,
                    customer=callback_sudo.partner_id.name,
                )
            )
        if problems:
            raise UserError("\n".join(problems))
        attempt_sudo = self.env["hotel.callback.attempt"].sudo().create({
            "callback_id": self.id,
            "partner_id": callback_sudo.partner_id.id,
            "user_id": self.env.uid,
            "at": now,
            "day": callback_sudo._get_customer_day(now),
            "result": result,
            "note": note,
        })
        callback_sudo.attempt_count += 1
        if result == "reached":
            callback_sudo.reached_at = now
        elif result == "not_convenient":
            attempt_sudo.next_at = next_at
            callback_sudo._put_off(next_at, agreed=True)
        elif rule.is_unreachable(callback_sudo.attempt_ids.mapped("result"), callback_sudo.company_id.hotel_callback_attempts):
            callback_sudo._end("unreachable")
        else:
            next_slot = callback_sudo._get_next_try(now)
            attempt_sudo.next_at = next_slot.at
            callback_sudo._put_off(next_slot.at)
        return {"state": callback_sudo.state, "planned_at": fields.Datetime.to_string(callback_sudo.planned_at)}

    def action_save_record(self, vals, answers=None):
        """Save what the customer said, from the caller's screen.

        :param vals: fields of the record
        :param answers: {question id: answer}
        :return: what is still missing, list of sentences
        """
        self.ensure_one()
        self._check_mine()
        self._check_open()
        if vals:
            self.write(vals)
        if answers:
            self._save_answers({int(question): value for question, value in answers.items()})
        self.invalidate_recordset(["answer_ids", "missing"])
        return self._get_missing()

    def action_close(self):
        """I6: close complete records; nothing is written to them any more, and the day's report is begun (I7).

        :raise UserError: naming everything that is missing
        """
        for callback in self:
            callback._check_mine()
            callback._check_open()
        problems = [
            self.env._("%(callback)s: %(missing)s", callback=callback.display_name, missing=missing)
            for callback in self
            for missing in callback._get_missing()
        ]
        if problems:
            raise UserError("\n".join(problems))
        for callback in self.sudo().with_context(clean_context(self.env.context)):
            callback.lock_for_update()
            callback._end("done")
            if callback.way in ("phone", "visit"):
                callback._follow_up()
            self.env["hotel.callback.report"]._add(callback)
        return True

    def action_cancel(self, reason=None):
        """Cancel what is not needed any more; for who leads the callers.

        :raise AccessError: for anybody else
        """
        self.check_access("read")
        if not self._is_head():
            raise AccessError(self.env._("Callbacks are cancelled by the sales head: ask them, with the reason."))
        self._check_open()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why the callback is not needed: the reason stays on record."))
        for callback in self.sudo():
            callback.cancel_reason = reason
            callback._end("cancelled")
        return True

    def action_give_to(self, user_id):
        """Let somebody else make the callbacks (leave, too many on one day); for who leads the callers."""
        self.check_access("read")
        if not self._is_head():
            raise AccessError(self.env._("Who makes a callback is changed by the sales head."))
        self._check_open()
        user = self.env["res.users"].browse(int(user_id)).exists().filtered(lambda each: each.active and not each.share)
        if not user:
            raise UserError(self.env._("Choose an active employee's user."))
        self.sudo()._give_to(user)
        return True

    def action_make_visit(self):
        """I8: what a call cannot solve becomes a visit: plan it for the same customer.

        :return: the form of the visit
        """
        self.ensure_one()
        self._check_mine()
        visit = self.sudo()._plan_one(
            self.contact_id or self.partner_id,
            self.env._("Visit about: %s", self.problems or self.topics or self.name),
            fields.Datetime.now() + timedelta(days=1),
            way="visit",
            owner=self.owner_id,
            due=fields.Datetime.now() + timedelta(days=14),
            company=self.company_id,
            parent=self.sudo(),
        )
        self._check_planned(visit)
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": visit.id, "views": [(False, "form")]}

    # ------------------------------------------------------------------ private

    def _check_mine(self):
        """Only who makes the callback, or leads the callers, works on it."""
        self.check_access("read")
        if not self.env.su and not self._is_head() and self.sudo().owner_id != self.env.user:
            raise AccessError(
                self.env._("%(callback)s is made by %(owner)s.", callback=self.display_name, owner=self.sudo().owner_id.name)
            )

    def _get_attempt_problems(self, result, next_at, now):
        """Return why the attempt cannot be noted (superuser mode)."""
        self.ensure_one()
        problems = []
        if result not in dict(RESULTS):
            problems.append(self.env._("%s is no result of an attempt.", result))
        if self.state != "planned":
            problems.append(self.env._("%s is closed.", self.display_name))
        if self.partner_id.hotel_opt_out:
            problems.append(self.env._("%s wants no callbacks: cancel it.", self.partner_id.name))
        if result == "not_convenient" and not next_at:
            problems.append(self.env._("Ask when it is convenient, and enter the time."))
        if next_at and next_at <= now:
            problems.append(self.env._("The other time lies in the past: enter one to come."))
        if next_at and next_at > now + timedelta(days=365):
            problems.append(self.env._("The other time lies more than a year ahead: enter a nearer one."))
        return problems

    def _get_customer(self):
        """Return the planner's view of the customer (superuser mode)."""
        return self._read_customers(self.company_id, (self.partner_id.id,))[self.partner_id.id]

    def _get_customer_day(self, instant):
        return calendar.day_of(instant, self.partner_id.tz or self.company_id.hotel_tz)

    def _get_next_try(self, now):
        """Return the slot of the next try: some hours later inside the windows (superuser mode)."""
        customer = self._get_customer()
        later = now + timedelta(hours=self.company_id.hotel_callback_retry_hours)
        slot = calendar.first_slot(later, customer.zone, customer.windows, customer.works)
        return slot or calendar.Slot(self._get_customer_day(later), later)

    def _put_off(self, instant, agreed=False):
        """Plan the callback for another instant (superuser mode); what is planned for that day already is merged into it."""
        day = self._get_customer_day(instant)
        other = self.search([
            ("partner_id", "=", self.partner_id.id), ("planned_date", "=", day), ("state", "=", "planned"),
            ("way", "in", ("phone", "visit")), ("id", "!=", self.id), ("reached_at", "=", False),
        ])  # fmt: skip
        if other and self.way in ("phone", "visit"):
            other.topic_ids.callback_id = self.id
            if not other.attempt_ids:
                other.invalidate_recordset(["topic_ids"])
                other._remove_if_empty()
            else:
                other._end("cancelled")
        self.write({"planned_at": instant, "planned_date": day, "agreed": agreed or self.agreed})
        if agreed:
            # The customer's own wish: the deadline goes with it.
            self.due_at = max(self.due_at, calendar.start_of_day(day + timedelta(days=1), self.partner_id.tz or self.company_id.hotel_tz))
            self.env["hotel.clock"].move(self, "callback", self.due_at)
        self.flush_recordset()
        self._renew_activities()

    def _give_to(self, user):
        """Make `user` the owner of planned callbacks (superuser mode)."""
        teams = self._get_teams([user.id])
        self.write({"owner_id": user.id, "team_id": teams.get(user.id, False)})
        self.topic_ids.write({"owner_id": user.id})
        clocks = self.env["hotel.clock"].stop(self, "callback")
        self.flush_recordset()
        self._renew_activities()
        self.browse(clocks.mapped("res_id"))._start_clocks()

    def _end(self, state):
        """Close the callback (superuser mode)."""
        now = fields.Datetime.now()
        for large, same in self.grouped(lambda callback: callback.partner_id.hotel_class_id.large).items():
            same.write({"state": state, "done_at": now, "done_by_id": self.env.uid, "large": large})
        self.topic_ids.write({"state": "done" if state == "done" else "dropped"})
        self.env["hotel.clock"].stop(self)
        self._end_activities()

    def _follow_up(self):
        """I14: a satisfaction call within 24 hours after a visit. I8: the next step that was named (superuser mode)."""
        self.ensure_one()
        now = fields.Datetime.now()
        target = self.contact_id or self.partner_id
        common = {"company": self.company_id, "owner": self.owner_id, "parent": self, "record": self}
        if self.way == "visit":
            self._plan_one(
                target, self.env._("Satisfied with the visit?"), now + timedelta(hours=1), due=now + timedelta(hours=24), priority=1,
                script=self.env.ref("hotel_callback.survey_after_visit", raise_if_not_found=False), **common,
            )  # fmt: skip
        elif self.next_step == "call":
            self._plan_one(
                target, self.next_step_text or self.env._("Second call"), now + timedelta(days=7), due=now + timedelta(days=14), **common
            )
        if self.next_step == "visit" and not self.problem_ids.filtered(lambda problem: problem.kind == "visit"):
            self._plan_one(
                target, self.next_step_text or self.env._("Visit"), now + timedelta(days=1), way="visit", due=now + timedelta(days=14), **common
            )

    def _save_answers(self, answers):
        """Keep the answers with the words of their questions, in the language in which they were asked."""
        self.ensure_one()
        questions = self.sudo().topic_ids.script_id.question_ids | self.sudo().script_id.question_ids
        known = {answer.question_id.id: answer for answer in self.sudo().answer_ids}
        for question in questions.filtered(lambda each: not each.is_page and each.id in answers):
            value = answers[question.id]
            if isinstance(value, list):
                value = ", ".join(map(str, value))
            value = "" if value in (None, False) else str(value)
            problem = self._get_answer_problem(question, value)
            if problem:
                raise UserError(problem)
            vals = {
                "question": question.title,
                "value": value,
                "sequence": question.sequence,
                "number": float(value) if value and question.question_type in ("numerical_box", "scale") else 0.0,
            }
            if question.id in known:
                known[question.id].write(vals)
            else:
                self.env["hotel.callback.answer"].sudo().create({**vals, "callback_id": self.id, "question_id": question.id})

    def _get_answer_problem(self, question, value):
        """Return why the answer does not fit the question, or None."""
        if not value:
            return None
        if question.question_type in ("numerical_box", "scale"):
            try:
                number = float(value)
            except ValueError:
                number = float("nan")
            low, high = (question.scale_min, question.scale_max) if question.question_type == "scale" else (float("-inf"), float("inf"))
            if not low <= number <= high:
                return self.env._("%(question)s: %(value)s is no number that fits.", question=question.title, value=value)
        if question.question_type in ("simple_choice", "multiple_choice"):
            allowed = question.suggested_answer_ids.mapped("value")
            wrong = [each for each in ([value] if value in allowed else value.split(", ")) if each not in allowed]
            if wrong and not question.comment_count_as_answer:
                return self.env._("%(question)s: %(value)s is not among the answers.", question=question.title, value=", ".join(wrong))
        return None

    @api.model
    def _get_question_type(self, question):
        return TYPES.get(question.question_type, "text")
