from odoo import api, fields, models

from ..rules import countdown


class EventEvent(models.Model):
    """H22: guests are invited by telephone, then by letter, and reminded; tasks of the countdown."""

    _inherit = "event.event"

    def action_hotel_start_invitations(self):
        """Put the telephone calls, the letters and the reminder on the countdown."""
        self.check_access("write")
        for event in self:
            event.sudo()._hotel_start_invitations()
        return True

    def _hotel_start_invitations(self, people=(), invitation_list=None):
        """H22: make the three tasks of an event with an invitation list, and list whom to call. Safe to repeat.

        Parts that keep lists call this (superuser mode) when a list is built or grows.

        :param people: list of dicts: name, phone, partner_id; who is on the list of calls already is left out
        :param invitation_list: record that the tasks open
        :return: the task of the calls
        """
        self.ensure_one()
        tasks = self.hotel_task_ids.filtered(lambda task: task.kind != "task").grouped("kind")
        company = self.company_id or self.env.company
        link = {"list_model": invitation_list._name, "list_id": invitation_list.id} if invitation_list else {}
        if "call" not in tasks:
            tasks["call"] = self._hotel_new_invitation("call", -company.hotel_event_call_days)
        if "letter" not in tasks:
            days = company.hotel_event_letter_days
            after = {"after_id": tasks["call"].id, "after_days": days}
            tasks["letter"] = self._hotel_new_invitation("letter", days - company.hotel_event_call_days, **after)
        if "reminder" not in tasks:
            tasks["reminder"] = self._hotel_new_invitation("reminder", -company.hotel_event_reminder_days)
        if link:
            self.hotel_task_ids.filtered(lambda task: task.kind != "task").write(link)
        task = tasks["call"][:1]
        known = {(call.partner_id.id, call.name, call.phone or "") for call in task.call_ids}
        rows = {(person.get("partner_id") or False, person["name"], person.get("phone") or ""): person for person in people}
        self.env["hotel.event.call"].create(
            [
                {"task_id": task.id, "partner_id": partner_id, "name": name, "phone": phone}
                for partner_id, name, phone in rows
                if (partner_id, name, phone) not in known
            ]
        )
        return task

    def _hotel_new_invitation(self, kind, days, **values):
        """Create one of the three tasks in the languages of the house; due at the end of the working hours of its day."""
        now = fields.Datetime.now()
        due = self._hotel_from_local(countdown.deadline(self._hotel_day(self.date_begin), days, 18.0))
        due = countdown.at_the_latest(due, now, self.date_begin)
        task = self.env["hotel.event.task"].create(
            {
                "event_id": self.id,
                "kind": kind,
                "name": self._hotel_invitation_names()[kind],
                "deadline": due,
                "owner_id": (self.user_id or self.env.user).id,
                **values,
            }
        )
        for lang, _name in self.env["res.lang"].get_installed():
            task.with_context(lang=lang).name = self.with_context(lang=lang)._hotel_invitation_names()[kind]
        return task

    @api.model
    def _hotel_invitation_names(self):
        """Return what the three tasks are called."""
        return {
            "call": self.env._("Invite the guests by telephone"),
            "letter": self.env._("Send the letters of invitation"),
            "reminder": self.env._("Remind the guests"),
        }
