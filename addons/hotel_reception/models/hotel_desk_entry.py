from odoo import api, fields, models
from odoo.tools import SQL

from ..rules.desk_queue import Case

STATES = [("waiting", "Waiting"), ("assigned", "Called"), ("taken", "With the salesperson"), ("done", "Done")]
RESULTS = [
    ("follow_up", "To be followed up"),
    ("offer", "Offer wanted"),
    ("ordered", "Ordered"),
    ("no_interest", "No interest"),
    ("left", "Left without being received"),
    ("no_customer", "No customer"),
]
WHY = [
    ("owner", "Owner of the customer"),
    ("again", "Received the same person today"),
    ("next", "Next in the queue"),
    ("stand_in", "Stands in for the owner"),
    ("head", "Sales head"),
    ("duty", "On telephone duty"),
    ("reception", "The reception"),
    ("found", "Owner found afterwards"),
]
NO_CUSTOMER = [
    ("research", "Market research"),
    ("supplier", "Supplier"),
    ("applicant", "Applicant"),
    ("private", "Visit to staff"),
    ("other", "Other matter"),
]


class HotelDeskEntry(models.Model):
    """L3: one walk-in or call in the register: who came, why, who received them, and the proof of that choice.

    A light row that nobody writes or deletes: the desk's methods do, and what was drawn stays as it was drawn.
    """

    _name = "hotel.desk.entry"
    _description = "Walk-in or call"
    _order = "day desc, id desc"
    _rec_names_search = ["name", "customer_name", "phone"]

    name = fields.Char("Number", required=True, readonly=True, index=True)
    number = fields.Integer("Of the day", readonly=True, aggregator=False)
    desk_id = fields.Many2one("hotel.desk", required=True, readonly=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    day = fields.Date(required=True, readonly=True)
    kind = fields.Selection([("walk_in", "Walk-in"), ("call", "Call")], required=True, readonly=True)
    request_ref = fields.Char(readonly=True, help="Reference of the screen: a repeated request enters nobody twice.")
    customer_id = fields.Many2one("hotel.desk.customer", required=True, readonly=True, ondelete="restrict", index=True)
    customer_name = fields.Char("Name", readonly=True)
    firm = fields.Char(readonly=True)
    phone = fields.Char(readonly=True)
    plate = fields.Char("Number plate", readonly=True)
    source_id = fields.Many2one("hotel.desk.source", readonly=True, ondelete="restrict", index=True)
    need_id = fields.Many2one("hotel.desk.need", readonly=True, ondelete="restrict")
    note = fields.Char(readonly=True)
    names_owner = fields.Boolean("Names the salesperson", readonly=True)
    entered_by_id = fields.Many2one("res.users", "Entered by", required=True, readonly=True, ondelete="restrict")
    is_new = fields.Boolean("New customer", readonly=True)
    bought = fields.Boolean("Had bought", readonly=True)
    counts = fields.Boolean(readonly=True, help="L2: one person on one day counts once, and who is no customer does not count.")

    owner_id = fields.Many2one("res.users", "Owner at entry", readonly=True, ondelete="restrict", index=True)
    user_id = fields.Many2one("res.users", "Received by", readonly=True, ondelete="restrict")
    first_user_id = fields.Many2one("res.users", "Drawn first", readonly=True, ondelete="restrict", help="Before the owner was found.")
    why = fields.Selection(WHY, "Why this salesperson", readonly=True)
    presence_id = fields.Many2one("hotel.desk.presence", readonly=True, ondelete="restrict")
    turn_used = fields.Boolean("Turn used", readonly=True)
    place_before = fields.Integer("Place when drawn", readonly=True, aggregator=False)
    proof = fields.Json("Proof as drawn", readonly=True)
    proof_html = fields.Html("Proof", compute="_compute_proof_html", sanitize=False)

    state = fields.Selection(STATES, required=True, readonly=True, default="waiting", index=True)
    arrived_at = fields.Datetime("Arrived", required=True, readonly=True)
    assigned_at = fields.Datetime("Called", readonly=True)
    taken_at = fields.Datetime("Received", readonly=True)
    done_at = fields.Datetime("Done", readonly=True)
    wait_minutes = fields.Float("Waited (minutes)", readonly=True, aggregator="avg")

    result = fields.Selection(RESULTS, readonly=True, index=True)
    result_note = fields.Char("What was agreed", readonly=True)
    lead_id = fields.Many2one("crm.lead", "Opportunity", readonly=True, ondelete="set null", index="btree_not_null")

    no_customer = fields.Selection(NO_CUSTOMER, "No customer: what", readonly=True)
    no_customer_state = fields.Selection(
        [("asked", "To be confirmed"), ("confirmed", "Confirmed"), ("refused", "Refused")], "No customer", readonly=True
    )
    no_customer_note = fields.Char("No customer: why", readonly=True)
    no_customer_by_id = fields.Many2one("res.users", "Reported by", readonly=True, ondelete="restrict")
    no_customer_at = fields.Datetime("Reported", readonly=True)
    decided_by_id = fields.Many2one("res.users", "Confirmed by", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime("Confirmed", readonly=True)
    decided_note = fields.Char("Reason of the refusal", readonly=True)
    turn_back = fields.Selection(
        [("given", "Given back"), ("too_late", "Too late: the day was over or the place taken")], "Turn given back", readonly=True
    )
    turn_back_at = fields.Datetime(readonly=True)
    dispute_ids = fields.One2many("hotel.desk.dispute", "entry_id", "Disputes", readonly=True)
    can_take = fields.Boolean(compute="_compute_can")
    can_finish = fields.Boolean(compute="_compute_can")
    can_confirm = fields.Boolean(compute="_compute_can")
    can_move = fields.Boolean(compute="_compute_can")
    can_report = fields.Boolean(compute="_compute_can")

    _ref_unique = models.UniqueIndex("(company_id, request_ref) WHERE request_ref IS NOT NULL")
    _number_unique = models.UniqueIndex("(desk_id, day, number)")
    # L2, held by the database: one person on one day counts once.
    _counts_once = models.UniqueIndex("(company_id, customer_id, day) WHERE counts")
    _of_day = models.Index("(desk_id, day, state)")
    _of_list = models.Index("(company_id, day DESC, id DESC)")
    _of_user = models.Index("(user_id, day)")
    _of_order = models.Index("(day DESC, id DESC)")

    @api.depends("customer_name", "firm")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = f"{entry.name} {entry.customer_name or entry.firm or entry.phone or ''}".strip()

    def _compute_can(self):
        for entry in self:
            reception = entry.desk_id._is_reception()
            own = entry.user_id == self.env.user
            entry.can_take = entry.state == "assigned" and (own or reception)
            entry.can_finish = entry.state != "done" and (own or reception)
            entry.can_move = entry.state in ("assigned", "taken") and entry._may_confirm(self.env.user)
            entry.can_report = (own or reception) and entry.no_customer_state != "confirmed" and bool(entry.user_id)
            entry.can_confirm = entry.no_customer_state == "asked" and entry._may_confirm(self.env.user)

    def _compute_proof_html(self):
        for entry in self:
            entry.proof_html = self.env["ir.qweb"]._render(
                "hotel_reception.hotel_desk_proof", {"proof": entry._get_proof(), "entry": entry.sudo()}
            )

    # ------------------------------------------------------------------ for the queue

    def _get_case(self):
        """Return what the rule has to know of this entry's customer (superuser mode)."""
        self.ensure_one()
        owner = self.owner_id
        if self.desk_id.owner_by == "named" and not self.names_owner:
            owner = owner.browse()
        return Case(
            kind=self.kind,
            owner=owner.id or None,
            earlier=self._get_first_today().user_id.id or None,
            now=self._get_first_today([("state", "in", ("assigned", "taken"))]).user_id.id or None,
            repeated=not self.counts,
            bought=self.bought,
        )

    def _get_first_today(self, more=()):
        """Return the first entry of the same person on the same day that has somebody who received it."""
        self.ensure_one()
        return self.search(
            [
                *more,
                ("company_id", "=", self.company_id.id),
                ("customer_id", "=", self.customer_id.id),
                ("day", "=", self.day),
                ("id", "!=", self.id),
                ("user_id", "!=", False),
                ("why", "!=", "reception"),
                ("no_customer_state", "!=", "confirmed"),
            ],
            order="id",
            limit=1,
        )

    def _receive_verdict(self, verdict, uses_turn, presence_sudo, place_before, people, case, policy):
        """Store who receives the customer, why, and what the queue was (superuser mode, the desk's day held)."""
        self.ensure_one()
        now = fields.Datetime.now()
        values = {"proof": self._make_proof(verdict, uses_turn, people, case, policy)}
        if verdict.user:
            values |= {
                "user_id": verdict.user,
                "why": verdict.why,
                "state": "assigned",
                "assigned_at": now,
                "turn_used": uses_turn,
                "presence_id": presence_sudo.id,
                "place_before": place_before,
            }
        self.write(values)
        if verdict.user and verdict.why in ("next", "duty", "again") and not case.owner:
            self.customer_id._give_to(self.user_id, "first", self.day, entry=self)
        self._watch()
        if verdict.user:
            self._tell()

    def _watch(self):
        """Run a deadline for the customer who waits: the salesperson's, or the sales head's as long as there is none."""
        self.ensure_one()
        clock = self.env["hotel.clock"]
        if not self.desk_id.wait_watched:
            return
        owner = self.user_id or self.company_id.hotel_sales_head_id
        running = clock._get_running(self, "desk_wait")
        if not owner or (running and running.owner_id == owner):
            return
        clock.stop(self, "desk_wait")
        due = fields.Datetime.add(self.assigned_at or self.arrived_at, minutes=self.desk_id.wait_minutes)
        head = self.company_id.hotel_sales_head_id
        clock.start(self, "desk_wait", due, owner, name=self.env._("A customer waits"), escalate_to=head or None)

    def _tell(self):
        """Show the salesperson on the screen who waits."""
        env = self.with_context(lang=self.user_id.lang).env
        labels = dict(self.with_env(env)._fields["kind"]._description_selection(env))
        self.user_id._bus_send(
            "simple_notification",
            {
                "type": "info",
                "title": f"{labels[self.kind]} · {self.desk_id.name}",
                "message": self.customer_name or self.firm or self.phone or self.name,
                "sticky": True,
            },
        )

    def _lock_own(self):
        """Hold this entry (superuser mode, short transaction) and read it anew."""
        self.ensure_one()
        self.env.execute_query(SQL("SELECT id FROM hotel_desk_entry WHERE id = %s FOR NO KEY UPDATE", self.id))
        self.invalidate_recordset()

    def _prepare_answer(self, repeated=False):
        """Return what the entry screen shows: plain values (superuser mode)."""
        self.ensure_one()
        labels = dict(self._fields["why"]._description_selection(self.env))
        return {
            "entry": self.id,
            "name": self.name,
            "number": self.number,
            "user_id": self.user_id.id or False,
            "user": self.user_id.name or False,
            "why": self.why or False,
            "why_label": labels.get(self.why, False),
            "waiting": self.state == "waiting",
            "customer": self.customer_id.display_name,
            "is_new": self.is_new,
            "owner": self.owner_id.name or False,
            "turn_used": self.turn_used,
            "counts": self.counts,
            "repeated": repeated,
            "lines": self._get_proof()["lines"],
        }
