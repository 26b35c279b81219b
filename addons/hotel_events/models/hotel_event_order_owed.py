from odoo import api, fields, models
from odoo.tools import SQL

#: Who sees what a customer owes and what came in (H19); the other employees see the order alone.
MONEY_GROUPS = (
    "hotel_base.group_sales,hotel_base.group_department_head,hotel_base.group_finance,hotel_base.group_gm,"
    "hotel_base.group_chairman,hotel_base.group_auditor"
)

#: What firms owe, and what of it is past its due date, leaving out the invoices of the order that asks (H2 looks at those).
OWED = """
    SELECT asked.number, SUM(item.amount_residual), COALESCE(SUM(item.amount_residual) FILTER (WHERE item.date_maturity < asked.today), 0)
      FROM unnest(%(numbers)s, %(orders)s, %(companies)s, %(firms)s, %(days)s::date[]) AS asked (number, order_id, company_id, firm_id, today)
      JOIN account_move move
        ON move.commercial_partner_id = asked.firm_id AND move.company_id = asked.company_id AND move.state = 'posted'
       AND move.move_type = 'out_invoice' AND move.hotel_event_order_id IS DISTINCT FROM asked.order_id
      JOIN account_move_line item ON item.move_id = move.id AND item.reconciled IS NOT TRUE AND item.amount_residual > 0
      JOIN account_account account ON account.id = item.account_id AND account.account_type = 'asset_receivable'
  GROUP BY asked.number
"""


class HotelEventOrder(models.Model):
    """H19: an order shows what its customer still owes the house, and what of it is overdue."""

    _inherit = "hotel.event.order"

    owed_amount = fields.Monetary(
        "Still owed", compute="_compute_owed", groups=MONEY_GROUPS, help="H19: what the customer owes now, of anything."
    )
    overdue_amount = fields.Monetary(
        "Overdue", compute="_compute_owed", groups=MONEY_GROUPS, help="H19: what of it is past its due date."
    )

    @api.depends("commercial_partner_id", "company_id")
    def _compute_owed(self):
        """One query for all orders; a day is over when it is over at the company."""
        for model in ("account.move", "account.move.line"):
            self.env[model].flush_model()
        asked = [order for order in self if order.commercial_partner_id and order.company_id]
        today = {company: company.sudo()._hotel_today() for company in self.company_id}
        rows = self.env.execute_query(
            SQL(
                OWED,
                numbers=list(range(len(asked))),
                orders=[order._origin.id or 0 for order in asked],
                companies=[order.company_id.id for order in asked],
                firms=[order.commercial_partner_id._origin.id or 0 for order in asked],
                days=[today[order.company_id] for order in asked],
            )
        ) if asked else []
        owed = {asked[number]: sums for number, *sums in rows}
        for order in self:
            order.owed_amount, order.overdue_amount = owed.get(order, (0.0, 0.0))
