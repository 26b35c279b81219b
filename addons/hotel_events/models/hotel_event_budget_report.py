from odoo import api, fields, models
from odoo.tools import SQL


class HotelEventBudgetReport(models.Model):
    """Budget against actual of all events: planned lines, booked costs, billed income (H13). Read from the tables each time."""

    _name = "hotel.event.budget.report"
    _description = "Budget against Actual"
    _auto = False
    _order = "date desc, id"

    event_id = fields.Many2one("event.event", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date = fields.Date("Day of the event", readonly=True)
    category_id = fields.Many2one("hotel.event.budget.category", readonly=True)
    direction = fields.Selection([("cost", "Cost"), ("income", "Income")], readonly=True)
    planned = fields.Monetary(readonly=True)
    actual = fields.Monetary(readonly=True)
    difference = fields.Monetary(readonly=True, help="Positive: better than planned.")

    _depends = {
        "hotel.event.budget.line": ["event_id", "category_id", "planned"],
        "account.analytic.line": ["hotel_event_id", "hotel_budget_category_id", "amount"],
        "account.move": ["hotel_event_order_id", "state", "amount_untaxed_signed"],
        "hotel.event.order": ["event_id"],
        "event.event": ["company_id", "date_begin"],
    }

    @api.model
    @api.readonly
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Read the rows as they are found, what the company rule looks at too: by its id alone a row is found among all events' only."""
        return super().search_fetch(domain, None, offset=offset, limit=limit, order=order)

    @property
    def _table_query(self):
        # The id is made of what a row is for; numbers counted over all rows would have all events read for one. What is planned
        # and booked is looked up event by event, so that a month or an event reads its own rows alone.
        return SQL(
            """SELECT (event.id::bigint << 20) + (COALESCE(booked.category_id, 0) << 1) + (booked.direction = 'income')::int AS id,
                      event.id AS event_id, event.company_id, company.currency_id, event.date_begin::date AS date,
                      booked.category_id, booked.direction, booked.planned, booked.actual,
                      CASE WHEN booked.direction = 'income' THEN booked.actual - booked.planned ELSE booked.planned - booked.actual END
                          AS difference
                 FROM event_event event
                 JOIN LATERAL (
                      SELECT category_id, direction, SUM(planned) AS planned, SUM(actual) AS actual
                        FROM (SELECT line.category_id, line.direction, line.planned, 0 AS actual
                                FROM hotel_event_budget_line line
                               WHERE line.event_id = event.id
                               UNION ALL
                              SELECT line.hotel_budget_category_id, 'cost', 0, -line.amount
                                FROM account_analytic_line line
                               WHERE line.hotel_event_id = event.id
                               UNION ALL
                              SELECT category.id, 'income', 0, move.amount_untaxed_signed
                                FROM hotel_event_order asked
                                JOIN account_move move ON move.hotel_event_order_id = asked.id
                                LEFT JOIN hotel_event_budget_category category ON category.direction = 'income'
                               WHERE asked.event_id = event.id AND move.state = 'posted'
                                 AND move.move_type IN ('out_invoice', 'out_refund')) rows
                       GROUP BY category_id, direction) booked ON TRUE
                 LEFT JOIN res_company company ON company.id = event.company_id"""
        )
