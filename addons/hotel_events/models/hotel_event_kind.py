from odoo import fields, models


class HotelEventKind(models.Model):
    """A kind of event: appreciation dinner, training, wedding, product launch, group; what an order of it begins with."""

    _name = "hotel.event.kind"
    _description = "Kind of Event"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    department_ids = fields.Many2many("hr.department", string="Departments concerned", help="Who gets the event order.")
    note = fields.Text("What is usual", translate=True)
    sale_template_id = fields.Many2one(
        "sale.order.template", "Package", ondelete="set null", help="H16: what an offer for such an event begins with."
    )
