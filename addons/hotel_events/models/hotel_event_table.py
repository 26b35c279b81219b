from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..rules import guest_seating


class HotelEventTable(models.Model):
    """A table of an event with its seats; nobody sits at a table that is full (H10)."""

    _name = "hotel.event.table"
    _description = "Table of an Event"
    _inherit = ["hotel.protected.mixin"]
    _order = "event_id, sequence, id"

    _server_fields = frozenset({"seating_version"})

    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="cascade")
    name = fields.Char("Table", required=True)
    sequence = fields.Integer(default=10)
    seats = fields.Integer(required=True, default=10)
    zone = fields.Char("Where it stands")
    registration_ids = fields.One2many("event.registration", "hotel_table_id", "Guests")
    taken = fields.Integer("Persons", compute="_compute_taken")
    free = fields.Integer("Free seats", compute="_compute_taken")
    seating_version = fields.Integer(readonly=True, copy=False)

    _unique_name = models.UniqueIndex("(event_id, lower(name))", "The event has a table of this name already.")
    _seats_range = models.Constraint("CHECK (seats BETWEEN 1 AND 999)", "A table has 1 to 999 seats.")

    @api.depends("seats", "registration_ids.hotel_persons", "registration_ids.state", "registration_ids.active")
    def _compute_taken(self):
        taken = self._get_taken()
        for table in self:
            table.taken = taken.get(table.id, 0)
            table.free = table.seats - table.taken

    @api.depends("name", "seats")
    @api.depends_context("hotel_event_id")
    def _compute_display_name(self):
        """On the seating screen the columns say how full they are."""
        for table in self:
            seating = self.env.context.get("hotel_event_id")
            table.display_name = f"{table.name} ({table.taken}/{table.seats})" if seating and table.name else table.name

    @api.constrains("seats", "event_id")
    def _check_seats_left(self):
        self._check_seats(self.sudo().registration_ids)

    def _get_taken(self):
        """Return {table id: persons at it}; who is not coming takes no seat."""
        rows = self.env["event.registration"].sudo()._read_group(
            [("hotel_table_id", "in", self.ids), ("state", "!=", "cancel")], ["hotel_table_id"], ["hotel_persons:sum"]
        )
        return {table.id: persons for table, persons in rows}

    def _check_seats(self, guests=None):
        """Raise where more persons sit at a table than it has seats, all such tables at once.

        The tables' rows are raised first: of two who seat guests at one table at once, the second is repeated by Odoo
        and then sees the first one's guests.

        :raise ValidationError: over-full, or a guest of another event
        """
        if not self.ids:
            return
        self.env.cr.execute(
            SQL(
                "UPDATE hotel_event_table SET seating_version = COALESCE(seating_version, 0) + 1 WHERE id IN %s", tuple(sorted(self.ids))
            )
        )
        taken = self._get_taken()
        problems = [
            self.env._(
                "Table %(table)s has %(seats)s seats, %(persons)s persons would sit there: choose another table or add seats.",
                table=table.name,
                seats=table.seats,
                persons=taken[table.id],
            )
            for table in self.sudo()
            if taken.get(table.id, 0) > table.seats
        ]
        problems += [
            self.env._("%(guest)s is no guest of the event of table %(table)s.", guest=guest.name, table=guest.hotel_table_id.name)
            for guest in (guests or [])
            if guest.hotel_table_id and guest.hotel_table_id.event_id != guest.event_id
        ]
        if problems:
            raise ValidationError("\n".join(problems))

    @api.model
    def _fill(self, event):
        """Seat the event's guests who have no table: firms together, nobody split from companions.

        :return: (number of guests seated, number of guests left)
        """
        guests = event.registration_ids.filtered(lambda guest: not guest.hotel_table_id and guest.state != "cancel")
        tables = event.hotel_table_ids
        seated, left = guest_seating.seat(
            [(guest.id, guest.hotel_persons, guest.company_name) for guest in guests.sorted("id")],
            [(table.id, table.free) for table in tables],
        )
        for table in tables:
            at_table = guests.filtered(lambda guest, t=table: seated.get(guest.id) == t.id)
            if at_table:
                at_table.hotel_table_id = table
        return len(seated), len(left)
