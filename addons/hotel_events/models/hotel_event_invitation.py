from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: The longest list: a longer one is no invitation by telephone and letter any more.
MOST_INVITED = 10_000


class HotelEventInvitation(models.Model):
    """An invitation list: customers drawn for one of the hotel's own events by class, revenue, trade and last visit (H17).

    Draft: the criteria. Drawn: the customers and the shares of each band, to be looked at and thinned out. Invited: each
    is a guest of the event who has not answered yet. What was invited stays (M2).
    """

    _name = "hotel.event.invitation"
    _description = "Invitation List"
    _inherit = ["hotel.protected.mixin", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {"state", "line_ids", "share_ids", "found_count", "drawn_at", "drawn_by_id", "invited_at", "invited_by_id"}
    )

    name = fields.Char(required=True, default=lambda self: self.env._("Invitation list"))
    event_id = fields.Many2one(
        "event.event",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('date_end', '>', 'now')]",
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        [("draft", "Draft"), ("drawn", "Drawn"), ("invited", "Invited")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    period_from = fields.Date(
        "Revenue from", required=True, default=lambda self: self.env.company._hotel_today() - relativedelta(years=1)
    )
    period_to = fields.Date("Revenue until", required=True, default=lambda self: self.env.company._hotel_today())
    band_ids = fields.Many2many("hotel.event.revenue.band", string="Revenue bands", help="Empty: all, without revenue too.")
    industry_ids = fields.Many2many("res.partner.industry", string="Trades", help="Empty: all.")
    last_from = fields.Date("Last here from", help="The last slip or invoice, of any time. Empty: any day.")
    last_to = fields.Date("Last here until")
    most = fields.Integer("At most", required=True, default=200, help="Those with the highest revenue come first.")
    line_ids = fields.One2many("hotel.event.invitation.line", "list_id", "Customers")
    share_ids = fields.One2many("hotel.event.invitation.share", "list_id", "Shares", readonly=True)
    found_count = fields.Integer("Customers found", readonly=True, copy=False, help="Before the highest number was applied.")
    line_count = fields.Integer("Customers on the list", compute="_compute_counts")
    chosen_count = fields.Integer("To be invited", compute="_compute_counts")
    registration_count = fields.Integer("Invited guests", compute="_compute_registration_counts")
    came_count = fields.Integer("Who came", compute="_compute_registration_counts")
    drawn_at = fields.Datetime("Drawn on", readonly=True, copy=False)
    drawn_by_id = fields.Many2one("res.users", "Drawn by", readonly=True, copy=False, ondelete="restrict")
    invited_at = fields.Datetime("Invited on", readonly=True, copy=False)
    invited_by_id = fields.Many2one("res.users", "Invited by", readonly=True, copy=False, ondelete="restrict")

    _period_in_order = models.Constraint("CHECK (period_to >= period_from)", "The period ends after it begins.")
    _last_in_order = models.Constraint(
        "CHECK (last_to IS NULL OR last_from IS NULL OR last_to >= last_from)", "The days of the last visit are in order."
    )
    _most_positive = models.Constraint(
        f"CHECK (most BETWEEN 1 AND {MOST_INVITED})", f"A list invites 1 to {MOST_INVITED} customers."
    )

    def _compute_counts(self):
        lines = self.env["hotel.event.invitation.line"]
        counts = {}
        for group, chosen, count in lines._read_group([("list_id", "in", self.ids)], ["list_id", "chosen"], ["__count"]):
            counts[group.id, chosen] = count
        for each in self:
            each.chosen_count = counts.get((each._origin.id, True), 0)
            each.line_count = each.chosen_count + counts.get((each._origin.id, False), 0)

    def _compute_registration_counts(self):
        rows = self.env["event.registration"].sudo()._read_group(
            [("hotel_invitation_id", "in", self.ids)], ["hotel_invitation_id", "state"], ["__count"]
        )
        counts = {}
        for invitation, state, count in rows:
            counts.setdefault(invitation.id, {})[state] = count
        for each in self:
            states = counts.get(each._origin.id, {})
            each.registration_count = sum(states.values())
            each.came_count = states.get("done", 0)

    def write(self, vals):
        criteria = {
            "event_id", "company_id", "period_from", "period_to", "band_ids", "industry_ids", "last_from", "last_to", "most",
        }  # fmt: skip
        if vals.keys() & criteria and self.filtered(lambda each: each.state != "draft"):
            raise UserError(self.env._("A list keeps the criteria by which it was drawn. Set it back to draft first."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_uninvited_only(self):
        self._check_not_invited()

    def _check_not_invited(self):
        invited = self.filtered(lambda each: each.state == "invited")
        if invited:
            raise UserError(self.env._("%s was invited already, which is kept.", ", ".join(invited.mapped("name"))))

    def action_draw(self):
        """Find the customers and show the share of each band.

        :raise UserError: nobody fits
        """
        self.ensure_one()
        self.check_access("write")
        self._check_not_invited()
        found = self.sudo()._draw(self._get_partner_domain())
        if not found:
            raise UserError(self.env._("No customer fits. Widen the bands, trades or days of the last visit."))
        self.sudo().write(
            {"state": "drawn", "found_count": found, "drawn_at": fields.Datetime.now(), "drawn_by_id": self.env.uid}
        )
        return True

    def action_redraw(self):
        """Back to the criteria; the drawn customers are dropped."""
        self.check_access("write")
        self._check_not_invited()
        for each in self.sudo():
            each.line_ids._drop()
            each.share_ids.unlink()
            each.write({"state": "draft", "found_count": 0})
        return True

    def action_invite(self):
        """Make the chosen customers guests of the event who have not answered yet.

        :return: True
        :raise UserError: nobody is chosen, or the event is over
        """
        self.ensure_one()
        self.check_access("write")
        self.env["event.registration"].check_access("create")
        # Two who press at once: the second waits and finds the list invited.
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        if self.state != "drawn":
            raise UserError(self.env._("%s: draw the list first; it is invited once.", self.name))
        if self.event_id.date_end < fields.Datetime.now():
            raise UserError(self.env._("%s is over: nobody is invited to it any more.", self.event_id.name))
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(self.env._("Nobody is chosen."))
        self.sudo().write({"state": "invited", "invited_at": fields.Datetime.now(), "invited_by_id": self.env.uid})
        chosen._invite()
        # H22: whom to call, to write to and to remind goes onto the countdown, whoever owns its tasks.
        people = [
            {"partner_id": guest.partner_id.id, "name": guest.name, "phone": guest.phone} for guest in chosen.sudo().registration_id
        ]
        self.event_id.sudo()._hotel_start_invitations(people, self)
        return True

    def action_open_lines(self):
        """List the customers, with the graph of their bands."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_invitation_line_action")
        return {**action, "domain": [("list_id", "=", self.id)], "context": {"default_list_id": self.id}}

    def action_open_registrations(self):
        """List the guests that this list invited."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("event.event_registration_action")
        return {**action, "domain": [("hotel_invitation_id", "=", self.id)], "context": {}}

    def _get_class_domain(self):
        """Return the domain of customers (res.partner) by their class; the callback addon's classes come in here by glue."""
        return Domain.TRUE

    def _get_partner_domain(self):
        """Return who can be drawn at all: firms and single persons of the company that the user may see."""
        self.ensure_one()
        domain = (
            Domain("parent_id", "=", False)
            & Domain("company_id", "in", [False, self.company_id.id])
            & Domain("id", "!=", self.company_id.partner_id.id)
        )
        if self.industry_ids:
            domain &= Domain("industry_id", "in", self.industry_ids.ids)
        return domain & self._get_class_domain()
