from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    hotel_club_member_ids = fields.One2many("hotel.club.member", "partner_id", "Club membership", readonly=True)
