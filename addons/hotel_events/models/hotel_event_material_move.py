from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventMaterialMove(models.Model):
    """Something of an event's material that came, was given or went back: when, by whom, to whom (H11). Never changed (M2)."""

    _name = "hotel.event.material.move"
    _description = "Movement of an Event's Material"
    _inherit = ["hotel.protected.mixin"]
    _order = "moved_at desc, id desc"
    _rec_name = "material_id"

    _server_fields = frozenset({"moved_at", "user_id", "corrects_id", "correction_ids"})

    material_id = fields.Many2one("hotel.event.material", required=True, index=True, ondelete="restrict")
    event_id = fields.Many2one(related="material_id.event_id", store=True, index=True)
    company_id = fields.Many2one(related="material_id.company_id", store=True, index=True)
    unit = fields.Char(related="material_id.unit")
    kind = fields.Selection(
        [("received", "Received"), ("given", "Given"), ("returned", "Sent back")], required=True, default="received"
    )
    quantity = fields.Float(digits=(12, 2), required=True, default=1.0)
    moved_at = fields.Datetime("When", required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", "Entered by", required=True, readonly=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    person = fields.Char("From or to whom", help="Who brought it, got it or took it back.")
    note = fields.Char("Remarks")
    corrects_id = fields.Many2one("hotel.event.material.move", "Takes back", readonly=True, index="btree_not_null", ondelete="restrict")
    correction_ids = fields.One2many("hotel.event.material.move", "corrects_id", "Taken back by", readonly=True)
    corrected = fields.Boolean("Taken back", compute="_compute_corrected")

    _positive = models.Constraint(
        "CHECK (quantity > 0 OR (corrects_id IS NOT NULL AND quantity < 0))", "The number that moves is above 0."
    )
    _corrected_once = models.UniqueIndex("(corrects_id) WHERE corrects_id IS NOT NULL", "This entry was taken back already.")

    @api.depends("correction_ids")
    def _compute_corrected(self):
        for move in self:
            move.corrected = bool(move.correction_ids)

    @api.model_create_multi
    def create(self, vals_list):
        moves = super().create(vals_list)
        moves.material_id.sudo()._count_moves()
        return moves

    def write(self, vals):
        if self:
            raise UserError(self.env._("What came and went is kept as it was entered. Take a wrong entry back instead."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What came and went is kept as it was entered. Take a wrong entry back instead."))

    def action_take_back(self):
        """Enter the opposite of a wrong entry; both are kept."""
        self.check_access("create")
        self.check_access("read")
        again = self.filtered(lambda move: move.corrected or move.corrects_id)
        if again:
            raise UserError(self.env._("This entry was taken back already, or takes one back itself."))
        self.sudo().create(
            [
                {
                    "material_id": move.material_id.id,
                    "kind": move.kind,
                    "quantity": -move.quantity,
                    "person": move.person,
                    "corrects_id": move.id,
                    "user_id": self.env.uid,
                }
                for move in self
            ]
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}
