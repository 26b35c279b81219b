from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    hotel_clock_id = fields.Many2one("hotel.clock", "Deadline", ondelete="cascade", index="btree_not_null", readonly=True)
    hotel_acknowledgement_id = fields.Many2one(
        "hotel.acknowledgement", "Acknowledgement", ondelete="cascade", index="btree_not_null", readonly=True
    )
