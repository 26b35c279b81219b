from odoo import fields, models

from ..rules import event_material as rule
from .hotel_event_material import KINDS


class HotelEventKindMaterial(models.Model):
    """What an event of a kind usually needs; an event begins with a copy of it (H11)."""

    _name = "hotel.event.kind.material"
    _description = "Material of a Kind of Event"
    _order = "kind_id, sequence, id"

    kind_id = fields.Many2one("hotel.event.kind", "Kind of event", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, default="material")
    quantity = fields.Float(digits=(12, 2), required=True, default=1.0)
    per_guest = fields.Boolean("Per guest", help="Times the guaranteed number of guests, rounded up.")
    unit = fields.Char(translate=True, default=lambda self: self.env._("pcs"))
    unit_cost = fields.Float("Cost of one", digits=(12, 2))
    days_before = fields.Integer("Days before", default=1, help="How many days before the event it has to be there.")
    at_check_point = fields.Boolean("Given at the gift desk")

    _quantity_positive = models.Constraint("CHECK (quantity >= 0 AND unit_cost >= 0)", "Numbers and cost of a material are 0 or more.")
    _gift_desk_gives_gifts = models.Constraint(
        "CHECK (at_check_point IS NOT TRUE OR kind = 'gift')", "Only a gift is given at the gift desk."
    )
    _one_at_the_gift_desk = models.UniqueIndex(
        "(kind_id) WHERE at_check_point", "Another gift of the kind is given at the gift desk already."
    )

    def _prepare_material_vals(self, event):
        """Return the values of the event's own material."""
        self.ensure_one()
        order = event.hotel_order_id
        local_day = (event.company_id or self.env.company)._hotel_local(event.date_begin).date()
        return {
            "event_id": event.id,
            "template_id": self.id,
            "sequence": self.sequence,
            "name": self.name,
            "kind": self.kind,
            "planned": rule.planned(self.quantity, self.per_guest, order.guests_guaranteed),
            "unit": self.unit,
            "unit_cost": self.unit_cost,
            "due_date": rule.due(local_day, self.days_before),
            "responsible_id": (order.coordinator_id or event.user_id).id,
            "at_check_point": self.at_check_point,
        }


class HotelEventKind(models.Model):
    _inherit = "hotel.event.kind"

    material_ids = fields.One2many("hotel.event.kind.material", "kind_id", "Materials and gifts", copy=True)
