from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import complaint_level as rule
from ..rules import complaint_state as course
from .helpdesk_ticket import LEVELS

#: Earlier complaints that are kept beside a repeated one, the newest.
KEPT = 20


class HelpdeskTicket(models.Model):
    """Repeats are recognised and propose a higher level, which the manager decides (J3)."""

    _inherit = "helpdesk.ticket"

    _server_fields = frozenset(
        {"complaint_level", "complaint_level_proposed", "complaint_level_decided", "complaint_repeat", "complaint_repeat_ids", "complaint_reworks"}
    )

    complaint_level = fields.Selection(LEVELS, "Level", required=True, default="general", readonly=True, copy=False, index=True, tracking=True)
    complaint_level_proposed = fields.Selection(LEVELS, "Proposed level", readonly=True, copy=False)
    complaint_level_decided = fields.Boolean("Level decided", readonly=True, copy=False)
    complaint_level_reason = fields.Char("Why", compute="_compute_complaint_level_reason")
    complaint_level_ids = fields.One2many("hotel.complaint.decision", "ticket_id", "Decisions", readonly=True)
    complaint_repeat = fields.Selection(
        [("customer", "Same customer"), ("firm", "Same firm"), ("room", "Same room")],
        "Repeat by", readonly=True, copy=False, index="btree_not_null",
    )  # fmt: skip
    complaint_repeat_ids = fields.Many2many(
        "helpdesk.ticket", "helpdesk_ticket_repeat_rel", "ticket_id", "earlier_id", "Earlier complaints", readonly=True, copy=False
    )
    complaint_repeat_count = fields.Integer(compute="_compute_complaint_repeat_count")
    complaint_reworks = fields.Integer("Reworks", readonly=True, copy=False, help="How often the solution had to be made anew.")
    complaint_twin_ids = fields.Many2many(
        "helpdesk.ticket", compute="_compute_complaint_twin_ids", string="Same matter?",
        help="J8: open complaints of the same customer, firm or room of these days; what is the same matter is one complaint.",
    )  # fmt: skip

    @api.depends("complaint_repeat_ids")
    def _compute_complaint_repeat_count(self):
        for ticket in self:
            ticket.complaint_repeat_count = len(ticket.complaint_repeat_ids)

    @api.depends("complaint_level_proposed", "complaint_repeat", "complaint_reworks")
    @api.depends_context("lang")
    def _compute_complaint_level_reason(self):
        labels = dict(self._fields["complaint_repeat"]._description_selection(self.env))
        for ticket in self:
            parts = []
            if ticket.complaint_repeat:
                parts.append(
                    self.env._(
                        "%(how)s, same subject: %(count)s earlier", how=labels[ticket.complaint_repeat], count=len(ticket.complaint_repeat_ids)
                    )
                )
            if ticket.complaint_reworks:
                parts.append(self.env._("rework no. %(count)s", count=ticket.complaint_reworks))
            ticket.complaint_level_reason = "; ".join(parts) or False

    @api.depends("partner_id", "complaint_room_id", "complaint_state")
    def _compute_complaint_twin_ids(self):
        for ticket in self:
            found = self.browse()
            origin = ticket._origin
            same = Domain.OR(
                Domain(name, "=", ticket[name].id) for name in ("commercial_partner_id", "complaint_room_id") if ticket[name]
            )
            if ticket.complaint_open and ticket.complaint_received:
                since = fields.Datetime.subtract(ticket.complaint_received, days=3)
                these_days = Domain("complaint_received", ">=", since) & Domain("complaint_state", "in", course.OPEN)
                apart = Domain("company_id", "=", ticket.company_id.id) & Domain("id", "!=", origin.id)
                found = self.search(same & these_days & apart, limit=5, order="complaint_received desc")
            ticket.complaint_twin_ids = found

    def action_complaint_level(self, level, reason):
        """J3: the manager decides the level, the proposed one or another.

        :param level: "general", "important" or "major"
        :param reason: why, in words
        """
        self.ensure_one()
        self.check_access("write")
        self._complaint_check_manager()
        reason = reason.strip() if isinstance(reason, str) else ""
        if level not in rule.LEVELS or not reason:
            raise UserError(self.env._("%(complaint)s: choose the level and say why.", complaint=self.display_name))
        self._complaint_lock()
        ticket_sudo = self.sudo()
        self.env["hotel.complaint.decision"].sudo().create({
            "ticket_id": self.id,
            "old_level": ticket_sudo.complaint_level,
            "proposed_level": ticket_sudo.complaint_level_proposed,
            "level": level,
            "reason": reason,
            "proposal": ticket_sudo.complaint_level_reason,
        })
        ticket_sudo.write({"complaint_level": level, "complaint_level_proposed": False, "complaint_level_decided": True})
        ticket_sudo._complaint_refollow()
        return True

    def _complaint_judge(self):
        """J3: recognise repeats of open complaints and propose levels (superuser mode, one query for all of them)."""
        earlier = self._complaint_find_repeats()
        for ticket in self:
            how, ids = earlier.get(ticket.id, (False, []))
            if ticket.complaint_repeat != how or set(ticket.complaint_repeat_ids.ids) != set(ids):
                ticket.write({"complaint_repeat": how, "complaint_repeat_ids": [fields.Command.set(ids)]})
        self._complaint_propose_level()

    def _complaint_propose_level(self):
        """J3: propose a higher level where the rule says so; the proposal waits for the manager."""
        for ticket in self:
            third = ticket.complaint_policy_id.rework_level if ticket.complaint_policy_id else 3
            repeat = ticket.complaint_repeat if not ticket.complaint_level_decided else False
            proposed, reasons = rule.propose(ticket.complaint_level, repeat, ticket.complaint_reworks, third)
            value = proposed if reasons else False
            if ticket.complaint_level_proposed == value:
                continue
            ticket.complaint_level_proposed = value
            if value:
                manager = ticket.complaint_policy_id.manager_id or ticket.company_id.hotel_gm_id
                if manager.active:
                    ticket.activity_schedule(
                        "hotel_callback.mail_activity_complaint_level", user_id=manager.id, summary=ticket.complaint_level_reason
                    )

    def _complaint_refollow(self):
        """The level names who calls afterwards; a call that is due goes to that person, the proposal's task is done."""
        self.activity_unlink(["hotel_callback.mail_activity_complaint_level"])
        if self.complaint_state == "closed" and not self.complaint_satisfaction:
            self._complaint_give_follow_up()

    def _complaint_find_repeats(self):
        """Return {ticket id: (how, [earlier ids])} of the complaints of `self` with an earlier one on the same subject."""
        if not self.ids:
            return {}
        self.flush_recordset()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT t.id, e.id AS earlier_id, t.category_id AS subject, e.category_id AS earlier_subject,
                       COALESCE(t.partner_id::text, t.partner_email) AS customer, COALESCE(e.partner_id::text, e.partner_email) AS earlier_customer,
                       t.commercial_partner_id AS firm, e.commercial_partner_id AS earlier_firm,
                       t.complaint_room_id AS room, e.complaint_room_id AS earlier_room
                  FROM helpdesk_ticket t
                  LEFT JOIN hotel_complaint_policy p ON p.id = t.complaint_policy_id
                 CROSS JOIN LATERAL (
                       SELECT * FROM (
                            (SELECT * FROM helpdesk_ticket f WHERE f.commercial_partner_id = t.commercial_partner_id AND f.category_id = t.category_id
                                AND f.complaint_received <= t.complaint_received ORDER BY f.complaint_received DESC LIMIT %(kept)s)
                             UNION ALL
                            (SELECT * FROM helpdesk_ticket r WHERE r.complaint_room_id = t.complaint_room_id AND r.category_id = t.category_id
                                AND r.complaint_received <= t.complaint_received ORDER BY r.complaint_received DESC LIMIT %(kept)s)
                             UNION ALL
                            (SELECT * FROM helpdesk_ticket m WHERE m.partner_email = t.partner_email AND m.category_id = t.category_id
                                AND m.complaint_received <= t.complaint_received ORDER BY m.id DESC LIMIT %(kept)s)
                       ) AS same
                       WHERE same.id < t.id AND same.company_id = t.company_id AND same.complaint_state NOT IN %(left_out)s
                         AND same.complaint_received >= t.complaint_received - make_interval(days => COALESCE(p.repeat_days, 365))
                       ) e
                 WHERE t.id IN %(ids)s AND t.category_id IS NOT NULL
                 ORDER BY t.id, e.complaint_received DESC, e.id DESC
                """,
                ids=tuple(self.ids),
                left_out=course.LEFT_OUT,
                kept=KEPT,
            )
        )
        found = {}
        for row in rows:
            names = ("subject", "customer", "firm", "room")
            how = rule.repeats({name: row[name] for name in names}, {name: row[f"earlier_{name}"] for name in names})
            if how:
                found.setdefault(row["id"], {}).setdefault(row["earlier_id"], how)
        return {
            ticket: (min(hows.values(), key=rule.SAME.index), list(hows)[:KEPT])
            for ticket, hows in found.items()
        }
