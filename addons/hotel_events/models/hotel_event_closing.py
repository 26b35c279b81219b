from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: What the author writes until the report is handed in.
WORDS = frozenset({"went_well", "went_badly", "lessons"})
FIGURES = (
    "guests_guaranteed", "guests_actual", "budget", "income", "cost", "deposit", "damage", "incidents", "guest_answers", "guest_score",
    "host_answers", "host_score",
)  # fmt: skip


class HotelEventClosing(models.Model):
    """The closing report of an event: what went well, what did not, and the figures (H14).

    While it is written the figures are today's; once handed in they are kept as they were (M2).
    """

    _name = "hotel.event.closing"
    _description = "Closing Report of an Event"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {"order_id", "author_id", "state", "figures", "submitted_by_id", "submitted_at", "seen_by_id", "seen_at"}
    )

    order_id = fields.Many2one("hotel.event.order", "Event order", required=True, readonly=True, ondelete="restrict", check_company=True)
    event_id = fields.Many2one(related="order_id.event_id")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer", store=True)
    kind_id = fields.Many2one(related="order_id.kind_id", store=True)
    date_end = fields.Datetime(related="order_id.date_end", string="Ended", store=True)
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    author_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict", index=True, tracking=True)
    state = fields.Selection(
        [("draft", "To write"), ("submitted", "Handed in"), ("seen", "Seen")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    due_at = fields.Datetime("To be handed in by", compute="_compute_due_at")
    late = fields.Boolean(compute="_compute_due_at")
    went_well = fields.Text("What went well")
    went_badly = fields.Text("What did not")
    lessons = fields.Text("What we do otherwise next time")
    remark = fields.Text("The general manager's remark", copy=False)
    can_remark = fields.Boolean(compute="_compute_can_remark")
    submitted_by_id = fields.Many2one("res.users", "Handed in by", readonly=True, copy=False, ondelete="restrict")
    submitted_at = fields.Datetime("Handed in", readonly=True, copy=False)
    seen_by_id = fields.Many2one("res.users", "Seen by", readonly=True, copy=False, ondelete="restrict")
    seen_at = fields.Datetime("Seen", readonly=True, copy=False)
    figures = fields.Json(readonly=True, copy=False, help="As they were when the report was handed in.")
    guests_guaranteed = fields.Integer("Guaranteed guests", compute="_compute_figures")
    guests_actual = fields.Integer("Actual guests", compute="_compute_figures")
    budget = fields.Monetary(compute="_compute_figures")
    income = fields.Monetary(compute="_compute_figures", help="Invoiced without tax, deposit and damage included.")
    cost = fields.Monetary(compute="_compute_figures")
    deposit = fields.Monetary("Deposit received", compute="_compute_figures")
    damage = fields.Monetary("Damage charged", compute="_compute_figures")
    incidents = fields.Integer(compute="_compute_figures")
    guest_answers = fields.Integer("Answers of guests", compute="_compute_figures")
    guest_score = fields.Float("Guests' average", compute="_compute_figures", digits=(4, 2))
    host_answers = fields.Integer("Answers of the host", compute="_compute_figures")
    host_score = fields.Float("Host's average", compute="_compute_figures", digits=(4, 2))

    _one_an_order = models.UniqueIndex("(order_id)", "There is a closing report of this event already.")

    @api.depends("order_id.name", "order_id.title")
    def _compute_display_name(self):
        for closing in self:
            closing.display_name = self.env._("Closing report %s", closing.sudo().order_id.display_name)

    @api.depends("order_id.date_end", "submitted_at")
    def _compute_due_at(self):
        now = fields.Datetime.now()
        for closing in self:
            closing.due_at = closing.sudo().order_id._get_closing_due() if closing.order_id.date_end else False
            closing.late = bool(closing.due_at) and (closing.submitted_at or now) > closing.due_at

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_remark(self):
        gm = self.env.user.has_group("hotel_base.group_gm")
        for closing in self:
            closing.can_remark = gm and closing.state == "submitted"

    @api.depends("figures", "order_id")
    def _compute_figures(self):
        for closing in self:
            figures = closing.figures or (closing.sudo()._gather_figures() if closing.order_id else {})
            for name in FIGURES:
                closing[name] = figures.get(name, 0)

    def write(self, vals):
        if not self.env.su:
            self._check_words(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Closing reports stay on record (M2)."))

    # ------------------------------------------------------------------ actions

    def action_submit(self):
        """H14: hand the report in; the figures stay as they are now and the general manager is told.

        :raise UserError: naming what is not written yet
        """
        self.check_access("write")
        for closing in self:
            closing._check_state("draft")
            empty = [
                closing._fields[name]._description_string(self.env)
                for name in ("went_well", "went_badly", "lessons")
                if not (closing[name] or "").strip()
            ]
            if empty:
                raise UserError(
                    self.env._("Not written yet: %s. Write “nothing” where there was nothing.", ", ".join(empty))
                )
            closing_sudo = closing.sudo()
            closing_sudo.write(
                {
                    "state": "submitted",
                    "submitted_by_id": self.env.uid,
                    "submitted_at": fields.Datetime.now(),
                    "figures": closing_sudo._gather_figures(),
                }
            )
            self.env["hotel.clock"].stop(closing_sudo.order_id, "closing")
            gm = closing_sudo.company_id.hotel_gm_id
            if gm.active:
                closing_sudo.activity_schedule("hotel_events.mail_activity_closing", user_id=gm.id)
        return True

    def action_seen(self):
        """H14: the general manager has read the report."""
        self.check_access("read")
        if not self.env.user.has_group("hotel_base.group_gm"):
            raise AccessError(self.env._("Closing reports are read and signed off by the general manager."))
        for closing in self:
            closing._check_state("submitted")
            closing_sudo = closing.sudo()
            closing_sudo.write({"state": "seen", "seen_by_id": self.env.uid, "seen_at": fields.Datetime.now()})
            closing_sudo.activity_ids.unlink()
        return True

    # ------------------------------------------------------------------ private

    def _check_words(self, vals):
        """M2: what was handed in stays; the general manager adds a remark until the report is seen."""
        remark = self.env.user.has_group("hotel_base.group_gm")
        for closing in self:
            if "remark" in vals and not (remark and closing.state == "submitted"):
                raise AccessError(self.env._("The general manager adds a remark to a report that was handed in and not seen yet."))
            if WORDS & vals.keys() and closing.state != "draft":
                raise UserError(self.env._("%s was handed in: it stays as it is.", closing.display_name))

    def _check_state(self, state):
        self.ensure_one()
        if self.state != state:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(self.env._("%(report)s is already: %(state)s.", report=self.display_name, state=labels[self.state]))

    def _gather_figures(self):
        """Return {name: value} of `FIGURES` as they are now (superuser mode); amounts in the company's currency."""
        self.ensure_one()
        order, event = self.order_id, self.order_id.event_id
        row = self.env["hotel.event.figure"].browse(order.id)
        charged = event.hotel_damage_ids.filtered(lambda damage: damage.state == "charged")
        return {
            "guests_guaranteed": order.guests_guaranteed,
            "guests_actual": order.guests_actual,
            "budget": order.budget,
            "income": row.income,
            "cost": event._hotel_get_cost(),
            "deposit": order.deposit_received,
            "damage": sum(charged.mapped("amount")),
            "incidents": event._hotel_count_incidents(),
            "guest_answers": event.hotel_guest_answers,
            "guest_score": event.hotel_guest_score,
            "host_answers": event.hotel_host_answers,
            "host_score": event.hotel_host_score,
        }

    def _get_signatures(self):
        """Return the boxes to sign of the printed report."""
        self.ensure_one()
        sudo = self.sudo()
        return [
            {"label": self.env._("Author"), "name": sudo.submitted_by_id.name, "date": sudo.submitted_at},
            {"label": self.env._("General manager"), "name": sudo.seen_by_id.name, "date": sudo.seen_at},
        ]
