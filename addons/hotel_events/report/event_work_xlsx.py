from odoo import models


class EventWorkXlsx(models.AbstractModel):
    """The work of an event to hand on: run sheet, countdown, crew and telephone invitations, a sheet each (XLSX)."""

    _name = "report.hotel_events.event_work_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Work Plan of an Event (XLSX)"

    def generate_xlsx_report(self, workbook, data, events):
        """Write four sheets an event; times by the hotel's clock."""
        formats = self._get_formats(workbook)
        # One at a time: what is read through is dropped, and would be read again for all of them.
        for number, event in enumerate(map(events.browse, events.ids), 1):
            before = f"{number}. " if len(events) > 1 else ""
            for name, columns, records in self._get_sheets(event):
                self._write_list(workbook, formats, before + name, columns, records, frozen=2)

    def _get_sheets(self, event):
        """Return [(name, columns, records)]."""
        local = event._hotel_clock_time

        def moment(field):
            return lambda record: record[field] and local(record[field])

        outcomes = dict(self.env["hotel.event.call"]._fields["outcome"]._description_selection(self.env))
        return [
            (
                self.env._("Run sheet"),
                [
                    (self.env._("From"), 17, "time", moment("start")),
                    (self.env._("Until"), 17, "time", moment("stop")),
                    (self.env._("Minutes"), 9, "number", lambda item: item.minutes),
                    (self.env._("What"), 44, "text", lambda item: item.name),
                    (self.env._("Where"), 24, "text", lambda item: item.place_name),
                    (self.env._("On stage"), 24, "text", lambda item: item.performer),
                    (self.env._("Responsible"), 20, "text", lambda item: item._get_people()),
                    (self.env._("What is needed"), 44, "text", lambda item: item.needs),
                    (self.env._("Overlaps"), 34, "text", lambda item: item.overlap),
                ],
                event.hotel_item_ids.sorted(),
            ),
            (
                self.env._("Countdown"),
                [
                    (self.env._("Day"), 8, "text", lambda task: task.label),
                    (self.env._("Deadline"), 17, "time", moment("deadline")),
                    (self.env._("Task"), 44, "text", lambda task: task.name),
                    (self.env._("Responsible"), 20, "text", lambda task: task.owner_id.name),
                    (self.env._("Done"), 17, "time", moment("done_at")),
                    (self.env._("Done by"), 20, "text", lambda task: task.done_by_id.name),
                ],
                event.hotel_task_ids.sorted(),
            ),
            (
                self.env._("Crew"),
                [
                    (self.env._("Role"), 20, "text", lambda duty: duty.role_id.name),
                    (self.env._("Person"), 20, "text", lambda duty: duty.employee_id.name),
                    (self.env._("From"), 17, "time", moment("start")),
                    (self.env._("Until"), 17, "time", moment("stop")),
                    (self.env._("Where"), 20, "text", lambda duty: duty.place),
                    (self.env._("Remarks"), 30, "text", lambda duty: duty.note),
                ],
                event.hotel_duty_ids.sorted(),
            ),
            (
                self.env._("Telephone invitations"),
                [
                    (self.env._("Guest"), 26, "text", lambda call: call.name),
                    (self.env._("Phone"), 18, "text", lambda call: call.phone),
                    (self.env._("Result"), 16, "text", lambda call: outcomes[call.outcome]),
                    (self.env._("Attempts"), 9, "number", lambda call: call.attempts),
                    (self.env._("Called"), 17, "time", moment("called_at")),
                    (self.env._("Called by"), 18, "text", lambda call: call.called_by_id.name),
                    (self.env._("Remarks"), 30, "text", lambda call: call.note),
                ],
                event.hotel_task_ids.call_ids,
            ),
        ]
