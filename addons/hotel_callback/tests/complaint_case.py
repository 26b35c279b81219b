from odoo.fields import Command

from odoo.addons.hotel_base.tests.common import HotelCase

#: 20 November 2026, 10:00 in Shanghai.
NOW = "2026-11-20 02:00:00"


class ComplaintCase(HotelCase):
    """A hotel that deals with complaints: a desk clerk who takes them down, an assistant, a supervisor and a service manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._new_user("clerk", "helpdesk_mgmt.group_helpdesk_user_own")
        cls.assistant = cls._new_user("assistant", "helpdesk_mgmt.group_helpdesk_user")
        cls.supervisor = cls._new_user("supervisor", "helpdesk_mgmt.group_helpdesk_user")
        cls.manager = cls._new_user("service_manager", "helpdesk_mgmt.group_helpdesk_manager")
        cls.users |= {"clerk": cls.clerk, "assistant": cls.assistant, "supervisor": cls.supervisor, "service_manager": cls.manager}
        employees = cls.env["hr.employee"]
        cls.boss = employees.create({"name": "Boss", "user_id": cls.manager.id, "company_id": cls.company.id})
        cls.employee = employees.create(
            {"name": "Clerk", "user_id": cls.clerk.id, "company_id": cls.company.id, "parent_id": cls.boss.id}
        )
        cls.policy = cls.env["hotel.complaint.policy"].create({
            "name": "Complaints of the tests",
            "company_id": cls.company.id,
            "date_from": "2026-01-01",
            "assistant_id": cls.assistant.id,
            "supervisor_id": cls.supervisor.id,
            "manager_id": cls.manager.id,
        })
        cls.firm = cls.env["res.partner"].create({"name": "Dragon Trading", "is_company": True, "email": "dragon@example.com"})
        cls.guest = cls.env["res.partner"].create({"name": "Li Na", "parent_id": cls.firm.id, "email": "lina@example.com", "phone": "13800000000"})
        cls.colleague = cls.env["res.partner"].create({"name": "Wang Wei", "parent_id": cls.firm.id, "email": "wang@example.com"})
        cls.room = cls.env["hotel.complaint.room"].create({"name": "1208", "company_id": cls.company.id})
        cls.noise = cls.env.ref("hotel_callback.category_noise")
        cls.aircon = cls.env.ref("hotel_callback.category_aircon")
        cls.cause = cls.env.ref("hotel_callback.cause_equipment")
        cls.rooms_department = cls.env["hr.department"].create({"name": "Rooms", "company_id": cls.company.id, "manager_id": cls.boss.id})
        cls.env["hotel.clock"].search([]).unlink()

    def _as(self, record, user):
        """Return `record` with nothing but the rights of the user (or the role's user), as a call over RPC has it."""
        user = self.users[user] if isinstance(user, str) else user
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _complaint(self, user="clerk", **vals):
        """Return a new complaint, taken down by a user."""
        values = {
            "name": "Noise from the street",
            "description": "<p>I could not sleep.</p>",
            "partner_id": self.guest.id,
            "category_id": self.noise.id,
            "user_id": self.clerk.id,
            **vals,
        }
        return self._as(self.env["helpdesk.ticket"], user).create(values).sudo()

    def _close(self, ticket, user="clerk"):
        """Deal with a complaint to the end."""
        mine = self._as(ticket, user)
        mine.write({"complaint_cause_id": self.cause.id, "complaint_measure": "Another room was given."})
        mine.action_complaint_close()

    def _clocks(self, ticket, running=None):
        """Return {kind: clock} of a complaint."""
        domain = [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]
        if running is not None:
            domain.append(("stopped", "=", False) if running else ("stopped", "!=", False))
        return {clock.kind.removeprefix("complaint_"): clock for clock in self.env["hotel.clock"].sudo().search(domain)}

    def _portal_user(self, partner, login):
        return self.env["res.users"].create({
            "name": partner.name,
            "login": login,
            "password": login,
            "partner_id": partner.id,
            "company_id": self.company.id,
            "company_ids": [Command.set(self.company.ids)],
            "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
        })
