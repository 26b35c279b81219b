from odoo import fields, models


class HotelEventRequirement(models.Model):
    """What one department does for an event order; without a department it concerns all of them (H5)."""

    _name = "hotel.event.requirement"
    _description = "Requirement of an Event Order"
    _order = "order_id, sequence, id"
    _check_company_auto = True

    order_id = fields.Many2one("hotel.event.order", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    sequence = fields.Integer(default=10)
    department_id = fields.Many2one(
        "hr.department", "Department", ondelete="restrict", check_company=True, help="Empty: all departments concerned."
    )
    text = fields.Text("What it does", required=True)
