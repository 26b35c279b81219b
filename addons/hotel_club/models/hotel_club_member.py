from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelClubMember(models.Model):
    """A member of the club: the points lie on a card of Odoo's loyalty, where they come from in the entries (I13)."""

    _name = "hotel.club.member"
    _description = "Club Member"
    _inherit = ["hotel.protected.mixin", "hotel.numbered.mixin", "mail.thread"]
    _order = "number desc, id desc"
    _number_field = "number"
    _rec_names_search = ["number", "partner_id"]
    _check_company_auto = True

    _server_fields = frozenset({"number", "state", "tier_id", "card_id", "points", "year_points", "ended_at"})

    number = fields.Char(readonly=True, copy=False, default="/")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", "Looked after by", domain="[('share', '=', False)]", default=lambda self: self.env.user, ondelete="restrict", index=True
    )
    joined_on = fields.Date("Member since", required=True, default=lambda self: self.env.company._hotel_today())
    state = fields.Selection([("active", "Active"), ("ended", "Ended")], required=True, default="active", readonly=True, copy=False, tracking=True)
    ended_at = fields.Datetime("Ended on", readonly=True, copy=False)
    tier_id = fields.Many2one("hotel.club.tier", readonly=True, copy=False, ondelete="restrict", index=True, tracking=True)
    card_id = fields.Many2one("loyalty.card", readonly=True, copy=False, ondelete="restrict")
    points = fields.Integer(readonly=True, copy=False, help="What can be redeemed.")
    year_points = fields.Integer("Points of 12 months", readonly=True, copy=False, help="Earned in the last twelve months: they decide the tier.")
    entry_ids = fields.One2many("hotel.club.entry", "member_id", "Points booked", readonly=True)
    redemption_ids = fields.One2many("hotel.club.redemption", "member_id", "Redeemed", readonly=True)
    attendance_ids = fields.One2many("hotel.club.attendance", "member_id", "Club events")

    _one_a_customer = models.UniqueIndex(
        "(company_id, partner_id) WHERE state = 'active'", "This customer is a member of the club already."
    )
    _number_unique = models.UniqueIndex("(number) WHERE number <> '/'")
    _points_not_negative = models.Constraint("CHECK (points >= 0)", "A member cannot have fewer than no points.")

    @api.depends("number", "partner_id")
    def _compute_display_name(self):
        for member in self:
            member.display_name = f"{member.number} {member.partner_id.name or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        for member in members.sudo():
            policy = member._get_policy()
            if not policy:
                raise UserError(self.env._("There is no club policy in force for %(company)s.", company=member.company_id.name))
            member.card_id = self.env["loyalty.card"].sudo().create({"program_id": policy.program_id.id, "partner_id": member.partner_id.id})
        members.sudo()._set_tier()
        return members

    def write(self, vals):
        if not self.env.su and vals.keys() & {"partner_id", "company_id", "joined_on"}:
            raise UserError(self.env._("Whose membership it is stays; end it and make another one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Members stay on record; end the membership instead."))

    def action_end(self):
        """End the membership; the points are lost with it, and stay on record."""
        self.check_access("write")
        for member in self.sudo():
            member._lock()
            if member.state != "active":
                raise UserError(self.env._("%(member)s has ended already.", member=member.display_name))
            member._expire(member.entry_ids.filtered(lambda entry: entry.left > 0), self.env._("End of the membership"))
            member.write({"state": "ended", "ended_at": fields.Datetime.now()})
        return True

    def action_redeem(self):
        """Open the dialog to redeem points."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Redeem points"),
            "res_model": "hotel.club.redemption",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_member_id": self.id},
        }

    def _get_policy(self):
        self.ensure_one()
        return self.env["hotel.club.policy"]._get_in_force(self.company_id, self.company_id._hotel_today())

    def _lock(self):
        """Of two bookings at once the second sees the first."""
        self.lock_for_update()
        self.invalidate_recordset(["points", "state", "entry_ids"])
        self.entry_ids.invalidate_recordset(["left"])
