from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

from ..rules.charge_values import REVENUE_KINDS
from ..tools.amounts import check_amounts

AMOUNTS = tuple(f"amount_{kind}" for kind in REVENUE_KINDS)
#: E1: the heads of sales, food and beverage, rooms and front office.
HEADS = ("hotel_base.group_department_head", "hotel_base.group_sales_head")


class HotelTemporaryCredit(models.Model):
    """A customer without an agreement leaves with a debt: a department head guarantees it, the GM approves (E1-E6).

    What stands before the approval is in hotel_temporary_credit_approval.py, what follows from it (invoice, register,
    collection) in hotel_temporary_credit_course.py.
    """

    _name = "hotel.temporary.credit"
    _description = "Temporary Credit"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _mail_post_access = "read"
    _order = "departure_date desc, id desc"
    _check_company_auto = True
    _server_fields = frozenset(
        {
            "name", "user_id", "signed_at", "gm_id", "move_id", "working_days", "latest_date", "due_date", "crosses_month_end",
            "exception_by_id", "settled_at",
        }
    )  # fmt: skip

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id, ondelete="restrict"
    )
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="restrict", tracking=True)
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", string="Firm", store=True, precompute=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Guarantor",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
        copy=False,
        ondelete="restrict",
        help="The department head who applies; nobody guarantees for another.",
    )
    employee_id = fields.Many2one(
        "hr.employee",
        "Guarantor (employee)",
        compute="_compute_employee_id",
        store=True,
        precompute=True,
        ondelete="restrict",
        context={"active_test": False},
    )
    department_id = fields.Many2one(
        "hr.department", compute="_compute_employee_id", store=True, precompute=True, ondelete="restrict", index="btree_not_null"
    )
    departure_date = fields.Date(
        "Departure",
        required=True,
        default=lambda self: self.env.company._hotel_today(),
        tracking=True,
        help="The invoice bears this date; it is day 0 of the working days.",
    )
    guest = fields.Char(help="Who stayed or ate, if the customer is a firm.")
    reason = fields.Text(required=True, help="Why the customer cannot pay on departure.")
    signature = fields.Image("Guarantor's signature", max_width=800, max_height=400, copy=False)
    signed_at = fields.Datetime("Signed", readonly=True, copy=False)
    amount_rooms = fields.Monetary("Rooms")
    amount_food = fields.Monetary("Food")
    amount_beverage = fields.Monetary("Beverage")
    amount_banquet = fields.Monetary("Banquet")
    amount_other = fields.Monetary("Other")
    amount = fields.Monetary("Total", compute="_compute_amount", store=True, precompute=True, tracking=True)
    granted_due_date = fields.Date(
        "Due in the next month",
        copy=False,
        tracking=True,
        help="E6: granted by the GM as an exception, with a reason, never beyond the last working day allowed.",
    )
    exception_reason = fields.Text("Reason of the exception", copy=False)
    exception_by_id = fields.Many2one("res.users", "Exception granted by", readonly=True, copy=False, ondelete="restrict")
    gm_id = fields.Many2one("res.users", "General manager (liable)", readonly=True, copy=False, ondelete="restrict")
    move_id = fields.Many2one(
        "account.move", "Invoice", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    working_days = fields.Integer(
        "Working days to settle", readonly=True, copy=False, help="M6: the setting when the credit was approved."
    )
    latest_date = fields.Date(
        "Last working day allowed", readonly=True, copy=False, index="btree_not_null", help="The 7th working day after the departure."
    )
    due_date = fields.Date("Due", readonly=True, copy=False, index="btree_not_null", tracking=True)
    crosses_month_end = fields.Boolean("Crosses month end", readonly=True, copy=False, index="btree_not_null")
    settled_at = fields.Datetime("Settled", readonly=True, copy=False)
    residual = fields.Monetary("Open", compute="_compute_residual", compute_sudo=True)
    expected_due_date = fields.Date("Would be due", compute="_compute_expected")
    expected_latest_date = fields.Date("Latest by exception", compute="_compute_expected")
    workdays_warning = fields.Char(compute="_compute_expected")
    collection_state = fields.Selection(
        [("open", "Open"), ("overdue", "Overdue"), ("settled", "Settled")],
        "Collection",
        compute="_compute_collection_state",
        search="_search_collection_state",
    )
    obstacles = fields.Text(compute="_compute_obstacles", help="What speaks against it now (E1, E4).")

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")
    _open_idx = models.Index("(company_id, latest_date) WHERE approval_state = 'approved' AND settled_at IS NULL")
    _amount_positive = models.Constraint(
        f"CHECK ({' AND '.join(f'COALESCE({name}, 0) >= 0' for name in AMOUNTS)})", "The amounts cannot be negative."
    )

    @api.depends(*AMOUNTS)
    def _compute_amount(self):
        for credit in self:
            credit.amount = sum(credit[name] for name in AMOUNTS)

    @api.depends("user_id", "company_id")
    def _compute_employee_id(self):
        pairs = {(credit.company_id.id, credit.user_id.id) for credit in self}
        employees = self.env["hotel.guarantee"]._get_employees(pairs)
        for credit in self:
            employee_sudo = self.env["hr.employee"].sudo().browse(employees.get((credit.company_id.id, credit.user_id.id)))
            credit.employee_id = employee_sudo.id
            credit.department_id = employee_sudo.department_id.id

    @api.depends("move_id.amount_residual", "move_id.state")
    def _compute_residual(self):
        for credit in self:
            credit.residual = credit.move_id.amount_residual

    @api.depends("settled_at", "due_date", "approval_state")
    def _compute_collection_state(self):
        for credit in self:
            if credit.approval_state != "approved":
                credit.collection_state = False
            elif credit.settled_at:
                credit.collection_state = "settled"
            else:
                credit.collection_state = "overdue" if credit.due_date < credit.company_id._hotel_today() else "open"

    def _search_collection_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._hotel_today()
        approved = Domain("approval_state", "=", "approved")
        unsettled = approved & Domain("settled_at", "=", False)
        states = {
            False: ~approved,
            "settled": approved & Domain("settled_at", "!=", False),
            "overdue": unsettled & Domain("due_date", "<", today),
            "open": unsettled & Domain("due_date", ">=", today),
        }
        return Domain.OR(states[each] for each in value if each in states)

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for credit in self:
            credit.display_name = f"{credit.name} {credit.commercial_partner_id.name or ''}".strip()

    @api.constrains("user_id")
    def _check_guarantor(self):
        """E1: nobody but a department head is a guarantor, whoever makes the record."""
        for credit in self:
            if not any(credit.user_id.sudo().has_group(group) for group in HEADS):
                raise ValidationError(
                    self.env._(
                        "%(user)s cannot guarantee a temporary credit. Only a department head (sales, food and beverage, rooms, "
                        "front office) can apply as guarantor.",
                        user=credit.user_id.sudo().name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            check_amounts(self, vals, set(AMOUNTS))
        credits = super().create(vals_list)
        credits.filtered("signature")._sign()
        return credits

    def write(self, vals):
        check_amounts(self, vals, set(AMOUNTS))
        result = super().write(vals)
        if "signature" in vals:
            self._sign()
        return result

    def _sign(self):
        """E1: note when the guarantor signed; nobody signs for another.

        :raise UserError: someone else signs
        """
        for credit in self:
            if credit.signature and self.env.user != credit.user_id:
                raise UserError(
                    self.env._(
                        "Guarantor's signature: %(user)s cannot sign for %(guarantor)s, who applies as guarantor.",
                        user=self.env.user.name,
                        guarantor=credit.user_id.sudo().name,
                    )
                )
            credit.sudo().signed_at = credit.signature and fields.Datetime.now()
