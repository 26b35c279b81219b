from odoo import fields, models
from odoo.tools import format_datetime
from odoo.tools.misc import clean_context

from ..rules.visit_told import to_tell

ON = ("planned", "running")


class HotelVisit(models.Model):
    """K4: everybody concerned is told what they have to do; a change tells only those whom it touches."""

    _inherit = "hotel.visit"

    approval_places_ids = fields.Many2many(
        "hotel.visit.place", "hotel_visit_approved_place_rel", "visit_id", "place_id", "Closed places approved", readonly=True, copy=False
    )
    _server_fields = frozenset({"approval_places_ids"})

    def _approval_approved(self):
        visit_sudo = self.sudo()
        visit_sudo.approval_places_ids = visit_sudo.item_ids.place_id.filtered("restricted")
        return super()._approval_approved()

    def _tell(self, items=None):
        """Tell who is touched (superuser mode): activities for the people, a notice on record for each.

        :param items: look at these steps alone; None: the hosts and all steps
        """
        for visit in self:
            if visit.state not in (*ON, "cancelled"):
                continue
            of_visit = visit.notice_ids.filtered("current")
            if items is not None:
                of_visit = of_visit.filtered(lambda notice, items=items: notice.item_id in items)
            told = {(notice.item_id.id, notice.user_id.id, notice.role): notice.text for notice in of_visit}
            wanted = visit._get_wanted(items) if visit.state in ON else {}
            changes = to_tell(told, wanted)
            if changes:
                visit._tell_changes(changes, wanted, of_visit)

    def _tell_dropped(self, items):
        """Tell who was told of these steps that they are dropped (superuser mode)."""
        for visit in self:
            current = visit.notice_ids.filtered(lambda notice, items=items: notice.current and notice.item_id in items)
            told = {(notice.item_id.id, notice.user_id.id, notice.role): notice.text for notice in current}
            if told:
                visit._tell_changes(to_tell(told, {}), {}, current)

    def _get_wanted(self, items=None):
        """Return {(step id or False, user id, role): text} of what each person concerned has to know."""
        self.ensure_one()
        wanted = {}
        if items is None:
            for host in self._visit_hosts():
                if host.user_id.active:
                    wanted[False, host.user_id.id, "host"] = self._get_host_text(host.user_id)
        for item in self.item_ids if items is None else items & self.item_ids:
            for role, employee in (("responsible", item.responsible_id), ("driver", item.driver_id)):
                if employee.user_id.active:
                    wanted[item.id, employee.user_id.id, role] = item._get_told_text(employee.user_id, role)
        return wanted

    def _get_host_text(self, user):
        env = self.with_context(lang=user.lang).env
        company = self.company_id
        return env._(
            "You host %(count)s guests of %(firm)s, %(start)s to %(end)s. Purpose: %(purpose)s",
            count=len(self.guest_ids),
            firm=self.firm,
            start=format_datetime(env, self.arrival, tz=company.hotel_tz, dt_format="short"),
            end=format_datetime(env, self.departure, tz=company.hotel_tz, dt_format="short"),
            purpose=self.purpose,
        )

    def _tell_changes(self, changes, wanted, current):
        """Write the notices of `changes`, replace the activities of the same people and steps."""
        self.ensure_one()
        now = fields.Datetime.now()
        touched = current.filtered(lambda notice: (notice.item_id.id, notice.user_id.id, notice.role) in changes)
        # What was told is kept as it was; only that it is the last is over.
        touched.write({"current": False})
        touched._drop_activities()
        clean = self.env["hotel.visit.notice"].with_context(clean_context(self.env.context))
        last = {(notice.item_id.id, notice.user_id.id, notice.role): notice.text for notice in touched}
        notices = clean.create([
            {
                "visit_id": self.id,
                "item_id": item_id,
                "user_id": user_id,
                "role": role,
                "change": change,
                "text": wanted.get((item_id, user_id, role)) or last.get((item_id, user_id, role)),
                "told_at": now,
                "current": change != "released",
            }
            for (item_id, user_id, role), change in changes.items()
        ])
        notices._make_activities()
