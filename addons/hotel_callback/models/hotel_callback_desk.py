from odoo import api, fields, models
from odoo.tools import format_date

from ..rules import callback_desk as rule


class HotelCallback(models.Model):
    """What the caller's screen reads: today's list in the best order, and all of one customer at once."""

    _inherit = "hotel.callback"

    @api.model
    @api.readonly
    def desk_list(self):
        """Return today's callbacks of the current user in the best order, as plain values."""
        now = fields.Datetime.now()
        end = self._get_day(self.env.company)[1]
        todo = self.search([("owner_id", "=", self.env.uid), ("state", "=", "planned"), ("planned_at", "<=", end)], limit=500)
        todo = todo.sorted(
            lambda callback: rule.order_key(
                now, callback.planned_at, callback.due_at, callback.agreed, callback.priority, callback.sudo().class_id.sequence or 99
            )
        )
        start = self._get_day(self.env.company)[0]
        done = self.search_count([("done_by_id", "=", self.env.uid), ("done_at", ">=", start), ("state", "in", ("done", "unreachable"))])
        return {"todo": [callback._desk_row(now) for callback in todo], "done": done, "user": self.env.user.name}

    def _desk_row(self, now):
        self.ensure_one()
        sudo = self.sudo()
        return {
            "id": self.id,
            "name": self.name,
            "customer": sudo.partner_id.name,
            "class": sudo.class_id.code or "",
            "way": self.way,
            "topics": self.topics,
            "planned_at": fields.Datetime.to_string(self.planned_at),
            "due_at": fields.Datetime.to_string(self.due_at),
            "agreed": self.agreed,
            "open": self.planned_at <= now,
            "late": self.due_at < now,
            "attempts": self.attempt_count,
            "priority": self.priority,
        }

    @api.readonly
    def desk_open(self):
        """Return everything about one callback for its caller: customer, story, script, answers, record."""
        self.ensure_one()
        self._check_mine()
        sudo = self.sudo()
        partner = sudo.partner_id
        scripts = sudo.topic_ids.script_id | sudo.script_id
        answers = {answer.question_id.id: answer.value for answer in sudo.answer_ids if answer.question_id}
        return {
            **self._desk_row(fields.Datetime.now()),
            "partner_id": partner.id,
            "contact_id": sudo.contact_id.id,
            "zone": partner.tz or sudo.company_id.hotel_tz,
            "phone": sudo.phone,
            "email": (sudo.contact_id or partner).email,
            "class_why": partner.hotel_class_why,
            "contacts": [
                {"id": contact.id, "name": contact.name, "function": contact.function, "phone": contact.phone}
                for contact in partner.child_ids.filtered(lambda each: each.type == "contact")[:20]
            ],
            "reasons": [
                {"name": topic.name, "rule": topic.rule_id.name, "due_at": fields.Datetime.to_string(topic.due_at)} for topic in sudo.topic_ids
            ],
            "story": partner._hotel_story(),
            "attempt_list": [
                {
                    "at": fields.Datetime.to_string(attempt.at),
                    "user": attempt.user_id.name,
                    "result": dict(attempt._fields["result"]._description_selection(self.env))[attempt.result],
                    "note": attempt.note,
                }
                for attempt in sudo.attempt_ids
            ],
            "reached": bool(sudo.reached_at),
            "script": [
                {
                    "id": question.id,
                    "title": question.title,
                    "type": self._get_question_type(question),
                    "mandatory": question.constr_mandatory,
                    "choices": question.suggested_answer_ids.mapped("value"),
                    "min": question.scale_min,
                    "max": question.scale_max,
                    "value": answers.get(question.id) or "",
                    "page": question.is_page,
                }
                for script in scripts
                for question in script.question_and_page_ids
            ],
            "record": {
                name: sudo[name] or ""
                for name in (
                    "spoke_with", "satisfaction", "score", "has_problem", "problems", "suggestions", "next_step", "next_step_text", "summary",
                    "signed_by",
                )
            },
            "signed": bool(sudo.signature),
            "problems_taken_up": [{"id": each.id, "name": each.name, "kind": each.kind} for each in sudo.problem_ids],
            "missing": self._get_missing(),
        }


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _hotel_story(self):
        sections = super()._hotel_story()
        stays = self.env["hotel.stay"].search([("commercial_partner_id", "=", self.id)], limit=5)
        states = dict(self.env["hotel.stay"]._fields["state"]._description_selection(self.env))
        if stays:
            sections.append({
                "title": self.env._("Stays"),
                "lines": [
                    {
                        "date": format_date(self.env, stay.company_id._hotel_local(stay.departure).date()),
                        "text": f"{stay.partner_id.name}, {stay.room or ''} {states[stay.state]}",
                        "kind": "stay",
                    }
                    for stay in stays
                ],
            })
        callbacks = self.env["hotel.callback"].search(
            [("partner_id", "=", self.id), ("state", "!=", "planned")], limit=5, order="done_at desc"
        )
        if callbacks:
            labels = dict(callbacks._fields["satisfaction"]._description_selection(self.env))
            states = dict(callbacks._fields["state"]._description_selection(self.env))
            sections.append({
                "title": self.env._("Last callbacks"),
                "lines": [
                    {
                        "date": format_date(self.env, callback.company_id._hotel_local(callback.done_at).date()),
                        "text": ", ".join(
                            filter(None, (callback.topics, labels.get(callback.satisfaction, states[callback.state]), callback.problems))
                        ),
                        "kind": callback.satisfaction or callback.state,
                    }
                    for callback in callbacks
                ],
            })
        problems = self.env["hotel.callback.problem"].search([("partner_id", "=", self.id), ("state", "!=", "told")], limit=5)
        if problems:
            sections.append({
                "title": self.env._("Open problems"),
                "lines": [
                    {"date": format_date(self.env, problem.opened_at.date()), "text": problem.name, "kind": "dissatisfied"} for problem in problems
                ],
            })
        return sections
