from odoo import models


class HotelGuestListXlsx(models.AbstractModel):
    """The guest list of an event: answers, tables, who came (H10, XLSX)."""

    _name = "report.hotel_events.hotel_guest_list_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Guest List (XLSX)"

    def generate_xlsx_report(self, workbook, data, events):
        """Write two sheets an event: a line a guest, and the counts as formulas over it; times in the hotel's time zone."""
        formats = self._get_formats(workbook)
        # One at a time: what is read through is dropped, and would be read again for all of them.
        for number, event in enumerate(map(events.browse, events.ids), 1):
            guests = event.registration_ids.sorted(lambda guest: (guest.hotel_table_id.sequence, guest.hotel_table_id.id or 0, guest.id))
            # Brackets, colons and the like may not stand in the name of a sheet.
            name = f"{number}. {event.name}".translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " "))[:31]
            columns = self._get_columns(event)
            _sheet, last = self._write_list(workbook, formats, name, columns, guests, totals=("number",))
            self._write_counts(workbook, formats, number, name, event, max(last, 1))

    def _get_columns(self, event):
        """Return the columns of the list; behind those of the guest one a check point, with the time of passing."""
        points = event.hotel_checkpoint_ids
        company = event.company_id or self.env.company
        labels = {
            field: dict(self.env["event.registration"]._fields[field]._description_selection(self.env))
            for field in ("hotel_reply", "hotel_invitation", "state")
        }
        passed = {
            (guest.id, point.id): company._hotel_local(moment)
            for guest, point, moment in self.env["hotel.event.scan"]._read_group(
                [("checkpoint_id", "in", points.ids)], ["registration_id", "checkpoint_id"], ["scanned_at:min"]
            )
        }
        return [
            (self.env._("Name"), 18, "text", lambda guest: guest.name),
            (self.env._("Company"), 26, "text", lambda guest: guest.company_name),
            (self.env._("Position"), 16, "text", lambda guest: guest.hotel_title),
            (self.env._("Phone"), 18, "text", lambda guest: guest.phone),
            (self.env._("E-mail"), 26, "text", lambda guest: guest.email),
            (self.env._("Invitation"), 14, "text", lambda guest: labels["hotel_invitation"][guest.hotel_invitation]),
            (self.env._("Answer"), 12, "text", lambda guest: labels["hotel_reply"][guest.hotel_reply]),
            (self.env._("Persons"), 9, "number", lambda guest: guest.hotel_persons),
            (self.env._("Table"), 12, "text", lambda guest: guest.hotel_table_id.name),
            (self.env._("Dietary wishes"), 24, "text", lambda guest: guest.hotel_diet),
            (self.env._("Status"), 12, "text", lambda guest: labels["state"][guest.state]),
            *[(point.name, 17, "time", lambda guest, point=point: passed.get((guest.id, point.id))) for point in points],
        ]  # fmt: skip

    def _write_counts(self, workbook, formats, number, name, event, last):
        """Write the counts as formulas, so that they follow what is corrected in the list by hand."""

        def cells(letter):
            return f"'{name}'!${letter}$2:${letter}${last + 1}"

        replies = dict(self.env["event.registration"]._fields["hotel_reply"]._description_selection(self.env))
        rows = [
            (self.env._("Guests"), f"=COUNTA({cells('A')})"),
            (self.env._("Persons coming"), f'=SUMIF({cells("G")},"{replies["coming"]}",{cells("H")})'),
            (self.env._("Not coming"), f'=COUNTIF({cells("G")},"{replies["declined"]}")'),
            (self.env._("No answer"), f'=COUNTIF({cells("G")},"{replies["none"]}")'),
            *[(point.name, f"=COUNT({cells(chr(ord('L') + index))})") for index, point in enumerate(event.hotel_checkpoint_ids[:15])],
        ]
        sheet = workbook.add_worksheet(f"{number}. {self.env._('Counts')}"[:31])
        sheet.set_column(0, 0, 34)
        sheet.write_string(0, 0, f"{event.name}, {event._hotel_get_when()}", formats["head"])
        for row, (label, formula) in enumerate(rows, 1):
            sheet.write_string(row, 0, label)
            sheet.write_formula(row, 1, formula, formats["number"])
