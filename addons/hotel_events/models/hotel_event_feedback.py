from odoo import api, fields, models
from odoo.tools import SQL


class HotelEventFeedback(models.Model):
    """What was answered to one question about one event: number and average (H14). Finished sheets alone count."""

    _name = "hotel.event.feedback"
    _description = "Feedback on an Event"
    _auto = False
    _order = "event_id desc, audience, sequence, id"
    _rec_name = "question"
    _depends = {
        "survey.user_input": ["hotel_event_id", "hotel_audience", "state", "test_entry", "survey_id"],
        "survey.user_input.line": ["user_input_id", "question_id", "answer_type", "value_scale", "value_numerical_box", "skipped"],
        "survey.question": ["sequence"],
        "event.event": ["company_id", "date_begin"],
        "hotel.event.order": ["event_id", "kind_id"],
    }

    event_id = fields.Many2one("event.event", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    kind_id = fields.Many2one("hotel.event.kind", readonly=True)
    date = fields.Datetime("Begins", readonly=True)
    audience = fields.Selection([("guest", "Guests"), ("host", "Host")], "Asked", readonly=True)
    survey_id = fields.Many2one("survey.survey", readonly=True)
    question_id = fields.Many2one("survey.question", "Survey question", readonly=True)
    question = fields.Char(compute="_compute_question", compute_sudo=True)
    sequence = fields.Integer(readonly=True)
    answers = fields.Integer(readonly=True)
    average = fields.Float(readonly=True, aggregator="avg", digits=(4, 2))

    @api.depends("question_id")
    @api.depends_context("lang")
    def _compute_question(self):
        for row in self:
            row.question = row.question_id.title

    @api.model
    @api.readonly
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Read the rows as they are found: to find one by its id, the database would count the answers of all events first."""
        return super().search_fetch(domain, None, offset=offset, limit=limit, order=order)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(line.id) AS id, sheet.hotel_event_id AS event_id, event.company_id, orders.kind_id, event.date_begin AS date,
                   sheet.hotel_audience AS audience, sheet.survey_id, line.question_id, question.sequence,
                   COUNT(*) AS answers, AVG(COALESCE(line.value_scale, line.value_numerical_box)) AS average
              FROM survey_user_input sheet
              JOIN survey_user_input_line line ON line.user_input_id = sheet.id
              JOIN survey_question question ON question.id = line.question_id
              JOIN event_event event ON event.id = sheet.hotel_event_id
              LEFT JOIN hotel_event_order orders ON orders.event_id = event.id
             WHERE sheet.hotel_event_id IS NOT NULL AND sheet.state = 'done' AND sheet.test_entry IS NOT TRUE
               AND line.answer_type IN ('scale', 'numerical_box') AND line.skipped IS NOT TRUE
             GROUP BY sheet.hotel_event_id, event.company_id, orders.kind_id, event.date_begin, sheet.hotel_audience, sheet.survey_id,
                      line.question_id, question.sequence
            """
        )
