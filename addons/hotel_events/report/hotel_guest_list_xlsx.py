from odoo import models


class HotelGuestListXlsx(models.AbstractModel):
    """The guest list of an event: answers, tables, who came (H10, XLSX)."""

    _name = "report.hotel_events.hotel_guest_list_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Guest List (XLSX)"

    def generate_xlsx_report(self, workbook, data, events):
        """Write a sheet an event: totals as formulas above, a line a guest below; times in the event's time zone."""
        formats = {
            "title": workbook.add_format({"bold": True, "font_size": 14}),
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "bold": workbook.add_format({"bold": True}),
            "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        for number, event in enumerate(events, 1):
            self._write_event(workbook, formats, number, event)

    def _write_event(self, workbook, formats, number, event):
        guests = event.registration_ids.sorted(lambda guest: (guest.hotel_table_id.sequence, guest.hotel_table_id.id or 0, guest.id))
        labels = {
            name: dict(guests._fields[name]._description_selection(self.env)) for name in ("hotel_reply", "hotel_invitation", "state")
        }
        points = event.hotel_checkpoint_ids
        columns = [
            (self.env._("Name"), 18), (self.env._("Company"), 26), (self.env._("Position"), 16), (self.env._("Phone"), 18),
            (self.env._("E-mail"), 26), (self.env._("Invitation"), 12), (self.env._("Answer"), 12), (self.env._("Persons"), 9),
            (self.env._("Table"), 12), (self.env._("Dietary wishes"), 24), (self.env._("Status"), 12),
            *[(point.name, 17) for point in points],
        ]  # fmt: skip
        sheet = workbook.add_worksheet(f"{number}. {event.name}".translate(str.maketrans("[]:*?/\\'", "        "))[:31])
        for column, (_head, width) in enumerate(columns):
            sheet.set_column(column, column, width)
        first, last = 5, max(5 + len(guests) - 1, 5)  # rows counted from 0
        sheet.write_string(0, 0, event.name, formats["title"])
        sheet.write_string(1, 0, event._hotel_get_when())
        totals = (
            (self.env._("Guests"), f"=COUNTA(A{first + 1}:A{last + 1})"),
            (self.env._("Coming (persons)"), f'=SUMIF(G{first + 1}:G{last + 1},"{labels["hotel_reply"]["coming"]}",H{first + 1}:H{last + 1})'),
            (self.env._("Not coming"), f'=COUNTIF(G{first + 1}:G{last + 1},"{labels["hotel_reply"]["declined"]}")'),
            (self.env._("No answer"), f'=COUNTIF(G{first + 1}:G{last + 1},"{labels["hotel_reply"]["none"]}")'),
        )
        for column, (label, formula) in enumerate(totals):
            sheet.write_string(2, column * 2, label, formats["bold"])
            sheet.write_formula(2, column * 2 + 1, formula, formats["bold"])
        for offset, _point in enumerate(points):
            letter = _letter(11 + offset)
            sheet.write_formula(2, 11 + offset, f"=COUNT({letter}{first + 1}:{letter}{last + 1})", formats["bold"])
        for column, (head, _width) in enumerate(columns):
            sheet.write_string(4, column, head, formats["head"])
        sheet.freeze_panes(5, 1)
        sheet.autofilter(4, 0, last, len(columns) - 1)
        passed = self._get_passed(event, points)
        for row, guest in enumerate(guests, first):
            texts = (
                guest.name, guest.company_name, guest.hotel_title, guest.phone, guest.email,
                labels["hotel_invitation"][guest.hotel_invitation], labels["hotel_reply"][guest.hotel_reply], None,
                guest.hotel_table_id.name, guest.hotel_diet, labels["state"][guest.state],
            )  # fmt: skip
            for column, text in enumerate(texts):
                if text:
                    sheet.write_string(row, column, text)
            sheet.write_number(row, 7, guest.hotel_persons)
            for offset, point in enumerate(points):
                moment = passed.get((guest.id, point.id))
                if moment:
                    sheet.write_datetime(row, 11 + offset, moment, formats["time"])

    def _get_passed(self, event, points):
        """Return {(guest id, check point id): local time}; one query."""
        company = event.company_id or self.env.company
        return {
            (guest.id, point.id): company._hotel_local(moment).replace(tzinfo=None)
            for guest, point, moment in self.env["hotel.event.scan"]._read_group(
                [("checkpoint_id", "in", points.ids)], ["registration_id", "checkpoint_id"], ["scanned_at:min"]
            )
        }


def _letter(column):
    """Return the letters of a column, counted from 0."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters
