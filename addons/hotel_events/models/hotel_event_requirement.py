from odoo import api, fields, models


class HotelEventRequirement(models.Model):
    """What one department does for an event order; without a department it concerns all of them (H5)."""

    _name = "hotel.event.requirement"
    _description = "Requirement of an Event Order"
    _inherit = ["hotel.protected.mixin"]
    _order = "order_id, sequence, id"
    _check_company_auto = True

    order_id = fields.Many2one("hotel.event.order", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    sequence = fields.Integer(default=10)
    department_id = fields.Many2one(
        "hr.department", ondelete="restrict", check_company=True, help="Empty: all departments concerned."
    )
    text = fields.Text("What it does", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        requirements = super().create(vals_list)
        requirements._check_order_open()
        return requirements

    def write(self, vals):
        self._check_order_open()
        result = super().write(vals)
        self._check_order_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_of_open_orders(self):
        self._check_order_open()

    def _check_order_open(self):
        """M2: an order that was held, settled or cancelled keeps what it asked of the departments."""
        if not self.env.su:
            self.order_id._check_unlocked({"requirement_ids": []})
