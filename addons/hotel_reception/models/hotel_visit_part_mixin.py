from odoo import models
from odoo.exceptions import UserError


class HotelVisitPartMixin(models.AbstractModel):
    """What belongs to a visit stays with it: record rules look at the visit before a write, not at the one after it."""

    _name = "hotel.visit.part.mixin"
    _description = "Part of a Reception"

    def write(self, vals):
        if "visit_id" in vals and any(part.visit_id.id != vals["visit_id"] for part in self):
            names = ", ".join(part.display_name or str(part.id) for part in self)
            raise UserError(self.env._("%(parts)s: stays with its reception. Make another one.", parts=names))
        return super().write(vals)
