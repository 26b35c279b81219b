from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import callback_figures as rule

#: Share -> (numerator, denominator, what is not in it), each a column of the view.
SHARES = {
    "made": ("made", "due", "left_out"),
    "reached": ("reached", "called", "left_out"),
    "satisfied": ("satisfied", "rated", "unrated"),
    "reported": ("reported_in_time", "reported", "report_open"),
    "solved": ("solved", "problems", "left_out"),
}
COUNTS = (
    "due", "made", "unreachable", "called", "reached", "rated", "satisfied", "unrated", "reported", "reported_in_time", "report_open",
    "problems", "solved", "left_out", "opted_out", "cancelled",
)  # fmt: skip


class HotelCallbackFigure(models.Model):
    """I10: one row a callback or a reason that was left out, with what it counts for. Everything else is added up from here."""

    _name = "hotel.callback.figure"
    _description = "Callback Figures"
    _auto = False
    _order = "month desc, id"

    month = fields.Date(readonly=True)
    day = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", "Hotel", readonly=True)
    owner_id = fields.Many2one("res.users", "Person", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
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
    due = fields.Integer(readonly=True)
    made = fields.Integer(readonly=True)
    unreachable = fields.Integer(readonly=True)
    called = fields.Integer("Made or tried", readonly=True)
    reached = fields.Integer(readonly=True)
    rated = fields.Integer("Asked how satisfied", readonly=True)
    satisfied = fields.Integer(readonly=True)
    unrated = fields.Integer("Made, not asked", readonly=True)
    reported = fields.Integer("In reports due", readonly=True)
    reported_in_time = fields.Integer("Reported in time", readonly=True)
    report_open = fields.Integer("Report not due yet", readonly=True)
    problems = fields.Integer(readonly=True)
    solved = fields.Integer("Problems solved", readonly=True)
    left_out = fields.Integer(readonly=True)
    opted_out = fields.Integer(readonly=True)
    cancelled = fields.Integer(readonly=True)

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


class HotelCallbackScore(models.Model):
    """I10: the figures of a person in a month: shares that open what they are made of, and the band of the bonus list."""

    _name = "hotel.callback.score"
    _description = "Callback Figures by Person and Month"
    _auto = False
    _order = "month desc, owner_id"

    month = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", "Hotel", readonly=True)
    owner_id = fields.Many2one("res.users", "Person", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    due = fields.Integer(readonly=True)
    made = fields.Integer(readonly=True)
    unreachable = fields.Integer(readonly=True)
    called = fields.Integer("Made or tried", readonly=True)
    reached = fields.Integer(readonly=True)
    rated = fields.Integer("Asked", readonly=True)
    satisfied = fields.Integer(readonly=True)
    unrated = fields.Integer("Not asked", readonly=True)
    reported = fields.Integer("In reports due", readonly=True)
    reported_in_time = fields.Integer("Reported in time", readonly=True)
    report_open = fields.Integer("Report not due yet", readonly=True)
    problems = fields.Integer(readonly=True)
    solved = fields.Integer(readonly=True)
    left_out = fields.Integer(readonly=True)
    opted_out = fields.Integer(readonly=True)
    cancelled = fields.Integer(readonly=True)
    made_share = fields.Float("Made %", readonly=True, aggregator=None, digits=(5, 1))
    reached_share = fields.Float("Reached %", readonly=True, aggregator=None, digits=(5, 1))
    satisfied_share = fields.Float("Satisfied %", readonly=True, aggregator=None, digits=(5, 1))
    report_share = fields.Float("Reports in time %", readonly=True, aggregator=None, digits=(5, 1))
    solved_share = fields.Float("Problems solved %", readonly=True, aggregator=None, digits=(5, 1))
    band = fields.Selection(
        [("bonus", "Bonus (above 90 %)"), ("normal", "Normal"), ("warned", "Warned (below 70 %)"), ("none", "No bonus (below 50 %)")],
        compute="_compute_band",
    )
    below_target = fields.Boolean(compute="_compute_band")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(f.id) AS id, f.month, f.company_id, f.owner_id, MAX(f.team_id) AS team_id, %(sums)s,
                   round(100.0 * SUM(made) / NULLIF(SUM(due), 0), 1)::float8 AS made_share,
                   round(100.0 * SUM(reached) / NULLIF(SUM(called), 0), 1)::float8 AS reached_share,
                   round(100.0 * SUM(satisfied) / NULLIF(SUM(rated), 0), 1)::float8 AS satisfied_share,
                   round(100.0 * SUM(reported_in_time) / NULLIF(SUM(reported), 0), 1)::float8 AS report_share,
                   round(100.0 * SUM(solved) / NULLIF(SUM(problems), 0), 1)::float8 AS solved_share
              FROM (%(figures)s) AS f
             GROUP BY f.month, f.company_id, f.owner_id
            """,
            sums=SQL(", ").join(SQL("SUM(%s)::int AS %s", SQL.identifier(name), SQL.identifier(name)) for name in COUNTS),
            figures=self.env["hotel.callback.figure"]._table_query,
        )

    @api.depends("satisfied", "rated", "made", "due")
    def _compute_band(self):
        for score in self:
            company = score.company_id.sudo()
            satisfied = rule.share(score.satisfied, score.rated)
            score.band = rule.band(satisfied)
            score.below_target = (satisfied is not None and satisfied < company.hotel_callback_target_satisfied) or (
                bool(score.due) and rule.share(score.made, score.due) < company.hotel_callback_target_made
            )

    @api.depends("owner_id.name", "month")
    def _compute_display_name(self):
        for score in self:
            score.display_name = f"{score.owner_id.name} {score.month:%Y-%m}" if score.month else score.owner_id.name

    def action_open_part(self, share="satisfied", part="numerator"):
        """Open the callbacks that a share counts: its numerator, its denominator, or what it leaves out.

        :param share: made, reached, satisfied, reported or solved
        :param part: numerator, denominator or left_out
        """
        self.ensure_one()
        numerator, denominator, left_out = SHARES[share]
        column = {"numerator": numerator, "denominator": denominator, "left_out": left_out}[part]
        counted = Domain(column, ">", 0)
        if column == "left_out":
            # Besides those never planned, those that were cancelled.
            counted |= Domain("cancelled", ">", 0)
        label = self.env["hotel.callback.figure"]._fields[column]._description_string(self.env)
        return {
            "type": "ir.actions.act_window",
            "name": f"{self.display_name}: {label}",
            "res_model": "hotel.callback.figure",
            "view_mode": "list,pivot,graph",
            "domain": list(
                Domain("month", "=", self.month) & Domain("owner_id", "=", self.owner_id.id) & Domain("company_id", "=", self.company_id.id) & counted
            ),
        }
