from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..rules import crew, run_sheet


class HotelEventDuty(models.Model):
    """Somebody's duty at an event: a role, from when to when (H8). Without a person it is still open.

    Nobody is in two places at once, whatever the event: the database holds it. Events that do not take place hold nobody.
    """

    _name = "hotel.event.duty"
    _description = "Duty at an Event"
    _inherit = ["hotel.event.templated.mixin"]
    _order = "start, role_id, id"
    _check_company_auto = True

    role_id = fields.Many2one("hotel.event.role", required=True, index=True, ondelete="restrict")
    employee_id = fields.Many2one("hr.employee", "Person", index="btree_not_null", ondelete="restrict", check_company=True)
    start = fields.Datetime(required=True)
    stop = fields.Datetime("End", required=True)
    place = fields.Char(translate=True)
    note = fields.Char("Remarks", translate=True)
    template_id = fields.Many2one("hotel.event.kind.duty", readonly=True, copy=False, ondelete="set null", index="btree_not_null")
    holds = fields.Boolean("Takes the person", compute="_compute_holds", store=True, precompute=True)

    _ends_after_it_begins = models.Constraint("CHECK (stop > start)", "A duty ends after it begins.")
    # Deferrable: checked for the whole statement, so that all duties of an event move at once.
    _one_place_at_a_time = models.Constraint(
        "EXCLUDE USING gist (employee_id WITH =, tsrange(start, stop) WITH &&) WHERE (holds) DEFERRABLE INITIALLY IMMEDIATE",
        "Somebody has just been given another duty for an overlapping time. Nobody is in two places at once: look at the crew again.",
    )

    @api.depends("employee_id", "event_id.hotel_is_off")
    def _compute_holds(self):
        for duty in self:
            duty.holds = bool(duty.employee_id) and not duty.event_id.hotel_is_off

    @api.depends("role_id.name", "employee_id.name", "event_id.name")
    def _compute_display_name(self):
        for duty in self:
            duty.display_name = ", ".join(filter(None, (duty.role_id.name, duty.employee_id.name, duty.event_id.name)))

    @api.model_create_multi
    def create(self, vals_list):
        events = self.env["event.event"].browse({vals["event_id"] for vals in vals_list if vals.get("event_id")})
        events.fetch(["date_begin", "date_end", "hotel_is_off"])
        rows = []
        for number, vals in enumerate(vals_list, 1):
            event = events.browse(vals.get("event_id"))
            vals.setdefault("start", event.date_begin)
            vals.setdefault("stop", event.date_end)
            if not event.hotel_is_off:
                rows.append((-number, vals.get("employee_id"), vals["start"], vals["stop"]))
        self._refuse_double(rows)
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() & {"employee_id", "start", "stop", "event_id"}:
            event = self.env["event.event"].browse(vals.get("event_id"))
            self._refuse_double(
                [
                    (
                        duty.id,
                        vals.get("employee_id", duty.employee_id.id),
                        vals.get("start", duty.start),
                        vals.get("stop", duty.stop),
                    )
                    for duty in self
                    if not (event or duty.event_id).hotel_is_off
                ]
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_ahead_only(self):
        """What lies in the past was worked and is kept (M2)."""
        now = fields.Datetime.now()
        worked = self.filtered(lambda duty: duty.holds and duty.start <= now)
        if worked and not self.env.su:
            raise UserError(self.env._("Duties that have begun are kept: %s.", ", ".join(worked.mapped("display_name"))))

    @api.onchange("event_id")
    def _onchange_event_id(self):
        self.start = self.start or self.event_id.date_begin
        self.stop = self.stop or self.event_id.date_end

    @api.model
    def _refuse_double(self, rows):
        """H8: refuse duties that would put somebody in two places at once, naming the other duty.

        :param rows: list of (id, employee id, start, stop) as they would be; an id below 0 is that of a new duty
        :raise ValidationError: all clashes at once
        """
        to_datetime = fields.Datetime.to_datetime
        rows = [(key, person, to_datetime(start), to_datetime(stop)) for key, person, start, stop in rows if person and start and stop]
        # What ends before it begins is refused by its own constraint; the database knows no such range.
        rows = [row for row in rows if row[3] > row[2]]
        if not rows:
            return
        problems = []
        by_key = {row[0]: row for row in rows}
        for _first, second in crew.clashes(rows):
            _key, person, start, stop = by_key[second]
            problems.append(
                self.env._(
                    "%(person)s is given two duties that overlap, the second one %(times)s.",
                    person=self._get_person_name(person),
                    times=self._get_times(start, stop),
                )
            )
        for (_key, person, start, stop), other in self._get_clashes(rows):
            problems.append(
                self.env._(
                    "%(person)s cannot be there %(times)s: %(role)s at %(event)s, %(other)s. Choose another person or time.",
                    person=self._get_person_name(person),
                    times=self._get_times(start, stop),
                    role=other.role_id.name,
                    event=other.event_id.name,
                    other=self._get_times(other.start, other.stop),
                )
            )
        if problems:
            raise ValidationError("\n".join(problems))

    @api.model
    def _get_clashes(self, rows):
        """Return [(row, other duty)] of duties, not among the rows, that hold the same person; one query.

        :param rows: list of (id, employee id, start, stop)
        """
        self.flush_model(["employee_id", "start", "stop", "holds"])
        found = self.env.execute_query(
            SQL(
                """SELECT wanted.key, other.id
                     FROM unnest(%s::int4[], %s::int4[], %s::timestamp[], %s::timestamp[]) AS wanted (key, person, start, stop)
                     JOIN hotel_event_duty other ON other.employee_id = wanted.person AND other.holds
                      AND tsrange(other.start, other.stop) && tsrange(wanted.start, wanted.stop)
                    WHERE other.id <> ALL(%s)
                    ORDER BY other.start, other.id""",
                *(list(column) for column in zip(*rows, strict=True)),
                [row[0] for row in rows],
            )
        )
        by_key = {row[0]: row for row in rows}
        # Who sees this event is told the name of the other one.
        return [(by_key[key], self.sudo().browse(other)) for key, other in found]

    @api.model
    def _get_person_name(self, employee_id):
        return self.env["hr.employee"].sudo().browse(employee_id).name

    @api.model
    def _get_times(self, start, stop):
        begin, end = (fields.Datetime.context_timestamp(self, moment) for moment in (start, stop))
        return run_sheet.span(begin, end)

    def _get_hotel_times(self):
        """Return from when to when by the hotel's clock, for print."""
        return run_sheet.span(*(self.event_id._hotel_clock_time(moment) for moment in (self.start, self.stop)))

    def _prepare_template_vals(self, event, template):
        start = event.date_begin + timedelta(minutes=template.start_minutes)
        return [
            {
                "event_id": event.id,
                "template_id": template.id,
                "role_id": template.role_id.id,
                "start": start,
                "stop": start + timedelta(minutes=template.minutes),
                "place": template.place,
                "note": template.note,
            }
        ] * template.quantity
