from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelClubRedemption(models.Model):
    """A reward for which points were given (I13): the points go when it is made, what it is for is handed over once."""

    _name = "hotel.club.redemption"
    _description = "Redemption of Points"
    _inherit = ["hotel.protected.mixin", "hotel.numbered.mixin", "mail.thread"]
    _order = "id desc"
    _rec_name = "number"
    _number_field = "number"
    _check_company_auto = True

    _server_fields = frozenset({"number", "points", "given_at", "given_by_id"})

    number = fields.Char(readonly=True, copy=False, default="/")
    member_id = fields.Many2one("hotel.club.member", required=True, ondelete="restrict", index=True, domain="[('state', '=', 'active')]")
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    program_id = fields.Many2one(related="member_id.card_id.program_id", related_sudo=True)
    available = fields.Integer(related="member_id.points", string="Points of the member")
    reward_id = fields.Many2one("loyalty.reward", required=True, ondelete="restrict", domain="[('program_id', '=', program_id)]")
    points = fields.Integer(readonly=True, copy=False)
    given_at = fields.Datetime("Handed over", readonly=True, copy=False)
    given_by_id = fields.Many2one("res.users", "Handed over by", readonly=True, copy=False, ondelete="restrict")
    note = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records.sudo():
            if record.reward_id.program_id != record.member_id.card_id.program_id:
                raise UserError(self.env._("%(reward)s is no reward of this club.", reward=record.reward_id.display_name))
            points = int(record.reward_id.required_points)
            record.points = points
            record.member_id._spend(f"{record.number} {record.reward_id.description}", points, record)
        return records

    def write(self, vals):
        if not self.env.su and vals.keys() & {"member_id", "reward_id"}:
            raise UserError(self.env._("Points were given for it already: it stays as it is."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Redemptions stay on record."))

    def action_give(self):
        """Note that the reward was handed over, once."""
        self.check_access("write")
        self.sudo().lock_for_update()
        self.invalidate_recordset(["given_at"])
        for record in self:
            if record.given_at:
                raise UserError(self.env._("%(number)s was handed over already.", number=record.number))
        self.sudo().write({"given_at": fields.Datetime.now(), "given_by_id": self.env.uid})
        return True
