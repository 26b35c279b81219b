from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

from ..rules import event_deposit


class HotelEventCancellation(models.Model):
    """H18: a customer's signed request to cancel an event or to get back part of its deposit.

    Approved by the GM it cancels the event at once; what goes back is booked and paid by finance. What is kept follows
    the scale of the day on which the customer ordered (H15).
    """

    _name = "hotel.event.cancellation"
    _description = "Cancelling or Refund of an Event"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {"name", "kept_amount", "refund_amount", "special_amount", "decided_at", "booked_at", "booked_by_id", "move_ids"}
    )

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    kind = fields.Selection(
        [("cancel", "Cancel the event"), ("refund", "Refund of the deposit")], "Request", required=True, default="cancel"
    )
    order_id = fields.Many2one(
        "hotel.event.order", "Event order", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer", store=True, precompute=True)
    date_begin = fields.Datetime(related="order_id.date_begin", string="Event begins")
    ordered_at = fields.Datetime(related="order_id.ordered_at")
    received_at = fields.Datetime(
        "Received", required=True, default=fields.Datetime.now, help="When the customer's request came in; it decides what is kept."
    )
    reason = fields.Text(required=True)
    amount_wanted = fields.Monetary("Amount asked back")
    signed_by = fields.Char("Signed by", help="Who signed for the customer.")
    signature = fields.Image("Customer's signature", max_width=1024, max_height=1024, copy=False)
    document = fields.Binary("Signed request", attachment=True, copy=False, help="Scan or photo of the request on paper.")
    document_name = fields.Char(copy=False)
    total = fields.Monetary("Amount of the order", compute="_compute_expected")
    held_amount = fields.Monetary("Deposit held", compute="_compute_expected")
    expected_special = fields.Monetary("Specially ordered, as expected", compute="_compute_expected")
    expected_kept = fields.Monetary("Will be kept", compute="_compute_expected")
    expected_refund = fields.Monetary("Will be paid back", compute="_compute_expected")
    scale_name = fields.Char("Scale", compute="_compute_expected")
    special_amount = fields.Monetary("Specially ordered", readonly=True, copy=False)
    kept_amount = fields.Monetary("Kept", readonly=True, copy=False)
    refund_amount = fields.Monetary("To be paid back", readonly=True, copy=False)
    decided_at = fields.Datetime("Decided", readonly=True, copy=False)
    booked_at = fields.Datetime("Booked", readonly=True, copy=False)
    booked_by_id = fields.Many2one("res.users", "Booked by", readonly=True, copy=False, ondelete="restrict")
    move_ids = fields.One2many("account.move", "hotel_event_cancellation_id", "Booked entries", readonly=True)

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")
    _amount_not_negative = models.Constraint("CHECK (COALESCE(amount_wanted, 0) >= 0)", "What is asked back is 0 or more.")

    @api.depends("order_id", "kind", "received_at", "amount_wanted")
    @api.depends_context("lang")
    def _compute_expected(self):
        """H15: what is kept and what goes back, by the books as they are now."""
        for request in self:
            order_sudo = request.order_id.sudo()
            if not order_sudo:
                request.update(
                    dict.fromkeys(("total", "held_amount", "expected_special", "expected_kept", "expected_refund"), 0.0)
                )
                request.scale_name = False
                continue
            scale = order_sudo._get_scale()
            held = order_sudo._get_deposit_held()
            request.total = order_sudo._get_amount()
            request.held_amount = held
            request.expected_special = order_sudo._get_special_amount() if request.kind == "cancel" else 0.0
            request.scale_name = scale.name
            if request.kind == "refund":
                request.expected_refund = request.amount_wanted
                request.expected_kept = 0.0
                continue
            request.expected_kept = float(
                event_deposit.kept(
                    Decimal(repr(request.total)),
                    Decimal(repr(held)),
                    order_sudo.ordered_at,
                    request.received_at or fields.Datetime.now(),
                    order_sudo.date_begin,
                    order_sudo.free_hours,
                    scale._get_steps(),
                    Decimal(repr(request.expected_special)),
                    request.currency_id.decimal_places,
                )
            )
            request.expected_refund = request.currency_id.round(held - request.expected_kept)

    @api.depends("name", "order_id.name")
    def _compute_display_name(self):
        for request in self:
            request.display_name = f"{request.name} {request.order_id.name or ''}".strip()

    # ------------------------------------------------------------------ approval

    def _approval_amount(self):
        self.ensure_one()
        return self.expected_refund, self.currency_id

    def _approval_already_involved_users(self):
        """B6: neither the coordinator nor the author decides."""
        return super()._approval_already_involved_users() | self.order_id.coordinator_id | self.create_uid

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if not (self.reason or "").strip():
            problems.append(self.env._("The reason is empty."))
        if not (self.signed_by or "").strip():
            problems.append(self.env._("Signed by: name who signed for the customer."))
        if not self.signature and not self.document:
            problems.append(self.env._("The customer's signature is missing: let the customer sign here, or attach the signed request."))
        return problems + self._get_problems()

    def _approval_decision_problems(self, step):
        return super()._approval_decision_problems(step) + self._get_problems()

    def _get_problems(self):
        """Return what speaks against the request now, as sentences."""
        self.ensure_one()
        order_sudo = self.order_id.sudo()
        problems = []
        if self.kind == "cancel" and order_sudo.state not in ("draft", "issued"):
            problems.append(self.env._("%s was held, settled or cancelled: it cannot be cancelled any more.", order_sudo.display_name))
        if self.kind == "refund" and order_sudo.state not in ("draft", "issued"):
            problems.append(self.env._("%s was held, settled or cancelled: its deposit is settled with it.", order_sudo.display_name))
        if self.received_at > fields.Datetime.now():
            problems.append(self.env._("Received: the request cannot have come in the future."))
        if self.received_at < order_sudo.ordered_at:
            problems.append(self.env._("Received: the request cannot have come before the order."))
        if self.kind == "refund" and self.currency_id.compare_amounts(self.amount_wanted, 0) <= 0:
            problems.append(self.env._("Amount asked back: enter an amount above 0."))
        if self.kind == "refund" and self.currency_id.compare_amounts(self.amount_wanted, self.held_amount) > 0:
            problems.append(
                self.env._(
                    "Amount asked back: %(wanted)s is more than the %(held)s of deposit that the hotel holds.",
                    wanted=self.currency_id.format(self.amount_wanted),
                    held=self.currency_id.format(self.held_amount),
                )
            )
        others = self.sudo().search(
            [
                ("order_id", "=", self.order_id.id),
                ("id", "!=", self._origin.id or 0),
                "|",
                "|",
                ("approval_state", "=", "pending"),
                "&",
                ("approval_state", "=", "approved"),
                ("booked_at", "=", False),
                "&",
                ("approval_state", "=", "draft"),
                ("filed_by_id", "!=", False),
            ]
        )
        if others:
            problems.append(
                self.env._("%s has to be decided and booked first.", ", ".join(others.mapped("name")))
            )
        return problems

    def _approval_approved(self):
        """H15, H18: what was approved is kept; the event is cancelled, and finance is asked to book and pay."""
        super()._approval_approved()
        request_sudo = self.sudo()
        request_sudo.write(
            {
                "decided_at": fields.Datetime.now(),
                "special_amount": self.expected_special,
                "kept_amount": self.expected_kept,
                "refund_amount": self.expected_refund,
            }
        )
        if self.kind == "cancel":
            request_sudo.order_id._cancel(request_sudo)
        if request_sudo._has_nothing_to_book():
            request_sudo.booked_at = fields.Datetime.now()
        else:
            request_sudo._ask_finance()
