from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import desk_identity
from ..rules.desk_ownership import lapsed

#: Why an ownership began or ended.
REASONS = [
    ("first", "First received"),
    ("salesperson", "Salesperson of the customer's record"),
    ("decision", "Decided by the sales head"),
    ("given", "Given by the sales head"),
    ("handover", "Hand-over"),
    ("lapsed", "Lapsed without contact"),
    ("released", "Released by the sales head"),
    ("no_customer", "Turned out to be no customer"),
]


class HotelDeskCustomer(models.Model):
    """L2, L3: a person or firm in the register of a company's desks, and whose customer they are.

    Partners are shared by the hotels of a group; who looks after them is each hotel's own. The owner, the last contact and
    the last day of the ownership are written by the desk's methods alone.
    """

    _name = "hotel.desk.customer"
    _description = "Customer of the sales desk"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"
    _rec_names_search = ["name", "firm", "phone"]

    name = fields.Char(help="The person who comes or calls.")
    firm = fields.Char()
    phone = fields.Char()
    phone_digits = fields.Char(compute="_compute_keys", store=True, help="National digits of the number, however it was written.")
    plate = fields.Char("Number plate")
    plate_key = fields.Char(compute="_compute_keys", store=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", default=lambda self: self.env.company)
    partner_id = fields.Many2one("res.partner", "Contact", readonly=True, ondelete="restrict", index="btree_not_null")
    lead_id = fields.Many2one("crm.lead", "Opportunity", readonly=True, ondelete="set null", index="btree_not_null")
    class_id = fields.Many2one("hotel.desk.class", ondelete="restrict", index=True)
    desk_id = fields.Many2one("hotel.desk", "Last desk", readonly=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", "Owner", readonly=True, ondelete="restrict")
    owned_since = fields.Date(readonly=True)
    last_contact = fields.Date(readonly=True, index=True)
    lapses_on = fields.Date("Belongs to the owner until", readonly=True, help="L3: last day without another contact.")
    bought_on = fields.Date("Bought first", readonly=True)
    active = fields.Boolean(default=True)
    entry_ids = fields.One2many("hotel.desk.entry", "customer_id", "Visits and calls", readonly=True)
    ownership_ids = fields.One2many("hotel.desk.ownership", "customer_id", "Owners", readonly=True)
    contact_ids = fields.One2many("hotel.desk.contact", "customer_id", "Contacts", readonly=True)
    entry_count = fields.Integer(compute="_compute_entry_count")

    _server_fields = frozenset({
        "company_id", "partner_id", "lead_id", "desk_id", "user_id", "owned_since", "last_contact", "lapses_on", "bought_on", "active",
    })  # fmt: skip

    _someone = models.Constraint(
        "CHECK (COALESCE(name, firm, phone, plate) IS NOT NULL)", "Enter a name, a firm, a phone number or a number plate."
    )
    _phone_unique = models.UniqueIndex(
        "(company_id, phone_digits) WHERE phone_digits IS NOT NULL AND active", "Another customer in the register has this phone number."
    )
    _partner_unique = models.UniqueIndex("(company_id, partner_id) WHERE partner_id IS NOT NULL AND active")
    _of_owner = models.Index("(user_id, company_id) WHERE user_id IS NOT NULL")
    _to_lapse = models.Index("(lapses_on) WHERE user_id IS NOT NULL")
    _of_company = models.Index("(company_id, id DESC)")

    def init(self):
        """Make the indexes of the search at the desk."""
        super().init()
        self.env["hotel.desk"]._make_match_indexes()

    @api.depends("phone", "plate", "company_id")
    def _compute_keys(self):
        for customer in self:
            code = customer.company_id.sudo().country_id.phone_code
            customer.phone_digits = desk_identity.national(customer.phone, str(code or "")) or False
            customer.plate_key = desk_identity.plate_key(customer.plate) or False

    @api.depends("name", "firm", "phone", "plate")
    def _compute_display_name(self):
        for customer in self:
            name, firm = customer.name or customer.phone or customer.plate, customer.firm
            customer.display_name = f"{name} ({firm})" if name and firm else name or firm or ""

    def _compute_entry_count(self):
        counts = dict(self.env["hotel.desk.entry"]._read_group([("customer_id", "in", self.ids)], ["customer_id"], ["__count"]))
        for customer in self:
            customer.entry_count = counts.get(customer, 0)

    def write(self, vals):
        """L3: another class moves the last day of the ownership from the last contact on."""
        result = super().write(vals)
        if "class_id" in vals:
            for customer_sudo in self.sudo().filtered("last_contact"):
                customer_sudo.lapses_on = customer_sudo.desk_id._last_day(customer_sudo.last_contact, customer_sudo.class_id)
        return result

    def action_open_entries(self):
        """Open the register's entries of this customer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_reception.hotel_desk_entry_action")
        return {**action, "domain": [("customer_id", "=", self.id)], "context": {}}

    # ------------------------------------------------------------------ private

    def _lock_own(self):
        """Hold the customer (short transaction) and read it anew."""
        self.ensure_one()
        self.env.execute_query(SQL("SELECT id FROM hotel_desk_customer WHERE id = %s FOR NO KEY UPDATE", self.id))
        self.invalidate_recordset()

    def _get_owner(self, day):
        """Return the user to whom the customer belongs on `day`: an ownership that lapsed counts as none, cron or not."""
        self.ensure_one()
        if not self.user_id.active or lapsed(self.lapses_on or None, day):
            return self.user_id.browse()
        return self.user_id

    def _has_bought(self):
        """Return whether the customer has bought before: noted here, or an opportunity of the customer was won.

        Addons that know of invoices or orders extend this.
        """
        self.ensure_one()
        if self.bought_on:
            return True
        partner = self.partner_id.commercial_partner_id
        return bool(partner) and bool(
            self.env["crm.lead"].sudo().with_context(active_test=False).search_count(
                [("partner_id", "child_of", partner.id), ("won_status", "=", "won"), ("company_id", "in", (self.company_id.id, False))],
                limit=1,
            )
        )

    def _note_bought(self, day):
        """Note that these customers have bought, from `day` on."""
        self.filtered(lambda customer: not customer.bought_on).write({"bought_on": day})

    def _note_contact(self, day, desk=None):
        """L3: a contact on `day` (date) keeps the customer with the owner."""
        earlier = self.filtered(lambda customer: not customer.last_contact or customer.last_contact <= day)
        for (at_desk, customer_class), customers in earlier.grouped(lambda customer: (desk or customer.desk_id, customer.class_id)).items():
            customers.write({"last_contact": day, "desk_id": at_desk.id, "lapses_on": at_desk._last_day(day, customer_class)})

    def _give_to(self, user, reason, day, entry=None, note=None):
        """Make `user` (or nobody) the owner of these customers from `day` on; the earlier ownership ends with the same reason.

        Called in superuser mode. Customers that belong to `user` already are left alone.
        """
        changed = self.filtered(lambda customer: customer.user_id != user)
        now = fields.Datetime.now()
        changed.ownership_ids.filtered(lambda period: not period.until).write({
            "until": day, "ended_at": now, "end_reason": reason, "ended_by_id": self.env.uid, "end_note": note,
        })  # fmt: skip
        changed.write({"user_id": user.id, "owned_since": day if user else False})
        # The old period has to be over in the database before the new one begins there.
        self.env.flush_all()
        if user:
            self.env["hotel.desk.ownership"].sudo().create([
                {
                    "customer_id": customer.id,
                    "company_id": customer.company_id.id,
                    "user_id": user.id,
                    "since": day,
                    "reason": reason,
                    "by_id": self.env.uid,
                    "entry_id": entry and entry.id,
                    "note": note,
                }
                for customer in changed
            ])
            changed._note_contact(day)

    def _forget_entry(self, entry):
        """Take the customer from who owns them only because of `entry`, which was no visit of theirs."""
        self.ensure_one()
        period = self.ownership_ids.filtered(lambda each: not each.until and each.entry_id == entry)
        if period:
            self._give_to(self.user_id.browse(), "no_customer", entry.day)
        if entry.is_new and not self.entry_ids.filtered(lambda each: each != entry and each.no_customer_state != "confirmed"):
            # Whom the entry alone brought into the register; kept, but found no more.
            self.active = False

    def _end_old_ownership(self, day):
        """End an ownership that lapsed, or whose owner has left, before the nightly run does."""
        if self.user_id and not self._get_owner(day):
            over = lapsed(self.lapses_on or None, day)
            self._give_to(self.user_id.browse(), "lapsed" if over else "released", self.lapses_on if over else day)
