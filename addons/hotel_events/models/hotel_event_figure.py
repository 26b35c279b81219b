from odoo import fields, models
from odoo.tools import SQL


class HotelEventFigure(models.Model):
    """Money of each event order: budget, income, deposit asked, received and outstanding; read from the books. Its id is the order's."""

    _name = "hotel.event.figure"
    _description = "Figures of Events"
    _auto = False
    _order = "date desc, id desc"
    _depends = {
        "hotel.event.order": [
            "name", "title", "date_begin", "company_id", "kind_id", "partner_id", "commercial_partner_id", "coordinator_id", "state",
            "guests_guaranteed", "guests_actual", "budget", "deposit_asked", "deposit_due",
        ],
        "account.move": ["hotel_event_order_id", "hotel_event_role", "state", "move_type"],
        "account.move.line": ["hotel_event_order_id", "balance", "parent_state", "display_type", "account_id"],
        "account.partial.reconcile": ["amount", "debit_move_id", "credit_move_id"],
    }  # fmt: skip

    order_id = fields.Many2one("hotel.event.order", "Event order", readonly=True)
    date = fields.Datetime("Event", readonly=True)
    company_id = fields.Many2one("res.company", "Hotel", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind_id = fields.Many2one("hotel.event.kind", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    coordinator_id = fields.Many2one("res.users", readonly=True)
    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("done", "Held"), ("settled", "Settled"), ("cancelled", "Cancelled")], readonly=True
    )
    guests = fields.Integer("Guests to bill", readonly=True)
    budget = fields.Monetary(readonly=True)
    income = fields.Monetary(readonly=True, help="Invoiced without tax, the deposit once.")
    deposit_asked = fields.Monetary("Deposit", readonly=True)
    deposit_received = fields.Monetary(readonly=True)
    deposit_open = fields.Monetary("Deposit outstanding", readonly=True)
    deposit_due = fields.Date(readonly=True)

    @property
    def _table_query(self):
        # Sub-queries in the list of columns: a list of 80 rows counts money for 80 orders, not for all.
        return SQL(
            """
            SELECT o.id, o.id AS order_id, o.date_begin AS date, o.company_id, o.kind_id, o.commercial_partner_id AS partner_id,
                   o.coordinator_id, o.state, GREATEST(o.guests_guaranteed, o.guests_actual) AS guests, o.budget, o.deposit_due,
                   o.deposit_asked,
                   %(income)s AS income,
                   %(received)s AS deposit_received,
                   CASE WHEN o.state IN ('settled', 'cancelled') THEN 0
                        ELSE GREATEST(COALESCE(o.deposit_asked, 0) - %(received)s + %(refunded)s, 0) END AS deposit_open
              FROM hotel_event_order o
            """,
            income=SQL(
                """
                COALESCE((SELECT -SUM(line.balance) FROM account_move_line line
                           WHERE line.hotel_event_order_id = o.id AND line.parent_state = 'posted'
                             AND line.display_type = 'product'), 0)
                """
            ),
            received=self._get_money("deposit", SQL("debit_move_id"), SQL("credit_move_id")),
            refunded=self._get_money("deposit_refund", SQL("credit_move_id"), SQL("debit_move_id")),
        )

    def _get_money(self, role, own, other):
        """Return the SQL of what came, or went back, in money for the order's invoices of a role (H2: as the order counts it)."""
        return SQL(
            """
            COALESCE((SELECT SUM(part.amount) FROM account_move move
                        JOIN account_move_line line ON line.move_id = move.id
                        JOIN account_partial_reconcile part ON part.%(own)s = line.id
                        JOIN account_move_line paid ON paid.id = part.%(other)s
                        JOIN account_move entry ON entry.id = paid.move_id
                       WHERE move.hotel_event_order_id = o.id AND move.state = 'posted' AND move.hotel_event_role = %(role)s
                         AND (entry.origin_payment_id IS NOT NULL OR entry.statement_line_id IS NOT NULL)), 0)
            """,
            role=role,
            own=own,
            other=other,
        )
