from odoo import api, fields, models
from odoo.tools import SQL

from .hotel_desk_customer import REASONS

#: Ownerships ended in one statement of the nightly run; a transaction each.
LAPSE_LIMIT = 20000


class HotelDeskOwnership(models.Model):
    """L3, L4: whose customer somebody was, from when until when, and why it began and ended. Never changed afterwards."""

    _name = "hotel.desk.ownership"
    _description = "Owner of a desk customer"
    _order = "since desc, id desc"

    customer_id = fields.Many2one("hotel.desk.customer", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    user_id = fields.Many2one("res.users", "Owner", required=True, readonly=True, ondelete="restrict", index=True)
    since = fields.Date(required=True, readonly=True)
    reason = fields.Selection(REASONS, "Began", required=True, readonly=True)
    by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    entry_id = fields.Many2one("hotel.desk.entry", readonly=True, ondelete="restrict", index="btree_not_null")
    note = fields.Char("Reason", readonly=True)
    until = fields.Date(readonly=True)
    ended_at = fields.Datetime(readonly=True)
    end_reason = fields.Selection(REASONS, "Ended", readonly=True)
    ended_by_id = fields.Many2one("res.users", "Ended by", readonly=True, ondelete="restrict")
    end_note = fields.Char("Why it ended", readonly=True)

    # The database holds: a customer has one owner at a time.
    _one_owner = models.UniqueIndex("(customer_id) WHERE until IS NULL")

    @api.model
    def _cron_lapse(self):
        """L3: end the ownerships whose last day is over, `LAPSE_LIMIT` at a time, each chunk committed."""
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].sudo().search([]):
            day = company._hotel_today()
            while ended := self._lapse_chunk(company, day, LAPSE_LIMIT):
                if not cron._commit_progress(ended):
                    return

    @api.model
    def _lapse_chunk(self, company, day, limit):
        """End up to `limit` ownerships of a company that lapsed before `day`; return how many. Never commits."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """
            WITH due AS (
                SELECT id FROM hotel_desk_customer
                 WHERE company_id = %(company)s AND user_id IS NOT NULL AND lapses_on < %(day)s
                 ORDER BY id LIMIT %(limit)s
                   FOR NO KEY UPDATE SKIP LOCKED
            ), freed AS (
                UPDATE hotel_desk_customer c
                   SET user_id = NULL, owned_since = NULL, write_uid = %(uid)s, write_date = %(now)s
                  FROM due WHERE c.id = due.id
             RETURNING c.id, c.lapses_on
            ), ended AS (
                UPDATE hotel_desk_ownership o
                   SET until = freed.lapses_on, ended_at = %(now)s, end_reason = 'lapsed', ended_by_id = %(uid)s,
                       write_uid = %(uid)s, write_date = %(now)s
                  FROM freed WHERE o.customer_id = freed.id AND o.until IS NULL
            )
            SELECT count(*) FROM freed
            """,
            company=company.id,
            day=day,
            limit=limit,
            uid=self.env.uid,
            now=fields.Datetime.now(),
        ))  # fmt: skip
        self.env.invalidate_all(flush=False)
        return rows[0][0]
