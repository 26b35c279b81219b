from odoo import fields, models


class HotelClubEntry(models.Model):
    """Points that came or went, with what for (I13, M2). Written by the server, changed by nobody."""

    _name = "hotel.club.entry"
    _description = "Points of a Member"
    _inherit = ["hotel.protected.mixin", "hotel.link.mixin"]
    _order = "id desc"

    member_id = fields.Many2one("hotel.club.member", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("business", "Paid business"),
            ("event", "Attended event"),
            ("redeemed", "Redeemed"),
            ("expired", "Expired"),
            ("reversed", "Taken back"),
        ],
        required=True, readonly=True, index=True,
    )  # fmt: skip
    name = fields.Char("What for", required=True, readonly=True)
    points = fields.Integer(required=True, readonly=True, help="Negative: what went.")
    left = fields.Integer(readonly=True, help="Of points that came: what is neither redeemed nor expired.")
    date = fields.Date(required=True, readonly=True)
    expires_on = fields.Date("Valid until", readonly=True)
    policy_id = fields.Many2one("hotel.club.policy", readonly=True, ondelete="restrict", index=True)
    left_out = fields.Boolean("Taken back", readonly=True, help="What earned these points is not paid any more.")
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)

    _server_fields = frozenset({"member_id", "kind", "name", "points", "left", "date", "expires_on", "policy_id", "left_out", "res_model", "res_id"})

    _once = models.UniqueIndex("(member_id, kind, res_model, res_id) WHERE kind IN ('business', 'event') AND left_out IS NOT TRUE")
    _left_range = models.Constraint('CHECK ("left" BETWEEN 0 AND GREATEST(points, 0))', "More points cannot be left than there came.")
    _to_expire = models.Index('(expires_on) WHERE "left" > 0 AND expires_on IS NOT NULL')
