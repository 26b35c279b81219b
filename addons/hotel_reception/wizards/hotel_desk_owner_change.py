from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelDeskOwnerChange(models.TransientModel):
    """L3: the sales head releases or gives customers: those that were chosen, or all of a class or of a salesperson."""

    _name = "hotel.desk.owner.change"
    _description = "Change the owner of customers"

    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    scope = fields.Selection(
        [("chosen", "The chosen customers"), ("class", "All customers of a class"), ("owner", "All customers of a salesperson")],
        required=True,
        default=lambda self: "chosen" if self.env.context.get("active_model") == "hotel.desk.customer" else "class",
    )
    customer_ids = fields.Many2many("hotel.desk.customer", default=lambda self: self._default_customers())
    class_id = fields.Many2one("hotel.desk.class")
    from_user_id = fields.Many2one("res.users", "Salesperson", domain="[('share', '=', False)]")
    idle_days = fields.Integer("Without contact for (days)", help="Only those without contact for so many days; 0: all.")
    user_id = fields.Many2one("res.users", "New owner", domain="[('share', '=', False)]", help="Empty: they belong to nobody.")
    reason = fields.Char(required=True)
    customer_count = fields.Integer("Customers", compute="_compute_customer_count")

    def _default_customers(self):
        if self.env.context.get("active_model") == "hotel.desk.customer":
            return self.env.context.get("active_ids")
        return False

    @api.depends("scope", "customer_ids", "class_id", "from_user_id", "idle_days", "company_id")
    def _compute_customer_count(self):
        for change in self:
            change.customer_count = self.env["hotel.desk.customer"].search_count(change._get_domain())

    def action_apply(self):
        """Change the owner of all of them, with the reason in their history.

        :raise UserError: with all that is missing
        """
        self.ensure_one()
        customers = self.env["hotel.desk.customer"]
        customers.check_access("write")
        problems = []
        if not self.company_id & self.env.companies:
            problems.append(self.env._("Choose a company of yours."))
        if self.user_id and not (
            self.company_id in self.user_id.sudo().company_ids and self.user_id.sudo().has_group("hotel_base.group_sales")
        ):
            problems.append(self.env._("%s is no salesperson of the company.", self.user_id.name))
        customers = customers.search(self._get_domain())
        if not customers:
            problems.append(self.env._("There are no such customers with an owner."))
        if problems:
            raise UserError("\n".join(problems))
        owner_sudo = self.user_id.sudo()
        customers.sudo()._give_to(owner_sudo, "given" if owner_sudo else "released", self.company_id._hotel_today(), note=self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _get_domain(self):
        self.ensure_one()
        domain = [("company_id", "=", self.company_id.id)]
        if not self.user_id:
            domain.append(("user_id", "!=", False))
        if self.scope == "chosen":
            domain.append(("id", "in", self.customer_ids.ids))
        elif self.scope == "class":
            domain.append(("class_id", "=", self.class_id.id or -1))
        else:
            domain.append(("user_id", "=", self.from_user_id.id or -1))
        if self.idle_days > 0:
            before = fields.Date.subtract(self.company_id._hotel_today(), days=self.idle_days)
            domain.append(("last_contact", "<=", before))
        return domain
