from odoo import api, fields, models
from odoo.tools import format_date

from ..rules.visit_hosts import host_problems


class HotelVisit(models.Model):
    """K3: who may host, and whether the hosts are there."""

    _inherit = "hotel.visit"

    host_notes = fields.Text("About the hosts", compute="_compute_host_notes", help="K3: what speaks against these hosts.")

    @api.depends("host_id", "delegate_id", "cohost_ids", "guest_ids.rank_id", "level_id", "arrival", "departure")
    def _compute_host_notes(self):
        for visit in self:
            problems = visit._host_problems() if visit.level_id and visit.host_id else []
            visit.host_notes = "\n".join(problems) or False

    def _host_problems(self):
        """K2, K3: return why these hosts may not receive these guests, as sentences (empty list = may)."""
        self.ensure_one()
        level_sudo = self.level_id.sudo()
        hosts_sudo = self._visit_hosts().sudo()
        guests = [guest.rank_id.weight if guest.rank_id else None for guest in self.guest_ids]
        problems = [
            self._host_problem_message(code, guests)
            for code in host_problems(
                {host: host._hotel_rank_weight() for host in hosts_sudo},
                guests,
                level_sudo.host_rank_id.weight if level_sudo.host_rank_id else None,
                level_sudo.host_relation,
                level_sudo.host_max or None,
            )
        ]
        delegate_sudo = self.delegate_id.sudo()
        if delegate_sudo and delegate_sudo not in hosts_sudo:
            problems += [
                self._host_problem_message(code, guests)
                for code in host_problems(
                    {delegate_sudo: delegate_sudo._hotel_rank_weight()},
                    guests or [None],
                    level_sudo.host_rank_id.weight if level_sudo.host_rank_id else None,
                    level_sudo.host_relation,
                    None,
                )
            ]
        if level_sudo.host_employee_ids:
            for host in (hosts_sudo | delegate_sudo).filtered(lambda host: host.id not in level_sudo.host_employee_ids.ids):
                problems.append(
                    self.env._(
                        "%(host)s is not among those who may host at the level %(level)s.", host=host.name, level=level_sudo.display_name
                    )
                )
        return problems + self._host_absences()

    def _host_problem_message(self, code, guests):
        level = self.level_id
        if code == "nobody":
            return self.env._("Nobody hosts the visit.")
        if code == "too_many":
            return self.env._(
                "%(hosts)s hosts for %(guests)s guests: there are never more hosts than guests%(most)s.",
                hosts=len(self._visit_hosts()),
                guests=len(guests),
                most=self.env._(", and at the level %(level)s at most %(number)s", level=level.display_name, number=level.host_max)
                if level.host_max
                else "",
            )
        host, reason = code
        rank = host.hotel_rank_id or host.job_id.hotel_rank_id
        if reason == "rank":
            return self.env._(
                "%(host)s (%(rank)s): the level %(level)s asks for a host who is at least %(least)s.",
                host=host.name,
                rank=rank.name or self.env._("no rank"),
                level=level.display_name,
                least=level.sudo().host_rank_id.name,
            )
        return self.env._(
            "%(host)s (%(rank)s): at the level %(level)s a host ranks %(relation)s.",
            host=host.name,
            rank=rank.name or self.env._("no rank"),
            level=level.display_name,
            relation=dict(level._fields["host_relation"]._description_selection(self.env))[level.host_relation].lower(),
        )

    def _host_absences(self):
        """Return a sentence for each host on approved leave during the visit; the main one needs a delegate then."""
        self.ensure_one()
        if not self.arrival or not self.departure:
            return []
        leaves_sudo = self.env["hr.leave"]._hotel_overlapping(self._visit_hosts(), self.arrival, self.departure, self.company_id)
        problems = []
        for leave in leaves_sudo:
            host = leave.employee_id
            if host == self.host_id.sudo() and self.delegate_id:
                continue
            problems.append(
                self.env._(
                    "%(host)s is on leave from %(start)s to %(end)s. Name a delegate or another host.",
                    host=host.name,
                    start=format_date(self.env, leave.request_date_from),
                    end=format_date(self.env, leave.request_date_to),
                )
            )
        return problems
