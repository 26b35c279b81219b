from odoo import api, fields, models

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES


class HotelEventException(models.Model):
    """The GM's leave to issue an event order although something stands against it (H2, H19).

    What is approved is the amount that stood against it then: when it grows, another leave is needed.
    """

    _name = "hotel.event.exception"
    _description = "Exception for an Event Order"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset({"name", "amount"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    order_id = fields.Many2one(
        "hotel.event.order", "Event order", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer", store=True, precompute=True)
    date_begin = fields.Datetime(related="order_id.date_begin", string="Event begins")
    kind = fields.Selection(
        [
            ("deposit_low", "Less deposit than the policy asks for"),
            ("deposit_missing", "Issued before the deposit is received"),
            ("overdue", "The customer owes something past its due date"),
        ],
        required=True,
    )
    reason = fields.Text(required=True)
    amount = fields.Monetary("Amount approved", readonly=True, copy=False, help="What stood against it when it was approved.")
    amount_now = fields.Monetary("What stands against it", compute="_compute_now")
    sentence = fields.Char(compute="_compute_now")

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")

    @api.depends("order_id", "kind")
    @api.depends_context("lang")
    def _compute_now(self):
        for exception in self:
            needed = exception.order_id.sudo()._get_exceptions_needed() if exception.order_id else {}
            exception.sentence, exception.amount_now = needed.get(exception.kind, (False, 0.0))

    @api.depends("name", "order_id.name")
    def _compute_display_name(self):
        for exception in self:
            exception.display_name = f"{exception.name} {exception.order_id.name or ''}".strip()

    def _approval_already_involved_users(self):
        """B6: the coordinator and the author ask for it, whoever pressed the button."""
        return super()._approval_already_involved_users() | self.order_id.coordinator_id | self.create_uid

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems() + self._get_problems()
        if not (self.reason or "").strip():
            problems.append(self.env._("The reason is empty."))
        return problems

    def _approval_decision_problems(self, step):
        return super()._approval_decision_problems(step) + self._get_problems()

    def _get_problems(self):
        """Return why there is nothing to approve, as sentences."""
        self.ensure_one()
        if self.order_id.state not in ("draft", "issued"):
            return [self.env._("%s was held, settled or cancelled.", self.order_id.display_name)]
        if not self.amount_now:
            return [self.env._("Nothing of this kind stands against %s: no exception is needed.", self.order_id.display_name)]
        return []

    def _approval_approved(self):
        """H2, H19: what was approved is what the GM saw."""
        super()._approval_approved()
        self.sudo().amount = self.amount_now
