from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.hotel_base.rules import business_day

from ..rules.desk_ownership import last_day
from ..rules.desk_queue import Policy

AWAY = [
    ("next", "The next in the queue stands in"),
    ("head", "The sales head receives"),
    ("wait", "The customer waits for the owner"),
]


class HotelDesk(models.Model):
    """A place where walk-ins and callers are received, with its rules (L1-L6). Its settings express a house's regulation.

    The queue, the register, the search and the board are in files of their own.
    """

    _name = "hotel.desk"
    _description = "Sales desk"
    _inherit = ["mail.thread"]
    _order = "sequence, name"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short name that begins the numbers of the entries.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    day_end_hour = fields.Float("Day ends at", help="Local hour until which an entry belongs to the day before.")
    receptionist_ids = fields.Many2many(
        "res.users",
        "hotel_desk_receptionist_rel",
        "desk_id",
        "user_id",
        string="Receptionists",
        domain="[('share', '=', False)]",
        help="Who enters customers here and may skip, besides the sales head.",
    )
    member_ids = fields.Many2many(
        "res.users",
        "hotel_desk_member_rel",
        "desk_id",
        "user_id",
        string="Salespeople",
        domain="[('share', '=', False)]",
        help="Who may sign in here; empty: every salesperson of the company.",
    )
    salespeople_enter = fields.Boolean(
        "Salespeople enter customers", default=True, tracking=True, help="Otherwise the reception and the sales head alone."
    )
    sign_in_by = fields.Selection(
        [("self", "Each for themselves"), ("desk", "The reception may sign others in")], required=True, default="self", tracking=True
    )
    sign_in_from = fields.Float("Sign-in from", help="Local hour before which nobody signs in.")
    queue_by = fields.Selection(
        [("person", "All who signed in"), ("team", "The team on duty")],
        "New customers go to",
        required=True,
        default="person",
        tracking=True,
        help="The team on duty stands in the roster of the desk; the others receive their own customers only.",
    )
    owner_uses_turn_open = fields.Boolean(
        "Owner match uses up the turn: not bought yet",
        default=True,
        tracking=True,
        help="L2: a customer who has not bought yet comes to the owner: the owner's turn is used up.",
    )
    owner_uses_turn_bought = fields.Boolean(
        "Owner match uses up the turn: has bought",
        tracking=True,
        help="L2: a customer who has bought before comes to the owner: the owner's turn is used up.",
    )
    owner_by = fields.Selection(
        [("register", "The register"), ("named", "The customer, by naming the salesperson")],
        "Who the owner is, says",
        required=True,
        default="register",
        tracking=True,
        help="By naming: who does not remember the salesperson counts as new.",
    )
    owner_away = fields.Selection(AWAY, "Owner away", required=True, default="next", tracking=True, help="Not signed in, or on leave.")
    owner_busy = fields.Selection(AWAY, "Owner busy", required=True, default="next", tracking=True)
    stand_in_uses_turn = fields.Boolean("Standing in uses up the turn", tracking=True)
    new_calls = fields.Selection(
        [("queue", "The next in the queue"), ("reception", "The reception"), ("duty", "The salesperson on telephone duty")],
        "New callers go to",
        required=True,
        default="queue",
        tracking=True,
    )
    calls_use_turn = fields.Boolean("Calls use up the turn", default=True, tracking=True)
    duty_user_id = fields.Many2one("res.users", "On telephone duty", domain="[('share', '=', False)]")
    absent_place = fields.Selection(
        [("keep", "Keeps the place"), ("end", "Goes to the end")],
        "Who is not at the place in turn",
        required=True,
        default="end",
        tracking=True,
        help="Whoever is busy in turn always keeps the place (L6).",
    )
    turn_back_by = fields.Selection(
        [("self", "The salesperson alone"), ("desk", "The reception or the sales head"), ("head", "The sales head")],
        "No customer is confirmed by",
        required=True,
        default="desk",
        tracking=True,
        help="L6: who turns out to be no customer gives the turn back.",
    )
    wait_watched = fields.Boolean("Waiting is watched", default=True)
    wait_minutes = fields.Integer("Received within (minutes)", default=5)
    lapses = fields.Boolean("Ownership lapses", default=True, tracking=True)
    lapse_days = fields.Integer("Days without contact", default=90, tracking=True)
    dispute_days = fields.Integer("Disputes are decided within (working days)", default=2, tracking=True)
    roster_ids = fields.One2many("hotel.desk.duty", "desk_id")

    _code_unique = models.UniqueIndex("(company_id, code)", "Another desk of the company has this code.")
    _hours_range = models.Constraint(
        "CHECK (day_end_hour >= 0 AND day_end_hour < 24 AND sign_in_from >= 0 AND sign_in_from < 24)",
        "Hours lie between 00:00 and 23:59.",
    )
    _days_range = models.Constraint(
        "CHECK (lapse_days BETWEEN 1 AND 3660 AND wait_minutes BETWEEN 1 AND 1440 AND dispute_days BETWEEN 0 AND 60)",
        "Days without contact lie between 1 and 3,660, minutes of waiting between 1 and 1,440, days to decide between 0 and 60.",
    )

    def write(self, vals):
        """C7: a desk stays with its company, for its entries and customers belong there.

        :raise UserError: `vals` moves a desk to another company
        """
        if moved := self.filtered(lambda desk: desk.company_id.id != vals.get("company_id", desk.company_id.id)):
            raise UserError(
                self.env._(
                    "Desks %(desks)s stay with their company. Archive them, and make new ones in the other company.",
                    desks=", ".join(moved.mapped("name")),
                )
            )
        return super().write(vals)

    def action_open_desk(self):
        """Open the entry screen at this desk."""
        self.ensure_one()
        return {"type": "ir.actions.client", "tag": "hotel_desk", "target": "fullscreen", "params": {"desk_id": self.id}}

    # ------------------------------------------------------------------ who may do what here

    def _is_head(self, user=None):
        """Return whether a user (default: the current one) is sales head of the desk's company."""
        self.ensure_one()
        user = user or self.env.user
        return self.sudo().company_id in user.company_ids and user.has_group("hotel_base.group_sales_head")

    def _is_reception(self, user=None):
        """Return whether a user works at the reception of this desk, or stands above it."""
        user = user or self.env.user
        at_desk = user in self.sudo().receptionist_ids and self.sudo().company_id in user.company_ids
        return at_desk or self._is_head(user)

    def _is_salesperson(self, user=None):
        """Return whether a user may sign in here."""
        user = user or self.env.user
        desk_sudo = self.sudo()
        return (
            user.active
            and desk_sudo.company_id in user.company_ids
            and user.has_group("hotel_base.group_sales")
            and (not desk_sudo.member_ids or user in desk_sudo.member_ids)
        )

    def _check_staff(self, reception=False):
        """Refuse who does not work at this desk; return the desk in superuser mode.

        :param reception: salespeople are not enough
        :raise AccessError: naming what to do
        """
        self.ensure_one()
        desk_sudo = self.sudo().exists()
        if not desk_sudo or not desk_sudo.active or not (self.env.su or desk_sudo.company_id in self.env.user.company_ids):
            raise AccessError(self.env._("This desk does not exist in your company. Choose another one."))
        allowed = self.env.su or self._is_reception() or (not reception and self._is_salesperson())
        if not allowed:
            raise AccessError(
                self.env._(
                    "You do not work at the desk %(desk)s. A settings manager enters you there as reception or salesperson.",
                    desk=desk_sudo.name,
                )
                if not reception
                else self.env._("Only the reception of the desk %(desk)s and the sales head may do this.", desk=desk_sudo.name)
            )
        return desk_sudo

    # ------------------------------------------------------------------ values of the settings

    def _business_date(self, instant=None):
        """Return the day (date) to which a naive UTC instant (default: now) belongs at this desk."""
        self.ensure_one()
        return business_day.business_date(instant or fields.Datetime.now(), self.company_id.sudo().hotel_tz, self.day_end_hour)

    def _get_policy(self, reception=None):
        """Return the desk's settings for the rule (`rules/desk_queue.py`).

        :param reception: id of the user who enters, who takes new calls where the reception does
        """
        self.ensure_one()
        names = (
            "owner_uses_turn_open", "owner_uses_turn_bought", "stand_in_uses_turn", "owner_away", "owner_busy", "new_calls", "calls_use_turn",
        )  # fmt: skip
        return Policy(
            **{name: self[name] for name in names},
            head=self.company_id.hotel_sales_head_id.filtered("active").id or None,
            duty=self.duty_user_id.filtered("active").id or None,
            reception=reception,
        )

    def _last_day(self, contact, customer_class):
        """L3: return the last day on which a customer of a class belongs to the owner after a contact (date)."""
        if customer_class and customer_class.lapse_mode != "desk":
            return last_day(contact, customer_class.lapse_mode == "days", customer_class.lapse_days)
        return last_day(contact, self.lapses if self else True, self.lapse_days if self else 90)

    @api.model
    def _get_own_desks(self):
        """Return the desks (superuser mode) at which the current user works."""
        desks_sudo = self.sudo().search([("company_id", "in", self.env.user.company_ids.ids)])
        return desks_sudo.filtered(
            lambda desk: desk.with_env(self.env)._is_reception() or desk.with_env(self.env)._is_salesperson()
        )
