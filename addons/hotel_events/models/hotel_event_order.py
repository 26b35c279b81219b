from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import event_order

PAYMENT_WAYS = [
    ("transfer", "Bank transfer"),
    ("card", "Card"),
    ("cash", "Cash"),
    ("account", "Charged on account"),
]


class HotelEventOrder(models.Model):
    """The event order: what a customer has ordered for a meeting or group, and who in the house does what (H1-H5).

    It stands between the offer (`sale.order`) and the work (`event.event`). Departments get it in numbered issues.
    """

    _name = "hotel.event.order"
    _description = "Event Order"
    _inherit = ["hotel.protected.mixin", "hotel.numbered.mixin", "mail.thread", "mail.activity.mixin", "hotel.acknowledged.mixin"]
    _order = "date_begin desc, id desc"
    _check_company_auto = True

    _server_fields = frozenset({"name", "state", "revision", "issue_ids", "event_id", "ordered_at", "cancelled_at"})

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    title = fields.Char("Occasion", required=True, tracking=True, index="trigram")
    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("done", "Held"), ("settled", "Settled"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind_id = fields.Many2one("hotel.event.kind", ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="restrict", tracking=True)
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", string="Firm", store=True, index=True, precompute=True
    )
    contact_phone = fields.Char("Phone on the day")
    lead_id = fields.Many2one("crm.lead", "Opportunity", index="btree_not_null", ondelete="restrict", check_company=True)
    sale_order_id = fields.Many2one(
        "sale.order",
        "Offer",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('partner_id', 'child_of', commercial_partner_id)]",
        copy=False,
    )
    event_id = fields.Many2one("event.event", index="btree_not_null", readonly=True, copy=False, ondelete="restrict")
    coordinator_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        tracking=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
        help="H1: the salesperson who answers for the event in the house.",
    )
    date_begin = fields.Datetime("Begins", required=True, tracking=True, index=True)
    date_end = fields.Datetime("Ends", required=True, tracking=True)
    guests_guaranteed = fields.Integer("Guaranteed guests", tracking=True)
    guests_actual = fields.Integer("Actual guests", tracking=True, copy=False)
    guests_billed = fields.Integer("Guests to bill", compute="_compute_guests_billed", help="The larger of the two.")
    department_ids = fields.Many2many(
        "hr.department",
        string="Departments concerned",
        compute="_compute_department_ids",
        store=True,
        readonly=False,
        help="Each acknowledges each issue.",
    )
    payment_way = fields.Selection(PAYMENT_WAYS, "Way of payment", tracking=True)
    settlement_date = fields.Date(
        "Settlement", tracking=True, help="H3: when everything is settled; at most 7 working days after the end."
    )
    requirement_ids = fields.One2many("hotel.event.requirement", "order_id", "What the departments do", copy=True)
    note = fields.Text("Remarks")
    # The terms of the day on which the order was made: a later change of the policy does not touch it (M6).
    deposit_rate = fields.Float("Deposit (%)", compute="_compute_terms", store=True, precompute=True, digits=(5, 2))
    settlement_days = fields.Integer("Working days to settle", compute="_compute_terms", store=True, precompute=True)
    free_hours = fields.Integer("Hours of free cancelling", compute="_compute_terms", store=True, precompute=True)
    salesperson_share = fields.Float(
        "Salesperson's share (%)", compute="_compute_terms", store=True, precompute=True, digits=(5, 2)
    )
    ordered_at = fields.Datetime(
        "Ordered", readonly=True, copy=False, default=fields.Datetime.now, help="H15: when the customer signed the offer."
    )
    cancelled_at = fields.Datetime("Cancelled", readonly=True, copy=False)
    move_warnings = fields.Text(related="event_id.hotel_move_warnings", string="Since the event was moved")
    revision = fields.Integer("Issue", readonly=True, copy=False)
    issue_ids = fields.One2many("hotel.event.issue", "order_id", "Issues", readonly=True)

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")
    _one_order_an_offer = models.UniqueIndex("(sale_order_id) WHERE sale_order_id IS NOT NULL", "The offer has an event order already.")
    _one_order_an_event = models.UniqueIndex("(event_id) WHERE event_id IS NOT NULL", "The event has an order already.")
    _ends_after_it_begins = models.Constraint("CHECK (date_end > date_begin)", "An event ends after it begins.")
    _guests_not_negative = models.Constraint(
        "CHECK (COALESCE(guests_guaranteed, 0) >= 0 AND COALESCE(guests_actual, 0) >= 0)", "Numbers of guests are 0 or more."
    )

    @api.depends("guests_guaranteed", "guests_actual")
    def _compute_guests_billed(self):
        for order in self:
            order.guests_billed = event_order.billable_guests(order.guests_guaranteed, order.guests_actual)

    @api.depends("company_id")
    def _compute_terms(self):
        for order in self:
            company_sudo = order.company_id.sudo()
            order.deposit_rate = company_sudo.hotel_event_deposit_rate
            order.settlement_days = company_sudo.hotel_event_settlement_days
            order.free_hours = company_sudo.hotel_event_free_hours
            order.salesperson_share = company_sudo.hotel_event_salesperson_share

    @api.depends("kind_id", "company_id")
    def _compute_department_ids(self):
        for order in self:
            departments = order.kind_id.department_ids.filtered(
                lambda department, order=order: department.company_id in (order.company_id, order.company_id.browse())
            )
            order.department_ids = departments or order.department_ids

    @api.depends("name", "title")
    def _compute_display_name(self):
        for order in self:
            order.display_name = f"{order.name} {order.title or ''}".strip()

    @api.constrains("sale_order_id", "partner_id", "company_id")
    def _check_offer(self):
        """An offer belongs to one order, of the same firm, in the company's currency: its down payments are the deposit."""
        for order in self:
            offer = order.sale_order_id.sudo()
            if offer and offer.partner_id.commercial_partner_id != order.commercial_partner_id:
                raise ValidationError(
                    self.env._("Offer: %(offer)s is for %(customer)s.", offer=offer.name, customer=offer.partner_id.display_name)
                )
            if offer and offer.currency_id != order.currency_id:
                raise ValidationError(
                    self.env._(
                        "Offer: %(offer)s is in %(currency)s. The budget and the deposit of an event are in %(own)s.",
                        offer=offer.name,
                        currency=offer.currency_id.name,
                        own=order.currency_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        over = orders.filtered(lambda order: order.date_end < fields.Datetime.now())
        if over and not self.env.su:
            raise ValidationError(
                self.env._("An event is ordered before it is over: %s. Choose a day to come.", ", ".join(over.mapped("title")))
            )
        orders_sudo = orders.sudo()
        events_sudo = self.env["event.event"].sudo().create([order._prepare_new_event_vals() for order in orders_sudo])
        for order, event in zip(orders_sudo, events_sudo, strict=True):
            order.event_id = event
            event._hotel_apply_kind(order.kind_id)
        return orders

    def write(self, vals):
        if not self.env.su:
            self._check_unlocked(vals)
        result = super().write(vals)
        if vals.keys() & {"date_begin", "date_end", "title", "coordinator_id"}:
            for order in self.sudo():
                order._push_to_event()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        kept = self.filtered(lambda order: order.revision or order.state != "draft")
        if kept:
            raise UserError(
                self.env._("Event orders that were issued are kept: cancel %s instead.", ", ".join(kept.mapped("display_name")))
            )

    def unlink(self):
        """The event of a draft that nobody issued goes with it, out of sight."""
        events_sudo = self.sudo().event_id
        result = super().unlink()
        events_sudo.active = False
        return result

    def action_apply_kind(self):
        """Fill the event with what its kind brings, for a kind that was chosen or changed later."""
        self.check_access("write")
        for order in self:
            if order.state in ("settled", "cancelled"):
                raise UserError(self.env._("%s is settled or cancelled: it stays as it is.", order.display_name))
            if not order.kind_id:
                raise UserError(self.env._("%s: choose the kind of event first.", order.display_name))
            # The lists that a template fills belong to several departments.
            order.sudo().event_id._hotel_apply_kind(order.kind_id)
        return True

    def action_open_event(self):
        """Open the work of the order."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": "event.event", "view_mode": "form", "res_id": self.event_id.id}

    def action_move_seen(self):
        """Take the list of what became impossible off the screen."""
        self.check_access("write")
        self.sudo().event_id.hotel_move_warnings = False
        return True

    def _check_unlocked(self, vals):
        """M2: what was held keeps what was agreed, what is settled or cancelled keeps everything.

        :raise UserError: naming the order and the fields
        """
        problems = []
        for order in self:
            locked = sorted(name for name in vals.keys() & order._get_locked_fields() if order._is_changed(name, vals[name]))
            if locked:
                problems.append(
                    self.env._(
                        "%(order)s: %(fields)s cannot be changed any more.",
                        order=order.display_name,
                        fields=", ".join(order._fields[name]._description_string(self.env) for name in locked),
                    )
                )
        if problems:
            raise UserError("\n".join(problems))

    def _is_changed(self, name, value):
        field = self._fields[name]
        if field.type in ("one2many", "many2many"):
            return True
        return field.convert_to_write(self[name], self) != field.convert_to_write(field.convert_to_cache(value, self), self)

    def _get_locked_fields(self):
        """Return the names of the fields that nobody changes any more, as the order is now."""
        self.ensure_one()
        locked = {"company_id", "event_id"}
        if self.sudo().move_ids:
            locked |= {"partner_id", "sale_order_id"}
        if self.state in ("done", "settled", "cancelled"):
            locked |= {"title", "partner_id", "kind_id", "date_begin", "date_end", "guests_guaranteed", "payment_way",
                       "settlement_date", "sale_order_id", "lead_id", "department_ids", "requirement_ids", "budget",
                       "deposit_asked", "deposit_due"}  # fmt: skip
        if self.state in ("settled", "cancelled"):
            locked |= {"guests_actual", "coordinator_id", "contact_phone", "note"}
        if not self.env.user.has_group("hotel_base.group_sales"):
            # What was agreed with the customer is the business of sales; departments say what they do.
            locked |= {"partner_id", "guests_guaranteed", "payment_way", "settlement_date", "sale_order_id", "budget",
                       "deposit_asked", "deposit_due"}  # fmt: skip
        return locked

    def _prepare_event_vals(self):
        """Return what the event takes over from the order, whenever it changes."""
        self.ensure_one()
        return {
            "name": self.title,
            "date_begin": self.date_begin,
            "date_end": self.date_end,
            "user_id": self.coordinator_id.id,
        }

    def _prepare_new_event_vals(self):
        """Return the values of the order's new event."""
        return {
            **self._prepare_event_vals(),
            "company_id": self.company_id.id,
            "date_tz": self.company_id.hotel_tz,
            "organizer_id": self.company_id.partner_id.id,
            # Guests are told by the hotel's own invitations, not by Odoo's standard confirmations.
            "event_mail_ids": [],
            "event_ticket_ids": [],
        }

    def _push_to_event(self):
        """Tell the event what changed on the order."""
        for order in self:
            values = order._prepare_event_vals()
            event = order.event_id
            changed = event._convert_to_write({name: event[name] for name in values}) if event else values
            if changed != values:
                event.write(values)

    def _follow_event(self):
        """Take over the dates and the name of an event that was moved on its own screen."""
        for order in self:
            event = order.event_id
            if (order.date_begin, order.date_end, order.title) != (event.date_begin, event.date_end, event.name):
                order.write({"date_begin": event.date_begin, "date_end": event.date_end, "title": event.name})

    def _go(self, state, **values):
        """Change the state as the table of transitions allows; the server's own."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for order in self:
            if state not in event_order.NEXT[order.state]:
                raise UserError(
                    self.env._(
                        "%(order)s is %(state)s: it cannot become %(target)s.",
                        order=order.display_name,
                        state=labels[order.state],
                        target=labels[state],
                    )
                )
        self.sudo().write({"state": state, **values})
