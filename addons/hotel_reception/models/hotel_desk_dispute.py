from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [("open", "To be decided"), ("decided", "Decided"), ("withdrawn", "Withdrawn")]


class HotelDeskDispute(models.Model):
    """L4: two salespeople claim one customer; the sales head decides from the register, with a reason that is kept."""

    _name = "hotel.desk.dispute"
    _description = "Dispute over a customer"
    _inherit = ["mail.thread", "mail.activity.mixin", "hotel.protected.mixin"]
    _order = "id desc"

    name = fields.Char("Number", required=True, readonly=True, default="/")
    entry_id = fields.Many2one("hotel.desk.entry", "Visit or call", required=True, readonly=True, ondelete="restrict", index=True)
    customer_id = fields.Many2one("hotel.desk.customer", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    claimant_id = fields.Many2one("res.users", "Claimed by", required=True, readonly=True, ondelete="restrict", index=True)
    against_id = fields.Many2one("res.users", "Claimed from", readonly=True, ondelete="restrict", index=True)
    reason = fields.Text("Claim", required=True, readonly=True)
    opened_at = fields.Datetime("Claimed", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="open", tracking=True, index=True)
    owner_id = fields.Many2one("res.users", "The customer goes to", readonly=True, ondelete="restrict", tracking=True)
    decision = fields.Text("Reason of the decision", readonly=True, tracking=True)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, ondelete="restrict", tracking=True)
    decided_at = fields.Datetime("Decided", readonly=True)
    turn_back = fields.Boolean("Turn given back", readonly=True)
    can_decide = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")
    register_ids = fields.Many2many("hotel.desk.entry", compute="_compute_register")
    ownership_ids = fields.Many2many("hotel.desk.ownership", compute="_compute_register", string="Owners so far")
    proof_html = fields.Html("Proof of the visit or call", compute="_compute_proof_html", sanitize=False)

    _server_fields = frozenset({
        "name", "entry_id", "customer_id", "company_id", "claimant_id", "against_id", "reason", "opened_at", "state", "owner_id",
        "decision", "decided_by_id", "decided_at", "turn_back",
    })  # fmt: skip

    _one_open = models.UniqueIndex("(entry_id, claimant_id) WHERE state = 'open'", "You have claimed this customer already.")

    def _compute_can(self):
        for dispute in self:
            dispute.can_decide = dispute.state == "open" and dispute._may_decide(self.env.user)
            dispute.can_withdraw = dispute.state == "open" and dispute.claimant_id == self.env.user

    def _compute_register(self):
        """The evidence: all entries and owners of the customer up to today, as far as they are in the register."""
        for dispute in self:
            customer_sudo = dispute.sudo().customer_id
            dispute.register_ids = customer_sudo.entry_ids.sudo(False)
            dispute.ownership_ids = customer_sudo.ownership_ids.sudo(False)

    def _compute_proof_html(self):
        for dispute in self:
            dispute.proof_html = dispute.sudo().entry_id.proof_html

    # ------------------------------------------------------------------ actions

    def action_withdraw(self):
        """Take the claim back; it stays on record."""
        self.check_access("read")
        for dispute in self:
            if not dispute._lock_open() or dispute.claimant_id != self.env.user:
                raise UserError(self.env._("Only who made the claim %s takes it back, as long as it is open.", dispute.name))
        self.sudo().write({"state": "withdrawn", "decided_at": fields.Datetime.now()})
        self._close()
        return True

    def decide(self, user_id, decision):
        """L4: decide to whom the customer belongs. Who was drawn and loses the customer on the same day gets the turn back.

        :param int user_id: the salesperson to whom the customer belongs from now on
        :raise AccessError: for who is not sales head of the company, or is a party (then the general manager decides)
        :raise UserError: with all that is missing
        """
        self.ensure_one()
        self.check_access("read")
        if not self._may_decide(self.env.user):
            raise AccessError(
                self.env._("Disputes are decided by the sales head; the general manager decides where the sales head is a party.")
            )
        decision = " ".join(str(decision or "").split())
        owner = self.env["res.users"].browse(user_id and int(user_id)).exists()
        problems = []
        if not owner or not self.sudo().entry_id.desk_id.with_env(self.env)._is_salesperson(owner.sudo()):
            problems.append(self.env._("Choose a salesperson of the desk to whom the customer belongs."))
        if not decision:
            problems.append(self.env._("Give the reason of the decision: it is kept with the dispute."))
        if not self._lock_open():
            problems.append(self.env._("The dispute %s is not open any more.", self.name))
        if problems:
            raise UserError("\n".join(problems))
        turn_back = self._carry_out(owner)
        self.sudo().write({
            "state": "decided",
            "owner_id": owner.id,
            "decision": decision,
            "decided_by_id": self.env.uid,
            "decided_at": fields.Datetime.now(),
            "turn_back": turn_back,
        })
        self._close()
        for user in self.claimant_id | self.against_id:
            self.sudo().message_notify(
                partner_ids=user.partner_id.ids,
                subject=self.with_context(lang=user.lang).env._("%s is decided", self.name),
                body=self.with_context(lang=user.lang).env._(
                    "The customer %(customer)s belongs to %(owner)s. Reason: %(reason)s",
                    customer=self.sudo().customer_id.display_name, owner=owner.name, reason=decision,
                ),
            )  # fmt: skip
        return True

    # ------------------------------------------------------------------ private

    @api.model
    def _open(self, entry_sudo, reason):
        """Open the claim of the current user on an entry's customer; return it."""
        against = entry_sudo.customer_id._get_owner(entry_sudo.company_id._hotel_today()) or entry_sudo.user_id
        dispute_sudo = self.sudo().create([{
            "name": self.env["ir.sequence"].sudo().with_company(entry_sudo.company_id).next_by_code("hotel.desk.dispute"),
            "entry_id": entry_sudo.id,
            "customer_id": entry_sudo.customer_id.id,
            "company_id": entry_sudo.company_id.id,
            "claimant_id": self.env.uid,
            "against_id": against.id,
            "reason": reason,
            "opened_at": fields.Datetime.now(),
        }])  # fmt: skip
        decider = dispute_sudo._get_decider()
        if decider:
            company_sudo = entry_sudo.company_id
            due = self.env["hotel.workdays"].deadline(fields.Datetime.now(), entry_sudo.desk_id.dispute_days, company_sudo)
            self.env["hotel.clock"].start(dispute_sudo, "desk_dispute", due, decider, name=lambda env: env._("Dispute over a customer"))
            dispute_sudo.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                company_sudo._hotel_local(due).date(),
                summary=dispute_sudo.with_context(lang=decider.lang).env._("Decide whose customer it is"),
                user_id=decider.id,
            )
        return dispute_sudo.sudo(False)

    def _get_decider(self):
        """Return who decides: the sales head, or the general manager where the sales head is a party (superuser mode)."""
        company_sudo = self.company_id
        head = company_sudo.hotel_sales_head_id.filtered("active")
        if not head or head in self.claimant_id | self.against_id:
            return company_sudo.hotel_gm_id.filtered("active")
        return head

    def _may_decide(self, user):
        dispute_sudo = self.sudo()
        if user in dispute_sudo.claimant_id | dispute_sudo.against_id or dispute_sudo.company_id not in user.company_ids:
            return False
        return user.has_group("hotel_base.group_sales_head") or (
            user.has_group("hotel_base.group_gm") and dispute_sudo._get_decider() == user
        )

    def _lock_open(self):
        """Hold the dispute; return whether it is open."""
        self.sudo().lock_for_update()
        self.invalidate_recordset(["state"])
        return self.state == "open"

    def _carry_out(self, owner):
        """Give the customer to `owner`, and the turn back to who was drawn and loses the customer; return whether it was."""
        with self.entry_id._held() as (entry_sudo, day_sudo):
            customer_sudo = entry_sudo.customer_id
            customer_sudo._lock_own()
            customer_sudo._give_to(entry_sudo.env["res.users"].browse(owner.id), "decision", day_sudo.day, note=self.name)
            before = entry_sudo.turn_back
            if entry_sudo.user_id != owner and entry_sudo.user_id in (self.claimant_id | self.against_id):
                entry_sudo._return_turn(day_sudo)
            entry_sudo.desk_id._ping()
            return entry_sudo.turn_back == "given" and before != "given"

    def _close(self):
        self.env["hotel.clock"].stop(self, "desk_dispute")
        self.sudo().activity_ids.unlink()
