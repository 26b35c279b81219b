import csv
from functools import partial
from itertools import islice

import xlsxwriter

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from odoo.addons.hotel_base.tools.retried import retried

from ..rules.charge_values import readable
from ..tools.charge_file import FileProblem, harmless, prepare

#: Rows authorised in one short transaction (DESIGN, the charge).
BATCH = 200
#: Refused rows read from the database at a time for the file.
PAGE = 1000


class HotelChargeImportWork(models.Model):
    """D8: the work on an import in the background, and the file of refused rows."""

    _inherit = "hotel.charge.import"

    @api.model
    def _cron_import(self):
        """D8: go on with the imports that run, oldest first; a broken-off one goes on where it was."""
        running = self.search([("state", "=", "running")], order="id")
        left = sum(max(record.total - record.position, 0) for record in running)
        if self.env["ir.cron"]._commit_progress(remaining=left):
            for record in running:
                if not record._import_file():
                    return

    def _import_file(self):
        """Import what is left of the file, committing after each batch (STYLE 15).

        :return: False when the time of the cron is over
        """
        self.ensure_one()
        self = self.sudo()
        try:
            with self._open() as charge_file:
                reader = self.format_id._make_reader(charge_file.header)
                rows = charge_file.rows()
                for _line, cells in islice(rows, self.position):
                    reader.read_row(*prepare(cells))
                while batch := list(islice(rows, BATCH)):
                    if not self._import_patiently(batch, reader):
                        return True  # another process works on it
                    if not self.env["ir.cron"]._commit_progress(len(batch)):
                        return False
            self._end("done")
        except FileProblem as error:
            self.env.cr.rollback()
            self._end("failed", self._word(error))
        except (AccessError, UserError) as error:
            self.env.cr.rollback()
            self._end("failed", str(error))
        self.env["ir.cron"]._commit_progress()
        return True

    def _import_patiently(self, batch, reader):
        """Import one batch and return whether it was this process's to do."""
        prepared = [(line, *_read(reader, cells)) for line, cells in batch]
        return retried(partial(self._lock_and_import, prepared, self.position), self.env)

    def _lock_and_import(self, prepared, position):
        """Import a batch that begins at `position`; return False when another process works on it or has done so."""
        try:
            # The slips, stored by another transaction, refer to this row.
            self.lock_for_update(allow_referencing=True)
        except LockError:
            return False
        if self.position != position or self.state != "running":
            return False
        self._import_batch(prepared)
        return True

    def _import_batch(self, prepared):
        """Authorise up to `BATCH` rows and count them in the current transaction; never commits itself.

        :param prepared: list of (line, cells as texts, values, faults) as `_read` returns them
        """
        charge = self.env["hotel.charge"].with_user(self.user_id).with_company(self.company_id)
        answers = iter(
            charge._authorise_many(
                [values for _line, _texts, values, faults in prepared if not faults], source="import", import_id=self.id
            )
        )
        good = repeated = 0
        refusals = []
        header = None
        for line, texts, _values, faults in prepared:
            if faults:
                header = header or self._get_header()
                codes, messages = ["malformed"], [self._word_fault(header, fault) for fault in faults]
            else:
                answer = next(answers)
                if answer["granted"]:
                    repeated += answer["repeated"]
                    good += not answer["repeated"]
                    continue
                codes = [reason["code"] for reason in answer["reasons"]]
                messages = [reason["message"] for reason in answer["reasons"]]
            refusals.append(
                {
                    "import_id": self.id,
                    "line": line,
                    # The database holds neither NUL nor half characters.
                    "cells": [readable(text) for text in texts],
                    "codes": ",".join(codes),
                    "message": readable(" ".join(messages)),
                }
            )
        self.env["hotel.charge.import.refusal"].create(refusals)
        self.write(
            {
                "position": self.position + len(prepared),
                "good": self.good + good,
                "repeated": self.repeated + repeated,
                "refused": self.refused + len(refusals),
            }
        )

    def _end(self, state, message=False):
        """End the import, and count what it stored from its slips.

        A process that was killed may have stored a batch without counting it; its rows then came again as known already.
        """
        stored = self.env["hotel.charge"].search_count([("import_id", "=", self.id)])
        self.write(
            {
                "state": state,
                "message": message,
                "finished_at": fields.Datetime.now(),
                "good": stored,
                "repeated": self.good + self.repeated - stored,
            }
        )

    def _get_header(self):
        with self._open() as charge_file:
            return charge_file.header

    def _word_fault(self, header, fault):
        """Return what is wrong with a cell, naming column, value and remedy."""
        index, code, params = fault
        params = {**params, "column": header[index] if index is not None else ""}
        words = {
            "formula": self.env._('%(column)s: "%(value)s" is a formula. Put the value itself into the cell.'),
            "cells": self.env._(
                "The row has %(count)s cells, the header %(expected)s. Check the separators; put texts with one in quotes."
            ),
            "date": self.env._('%(column)s: "%(value)s" is no date of the form %(form)s. Correct it or the format.'),
            "kind": self.env._('%(column)s: "%(value)s" is no revenue kind. Known are: %(known)s.'),
            "amount": self.env._(
                '%(column)s: "%(value)s" is no amount with "%(separator)s" before its decimals. Correct it or the format.'
            ),
        }
        return words[code] % params

    def _get_refused_rows(self):
        """Yield the lines of the file of refused rows, its header first; cells that begin a formula are made harmless."""
        header = [harmless(name) for name in self._get_header()]
        yield [self.env._("Line"), *header, self.env._("Codes"), self.env._("Reasons")]
        Refusal, after = self.env["hotel.charge.import.refusal"], 0
        while page := Refusal.search([("import_id", "=", self.id), ("id", ">", after)], order="id", limit=PAGE):
            for row in page:
                cells = [harmless(cell) for cell in row.cells]
                cells += [""] * (len(header) - len(cells))
                yield [row.line, *cells[: len(header)], row.codes, harmless(row.message)]
            after = page[-1].id
            Refusal.invalidate_model()

    def _write_refused_csv(self, stream):
        """Write the refused rows into a text stream."""
        csv.writer(stream).writerows(self._get_refused_rows())

    def _write_refused_xlsx(self, stream):
        """Write the refused rows into a binary stream, in constant memory."""
        book = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet(self.env._("Refused rows"))
        for number, row in enumerate(self._get_refused_rows()):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                else:
                    sheet.write_string(number, column, cell or "")
        book.close()


def _read(reader, cells):
    """Return (texts, values, faults) of the cells of a row."""
    prepared = prepare(cells)
    return prepared[0], *reader.read_row(*prepared)
