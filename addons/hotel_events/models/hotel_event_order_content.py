from odoo import api, models
from odoo.tools import format_date, format_datetime
from odoo.tools.misc import formatLang

#: What an issue tells every department, field by field; a change of it is shown on the next one.
TOLD = (
    "title", "kind_id", "partner_id", "contact_phone", "date_begin", "date_end", "guests_guaranteed", "coordinator_id",
    "deposit_asked", "payment_way", "settlement_date", "department_ids", "note",
)  # fmt: skip


class HotelEventOrder(models.Model):
    """H5: what the event order says: to all departments, and to each of them what it does."""

    _inherit = "hotel.event.order"

    def _get_beo_sections(self):
        """Return the sections of the printed event order after its head; each part of the work adds its own.

        :return: list of dicts: key (stays the same from issue to issue), title, columns (list of titles; may be empty),
            rows (lists of texts, one a column) and departments (`hr.department` records; empty: it concerns all)
        """
        self.ensure_one()
        sections = [
            {
                "key": f"requirement_{department.id or 0}",
                "title": department.name or self.env._("All departments"),
                "columns": [],
                "rows": [[text] for text in requirements.mapped("text")],
                "departments": department,
            }
            for department, requirements in self.requirement_ids.grouped("department_id").items()
        ]
        return [*self._get_room_sections(), *sorted(sections, key=lambda section: bool(section["departments"]))]

    def _get_room_sections(self):
        """Return the function rooms, with their times in the hotel."""
        bookings_sudo = self.env["hotel.room.booking"].sudo().search(
            [("event_id", "=", self.event_id.id), ("state", "in", ("option", "confirmed"))]
        )
        if not self.event_id or not bookings_sudo:
            return []
        labels = {
            name: dict(bookings_sudo._fields[name]._description_selection(self.env)) for name in ("layout", "state")
        }
        return [
            {
                "key": "rooms",
                "title": self.env._("Function rooms"),
                "columns": [self.env._("Room"), self.env._("From"), self.env._("To"), self.env._("Layout"), self.env._("State")],
                "rows": [
                    [
                        booking.room_id.with_context(lang=self.env.lang).display_name,
                        self._format_moment(booking.start),
                        self._format_moment(booking.stop),
                        labels["layout"].get(booking.layout, ""),
                        labels["state"][booking.state],
                    ]
                    for booking in bookings_sudo
                ],
                "departments": self.env["hr.department"],
            }
        ]

    def _format_moment(self, moment):
        """Return a moment as the hotel's clock shows it."""
        return format_datetime(self.env, moment, tz=self.company_id.hotel_tz, dt_format="yyyy-MM-dd HH:mm") if moment else ""

    def _get_content(self):
        """Return what the order says now, for `rules.event_order.changes`; in one language, so that issues compare."""
        self.ensure_one()
        order = self.sudo().with_context(lang=self._get_house_lang())
        content = {name: {"departments": [], "rows": [text] if (text := order._get_told(name)) else []} for name in TOLD}
        for section in order._get_beo_sections():
            content[section["key"]] = {
                "title": section["title"],
                "departments": section["departments"].ids,
                "rows": [" · ".join(str(text) for text in row if text) for row in section["rows"]],
            }
        return content

    def _get_house_lang(self):
        """Return the language in which the house keeps its issues."""
        return self.company_id.sudo().partner_id.lang or self.env["res.lang"].get_installed()[0][0]

    def _get_told(self, name):
        """Return the value of a field as text."""
        self.ensure_one()
        value, field = self[name], self._fields[name]
        if not value:
            return ""
        if field.type == "datetime":
            return self._format_moment(value)
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        if field.relational:
            # Sorted: the order of records follows the reader's language, and nothing has changed for that.
            return ", ".join(sorted(value.mapped("display_name")))
        if field.type == "monetary":
            return formatLang(self.env, value, currency_obj=self.currency_id)
        return str(value)

    @api.model
    def _get_told_label(self, key):
        """Return the label of a field that an issue tells, in the reader's language; None for a section."""
        return self._fields[key]._description_string(self.env) if key in TOLD else None
