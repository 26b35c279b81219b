from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    hotel_visit_notice_id = fields.Many2one(
        "hotel.visit.notice", "Told of a visit", ondelete="cascade", index="btree_not_null", readonly=True
    )
