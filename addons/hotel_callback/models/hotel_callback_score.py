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


class HotelCallbackScore(models.Model):
    """I10: the figures of a person in a month: shares that open what they are made of, and the band of the bonus list."""

    _name = "hotel.callback.score"
    _description = "Callback Figures by Person and Month"
    _inherit = ["hotel.callback.figure.mixin"]
    _auto = False
    _order = "month desc, owner_id"

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
