from odoo import fields, models
from odoo.tools import SQL


class HotelEventConversion(models.Model):
    """H16: what became of each enquiry: offer, event order, won, or lost with the reason. Its id is the opportunity's."""

    _name = "hotel.event.conversion"
    _description = "From Enquiry to Order"
    _auto = False
    _order = "date desc, id desc"
    _depends = {
        "crm.lead": [
            "type", "create_date", "company_id", "user_id", "team_id", "partner_id", "probability", "active", "lost_reason_id",
            "expected_revenue", "won_status",
        ],
        "sale.order": ["opportunity_id"],
        "hotel.event.order": ["lead_id", "sale_order_id", "kind_id", "state", "budget"],
    }  # fmt: skip

    lead_id = fields.Many2one("crm.lead", "Opportunity", readonly=True)
    date = fields.Datetime("Enquired", readonly=True)
    company_id = fields.Many2one("res.company", "Hotel", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    kind_id = fields.Many2one("hotel.event.kind", readonly=True)
    result = fields.Selection([("won", "Won"), ("lost", "Lost"), ("pending", "Open")], readonly=True)
    lost_reason_id = fields.Many2one("crm.lost.reason", "Lost because", readonly=True)
    enquiries = fields.Integer(readonly=True)
    offers = fields.Integer("With an offer", readonly=True)
    orders = fields.Integer("With an event order", readonly=True)
    won = fields.Integer(readonly=True)
    lost = fields.Integer(readonly=True)
    rate = fields.Float("Ordered (%)", readonly=True, aggregator="avg", digits=(5, 1))
    expected_revenue = fields.Monetary("Expected", readonly=True)
    ordered = fields.Monetary("Budget of the order", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT lead.id, lead.id AS lead_id, lead.create_date AS date, lead.company_id, lead.user_id, lead.team_id, lead.partner_id,
                   event.kind_id, lead.won_status AS result, lead.lost_reason_id, 1 AS enquiries,
                   CASE WHEN event.sale_order_id IS NOT NULL
                          OR EXISTS (SELECT 1 FROM sale_order sale WHERE sale.opportunity_id = lead.id) THEN 1 ELSE 0 END AS offers,
                   CASE WHEN event.id IS NOT NULL THEN 1 ELSE 0 END AS orders,
                   CASE WHEN event.id IS NOT NULL THEN 100.0 ELSE 0 END AS rate,
                   CASE WHEN lead.won_status = 'won' THEN 1 ELSE 0 END AS won,
                   CASE WHEN lead.won_status = 'lost' THEN 1 ELSE 0 END AS lost,
                   lead.expected_revenue, COALESCE(event.budget, 0) AS ordered
              FROM crm_lead lead
              LEFT JOIN LATERAL (
                    SELECT o.id, o.kind_id, o.sale_order_id, o.budget FROM hotel_event_order o
                     WHERE o.lead_id = lead.id AND o.state <> 'cancelled' ORDER BY o.id LIMIT 1
                   ) event ON TRUE
             WHERE lead.type = 'opportunity'
            """
        )
