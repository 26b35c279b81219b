from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    hotel_callback_id = fields.Many2one("hotel.callback", "Callback", readonly=True, ondelete="cascade", index="btree_not_null")

    def action_open_hotel_callback(self):
        """Open the callback that the activity stands for."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hotel.callback",
            "res_id": self.hotel_callback_id.id,
            "views": [(False, "form")],
        }
