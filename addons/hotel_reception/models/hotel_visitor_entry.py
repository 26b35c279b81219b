from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

ENTRY_STATES = [
    ("announced", "Announced"),
    ("here", "In the house"),
    ("left", "Left"),
    ("refused", "Refused"),
    ("missed", "Did not come"),
    ("cancelled", "Cancelled"),
]
#: What an announcement consists of; everything else is written by the server.
OWN_FIELDS = frozenset({"name", "firm", "kind_id", "phone", "plate", "persons", "purpose", "host_id", "expected_at", "company_id"})


class HotelVisitorEntry(models.Model):
    """One visitor in the log: announced, in the house, left, or refused (K5).

    A light row, without chatter: there are many, and their personal data is deleted after a set time. Announced by any
    employee who is visited; arrival, badge, departure and refusal are written through the methods of the door alone.
    """

    _name = "hotel.visitor.entry"
    _description = "Visitor"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {
            "state", "visit_id", "guest_id", "code", "client_ref", "arrival", "departure", "badge_id", "badge_number", "badge_given_at",
            "badge_returned_at", "privacy_id", "agreed_at", "agreed_way", "refused_reason", "refused_at", "refused_by_id", "let_in_by_id",
            "let_out_by_id", "asked_at", "host_answer", "host_answered_at", "host_answered_by_id", "host_note", "told_id", "erased_at",
        }
    )  # fmt: skip

    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict")
    state = fields.Selection(ENTRY_STATES, required=True, readonly=True, default="announced", copy=False, group_expand=True)
    name = fields.Char("Visitor", required=True)
    firm = fields.Char()
    kind_id = fields.Many2one("hotel.visitor.kind", "Comes as", ondelete="restrict", check_company=True)
    phone = fields.Char()
    plate = fields.Char("Number plate")
    persons = fields.Integer(default=1, help="With companions.")
    purpose = fields.Char()
    host_id = fields.Many2one(
        "hr.employee", "Visits", ondelete="restrict", index=True, check_company=True, default=lambda self: self.env.user.employee_id
    )
    department_id = fields.Many2one("hr.department", compute="_compute_department", store=True)
    expected_at = fields.Datetime("Expected", default=fields.Datetime.now)
    visit_id = fields.Many2one("hotel.visit", "Reception", readonly=True, index="btree_not_null", ondelete="restrict")
    guest_id = fields.Many2one("hotel.visit.guest", readonly=True, index="btree_not_null", ondelete="set null")
    code = fields.Char("Invitation", readonly=True, copy=False, groups="hotel_reception.group_door")
    client_ref = fields.Char(readonly=True, copy=False)
    arrival = fields.Datetime("Arrived", readonly=True, copy=False)
    departure = fields.Datetime("Left at", readonly=True, copy=False)
    let_in_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    let_out_by_id = fields.Many2one("res.users", "Seen off by", readonly=True, copy=False, ondelete="restrict")
    badge_id = fields.Many2one("hotel.visitor.badge", "Badge given out", readonly=True, copy=False, ondelete="restrict")
    badge_number = fields.Char("Badge", readonly=True, copy=False)
    badge_given_at = fields.Datetime("Badge given at", readonly=True, copy=False)
    badge_returned_at = fields.Datetime("Badge returned", readonly=True, copy=False)
    badge_open = fields.Boolean("Badge not returned", compute="_compute_badge_open", search="_search_badge_open")
    privacy_id = fields.Many2one("hotel.visitor.privacy", "Agreed to", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    agreed_at = fields.Datetime("Agreed", readonly=True, copy=False)
    agreed_way = fields.Selection([("door", "At the door"), ("invitation", "On the invitation")], readonly=True, copy=False)
    asked_at = fields.Datetime("Host asked", readonly=True, copy=False)
    told_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict", help="The host, or who stands in.")
    host_answer = fields.Selection([("coming", "Comes"), ("declined", "Does not receive")], "Host's answer", readonly=True, copy=False)
    host_answered_at = fields.Datetime("Answered", readonly=True, copy=False)
    host_answered_by_id = fields.Many2one("res.users", "Answered by", readonly=True, copy=False, ondelete="restrict")
    host_note = fields.Char("Host's note", readonly=True, copy=False)
    wait_minutes = fields.Float("Waited (minutes)", compute="_compute_wait_minutes", store=True, aggregator="avg")
    stay_hours = fields.Float("Stay (hours)", compute="_compute_stay_hours", store=True, aggregator="avg")
    refused_reason = fields.Char("Why refused", readonly=True, copy=False)
    refused_at = fields.Datetime("Refused at", readonly=True, copy=False)
    refused_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    erased_at = fields.Datetime("Personal data deleted", readonly=True, copy=False)

    _persons = models.Constraint("CHECK (persons BETWEEN 1 AND 500)", "A visitor comes with 1 to 500 persons.")
    _badge_given_once = models.UniqueIndex(
        "(badge_id) WHERE badge_given_at IS NOT NULL AND badge_returned_at IS NULL", "This badge is with another visitor."
    )
    _code_unique = models.UniqueIndex("(code) WHERE code IS NOT NULL")
    _client_ref_unique = models.UniqueIndex("(company_id, client_ref) WHERE client_ref IS NOT NULL")
    _here = models.Index("(company_id, arrival) WHERE state = 'here'")
    _expected = models.Index("(company_id, expected_at) WHERE state IN ('announced', 'missed')")
    _arrivals = models.Index("(company_id, arrival DESC)")
    _badge_out = models.Index("(company_id) WHERE badge_given_at IS NOT NULL AND badge_returned_at IS NULL")
    _to_erase = models.Index("(company_id, id) WHERE erased_at IS NULL AND state <> 'here'")
    _latest = models.Index("(company_id, state, id DESC)")

    @api.depends("host_id")
    def _compute_department(self):
        for entry in self:
            entry.department_id = entry.host_id.sudo().department_id.id

    @api.depends("badge_given_at", "badge_returned_at")
    def _compute_badge_open(self):
        for entry in self:
            entry.badge_open = bool(entry.badge_given_at and not entry.badge_returned_at)

    def _search_badge_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("badge_given_at", "!=", False) & Domain("badge_returned_at", "=", False)
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return domain if True in wanted else ~domain

    @api.depends("arrival", "host_answered_at")
    def _compute_wait_minutes(self):
        for entry in self:
            waited = entry.arrival and entry.host_answered_at and entry.host_answered_at - entry.arrival
            entry.wait_minutes = max(waited.total_seconds() / 60, 0) if waited else 0.0

    @api.depends("arrival", "departure")
    def _compute_stay_hours(self):
        for entry in self:
            entry.stay_hours = (entry.departure - entry.arrival).total_seconds() / 3600 if entry.arrival and entry.departure else 0.0

    @api.depends("name", "firm")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = f"{entry.name} ({entry.firm})" if entry.firm else entry.name

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        if not self.env.su:
            entries._check_announcement()
        return entries

    def write(self, vals):
        """What was noted at the door stays: an announcement is changed until the visitor has come."""
        if not self.env.su:
            if self._kept_fields() & vals.keys() and (over := self.filtered(lambda entry: entry.state not in ("announced", "missed"))):
                raise UserError(
                    self.env._("%(visitors)s: noted at the door already, so it stays as it is.", visitors=", ".join(over.mapped("display_name")))
                )
            if bound := self.filtered(lambda entry: entry.sudo().visit_id):
                raise UserError(
                    self.env._(
                        "%(visitors)s: a guest of a reception. Change it there.", visitors=", ".join(bound.mapped("display_name"))
                    )
                )
        result = super().write(vals)
        if not self.env.su:
            self._check_announcement()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_announcements(self):
        """M2: what happened at the door stays; a mere announcement of one's own can be taken back."""
        kept = self.filtered(lambda entry: entry.state != "announced" or entry.asked_at or entry.sudo().visit_id)
        if kept:
            raise UserError(
                self.env._(
                    "%(visitors)s: kept in the log. Personal data is deleted by itself after the company's time.",
                    visitors=", ".join(kept.mapped("display_name")),
                )
            )

    @api.model
    def _kept_fields(self):
        return OWN_FIELDS

    def _check_announcement(self):
        """K5: an announcement names whom it is for, and not a person who is not admitted."""
        for entry in self:
            if not entry.host_id:
                raise UserError(self.env._("Say whom %(visitor)s visits.", visitor=entry.name))
            if not (entry.name or "").strip():
                raise UserError(self.env._("Give the visitor's name."))

    def action_received(self, note=None):
        """K5: the host (or who stands in) receives the visitor; the clock of waiting stops."""
        self._answer("coming", note)
        return True

    def action_decline(self, note=None):
        """K5: the host does not receive the visitor; the door is shown so."""
        self._answer("declined", note)
        return True

    def _answer(self, answer, note):
        self.check_access("read")
        now = fields.Datetime.now()
        for entry in self:
            entry_sudo = entry.sudo()
            people = entry_sudo.host_id.user_id | entry_sudo.told_id | entry_sudo.visit_id._visit_people()
            if self.env.user not in people:
                raise UserError(
                    self.env._(
                        "%(visitor)s is answered for by %(host)s.",
                        visitor=entry.display_name,
                        host=", ".join(people.mapped("name")) or self.env._("nobody"),
                    )
                )
            if entry.state not in ("announced", "here"):
                raise UserError(
                    self.env._("%(visitor)s is %(state)s.", visitor=entry.display_name, state=entry._entry_state_label())
                )
            entry_sudo.write({
                "host_answer": answer,
                "host_answered_at": now,
                "host_answered_by_id": self.env.uid,
                "host_note": note.strip() if isinstance(note, str) else False,
            })  # fmt: skip
        self.env["hotel.clock"].stop(self, "visitor", now)

    def _entry_state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]
