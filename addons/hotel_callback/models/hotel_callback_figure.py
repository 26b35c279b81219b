from odoo import fields, models
from odoo.tools import SQL


class HotelCallbackFigure(models.Model):
    """I10: one row a callback or a reason that was left out, with what it counts for. Everything else is added up from here."""

    _name = "hotel.callback.figure"
    _description = "Callback Figures"
    _inherit = ["hotel.callback.figure.mixin"]
    _auto = False
    _order = "month desc, id"

    day = fields.Date(readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    class_id = fields.Many2one("hotel.customer.class", readonly=True)
    callback_id = fields.Many2one("hotel.callback", readonly=True)
    topic_id = fields.Many2one("hotel.callback.topic", "Reason left out", readonly=True)
    way = fields.Selection(
        [("phone", "Phone call"), ("visit", "Visit"), ("message", "Message"), ("letter", "Letter")], readonly=True
    )
    left_out_reason = fields.Selection(
        lambda self: self.env["hotel.callback.topic"]._fields["left_out_reason"]._description_selection(self.env),
        "Left out because",
        readonly=True,
    )

    @property
    def _table_query(self):
        now = fields.Datetime.now()
        return SQL(
            """
            SELECT c.id * 2 AS id, date_trunc('month', d.day)::date AS month, d.day, c.company_id, c.owner_id, c.team_id, c.partner_id,
                   p.hotel_class_id AS class_id, c.id AS callback_id, NULL::int AS topic_id, c.way, NULL::varchar AS left_out_reason,
                   (c.state IN ('done', 'unreachable') OR (c.state = 'planned' AND c.due_at < %(now)s))::int AS due,
                   (c.state = 'done')::int AS made,
                   (c.state = 'unreachable')::int AS unreachable,
                   (c.state IN ('done', 'unreachable') AND c.way IN ('phone', 'visit'))::int AS called,
                   (c.state = 'done' AND c.way IN ('phone', 'visit') AND c.reached_at IS NOT NULL)::int AS reached,
                   (c.state = 'done' AND (c.satisfaction IS NOT NULL OR c.score > 0))::int AS rated,
                   (c.state = 'done' AND COALESCE(c.satisfaction = 'satisfied', c.score >= company.hotel_callback_score, FALSE))::int AS satisfied,
                   (c.state = 'done' AND c.satisfaction IS NULL AND COALESCE(c.score, 0) = 0)::int AS unrated,
                   (r.id IS NOT NULL AND (r.handed_in_at IS NOT NULL OR r.write_due < %(now)s))::int AS reported,
                   (r.id IS NOT NULL AND COALESCE(r.written_at <= r.write_due AND r.handed_in_at <= r.hand_in_due, FALSE))::int
                       AS reported_in_time,
                   (r.id IS NOT NULL AND r.handed_in_at IS NULL AND r.write_due >= %(now)s)::int AS report_open,
                   COALESCE(problem.count, 0)::int AS problems, COALESCE(problem.solved, 0)::int AS solved,
                   0 AS left_out, 0 AS opted_out, (c.state = 'cancelled')::int AS cancelled
              FROM hotel_callback c
              JOIN res_company company ON company.id = c.company_id
              JOIN res_partner p ON p.id = c.partner_id
              LEFT JOIN hotel_callback_report r ON r.id = c.report_id
              LEFT JOIN (SELECT callback_id, count(*) AS count, count(*) FILTER (WHERE state IN ('solved', 'told')) AS solved
                           FROM hotel_callback_problem GROUP BY callback_id) AS problem ON problem.callback_id = c.id
              CROSS JOIN LATERAL (
                  SELECT (COALESCE(c.done_at, c.due_at) AT TIME ZONE 'UTC' AT TIME ZONE company.hotel_tz)::date AS day) AS d
            UNION ALL
            SELECT t.id * 2 + 1, date_trunc('month', t.occurrence)::date, t.occurrence, t.company_id, t.owner_id, member.team_id,
                   t.partner_id, p.hotel_class_id, NULL, t.id, t.way, t.left_out_reason,
                   0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (t.left_out_reason = 'opt_out')::int, 0
              FROM hotel_callback_topic t
              JOIN res_partner p ON p.id = t.partner_id
              LEFT JOIN (SELECT DISTINCT ON (user_id) user_id, crm_team_id AS team_id FROM crm_team_member
                          WHERE active ORDER BY user_id, create_date, id) AS member ON member.user_id = t.owner_id
             WHERE t.state = 'left_out'
            """,
            now=now,
        )
