from odoo import fields, models


class HotelCustomerClass(models.Model):
    """I1: the class of a customer sets how often they are called, and by whom."""

    _name = "hotel.customer.class"
    _description = "Customer Class"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short name on lists and papers: VIP, A, B, C, D.")
    sequence = fields.Integer(default=10, help="The best class first.")
    active = fields.Boolean(default=True)
    color = fields.Integer()
    share = fields.Float(
        "Share of the customers (%)",
        help="The proposal puts this share of the customers into the class, those with the highest revenue first. "
        "The last class takes the rest.",
    )
    max_late = fields.Float(
        "Late payments at most (%)",
        default=100.0,
        help="Who paid a larger share of the invoices late in the last 12 months is proposed for the next lower class.",
    )
    interval_days = fields.Integer(
        "Days between calls",
        default=7,
        help="Least number of days between two routine calls or visits to a customer of the class. 0: no limit.",
    )
    caller_id = fields.Many2one(
        "res.users",
        "Called by",
        domain="[('share', '=', False)]",
        help="Who calls customers of this class that have no responsible caller of their own.",
    )
    large = fields.Boolean("Large customer", help="Callbacks to customers of the class are checked by the executive office each quarter (I9).")
    partner_count = fields.Integer("Customers", compute="_compute_partner_count")

    _unique_code = models.UniqueIndex("(code)", "Another class has this code.")
    _share_range = models.Constraint("CHECK (share BETWEEN 0 AND 100)", "The share of a class lies between 0 and 100 %.")
    _late_range = models.Constraint("CHECK (max_late BETWEEN 0 AND 100)", "Late payments lie between 0 and 100 %.")
    _interval_positive = models.Constraint("CHECK (interval_days >= 0)", "Days between calls cannot be negative.")

    def _compute_partner_count(self):
        counts = dict(
            self.env["res.partner"]._read_group([("hotel_class_id", "in", self.ids)], ["hotel_class_id"], ["__count"])
        )
        for each in self:
            each.partner_count = counts.get(each, 0)

    def action_open_partners(self):
        """List the customers of the class."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "res.partner",
            "view_mode": "list,kanban,form",
            "domain": [("hotel_class_id", "=", self.id)],
        }
