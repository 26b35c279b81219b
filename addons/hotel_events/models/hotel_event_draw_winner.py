from odoo import api, fields, models
from odoo.exceptions import UserError

ABSENCE = frozenset({"absent", "absent_reason", "absent_by_id", "absent_at"})


class HotelEventDrawWinner(models.Model):
    """A name that came up in a draw, and for which prize; an absent one is followed by a re-draw (H12). Kept for good (M2)."""

    _name = "hotel.event.draw.winner"
    _description = "Winner of a Lucky Draw"
    _inherit = ["hotel.protected.mixin"]
    _order = "draw_id desc, place"
    _rec_name = "name"

    _server_fields = frozenset(
        {"draw_id", "place", "prize_id", "guest_id", "redraw_of_id", "drawn_at", "drawn_by_id", *ABSENCE}
    )

    draw_id = fields.Many2one("hotel.event.draw", required=True, readonly=True, index=True, ondelete="restrict")
    event_id = fields.Many2one(related="draw_id.event_id", store=True, index=True)
    company_id = fields.Many2one(related="draw_id.company_id", store=True, index=True)
    place = fields.Integer("Came up as", required=True, readonly=True, help="0 for the first name.")
    turn = fields.Integer("No.", compute="_compute_turn")
    prize_id = fields.Many2one("hotel.event.draw.prize", required=True, readonly=True, ondelete="restrict")
    guest_id = fields.Many2one("hotel.event.draw.guest", "On the list", required=True, readonly=True, ondelete="restrict")
    registration_id = fields.Many2one(related="guest_id.registration_id", string="Guest", store=True, index=True)
    name = fields.Char(related="guest_id.name", store=True)
    phone = fields.Char(related="guest_id.phone")
    redraw_of_id = fields.Many2one("hotel.event.draw.winner", "Instead of", readonly=True, ondelete="restrict")
    drawn_at = fields.Datetime("Drawn", required=True, readonly=True, default=fields.Datetime.now)
    drawn_by_id = fields.Many2one("res.users", "Drawn by", required=True, readonly=True, ondelete="restrict")
    absent = fields.Boolean(readonly=True)
    absent_reason = fields.Char("Why drawn again", readonly=True)
    absent_by_id = fields.Many2one("res.users", "Found absent by", readonly=True, ondelete="restrict")
    absent_at = fields.Datetime("Found absent", readonly=True)

    _wins_once = models.UniqueIndex("(draw_id, guest_id)", "Each guest wins once in a draw.")
    _one_a_place = models.UniqueIndex("(draw_id, place)", "This name has come up already.")
    _redrawn_once = models.UniqueIndex("(redraw_of_id) WHERE redraw_of_id IS NOT NULL", "This prize was drawn again already.")
    _absent_with_reason = models.Constraint(
        "CHECK (absent IS NOT TRUE OR (absent_reason IS NOT NULL AND absent_by_id IS NOT NULL AND absent_at IS NOT NULL))",
        "Who is absent is noted with the reason.",
    )

    @api.depends("place")
    def _compute_turn(self):
        for winner in self:
            winner.turn = winner.place + 1

    def write(self, vals):
        if not vals.keys() <= ABSENCE or self.filtered(lambda winner: winner.absent or winner.draw_id.state != "open"):
            raise UserError(self.env._("Winners of a draw are kept as they came up."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Winners of a draw are kept as they came up."))

    def action_absent(self, reason):
        """Note that the winner is not there and draw the same prize again, from the next place of the order.

        :return: the new winner
        """
        self.ensure_one()
        self.draw_id.check_access("write")
        self.draw_id._check_is_open()
        if not (reason or "").strip():
            raise UserError(self.env._("Why is the prize drawn again? The reason is kept."))
        if self.absent:
            raise UserError(self.env._("%s was found absent already.", self.name))
        self.sudo().write(
            {
                "absent": True,
                "absent_reason": reason.strip(),
                "absent_by_id": self.env.uid,
                "absent_at": fields.Datetime.now(),
            }
        )
        return self.draw_id._draw(redraw_of=self.sudo()).sudo(False)

    def action_open_absent(self):
        """Return the dialog that asks why the prize is drawn again."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Draw again"),
            "res_model": "hotel.event.draw.reason",
            "view_mode": "form",
            "target": "new",
            "context": {"default_winner_id": self.id, "default_draw_id": self.draw_id.id},
        }
