from odoo import models
from odoo.tools import format_date


class HotelVisit(models.Model):
    """K1, K2: who approves a reception, and what must be in order before."""

    _inherit = "hotel.visit"

    def _approval_amount(self):
        """K1, K2, K8: what lies above the standards decides which tiers are asked. A visit at a level that the GM approves,
        a second banquet or a place closed to visitors counts as above every threshold."""
        self.ensure_one()
        if self._visit_needs_gm():
            return None, self.currency_id
        return self.sudo().excess_total, self.currency_id

    def _visit_needs_gm(self):
        """Return whether the GM approves whatever the amount is (K1 the VIP level, K8, closed places)."""
        self.ensure_one()
        visit_sudo = self.sudo()
        return bool(
            visit_sudo.level_id.gm_approves
            or any("banquet" in (cost.reason_codes or "").split(",") for cost in visit_sudo.cost_ids)
            or visit_sudo.item_ids.place_id.filtered("restricted")
        )

    def _approval_already_involved_users(self):
        """B6: who prepared the request, whoever pressed the button."""
        return super()._approval_already_involved_users() | self.user_id | self.create_uid

    def _approval_excluded_users(self, step):
        """B6: the hosts do not decide as head of the department on what they host; their superior does. The GM who hosts a
        VIP still decides as GM."""
        requester, deciders, involved = super()._approval_excluded_users(step)
        if step.sudo().tier_code == "head":
            involved |= self.sudo()._visit_hosts().user_id.sudo(False)
        return requester, deciders, involved

    def _approval_may_decide_twice(self, first_step, second_step):
        """K1: the GM who stood in for a head who hosts or asks is not asked for another person's second opinion."""
        first_sudo = first_step.sudo()
        stands_in = first_sudo.tier_code == "head" and first_sudo.decided_by_id != self.sudo().head_id
        return stands_in or super()._approval_may_decide_twice(first_step, second_step)

    def _approval_submit_problems(self):
        return super()._approval_submit_problems() + self._visit_problems() + self._host_problems()

    def _visit_problems(self):
        """K1: return what the request does not state, as sentences."""
        self.ensure_one()
        problems = []
        today = self.company_id._hotel_today()
        level = self.level_id
        if self.state != "request":
            problems.append(self.env._("It is over: make a new request."))
        if not self.guest_ids:
            problems.append(self.env._("No guest is named."))
        for guest in self.guest_ids:
            missing = [guest._fields[name]._description_string(self.env) for name in ("name", "rank_id") if not guest[name]]
            if missing:
                problems.append(
                    self.env._("Guest %(guest)s: %(fields)s is empty.", guest=guest.name or "?", fields=", ".join(missing))
                )
        for name in ("firm", "purpose"):
            if not (self[name] or "").strip():
                problems.append(self.env._("%(field)s is empty.", field=self._fields[name]._description_string(self.env)))
        if self.company_id._hotel_local(self.departure).date() < today:
            problems.append(
                self.env._("The departure (%(day)s) is past: a reception is approved before it is held.", day=format_date(self.env, self.departure))
            )
        if level.code == "refused":
            problems.append(self.env._("Guests of the level %(level)s are not received.", level=level.display_name))
        in_force = level._get_in_force(self.company_id, today, level.code)
        if level != in_force:
            problems.append(
                self.env._(
                    "The level %(level)s of %(day)s is not the one in force today. Choose the one that is.",
                    level=level.display_name,
                    day=format_date(self.env, level.date_from),
                )
            )
        if not self.department_id:
            problems.append(
                self.env._("%(host)s belongs to no department, so nobody bears the cost (K8). Choose another host.", host=self.host_id.sudo().name)
            )
        return problems

    def _approval_decision_problems(self, step):
        return super()._approval_decision_problems(step) + self._host_absences()

    def _approval_approved(self):
        """K4, K5: tell everybody concerned, announce the guests at the door."""
        super()._approval_approved()
        visit_sudo = self.sudo()
        visit_sudo.state = "planned"
        visit_sudo.cost_ids.write({"approved": True})
        visit_sudo._tell()
        visit_sudo._announce()
