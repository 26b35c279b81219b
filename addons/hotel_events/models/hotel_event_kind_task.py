from odoo import api, fields, models

from ..rules import countdown

OWNERS = [
    ("coordinator", "Coordinator"),
    ("sales_head", "Sales head"),
    ("finance_head", "Finance head"),
    ("gm", "General manager"),
    ("department", "Head of a department"),
    ("user", "A certain person"),
]


class HotelEventKindTask(models.Model):
    """A task of the countdown that events of a kind begin with: D-30 ... D+7 (H7)."""

    _name = "hotel.event.kind.task"
    _description = "Task of a Countdown's Template"
    _order = "days, hour, sequence, id"

    kind_id = fields.Many2one("hotel.event.kind", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    days = fields.Integer(required=True, default=-7, help="-7: a week before the event; 1: the day after it.")
    hour = fields.Float("Until", required=True, default=18.0, help="Hour of that day in the hotel's time.")
    label = fields.Char("Day", compute="_compute_label")
    name = fields.Char("Task", required=True, translate=True)
    note = fields.Text("Remarks", translate=True)
    owner_by = fields.Selection(OWNERS, "Done by", required=True, default="coordinator")
    department_id = fields.Many2one("hr.department", ondelete="restrict")
    user_id = fields.Many2one("res.users", "Person", ondelete="restrict", domain="[('share', '=', False)]")

    _hour_of_a_day = models.Constraint("CHECK (hour >= 0 AND hour < 24)", "The hour is between 00:00 and 23:59.")
    _days_of_a_year = models.Constraint("CHECK (days BETWEEN -365 AND 365)", "The days are at most a year before or after the event.")

    @api.depends("days")
    def _compute_label(self):
        for task in self:
            task.label = countdown.label(task.days)

    def _get_owner(self, event):
        """Return the user who does this task on `event`: its coordinator where nobody else is found."""
        self.ensure_one()
        company = event.company_id
        owner = {
            "sales_head": company.hotel_sales_head_id,
            "finance_head": company.hotel_finance_head_id,
            "gm": company.hotel_gm_id,
            "department": self.department_id.manager_id.user_id,
            "user": self.user_id,
        }.get(self.owner_by)
        return (owner or event.user_id).filtered("active") or event.user_id or self.env.user
