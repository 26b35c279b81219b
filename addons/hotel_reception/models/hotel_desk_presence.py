from odoo import fields, models
from odoo.fields import Domain

from ..rules.desk_queue import Person

STATES = [("free", "Free"), ("serving", "With a customer"), ("busy", "Busy"), ("absent", "Not at the place")]


class HotelDeskPresence(models.Model):
    """L1: a salesperson signed in at a desk for a day. `number` is the order of signing in, `place` the order of the queue now."""

    _name = "hotel.desk.presence"
    _description = "Sign-in at a desk"
    _order = "day desc, desk_id, place"
    _check_company_auto = True

    desk_id = fields.Many2one("hotel.desk", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    day = fields.Date(required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", required=True, readonly=True, ondelete="restrict", index=True)
    number = fields.Integer("Signed in as", readonly=True, aggregator=False)
    place = fields.Integer(readonly=True, aggregator=False, help="The lowest place of those signed in is next.")
    state = fields.Selection(STATES, required=True, readonly=True, default="free")
    state_since = fields.Datetime("Since", readonly=True)
    on_duty = fields.Boolean("Receives new customers", readonly=True, default=True)
    signed_in_at = fields.Datetime("Signed in", required=True, readonly=True)
    signed_out_at = fields.Datetime("Signed out", readonly=True)
    signed_in_by_id = fields.Many2one("res.users", "Signed in by", readonly=True, ondelete="restrict")
    turn_count = fields.Integer("Turns used", readonly=True)

    # The database holds: one place, one person; one person in one queue.
    _one_a_day = models.UniqueIndex("(desk_id, day, user_id)")
    _one_place = models.UniqueIndex("(desk_id, day, place)")
    _one_queue = models.UniqueIndex("(user_id, day) WHERE signed_out_at IS NULL")

    def _get_people(self):
        """Return the `Person`s of these sign-ins (superuser mode), those on validated leave at this moment marked."""
        away = self._get_on_leave()
        return [
            Person(
                presence.user_id.id,
                presence.place,
                presence.state,
                presence.user_id.id in away,
                presence.on_duty,
            )
            for presence in self
        ]

    def _get_on_leave(self):
        """Return the ids of the users of these sign-ins who are on leave now."""
        return self._users_on_leave(self.user_id, self.company_id[:1])

    def _users_on_leave(self, users, company, instant=None):
        """Return the ids of `users` on validated leave at an instant (default: now), in superuser mode."""
        now = instant or fields.Datetime.now()
        leaves_sudo = self.env["hr.leave"].sudo().search(
            Domain("employee_id.user_id", "in", users.ids)
            & Domain("employee_id.company_id", "in", (company.id, False))
            & Domain("state", "=", "validate")
            & Domain("date_from", "<=", now)
            & Domain("date_to", ">", now)
        )
        return set(leaves_sudo.employee_id.user_id.ids)

    def _set_state(self, state):
        self.write({"state": state, "state_since": fields.Datetime.now()})
