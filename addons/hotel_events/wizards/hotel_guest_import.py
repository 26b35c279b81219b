import base64
import io
import os
import tempfile
from contextlib import contextmanager

import xlsxwriter
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, clean_context

from odoo.addons.hotel_credit.tools.charge_file import ChargeFile, FileProblem, plain

from ..rules import guest_contact, guest_list

#: A list longer than this is no list of one event's guests; reading stops there.
MOST_ROWS = 10_000
MOST_BYTES = 20 << 20
MOST_COMPANIONS = 99
#: Faults shown on the screen; the file holds all of them.
SHOWN = 200
CHUNK = 1000


class HotelGuestImport(models.TransientModel):
    """Takes a guest list from a file or from the clipboard: all of it, or nothing and everything that is wrong with it (H10)."""

    _name = "hotel.guest.import"
    _description = "Import Guests"

    event_id = fields.Many2one("event.event", required=True, ondelete="cascade")
    source = fields.Selection([("file", "A file"), ("text", "Pasted text")], required=True, default="file")
    file = fields.Binary("Guest list", attachment=False, help="XLSX or CSV; the first row names the columns.")
    filename = fields.Char()
    text = fields.Text("Guests", help="Copied from a spreadsheet, or a line a guest: name, firm, phone, e-mail.")
    state = fields.Selection([("draft", "Choose"), ("faulty", "Faults")], default="draft", required=True, readonly=True)
    good_count = fields.Integer("Rows in order", readonly=True)
    bad_count = fields.Integer("Faulty rows", readonly=True)
    faults = fields.Html(readonly=True, sanitize=False)
    bad_file = fields.Binary("Faulty rows as a file", readonly=True, attachment=False)
    bad_filename = fields.Char(readonly=True)

    @api.constrains("file", "text")
    def _check_size(self):
        for wizard in self:
            size = max(len(wizard.with_context(bin_size=False).file or b"") * 3 // 4, len(wizard.text or ""))
            if size > MOST_BYTES:
                raise ValidationError(self.env._("The list is larger than %s MiB: split it.", MOST_BYTES >> 20))

    def action_import(self):
        """Import the list if every row of it is in order; otherwise store nothing and show all that is wrong."""
        guests, faults, rows = self._judge()
        if faults:
            return self._show_faults(guests, faults, rows)
        return self._import(guests)

    def action_import_good(self):
        """Import the rows that are in order, judged anew; the faulty ones were handed back."""
        guests, _faults, _rows = self._judge()
        if not guests:
            raise UserError(self.env._("No row of the list is in order."))
        return self._import(guests)

    def action_back(self):
        """Choose another list."""
        self.ensure_one()
        self.write({"state": "draft", "file": False, "faults": False, "bad_file": False})
        return self._reopen()

    # ------------------------------------------------------------------ reading

    def _judge(self):
        """Return (guests, faults, {line: row}) of the list."""
        self.ensure_one()
        self.event_id.check_access("write")
        self.env["event.registration"].check_access("create")
        # Two who import one list at once: Odoo repeats the second, which then sees the first one's guests.
        self.env.cr.execute(
            SQL("UPDATE event_event SET hotel_guest_version = COALESCE(hotel_guest_version, 0) + 1 WHERE id = %s", self.event_id.id)
        )
        try:
            rows = self._read_rows()
        except FileProblem as problem:
            raise UserError(self.env["hotel.charge.import"]._word(problem)) from problem
        if not rows:
            raise UserError(self.env._("The list holds no guests: choose a file, or paste a line a guest."))
        guests, faults = guest_list.check(
            rows, self._get_known(), self.event_id._hotel_get_phone_normaliser(), most_companions=MOST_COMPANIONS
        )
        return guests, faults, dict(rows)

    def _read_rows(self):
        """Return [(line, {column: text})] of the list, without empty rows.

        :raise FileProblem: it cannot be read
        :raise UserError: no column of names, or too many rows
        """
        with self._open() as guest_file:
            columns, _unknown = guest_list.find_columns(guest_file.header)
            rows = []
            if not columns:
                if self.source == "file":
                    raise UserError(
                        self.env._(
                            "No column of the list is called Name (姓名). Its first row says: %s. Name the columns as in the template.",
                            ", ".join(guest_file.header)[:300],
                        )
                    )
                # What was pasted may begin with the first guest.
                columns = {column: index for index, column in enumerate(guest_list.DEFAULT_ORDER)}
                rows.append((1, _pick(columns, guest_file.header)))
            for line, cells in guest_file.rows():
                if len(rows) >= MOST_ROWS:
                    raise UserError(
                        self.env._("The list has more than %s rows. Split it into several, or is it no guest list?", MOST_ROWS)
                    )
                row = _pick(columns, cells)
                if any(row.values()):
                    rows.append((line, row))
        return rows

    @contextmanager
    def _open(self):
        content = (self.text or "").encode() if self.source == "text" else base64.b64decode(self.with_context(bin_size=False).file or b"")
        handle, path = tempfile.mkstemp(prefix="hotel_guests_")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            yield ChargeFile(path)
        finally:
            os.unlink(path)

    def _get_known(self):
        """Return who is invited already and the event's tables; one query for thousands of guests."""
        self.env["event.registration"].flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT name, company_name, hotel_phone_key, hotel_email_key FROM event_registration WHERE event_id = %s AND active",
                self.event_id.id,
            )
        )
        tables = self.event_id.hotel_table_ids
        return guest_list.Known(
            {phone: name for name, _firm, phone, _email in rows if phone},
            {email: name for name, _firm, _phone, email in rows if email},
            {guest_contact.person(name, firm): name for name, firm, _phone, _email in rows if name},
            {table.name.casefold(): table.id for table in tables},
            {table.id: table.free for table in tables},
        )

    # ------------------------------------------------------------------ storing

    def _import(self, guests):
        """Store the guests as invited and open them."""
        event = self.event_id
        # What the server computes from the list is known here already; in superuser mode, since the right to create guests was checked.
        registrations = self.env["event.registration"].sudo().with_context(
            **{**clean_context(self.env.context), "tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
        )
        for start in range(0, len(guests), CHUNK):
            registrations.create([self._prepare_guest_vals(event, values) for _line, values in guests[start : start + CHUNK]])
        event._message_log(body=self.env._("%s guests were imported.", len(guests)))
        return event.action_hotel_guests()

    def _prepare_guest_vals(self, event, values):
        """Return the values of a guest; each that is given spares thousands of computations."""
        return {
            "event_id": event.id,
            "state": "draft",
            "name": values["name"],
            "company_name": values.get("firm"),
            "phone": values.get("phone"),
            "email": values["email_key"],
            "hotel_title": values.get("title"),
            "hotel_companions": values["companions"],
            "hotel_persons": 1 + values["companions"],
            "hotel_diet": values.get("diet"),
            "hotel_table_id": values.get("table") or False,
            "hotel_lang": values.get("language") or False,
            "hotel_phone_key": values["phone_key"],
            "hotel_email_key": values["email_key"],
            "hotel_token": self.env["event.registration"]._hotel_new_token(),
            "date_closed": False,
            "utm_campaign_id": False,
            "utm_medium_id": False,
            "utm_source_id": False,
        }

    # ------------------------------------------------------------------ what is wrong

    def _show_faults(self, guests, faults, rows):
        lines = sorted({fault.line for fault in faults})
        words = [(fault, self._word(fault)) for fault in faults]
        self.write({
            "state": "faulty",
            "good_count": len(guests),
            "bad_count": len(lines),
            "faults": self._render_faults(words),
            "bad_file": base64.b64encode(self._make_bad_file(words, rows)),
            "bad_filename": f"{self.env._('Faulty guests')}.xlsx",
        })  # fmt: skip
        return self._reopen()

    def _render_faults(self, words):
        labels = self._get_column_labels()
        body = Markup("").join(
            Markup("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>") % (fault.line, labels[fault.column], fault.value[:60], sentence)
            for fault, sentence in words[:SHOWN]
        )
        more = Markup("<p>%s</p>") % self.env._("%s more are in the file of faulty rows.", len(words) - SHOWN) if len(words) > SHOWN else ""
        return Markup("<table class='table table-sm'><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody>%s</tbody></table>%s") % (
            self.env._("Row"), self.env._("Column"), self.env._("Value"), self.env._("What is wrong and what to do"), body, more,
        )  # fmt: skip

    def _make_bad_file(self, words, rows):
        """Return the faulty rows as an XLSX that can be corrected and imported again: the same columns, the faults behind."""
        by_line = {}
        for fault, sentence in words:
            by_line.setdefault(fault.line, []).append(sentence)
        labels = self._get_column_labels()
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            bold = book.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1})
            sheet = book.add_worksheet(self.env._("Faulty rows"))
            sheet.freeze_panes(1, 0)
            heads = [*labels.values(), self.env._("Row in the list"), self.env._("What is wrong and what to do")]
            for column, head in enumerate(heads):
                sheet.set_column(column, column, 60 if column == len(heads) - 1 else 18)
                sheet.write_string(0, column, head, bold)
            for number, (line, sentences) in enumerate(sorted(by_line.items()), 1):
                for column, name in enumerate(labels):
                    sheet.write_string(number, column, rows[line].get(name) or "")
                sheet.write_number(number, len(labels), line)
                sheet.write_string(number, len(labels) + 1, " ".join(sentences))
        return stream.getvalue()

    @api.model
    def _get_column_labels(self):
        """Return {column: heading}; the import finds each column again by its heading."""
        return {
            "name": self.env._("Name"),
            "firm": self.env._("Company"),
            "title": self.env._("Position"),
            "phone": self.env._("Phone"),
            "email": self.env._("E-mail"),
            "companions": self.env._("Companions"),
            "diet": self.env._("Dietary wishes"),
            "table": self.env._("Table"),
            "language": self.env._("Language"),
        }

    def _word(self, fault):
        """Return what is wrong with a cell and what to do, as a sentence."""
        params = fault.params
        if fault.code == "name_missing":
            return self.env._("The name is missing: enter it.")
        if fault.code == "long":
            return self.env._("It is longer than %s characters: shorten it.", params["most"])
        if fault.code == "phone":
            return self.env._("This is no complete phone number: correct it, with the country's code for numbers from abroad, or leave it empty.")
        if fault.code == "email":
            return self.env._("This is no e-mail address: correct it or leave it empty.")
        if fault.code == "companions":
            return self.env._("Companions are a number from 0 to %s.", params["most"])
        if fault.code == "table":
            return self.env._("The event has no such table: add it first, or leave it empty.")
        if fault.code == "full":
            return self.env._("The table has no more seats: choose another one, or leave it empty.")
        if fault.code == "language":
            return self.env._("The language is English or Chinese: choose one, or leave it empty.")
        if fault.code == "twice":
            return self.env._("The same guest stands in row %s already: remove one of them.", params["line"])
        return self.env._("%s is a guest of this event already: remove the row.", params["guest"])

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import guests"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


def _pick(columns, cells):
    """Return {column: text} of a row."""
    return {column: plain(cells[index]) if index < len(cells) else "" for column, index in columns.items()}
