from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES


class HotelComplaintCompensation(models.Model):
    """What a customer gets for the trouble: proposed, approved by its amount, handed over (J5)."""

    _name = "hotel.complaint.compensation"
    _description = "Compensation"
    _inherit = ["hotel.approval.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset({"name", "company_id", "given_at", "given_by_id"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    ticket_id = fields.Many2one("helpdesk.ticket", "Complaint", required=True, index=True, ondelete="restrict", check_company=True)
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(related="ticket_id.partner_id", string="Customer")
    kind = fields.Selection(
        [
            ("discount", "Discount on the bill"),
            ("refund", "Refund"),
            ("voucher", "Voucher"),
            ("upgrade", "Upgrade or free night"),
            ("gift", "Gift"),
        ],
        required=True, default="discount",
    )  # fmt: skip
    currency_id = fields.Many2one("res.currency", required=True, default=lambda self: self.env.company.currency_id)
    amount = fields.Monetary("Worth", required=True, help="J5: the amount decides who approves.")
    reason = fields.Text(required=True)
    given_at = fields.Datetime("Handed over", readonly=True, copy=False)
    given_by_id = fields.Many2one("res.users", "Handed over by", readonly=True, copy=False, ondelete="restrict")
    receipt = fields.Char(help="Number of the credit note, voucher or receipt.")

    _unique_name = models.UniqueIndex("(name, company_id) WHERE name <> '/'")
    _amount_positive = models.Constraint("CHECK (amount > 0)", "The worth of a compensation must be positive.")

    @api.depends("name", "ticket_id")
    def _compute_display_name(self):
        for compensation in self:
            compensation.display_name = f"{compensation.name} {compensation.ticket_id.display_name or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records:
            if record.ticket_id.complaint_state in ("dropped", "merged"):
                raise UserError(self.env._("%(complaint)s has ended without a solution: nothing is compensated.", complaint=record.ticket_id.display_name))
            record.sudo().name = self.env["ir.sequence"].sudo().with_company(record.company_id).next_by_code(self._name)
        return records

    def action_give(self):
        """J5: note that an approved compensation was handed to the customer, once.

        :raise UserError: it is not approved, or was given already
        """
        self.check_access("write")
        for record in self:
            record._approval_lock()
            record.invalidate_recordset(["given_at"])
            if record.approval_state != "approved" or record.given_at:
                raise UserError(
                    self.env._("%(document)s: only what is approved is handed over, and once.", document=record.display_name)
                )
        self.sudo().write({"given_at": fields.Datetime.now(), "given_by_id": self.env.uid})
        return True

    def _approval_amount(self):
        self.ensure_one()
        return self.amount, self.currency_id

    def _approval_locked_fields(self):
        """B7: the receipt is known when it is handed over."""
        return super()._approval_locked_fields() - {"receipt"}

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if self.ticket_id.complaint_state in ("dropped", "merged"):
            problems.append(self.env._("%(complaint)s has ended without a solution.", complaint=self.ticket_id.display_name))
        if not (self.reason or "").strip():
            problems.append(self.env._("the reason is missing."))
        return problems
