from odoo import fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    hotel_rank_id = fields.Many2one("hotel.visit.rank", "Rank when receiving guests", ondelete="restrict", help="K3")
