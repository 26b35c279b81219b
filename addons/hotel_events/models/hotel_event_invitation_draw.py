from odoo import models
from odoo.tools import SQL

from ..rules import invitation_list as rule


class HotelEventInvitation(models.Model):
    """H17: drawing the customers in the database: one statement, however many there are."""

    _inherit = "hotel.event.invitation"

    def _draw(self, partner_domain):
        """Fill the list and its shares anew (superuser mode); return how many customers were found.

        :param Domain partner_domain: who can be drawn, found with the rights of whoever asks
        """
        self.ensure_one()
        self.line_ids._drop()
        self.share_ids.unlink()
        # The rights of the user who asks: nobody draws customers that they may not see.
        partners = self.env["res.partner"].with_user(self.env.user)._search(partner_domain)
        bands = self.env["hotel.event.revenue.band"].search([], order="lowest")
        wanted = self.band_ids or bands
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """WITH invoiced AS (
                        SELECT commercial_partner_id AS partner_id, MAX(invoice_date) AS last_day,
                               SUM(amount_total_signed) FILTER (WHERE invoice_date BETWEEN %(first)s AND %(last)s) AS amount
                          FROM account_move
                         WHERE company_id = %(company)s AND state = 'posted' AND move_type IN ('out_invoice', 'out_refund')
                         GROUP BY 1),
                    charged AS (
                        SELECT commercial_partner_id AS partner_id, MAX(business_date) AS last_day,
                               SUM(amount) FILTER (WHERE state = 'authorised' AND currency_id = %(currency)s
                                                     AND business_date BETWEEN %(first)s AND %(last)s) AS amount
                          FROM hotel_charge
                         WHERE company_id = %(company)s AND state <> 'voided'
                         GROUP BY 1),
                    known AS (
                        SELECT partner.id, partner.industry_id, partner.name,
                               COALESCE(invoiced.amount, 0) + COALESCE(charged.amount, 0) AS revenue,
                               GREATEST(invoiced.last_day, charged.last_day) AS last_day
                          FROM res_partner partner
                          LEFT JOIN invoiced ON invoiced.partner_id = partner.id
                          LEFT JOIN charged ON charged.partner_id = partner.id
                         WHERE partner.id IN %(partners)s
                           AND (partner.customer_rank > 0 OR invoiced.partner_id IS NOT NULL OR charged.partner_id IS NOT NULL)
                           AND NOT EXISTS (SELECT FROM event_registration guest JOIN res_partner person ON person.id = guest.partner_id
                                            WHERE guest.event_id = %(event)s AND guest.state <> 'cancel' AND guest.active
                                              AND person.commercial_partner_id = partner.id)),
                    fitting AS (
                        SELECT banded.*, COUNT(*) OVER () AS found
                          FROM (SELECT known.*, %(band)s AS band_id FROM known) banded
                         WHERE (%(any_band)s OR band_id = ANY(%(bands)s))
                           AND (%(last_from)s::date IS NULL OR last_day >= %(last_from)s)
                           AND (%(last_to)s::date IS NULL OR last_day <= %(last_to)s)
                         ORDER BY revenue DESC, id LIMIT %(most)s),
                    stored AS (
                        INSERT INTO hotel_event_invitation_line
                               (list_id, partner_id, company_id, band_id, industry_id, revenue, last_day, chosen, create_uid, create_date)
                        SELECT %(list)s, id, %(company)s, band_id, industry_id, revenue, last_day, TRUE, %(uid)s, now() AT TIME ZONE 'UTC'
                          FROM fitting)
                   SELECT found FROM fitting LIMIT 1""",
                first=self.period_from,
                last=self.period_to,
                company=self.company_id.id,
                currency=self.currency_id.id,
                partners=partners.subselect(),
                event=self.event_id.id,
                band=self._get_band_sql(bands),
                any_band=not self.band_ids,
                bands=wanted.ids,
                last_from=self.last_from or None,
                last_to=self.last_to or None,
                most=self.most,
                list=self.id,
                uid=self.env.uid,
            )
        )
        found = self.env.cr.fetchone()
        self.invalidate_recordset()
        self.env["hotel.event.invitation.line"].invalidate_model()
        if found:
            self._count_shares()
        return found[0] if found else 0

    def _get_band_sql(self, bands):
        """Return the SQL of the band that a revenue falls into: the highest that it reaches (`rules.invitation_list.band`)."""
        if not bands:
            return SQL("NULL::int")
        steps = [SQL("WHEN revenue >= %s THEN %s", band.lowest, band.id) for band in bands.sorted("lowest", reverse=True)]
        return SQL("CASE %s END", SQL(" ").join(steps))

    def _get_share_dimensions(self):
        """Return [(dimension, field of a share that names its value, SQL of the value)] by which the list is shown; glue adds the class."""
        return [
            ("band", "band_id", SQL("line.band_id")),
            ("trade", "industry_id", SQL("line.industry_id")),
            (
                "last",
                "last_here",
                SQL(
                    """CASE WHEN line.last_day IS NULL THEN NULL WHEN line.last_day > %(today)s - 90 THEN 'quarter'
                            WHEN line.last_day > %(today)s - 365 THEN 'year' ELSE 'older' END""",
                    today=self.company_id._hotel_today(),
                ),
            ),
        ]

    def _count_shares(self):
        """Store how many customers of the list fall into each band, trade and time since the last visit."""
        vals_list = []
        for dimension, field, value in self._get_share_dimensions():
            rows = self.env.execute_query(
                SQL(
                    """SELECT %(value)s AS value, COUNT(*), SUM(line.revenue), MAX(band.lowest)
                         FROM hotel_event_invitation_line line
                         JOIN res_partner partner ON partner.id = line.partner_id
                         LEFT JOIN hotel_event_revenue_band band ON band.id = line.band_id
                        WHERE line.list_id = %(list)s
                        GROUP BY 1 ORDER BY 2 DESC, 1""",
                    value=value,
                    list=self.id,
                )
            )
            if dimension == "band":
                rows.sort(key=lambda row: -(row[3] if row[3] is not None else -1))
            percents = rule.shares({found: count for found, count, _revenue, _lowest in rows})
            vals_list += [
                {
                    "list_id": self.id,
                    "dimension": dimension,
                    "sequence": sequence,
                    field: found,
                    "count": count,
                    "percent": percents[found],
                    "revenue": revenue,
                }
                for sequence, (found, count, revenue, _lowest) in enumerate(rows)
            ]
        self.env["hotel.event.invitation.share"].create(vals_list)
