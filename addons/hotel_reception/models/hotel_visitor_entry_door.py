import secrets
from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules.visit_states import ENTRY, may_become


class HotelVisitorEntry(models.Model):
    """K5: what happens at the door, all in superuser mode: the door's methods have checked who is acting."""

    _inherit = "hotel.visitor.entry"

    @api.model
    def _new_code(self):
        """Return a code for an invitation that nobody guesses."""
        return secrets.token_urlsafe(18)

    def _hold(self):
        """Hold one entry, waiting for who holds it, and read it anew: the second of two taps sees what the first one did."""
        self.ensure_one()
        self.env.execute_query(SQL("SELECT id FROM hotel_visitor_entry WHERE id = %s FOR NO KEY UPDATE", self.id))
        self.invalidate_recordset()

    def _lock_for(self, state):
        """Hold one entry and check that it may become `state`; return False when it is that already (a second tap)."""
        self._hold()
        if self.state == state:
            return False
        if not may_become(ENTRY, self.state, state):
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(visitor)s is %(old)s and cannot become %(new)s.",
                    visitor=self.display_name,
                    old=labels[self.state],
                    new=labels[state],
                )
            )
        return True

    def _let_in(self, user, agreed, badge=None):
        """Note an arrival: agreement, badge, host told, clock of waiting.

        :param agreed: the visitor agrees to the privacy text now
        :param badge: number of the badge; None: the next free one; False: none is given
        :raise UserError: not agreed, or somebody who is not admitted
        """
        if not self._lock_for("here"):
            return False
        if ban := self.env["hotel.visitor.ban"]._find(self.company_id, self.name, self.firm, self.phone, self.plate):
            raise UserError(
                self.env._(
                    "%(visitor)s is not admitted since %(day)s: %(reason)s (%(who)s decided it).",
                    visitor=self.display_name,
                    day=ban.date_from,
                    reason=ban.reason,
                    who=ban.decided_by_id.name,
                )
            )
        if self.kind_id.level_code == "refused":
            raise UserError(self.env._("%(kind)s: not received here. Refuse with a reason.", kind=self.kind_id.name))
        if self.host_answer == "declined":
            raise UserError(
                self.env._("%(host)s does not receive %(visitor)s: %(note)s", host=self.host_id.name, visitor=self.name, note=self.host_note or "-")
            )
        now = fields.Datetime.now()
        vals = {"state": "here", "arrival": now, "let_in_by_id": user.id}
        if not self.agreed_at:
            privacy = self.env["hotel.visitor.privacy"]._get_in_force(self.company_id)
            if privacy and not agreed:
                raise UserError(self.env._("%(visitor)s has to agree to the privacy text first.", visitor=self.name))
            vals |= {"privacy_id": privacy.id, "agreed_at": now, "agreed_way": "door"}
        self.write(vals)
        if badge is not False and (badge or not self.kind_id or self.kind_id.badge_required):
            self._give_badge(user, badge)
        self._tell_host()
        if self.visit_id.state == "planned":
            self.visit_id._visit_set_state("running")
        return True

    def _agree_on_invitation(self):
        """K5: note that the guest agreed to the privacy text on the page of the invitation."""
        self._hold()
        if self.state == "announced" and not self.agreed_at:
            privacy = self.env["hotel.visitor.privacy"]._get_in_force(self.company_id)
            self.write({"privacy_id": privacy.id, "agreed_at": fields.Datetime.now(), "agreed_way": "invitation"})

    def _give_badge(self, user, number=None):
        """Give a badge; it is due back at the end of the day."""
        badge = self.env["hotel.visitor.badge"]._take(self, number)
        if not badge:
            return
        now = fields.Datetime.now()
        self.write({"badge_id": badge.id, "badge_number": badge.number, "badge_given_at": now})
        self.env["hotel.clock"].start(
            self,
            "badge",
            self.env["hotel.workdays"].deadline(now, 0, self.company_id),
            user,
            name=lambda env: env._("Badge %(number)s is to be returned", number=badge.number),
        )

    def _return_badge(self):
        if self.badge_open:
            now = fields.Datetime.now()
            self.write({"badge_returned_at": now})
            self.badge_id.entry_id = False
            self.env["hotel.clock"].stop(self, "badge", now)

    def _let_out(self, user, badge_returned=True):
        """Note a departure, with the badge or without it."""
        if not self._lock_for("left"):
            return False
        now = fields.Datetime.now()
        self.write({"state": "left", "departure": now, "let_out_by_id": user.id})
        if badge_returned:
            self._return_badge()
        self.env["hotel.clock"].stop(self, "visitor", now)
        return True

    def _refuse(self, user, reason):
        """Note that a visitor was not let in, and why."""
        if not reason or not reason.strip():
            raise UserError(self.env._("Give the reason why %(visitor)s is refused.", visitor=self.name))
        if not self._lock_for("refused"):
            return False
        self.write(
            {"state": "refused", "refused_reason": reason.strip(), "refused_at": fields.Datetime.now(), "refused_by_id": user.id}
        )
        self.env["hotel.clock"].stop(self, "visitor")
        return True

    def _host_user(self):
        """Return who is told: the host, or who stands in while the host is away (delegate, department's manager)."""
        self.ensure_one()
        candidates = [self.host_id]
        if self.visit_id:
            candidates += [self.visit_id.host_id, self.visit_id.delegate_id]
        candidates.append(self.host_id.department_id.manager_id)
        now = fields.Datetime.now()
        away = self.env["hr.leave"]._hotel_overlapping(self.host_id.concat(*candidates), now, now, self.company_id).employee_id
        for employee in candidates:
            if employee.user_id.active and employee not in away:
                return employee.user_id
        return self.host_id.user_id or self.visit_id.user_id

    def _tell_host(self):
        """K5: tell the host at once, on the screen and in the inbox; remind after the company's minutes.

        The message that stays names no person: personal data is deleted with the entry.
        """
        user = self._host_user()
        self.told_id = user
        if not user:
            return
        env = self.with_context(lang=user.lang).env
        asked = self.state == "announced"
        title = env._("A visitor asks for you") if asked else env._("Your visitor is here")
        user._bus_send(
            "simple_notification",
            {"type": "info", "title": title, "message": ", ".join(filter(None, (self.name, self.firm, self.badge_number))), "sticky": True},
        )
        self.env["mail.thread"].with_context(lang=user.lang).message_notify(
            partner_ids=user.partner_id.ids,
            subject=title,
            body=env._("%(title)s at the door. Firm: %(firm)s", title=title, firm=self.firm or "-"),
            model=self._name,
            res_id=self.id,
        )
        minutes = self.company_id.hotel_visitor_wait_minutes
        if minutes:
            self.env["hotel.clock"].stop(self, "visitor")
            self.env["hotel.clock"].start(
                self, "visitor", fields.Datetime.now() + timedelta(minutes=minutes), user, name=lambda env: env._("A visitor waits for you")
            )

    @api.model
    def _day_start(self, company):
        """Return the beginning of today in `company`, as naive UTC."""
        return company._hotel_utc(datetime.combine(company._hotel_today(), time()))

    @api.model
    def _cron_day_end(self):
        """K5: who was announced for an earlier day and did not come is noted so; clears the door's list."""
        for company in self.env["res.company"].search([]):
            start = self._day_start(company)
            late = self.search([
                ("company_id", "=", company.id),
                ("state", "=", "announced"),
                ("expected_at", "<", start),
                "|", ("visit_id", "=", False), ("visit_id.departure", "<", start),
            ])  # fmt: skip
            late.write({"state": "missed"})
