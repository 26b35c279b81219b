from odoo import models


class HotelLinkMixin(models.AbstractModel):
    """For rows that stand for a record of any model, named by `res_model` and `res_id`."""

    _name = "hotel.link.mixin"
    _description = "Link to a record of any model"

    def action_open_record(self):
        """Open the record; its own access rules decide who sees it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
