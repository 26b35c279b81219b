from odoo import fields, models


class HotelVisitNotice(models.Model):
    """Who was told what of a visit, and when (K4, M2). Written by the server, changed by nobody."""

    _name = "hotel.visit.notice"
    _description = "What was told"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"

    visit_id = fields.Many2one("hotel.visit", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="visit_id.company_id", store=True, precompute=True, index=True)
    item_id = fields.Many2one("hotel.visit.item", "Step", readonly=True, ondelete="set null", index="btree_not_null")
    user_id = fields.Many2one("res.users", "Told", required=True, readonly=True, ondelete="restrict", index=True)
    role = fields.Selection(
        [("host", "Host"), ("responsible", "Sees to it"), ("driver", "Driver")], required=True, readonly=True
    )
    change = fields.Selection(
        [("new", "New"), ("changed", "Changed"), ("released", "Not needed any more")], required=True, readonly=True
    )
    text = fields.Text(readonly=True)
    told_at = fields.Datetime("When", required=True, readonly=True, default=fields.Datetime.now)
    current = fields.Boolean(readonly=True, help="It is the last that this person was told of this step.")

    _server_fields = frozenset({"visit_id", "item_id", "user_id", "role", "change", "text", "told_at", "current"})

    _current_of_visit = models.Index("(visit_id) WHERE current")
