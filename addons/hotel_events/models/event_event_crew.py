from odoo import api, fields, models


class EventEvent(models.Model):
    """H8: the crew of an event."""

    _inherit = "event.event"

    hotel_duty_ids = fields.One2many("hotel.event.duty", "event_id", "Crew")
    hotel_duty_open = fields.Integer("Duties without a person", compute="_compute_hotel_duty_open")

    @api.depends("hotel_duty_ids.employee_id")
    def _compute_hotel_duty_open(self):
        for event in self:
            event.hotel_duty_open = len(event.hotel_duty_ids.filtered(lambda duty: not duty.employee_id))

    def _hotel_moved(self, by):
        """H8: the crew moves with the event; who has another duty then is freed and listed. What is over stays."""
        sentences = super()._hotel_moved(by)
        now = fields.Datetime.now()
        ahead = self.hotel_duty_ids.filtered(lambda duty: duty.stop > now)
        after = {duty.id: (duty.start + by, duty.stop + by) for duty in ahead}
        held = [(duty.id, duty.employee_id.id, *after[duty.id]) for duty in ahead if duty.holds]
        others = {}
        for row, other in ahead._get_clashes(held) if held else ():
            others.setdefault(row[0], other)
        busy = ahead.browse(others)
        for duty in busy:
            other = others[duty.id]
            sentences.append(
                self.env._(
                    "Crew: %(person)s (%(role)s) has another duty: %(other)s at %(event)s, %(times)s. Choose somebody else.",
                    person=duty.employee_id.name,
                    role=duty.role_id.name,
                    other=other.role_id.name,
                    event=other.event_id.name,
                    times=duty._get_times(other.start, other.stop),
                )
            )
        busy.write({"employee_id": False})
        busy.flush_recordset(["employee_id", "holds"])
        ahead._set_instants(after, "start", "stop")
        return sentences

    def _hotel_before_on(self):
        """H8: the crew of an event that takes place after all must still be free."""
        super()._hotel_before_on()
        duties = self.hotel_duty_ids
        duties._refuse_double([(duty.id, duty.employee_id.id, duty.start, duty.stop) for duty in duties])

    def _hotel_apply_kind(self, kind):
        super()._hotel_apply_kind(kind)
        self.env["hotel.event.duty"].load_template(self, kind.duty_ids)
