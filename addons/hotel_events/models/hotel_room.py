from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class HotelRoom(models.Model):
    """A function room, or an outdoor place, that is let for meetings and groups (H9).

    A hall that can be divided has its parts below it: who books the hall books all its parts, who books a part leaves
    the rest of the hall to others. Only the smallest spaces, the leaves, are ever kept apart.
    """

    _name = "hotel.room"
    _description = "Function Room"
    _inherit = ["hotel.protected.mixin"]
    _order = "sequence, name, id"
    _parent_store = True
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char("Short name", size=12)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    parent_id = fields.Many2one(
        "hotel.room", "Part of", index="btree_not_null", ondelete="restrict", check_company=True, domain="[('id', '!=', id)]"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("hotel.room", "parent_id", "Parts")
    leaf_ids = fields.Many2many(
        "hotel.room",
        "hotel_room_leaf_rel",
        "room_id",
        "leaf_id",
        "Smallest spaces",
        compute="_compute_leaf_ids",
        store=True,
        recursive=True,
        help="What is taken when this room is booked: itself, or all its parts.",
    )
    area = fields.Float("Area (m²)")
    location = fields.Char("Where", translate=True, help="Building and floor.")
    outdoor = fields.Boolean(help="A place in the open: a booking names the room to move to in bad weather.")
    setup_minutes = fields.Integer("Set-up (minutes)", default=60, help="Needed before each use.")
    teardown_minutes = fields.Integer("Tear-down (minutes)", default=60, help="Needed after each use.")
    layout_ids = fields.One2many("hotel.room.layout", "room_id", "Layouts", copy=True)
    capacity = fields.Integer("Largest capacity", compute="_compute_capacity", store=True)
    color = fields.Integer()
    note = fields.Text("Equipment and remarks", translate=True)

    _minutes_not_negative = models.Constraint(
        "CHECK (setup_minutes >= 0 AND teardown_minutes >= 0)", "Set-up and tear-down take 0 minutes or more."
    )
    _unique_code = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL", "Another room of this hotel has this short name already."
    )

    @api.depends("child_ids.leaf_ids", "child_ids.active")
    def _compute_leaf_ids(self):
        for room in self:
            room.leaf_ids = room.child_ids.filtered("active").leaf_ids or room

    @api.depends("layout_ids.capacity")
    def _compute_capacity(self):
        for room in self:
            room.capacity = max(room.layout_ids.mapped("capacity"), default=0)

    @api.depends("name", "parent_id.name")
    def _compute_display_name(self):
        for room in self:
            room.display_name = f"{room.parent_id.name} / {room.name}" if room.parent_id else room.name

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A hall cannot be a part of itself."))

    def write(self, vals):
        if vals.keys() & {"parent_id", "active"}:
            self._refuse_while_booked()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        self.browse(vals["parent_id"] for vals in vals_list if vals.get("parent_id"))._refuse_while_booked()
        return super().create(vals_list)

    def _refuse_while_booked(self):
        """H9: what is booked is taken by its smallest spaces, so a hall is not divided otherwise under a booking.

        :raise UserError: naming the bookings ahead
        """
        family = self.search([("id", "parent_of", self.ids)]) | self.search([("id", "child_of", self.ids)])
        ahead = self.env["hotel.room.booking"].sudo().search(
            [
                ("room_id", "in", family.ids),
                ("state", "in", ("option", "confirmed")),
                ("occupied_to", ">", fields.Datetime.now()),
            ],
            limit=5,
        )
        if ahead:
            raise UserError(
                self.env._(
                    "%(rooms)s cannot be divided otherwise or taken out of use: it is booked for %(bookings)s. "
                    "Move or cancel these first.",
                    rooms=", ".join(self.mapped("display_name")),
                    bookings=", ".join(ahead.mapped("display_name")),
                )
            )

    def _get_capacity(self, layout=None):
        """Return how many guests the room holds in `layout` (in its largest one if none is given); None: not set up so."""
        self.ensure_one()
        if not layout:
            return self.capacity
        return next((row.capacity for row in self.layout_ids if row.layout == layout), None)

    def action_open_diary(self):
        """Open the diary of this room and its parts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_room_booking_action")
        return {**action, "domain": [("room_id", "child_of", self.id)]}
