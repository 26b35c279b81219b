from odoo import api, fields, models
from odoo.exceptions import UserError

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
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin", "hotel.acknowledged.mixin"]
    _order = "date_begin desc, id desc"
    _check_company_auto = True

    _server_fields = frozenset({"name", "state", "revision", "issue_ids", "event_id", "ordered_at", "cancelled_at"})

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    title = fields.Char("Occasion", required=True, tracking=True)
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
    kind_id = fields.Many2one("hotel.event.kind", "Kind", ondelete="restrict")
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
    event_id = fields.Many2one("event.event", "Event", index="btree_not_null", readonly=True, copy=False, ondelete="restrict")
    coordinator_id = fields.Many2one(
        "res.users",
        "Coordinator",
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
    ordered_at = fields.Datetime("Ordered", readonly=True, copy=False, default=fields.Datetime.now)
    cancelled_at = fields.Datetime("Cancelled", readonly=True, copy=False)
    move_warnings = fields.Text(related="event_id.hotel_move_warnings", string="Since the event was moved")
    revision = fields.Integer("Issue", readonly=True, copy=False)
    issue_ids = fields.One2many("hotel.event.issue", "order_id", "Issues", readonly=True)

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")
    _one_order_an_event = models.UniqueIndex("(event_id) WHERE event_id IS NOT NULL", "The event has an order already.")
    _ends_after_it_begins = models.Constraint("CHECK (date_end > date_begin)", "An event ends after it begins.")
    _guests_not_negative = models.Constraint(
        "CHECK (COALESCE(guests_guaranteed, 0) >= 0 AND COALESCE(guests_actual, 0) >= 0)", "Numbers of guests are 0 or more."
    )

    @api.depends("guests_guaranteed", "guests_actual")
    def _compute_guests_billed(self):
        for order in self:
            order.guests_billed = event_order.billable_guests(order.guests_guaranteed, order.guests_actual)

    @api.depends("kind_id")
    def _compute_department_ids(self):
        for order in self:
            order.department_ids = order.kind_id.department_ids or order.department_ids

    @api.depends("name", "title")
    def _compute_display_name(self):
        for order in self:
            order.display_name = f"{order.name} {order.title or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders_sudo = orders.sudo()
        events_sudo = self.env["event.event"].sudo().create([order._prepare_new_event_vals() for order in orders_sudo])
        for order, event in zip(orders_sudo, events_sudo, strict=True):
            order.name = self.env["ir.sequence"].sudo().with_company(order.company_id).next_by_code(self._name)
            order.event_id = event
            event._hotel_apply_kind(order.kind_id)
        return orders

    def write(self, vals):
        ended = self.filtered(lambda order: order.state in ("settled", "cancelled"))
        if ended and not self.env.su and vals.keys() & self._get_business_fields():
            raise UserError(
                self.env._("%s is settled or cancelled: it stays as it is.", ", ".join(ended.mapped("display_name")))
            )
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

    @api.model
    def _get_business_fields(self):
        """Return the names of the fields that an ended order keeps as they are."""
        return {"title", "partner_id", "date_begin", "date_end", "guests_guaranteed", "guests_actual", "payment_way",
                "settlement_date", "sale_order_id", "coordinator_id", "department_ids", "requirement_ids", "budget", "deposit_asked"}  # fmt: skip

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
