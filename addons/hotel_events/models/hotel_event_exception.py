from odoo import api, fields, models

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES


class HotelEventException(models.Model):
    """The GM's leave to issue an event order although something stands against it (H2, H19)."""

    _name = "hotel.event.exception"
    _description = "Exception for an Event Order"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset({"name", "deposit_asked"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    order_id = fields.Many2one(
        "hotel.event.order", "Event order", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer")
    kind = fields.Selection(
        [
            ("deposit_low", "Less deposit than the policy asks for"),
            ("deposit_missing", "Issued before the deposit is received"),
            ("overdue", "The customer owes something past its due date"),
        ],
        required=True,
    )
    reason = fields.Text(required=True)
    deposit_asked = fields.Monetary("Deposit as approved", readonly=True, copy=False)

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")

    @api.depends("name", "order_id.name")
    def _compute_display_name(self):
        for exception in self:
            exception.display_name = f"{exception.name} {exception.order_id.name or ''}".strip()

    def _approval_amount(self):
        self.ensure_one()
        return self.order_id.budget, self.currency_id

    def _approval_already_involved_users(self):
        """B6: the coordinator and the author ask for it, whoever pressed the button."""
        return super()._approval_already_involved_users() | self.order_id.coordinator_id | self.create_uid

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if self.order_id.state in ("settled", "cancelled"):
            problems.append(self.env._("%s is settled or cancelled.", self.order_id.display_name))
        if not (self.reason or "").strip():
            problems.append(self.env._("The reason is empty."))
        return problems

    def _approval_approved(self):
        """H2: what the GM approved is this deposit; a still lower one is asked for anew."""
        super()._approval_approved()
        self.sudo().deposit_asked = self.order_id.deposit_asked
