from odoo import fields, models
from odoo.tools import SQL

#: Ratios that no sum or average of days gives: (dividend, divisor, factor).
RATIOS = {"conversion": ("ordered", "counted", 100.0), "wait_minutes": ("waited_minutes", "received", 1.0)}


class HotelDeskDaily(models.Model):
    """L5: a line a day, desk and salesperson, counted in the database from the register."""

    _name = "hotel.desk.daily"
    _description = "Daily counts of the desk"
    _auto = False
    _order = "day desc, desk_id, user_id"
    _rec_name = "day"

    day = fields.Date(readonly=True)
    desk_id = fields.Many2one("hotel.desk", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    entries = fields.Integer(readonly=True)
    counted = fields.Integer("Customers", readonly=True, help="One person on one day counts once; who is no customer does not count.")
    walk_ins = fields.Integer("Walk-ins", readonly=True)
    calls = fields.Integer(readonly=True)
    new_customers = fields.Integer("New customers", readonly=True)
    owner_matches = fields.Integer("Own customers", readonly=True)
    turns = fields.Integer("Turns used", readonly=True)
    turns_back = fields.Integer("Turns given back", readonly=True)
    no_customers = fields.Integer("No customers", readonly=True)
    ordered = fields.Integer(readonly=True)
    conversion = fields.Float("Conversion (%)", readonly=True, aggregator="avg", help="Ordered of a hundred customers.")
    received = fields.Integer(readonly=True)
    waited_minutes = fields.Float("Minutes waited in all", readonly=True)
    wait_minutes = fields.Float("Waited on average (minutes)", readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT min(id) AS id, day, desk_id, company_id, user_id,
                   count(*) AS entries,
                   count(*) FILTER (WHERE counts) AS counted,
                   count(*) FILTER (WHERE counts AND kind = 'walk_in') AS walk_ins,
                   count(*) FILTER (WHERE counts AND kind = 'call') AS calls,
                   count(*) FILTER (WHERE counts AND is_new) AS new_customers,
                   count(*) FILTER (WHERE counts AND why IN ('owner', 'found')) AS owner_matches,
                   count(*) FILTER (WHERE turn_used AND turn_back IS DISTINCT FROM 'given') AS turns,
                   count(*) FILTER (WHERE turn_back = 'given') AS turns_back,
                   count(*) FILTER (WHERE no_customer_state = 'confirmed') AS no_customers,
                   count(*) FILTER (WHERE counts AND result = 'ordered') AS ordered,
                   100.0 * count(*) FILTER (WHERE counts AND result = 'ordered') / NULLIF(count(*) FILTER (WHERE counts), 0) AS conversion,
                   count(*) FILTER (WHERE taken_at IS NOT NULL) AS received,
                   COALESCE(sum(wait_minutes) FILTER (WHERE taken_at IS NOT NULL), 0) AS waited_minutes,
                   avg(wait_minutes) FILTER (WHERE taken_at IS NOT NULL) AS wait_minutes
              FROM hotel_desk_entry
             GROUP BY day, desk_id, company_id, user_id
            """
        )

    def _read_group_select(self, aggregate_spec, query):
        """Of ratios, divide the sums: an average of daily averages would be another figure."""
        name, _colon, function = aggregate_spec.partition(":")
        if name not in RATIOS or function != "avg":
            return super()._read_group_select(aggregate_spec, query)
        dividend, divisor, factor = (self._field_to_sql(self._table, part, query) if isinstance(part, str) else part for part in RATIOS[name])
        return SQL("%s * SUM(%s) / NULLIF(SUM(%s), 0)", factor, dividend, divisor)
