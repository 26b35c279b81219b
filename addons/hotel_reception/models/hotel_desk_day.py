from odoo import fields, models
from odoo.tools import SQL


class HotelDeskDay(models.Model):
    """The counter of a desk's day. Whoever changes the queue holds its row: that puts two desks that enter at once in order.

    Only rows on a short READ COMMITTED cursor (`hotel_base.tools.short_transaction`): who waited sees what the other did.
    """

    _name = "hotel.desk.day"
    _description = "Day of a desk"
    _order = "day desc, desk_id"

    desk_id = fields.Many2one("hotel.desk", required=True, readonly=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    day = fields.Date(required=True, readonly=True)
    last_place = fields.Integer("Last place given", readonly=True)
    last_number = fields.Integer("Last entry", readonly=True)

    _one_a_day = models.UniqueIndex("(desk_id, day)")

    def _lock(self, desk, day):
        """Return the row of a desk's day (superuser mode), held until the transaction ends. It is made where it is missing."""
        rows = self.env.execute_query(SQL(
            """
            INSERT INTO hotel_desk_day AS d (desk_id, company_id, day, last_place, last_number)
                 VALUES (%s, %s, %s, 0, 0)
            ON CONFLICT (desk_id, day) DO UPDATE SET last_place = d.last_place
              RETURNING id
            """,
            desk.id, desk.company_id.id, day,
        ))  # fmt: skip
        # What this transaction read before it had the row may be old.
        self.env.invalidate_all()
        return self.sudo().browse(rows[0][0])

    def _next(self, counter):
        """Raise a counter (`last_place` or `last_number`) by one and return it."""
        self.ensure_one()
        rows = self.env.execute_query(SQL(
            "UPDATE hotel_desk_day SET %(name)s = %(name)s + 1 WHERE id = %(id)s RETURNING %(name)s",
            name=SQL.identifier(counter),
            id=self.id,
        ))  # fmt: skip
        self.invalidate_recordset([counter])
        return rows[0][0]
