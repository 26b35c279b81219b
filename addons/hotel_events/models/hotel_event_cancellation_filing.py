from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

CUSTOMER_ACTIVITY = "hotel_events.mail_activity_customer_request"


class HotelEventCancellation(models.Model):
    """H18: a request that the customer signed in the portal: it goes to the GM at once, and nobody in the house changes it.

    The signature makes it complete, so no salesperson stands between the customer and the GM; the coordinator is told and
    may talk to the customer. Should it be impossible to hand it over (no GM is set up), it is received all the same: the
    moment of receipt decides what is kept (H15), and the coordinator submits it.
    """

    _inherit = "hotel.event.cancellation"

    _server_fields = frozenset({"filed_by_id", "shown_kept", "shown_refund"})

    filed_by_id = fields.Many2one(
        "res.users", "Filed in the portal by", readonly=True, copy=False, ondelete="restrict", help="The customer's own login."
    )
    shown_kept = fields.Monetary("Shown as kept", readonly=True, copy=False, help="What the customer saw before signing.")
    shown_refund = fields.Monetary("Shown as paid back", readonly=True, copy=False, help="What the customer saw before signing.")
    differs_from_shown = fields.Boolean(compute="_compute_differs_from_shown", help="The books have moved since the customer signed.")

    _one_open_request = models.UniqueIndex(
        "(order_id) WHERE approval_state = 'pending' OR (approval_state = 'approved' AND booked_at IS NULL)"
        " OR (approval_state = 'draft' AND filed_by_id IS NOT NULL)",
        "The event has a request that is not decided and booked yet.",
    )

    @api.depends("shown_kept", "shown_refund", "expected_kept", "expected_refund", "filed_by_id", "approval_state")
    def _compute_differs_from_shown(self):
        for request in self:
            undecided = request.filed_by_id and request.approval_state in ("draft", "pending")
            request.differs_from_shown = bool(undecided) and any(
                request.currency_id.compare_amounts(shown, now)
                for shown, now in ((request.shown_kept, request.expected_kept), (request.shown_refund, request.expected_refund))
            )

    @api.depends("filed_by_id")
    def _compute_approval_locked(self):
        super()._compute_approval_locked()
        for request in self.filtered("filed_by_id"):
            request.approval_locked = True

    @api.depends("filed_by_id")
    @api.depends_context("uid")
    def _compute_can_approve(self):
        super()._compute_can_approve()
        for request in self.filtered(lambda each: each.filed_by_id and each.approval_round):
            request.can_submit = False

    def _approval_check_write(self, vals):
        """H18: what the customer signed stays as it was signed, whatever becomes of it."""
        locked = vals.keys() & self._approval_locked_fields()
        if locked and (signed := self.filtered("filed_by_id")):
            raise UserError(
                self.env._(
                    "%(documents)s: signed by the customer in the portal, so %(fields)s cannot be changed. "
                    "Send it back, and the customer signs a new one.",
                    documents=", ".join(signed.mapped("display_name")),
                    fields=", ".join(self._approval_labels(locked)),
                )
            )
        return super()._approval_check_write(vals)

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if self.filed_by_id and self.approval_round:
            problems.append(self.env._("The customer signed it in the portal: after a refusal the customer signs a new one."))
        return problems

    def _approval_approved(self):
        super()._approval_approved()
        self._decided()

    def _approval_rejected(self, step, reason):
        super()._approval_rejected(step, reason)
        self._decided()

    # ------------------------------------------------------------------ the customer

    @api.model
    def _file(self, order, name, signature, values):
        """H18: keep the request that the current user, a login of the order's customer, has signed, and give it to the GM.

        :param order: event order; its row is locked, so that of two requests at once one is stored
        :param name: who signs; cleaned
        :param signature: base64 picture, checked
        :param dict values: `kind`, `reason` (cleaned) and `amount_wanted` as the customer entered them, `shown` as
            `_get_shown` returned it when the customer looked
        :return: the request, in superuser mode
        :raise AccessError: the user is no login of this customer
        :raise UserError: all that speaks against it; or the amounts are not those shown any more
        """
        if not order._is_portal_customer(self.env.user):
            raise AccessError(self.env._("Only the customer can ask for this."))
        order._lock_requests()
        expected = order._preview_request(values["kind"], values["amount_wanted"])
        if problems := expected._get_filing_problems():
            raise UserError("\n".join(problems))
        shown = expected._get_shown()
        if shown != values["shown"]:
            raise UserError(self.env._("The amounts have changed in the meantime. Please look at them again before you sign."))
        request_sudo = (
            self.sudo()
            .with_company(order.sudo().company_id)
            .with_context(clean_context(self.env.context))
            .with_context(mail_create_nosubscribe=True)
            .create(
                {
                    "kind": values["kind"],
                    "order_id": order.id,
                    "received_at": expected.received_at,
                    "reason": values["reason"],
                    "amount_wanted": values["amount_wanted"],
                    "signed_by": name,
                    "signature": signature,
                    "filed_by_id": self.env.uid,
                    "shown_kept": expected.expected_kept,
                    "shown_refund": expected.expected_refund,
                }
            )
        )
        request_sudo._hand_in()
        return request_sudo

    def _get_shown(self):
        """Return what the customer is shown of the request before signing, as text that compares to the cent."""
        self.ensure_one()
        digits = self.currency_id.decimal_places
        return {name: f"{self[name]:.{digits}f}" for name in ("total", "held_amount", "expected_kept", "expected_refund")}

    def _get_filing_problems(self):
        """Return why the customer cannot ask for this now, as sentences."""
        self.ensure_one()
        problems = self._get_problems()
        if self.date_begin <= fields.Datetime.now():
            problems.append(self.env._("The event has begun: please talk to your contact in the hotel."))
        return problems

    def _hand_in(self):
        """Give a signed request to the GM and tell everybody; the house reads its own language. Superuser mode."""
        self.ensure_one()
        house = self.with_context(lang=self.order_id._get_house_lang())
        _policy, problems = house._approval_prepare_submit()
        if problems:
            # By the system: who made a note can read it, and this one is the house's own.
            note = house.env._("Received, but not handed to the GM yet. Mend this, then submit it.")
            house.with_user(SUPERUSER_ID)._approval_post(note, "\n".join(problems))
        else:
            house.action_submit()
        self._tell_coordinator(submitted=not problems)
        self._mail_customer("hotel_events.mail_template_cancellation_received")

    def _withdraw(self):
        """H18: whoever signed it takes it back while it is undecided; it stays on record (M2).

        :raise UserError: it is decided, or somebody else signed it
        """
        self.ensure_one()
        request_sudo = self.sudo()
        request_sudo._approval_lock()
        request_sudo.invalidate_recordset(["approval_state"])
        if request_sudo.filed_by_id != self.env.user:
            raise UserError(
                self.env._(
                    "%(request)s was not signed with your login: %(name)s can take it back.",
                    request=request_sudo.name,
                    name=request_sudo.signed_by,
                )
            )
        if request_sudo.approval_state not in ("draft", "pending"):
            raise UserError(self.env._("%s is decided or withdrawn already.", request_sudo.name))
        house = request_sudo.with_context(lang=request_sudo.order_id._get_house_lang())
        if request_sudo.approval_state == "pending":
            house.action_approval_cancel(house.env._("Taken back by the customer in the portal."))
        else:
            # It never came to the GM, so there is no round to close.
            request_sudo.approval_state = "cancelled"
            house._approval_post(house.env._("Taken back by the customer in the portal."))
        request_sudo.activity_unlink([CUSTOMER_ACTIVITY])

    # ------------------------------------------------------------------ telling

    def _decided(self):
        """Tell the customer who filed it, and take the coordinator's activity away."""
        for request_sudo in self.sudo().filtered("filed_by_id"):
            request_sudo.activity_unlink([CUSTOMER_ACTIVITY])
            request_sudo._mail_customer("hotel_events.mail_template_cancellation_decided")

    def _tell_coordinator(self, submitted):
        """Give the coordinator an activity: to know of it, or to submit what could not be handed over. Superuser mode."""
        coordinator = self.order_id.coordinator_id.filtered("active") or self.company_id.hotel_sales_head_id
        if coordinator:
            env = self.with_context(lang=coordinator.lang).env
            summary = env._("The customer asks to cancel or for a refund") if submitted else env._("Submit the customer's request")
            self.activity_schedule(CUSTOMER_ACTIVITY, user_id=coordinator.id, summary=summary)

    def _mail_customer(self, template_xmlid):
        """Queue an e-mail to the customer who filed the request, in the customer's language. Superuser mode."""
        self.env.ref(template_xmlid).send_mail(self.id, email_layout_xmlid="mail.mail_notification_light")
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _get_signed_sentence(self):
        """Return who signed with which login, when, and what was shown before, for the paper. Superuser mode."""
        self.ensure_one()
        return self.env._(
            "%(name)s, with the login of %(login)s, on %(moment)s. Shown before signing: %(kept)s kept, %(refund)s paid back.",
            name=self.signed_by,
            login=self.filed_by_id.name,
            moment=self.order_id._format_moment(self.received_at),
            kept=self.currency_id.format(self.shown_kept),
            refund=self.currency_id.format(self.shown_refund),
        )

    def _get_last_step(self):
        """Return the step by which it was decided, empty while it is not. Superuser mode."""
        self.ensure_one()
        steps = self.approval_step_ids.filtered(lambda step: step.round == self.approval_round and step.state in ("approved", "rejected"))
        return steps.sorted("decided_at")[-1:]

    def _get_decision(self):
        """Return the reason of the decision, "" where none was given. Superuser mode."""
        return self._get_last_step().comment or ""

    def _get_portal_state(self):
        """Return how far the request is, as the customer sees it: received, waiting, to_pay, paid, refused, withdrawn."""
        self.ensure_one()
        if self.approval_state == "approved":
            return "paid" if self.payment_state == "paid" or not self.refund_amount else "to_pay"
        return {"draft": "received", "pending": "waiting", "rejected": "refused", "cancelled": "withdrawn"}[self.approval_state]
