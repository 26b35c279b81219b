from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        """E8, H1: coordinators answer for their events until these are settled or cancelled."""
        orders_sudo = self.env["hotel.event.order"].sudo()
        if users := self.user_id:
            orders_sudo = orders_sudo.search(
                [("coordinator_id", "in", users.ids), ("state", "in", ("draft", "issued", "done"))]
            )
        return super()._hotel_responsibilities() + [
            {"record": order, "kind": "event_order", "name": order.display_name, "user_field": "coordinator_id"}
            for order in orders_sudo
        ]
