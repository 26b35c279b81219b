from odoo import api, fields, models


class HotelEventDrawPrize(models.Model):
    """A tier of prizes: so many of them are drawn, in the order of the list (H12)."""

    _name = "hotel.event.draw.prize"
    _description = "Prize of a Lucky Draw"
    _inherit = ["hotel.protected.mixin"]
    _order = "draw_id, sequence, id"
    _check_company_auto = True

    draw_id = fields.Many2one("hotel.event.draw", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="draw_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10, help="What is drawn first stands first, usually the smallest prize.")
    name = fields.Char("Tier", required=True, help="e.g. third prize")
    thing = fields.Char("What is won")
    quantity = fields.Integer("How many", required=True, default=1)
    material_id = fields.Many2one(
        "hotel.event.material",
        "From the materials",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        domain="[('event_id', '=', parent.event_id), ('kind', '=', 'prize')]",
    )

    _quantity_positive = models.Constraint("CHECK (quantity > 0)", "At least one prize of a tier is drawn.")

    @api.model_create_multi
    def create(self, vals_list):
        prizes = super().create(vals_list)
        prizes.draw_id._check_is_draft()
        return prizes

    def write(self, vals):
        self.draw_id._check_is_draft()
        result = super().write(vals)
        self.draw_id._check_is_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_with_drafts_only(self):
        self.draw_id._check_is_draft()
