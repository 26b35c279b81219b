from odoo import fields, models
from odoo.tools import SQL


class HotelAgeingShare(models.Model):
    """F6: the ageing by guarantor: each open item in the slices of the register of guarantees (E7), to the cent."""

    _name = "hotel.ageing.share"
    _description = "Ageing by Guarantor"
    _inherit = "hotel.ageing"
    _auto = False
    _order = "date_due, id"
    _depends = {
        "hotel.ageing": [],
        "hotel.guarantee": ["move_id", "user_id", "part", "part_before", "part_whole"],
    }

    user_id = fields.Many2one("res.users", "Guarantor", readonly=True, help="Who is liable now.")

    def _get_rows(self):
        rows = super()._get_rows()

        def cut(name, digits):
            return SQL(
                """CASE WHEN slice.id IS NULL THEN %(amount)s
                        ELSE ROUND(%(amount)s * (slice.part_before + slice.part)::numeric / slice.part_whole::numeric, %(digits)s)
                             - ROUND(%(amount)s * slice.part_before::numeric / slice.part_whole::numeric, %(digits)s)
                    END AS %(name)s""",
                amount=SQL.identifier("open", name),
                digits=digits,
                name=SQL.identifier(name),
            )

        return SQL(
            """
            SELECT ROW_NUMBER() OVER (ORDER BY open.id, slice.id) AS id, slice.user_id, open.company_id, open.move_id, open.name,
                   open.partner_id, open.agreement_id, open.salesperson_id, open.invoice_date, open.date_due, open.currency_id,
                   open.days, open.bucket, %(residual)s, %(residual_currency)s
              FROM (%(rows)s) AS open
              JOIN res_currency currency ON currency.id = open.currency_id
         LEFT JOIN hotel_guarantee slice ON slice.move_id = open.move_id
            """,
            residual=cut("residual", SQL("%s::int", self.env.company.currency_id.decimal_places)),
            residual_currency=cut("residual_currency", SQL("currency.decimal_places")),
            rows=rows,
        )
