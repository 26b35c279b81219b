import base64
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import event_after


class EventEvent(models.Model):
    """H14: guests answer by the code on their table, anonymously; the host by a link of their own."""

    _name = "event.event"
    _inherit = ["event.event", "hotel.protected.mixin"]

    _server_fields = frozenset({"hotel_feedback_token"})

    hotel_feedback_token = fields.Char(readonly=True, copy=False, index="btree_not_null", groups="event.group_event_user")
    hotel_feedback_url = fields.Char("Survey for guests", compute="_compute_hotel_feedback_url", groups="event.group_event_user")
    hotel_feedback_ids = fields.One2many("hotel.event.feedback", "event_id", "Feedback", readonly=True)
    hotel_guest_answers = fields.Integer("Answers of guests", compute="_compute_hotel_feedback")
    hotel_guest_score = fields.Float("Guests' average", compute="_compute_hotel_feedback", digits=(4, 2))
    hotel_host_answers = fields.Integer("Answers of the host", compute="_compute_hotel_feedback")
    hotel_host_score = fields.Float("Host's average", compute="_compute_hotel_feedback", digits=(4, 2))
    hotel_feedback_words = fields.Text("What they wrote", compute="_compute_hotel_feedback_words")

    @api.depends("hotel_feedback_token")
    def _compute_hotel_feedback_url(self):
        for event in self:
            token = event.hotel_feedback_token
            event.hotel_feedback_url = f"{event.get_base_url()}/hotel/event/feedback/{token}" if token else False

    def _compute_hotel_feedback(self):
        """Two queries for all events: finished answers, and the averages of what was asked by numbers."""
        answers = {
            (event.id, audience): count
            for event, audience, count in self.env["survey.user_input"].sudo()._read_group(
                [("hotel_event_id", "in", self.ids), ("state", "=", "done"), ("test_entry", "=", False)],
                ["hotel_event_id", "hotel_audience"],
                ["__count"],
            )
        }
        averages = {}
        for row in self.env["hotel.event.feedback"].sudo().search([("event_id", "in", self.ids)]):
            averages.setdefault((row.event_id.id, row.audience), []).append((row.average, row.answers))
        for event in self:
            for audience in ("guest", "host"):
                key = event.id, audience
                event[f"hotel_{audience}_answers"] = answers.get(key, 0)
                event[f"hotel_{audience}_score"] = event_after.average(averages.get(key, []))[0] or 0.0

    def _compute_hotel_feedback_words(self):
        lines = self.env["survey.user_input.line"].sudo().search(
            [
                ("user_input_id.hotel_event_id", "in", self.ids),
                ("user_input_id.state", "=", "done"),
                ("user_input_id.test_entry", "=", False),
                ("answer_type", "in", ("char_box", "text_box")),
                ("skipped", "=", False),
            ]
        )
        by_event = lines.grouped(lambda line: line.user_input_id.hotel_event_id)
        labels = dict(self.env["survey.user_input"]._fields["hotel_audience"]._description_selection(self.env))
        for event in self:
            event.hotel_feedback_words = "\n".join(
                f"{labels[line.user_input_id.hotel_audience]}: {(line.value_char_box or line.value_text_box or '').strip()}"
                for line in by_event.get(event, lines.browse())
            )

    # ------------------------------------------------------------------ actions

    def action_hotel_table_cards(self):
        """Print the cards with the code of the survey for the tables."""
        self.check_access("read")
        self._hotel_open_feedback()
        return self.env.ref("hotel_events.report_event_table_card_action").report_action(self, config=False)

    def action_hotel_ask_host(self):
        """Open a letter to the host with the link to the host's own survey."""
        self.ensure_one()
        self.check_access("write")
        if not self.hotel_order_id:
            raise UserError(self.env._("%s has no event order, so no host who could be asked.", self.display_name))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask the host"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": "event.event",
                "default_res_ids": self.ids,
                "default_template_id": self.env.ref("hotel_events.mail_template_ask_host").id,
                "default_composition_mode": "comment",
            },
        }

    # ------------------------------------------------------------------ private

    def _hotel_open_feedback(self):
        """Give events the secret of their guests' link, once."""
        for event_sudo in self.sudo().filtered(lambda event: not event.hotel_feedback_token):
            event_sudo.hotel_feedback_token = secrets.token_urlsafe(16)

    def _hotel_get_feedback_problem(self):
        """Return why no feedback is taken now, as a code of `event_after.feedback_problem` or "full" (superuser mode)."""
        self.ensure_one()
        order = self.hotel_order_id
        problem = event_after.feedback_problem(
            self.date_begin,
            self.date_end,
            fields.Datetime.now(),
            self.company_id.hotel_event_feedback_days,
            cancelled=not order or order.state == "cancelled",
        )
        if problem:
            return problem
        begun = self.env["survey.user_input"].search_count([("hotel_event_id", "=", self.id), ("hotel_audience", "=", "guest")])
        return "full" if begun >= event_after.most_answers(order.guests_billed) else None

    def _hotel_new_answer(self, audience):
        """Return a new answer sheet of the audience's survey (superuser mode). A guest's names nobody."""
        self.ensure_one()
        survey = self.hotel_order_id.kind_id._get_survey(audience)
        return survey._create_answer(
            partner=self.hotel_order_id.partner_id if audience == "host" else False,
            check_attempts=False,
            hotel_event_id=self.id,
            hotel_audience=audience,
            deadline=self.date_end + timedelta(days=self.company_id.hotel_event_feedback_days),
        )

    def _hotel_get_host_link(self):
        """Return the address of the host's own survey; asked twice it is the same sheet."""
        self.ensure_one()
        sheet_sudo = self.env["survey.user_input"].sudo().search(
            [("hotel_event_id", "=", self.id), ("hotel_audience", "=", "host")], limit=1
        ) or self.sudo()._hotel_new_answer("host")
        return f"{self.get_base_url()}/survey/start/{sheet_sudo.survey_id.access_token}?answer_token={sheet_sudo.access_token}"

    def _hotel_get_feedback_image(self):
        """Return the code of the guests' link as the source of an image."""
        self.ensure_one()
        self._hotel_open_feedback()
        image = self.env["ir.actions.report"].barcode("QR", self.sudo().hotel_feedback_url, width=420, height=420)
        return f"data:image/png;base64,{base64.b64encode(image).decode()}"
