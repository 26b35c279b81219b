from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class HotelVisitExpense(models.Model):
    """What a visit really cost (K7), charged to the hosting department (K8)."""

    _name = "hotel.visit.expense"
    _description = "Actual Cost of a Reception"
    _inherit = ["hotel.protected.mixin", "hotel.visit.part.mixin"]
    _order = "visit_id, day, id"
    _check_company_auto = True

    visit_id = fields.Many2one(
        "hotel.visit", required=True, ondelete="restrict", index=True, domain="[('state', 'in', ('planned', 'running', 'returned'))]"
    )
    company_id = fields.Many2one(related="visit_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="visit_id.currency_id")
    department_id = fields.Many2one(related="visit_id.department_id", string="Charged to", store=True, precompute=True, index=True)
    category_id = fields.Many2one("hotel.visit.category", "Kind of cost", required=True, ondelete="restrict", index=True)
    day = fields.Date(required=True, default=lambda self: self.env.company._hotel_today())
    name = fields.Char("What")
    amount = fields.Monetary("Actual", required=True)
    reference = fields.Char("Receipt or bill")
    employee_id = fields.Many2one("hr.employee", "Paid by", check_company=True, ondelete="restrict")

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An actual cost is above zero. Delete a line that is wrong.")

    @api.model_create_multi
    def create(self, vals_list):
        expenses = super().create(vals_list)
        expenses._check_open()
        return expenses

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_while_open(self):
        self._check_open()

    @api.constrains("day", "visit_id")
    def _check_day(self):
        for expense in self:
            visit = expense.visit_id
            if expense.day > visit.company_id._hotel_today():
                raise ValidationError(self.env._("%(visit)s: %(day)s lies ahead; enter what was spent.", visit=visit.display_name, day=expense.day))

    def _check_open(self):
        """K7: costs are entered from the approval until the visit is closed."""
        for visit in self.visit_id:
            if visit.state not in ("planned", "running", "returned"):
                raise UserError(
                    self.env._(
                        "%(visit)s is %(state)s: actual costs are entered after the approval and before it is closed.",
                        visit=visit.display_name,
                        state=visit._visit_state_label(),
                    )
                )
