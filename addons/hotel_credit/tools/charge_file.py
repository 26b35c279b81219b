"""D8: reads a file of slips row by row, in constant memory: CSV, CSV in gzip, XLSX. Plain Python, no environment."""

import codecs
import csv
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

SEPARATORS = (",", ";", "\t", "|")
#: Tried in this order; every text is valid in the last one or in none.
ENCODINGS = ("utf-8-sig", "gb18030")
BLOCK = 1 << 16
#: A header longer than this belongs to no file of slips.
MAX_COLUMNS = 200
#: Rows that a spreadsheet program can hold; a file that claims more would be filled up with empty ones.
MAX_XLSX_ROWS = 1_048_576
#: Unpacked sizes in bytes: a small file can hold gigabytes. The sheet is read row by row, the other parts at once.
MAX_XLSX_BYTES = 256 << 20
MAX_XLSX_PART_BYTES = 64 << 20
MAX_CSV_BYTES = 1 << 30
#: Characters of one row of a CSV, however many lines it takes.
MAX_ROW_CHARACTERS = 1 << 20
#: What openpyxl, its XML parsers and zip raise on damaged files.
XLSX_ERRORS = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, SyntaxError, LookupError,
    ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError, AssertionError,
)  # fmt: skip


class FileProblem(Exception):
    """A file that cannot be read; `code` says why, `params` what and where. The caller words it for the user."""

    def __init__(self, code, **params):
        super().__init__(code, params)
        self.code = code
        self.params = params


class ChargeFile:
    """A file of slips: `header` (list of str) and `rows()`; `encoding` and `separator` as found out or as told.

    :param path: where the file lies
    :param encoding: None = find out (UTF-8 with or without BOM, UTF-16 with BOM, GB18030)
    :param separator: None = find out from the header (comma, semicolon, tab, bar)
    :raise FileProblem: old_excel, empty, encoding, no_header, duplicate_columns, too_many_columns, too_large, broken
    """

    def __init__(self, path, encoding=None, separator=None):
        self.path = path
        with open(path, "rb") as stream:
            start = stream.read(8)
        if not start:
            raise FileProblem("empty")
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            raise FileProblem("old_excel")
        self.is_xlsx = start.startswith(b"PK\x03\x04")
        self.is_gzip = start.startswith(b"\x1f\x8b")
        self.encoding = None if self.is_xlsx else (encoding or self._find_encoding())
        self.separator = None if self.is_xlsx else separator or self._find_separator()
        self.header = self._read_header()

    @contextmanager
    def _open_bytes(self):
        opened = gzip.open(self.path, "rb") if self.is_gzip else open(self.path, "rb")  # noqa: SIM115 (closed below)
        with opened as stream:
            yield stream

    @contextmanager
    def _open_text(self):
        with self._open_bytes() as raw, io.TextIOWrapper(raw, self.encoding, newline="") as text:
            yield text

    def _find_encoding(self):
        with self._open_bytes() as stream:
            try:
                start = stream.read(4)
            except (OSError, EOFError, zlib.error) as error:
                raise FileProblem("broken", detail=str(error)) from error
        candidates = ("utf-16",) if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ENCODINGS
        for encoding in candidates:
            if self._decodes(encoding):
                return encoding
        raise FileProblem("encoding")

    def _decodes(self, encoding):
        decoder = codecs.getincrementaldecoder(encoding)()
        size = 0
        try:
            with self._open_bytes() as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    if size > MAX_CSV_BYTES:
                        raise FileProblem("too_large", most=MAX_CSV_BYTES >> 20)
                    decoder.decode(block)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        except (OSError, EOFError, zlib.error) as error:
            raise FileProblem("broken", detail=str(error)) from error
        return True

    def _find_separator(self):
        with self._read_errors(), self._open_text() as text:
            line = text.readline(BLOCK)
        return max(SEPARATORS, key=line.count)

    def _read_header(self):
        for _number, cells in self._all_rows():
            header = [str(cell).strip() if cell is not None else "" for cell in cells]
            while header and not header[-1]:
                header.pop()
            if len(header) > MAX_COLUMNS:
                raise FileProblem("too_many_columns", count=len(header), most=MAX_COLUMNS)
            if "\0" in "".join(header):
                # UTF-16 or UTF-32 without its mark decodes as UTF-8 with NULs between the letters.
                raise FileProblem("encoding")
            lowered = [name.casefold() for name in header if name]
            twice = sorted({name for name in header if name and lowered.count(name.casefold()) > 1})
            if twice:
                raise FileProblem("duplicate_columns", columns=", ".join(twice))
            return header
        raise FileProblem("no_header")

    def rows(self) -> Iterator[tuple[int, list]]:
        """Yield (line number in the file, cells) of each row below the header; rows without any content are left out.

        Cells are texts; of an XLSX also numbers, dates and None. A formula stands as its text, beginning with "=".
        """
        rows = self._all_rows()
        next(rows, None)
        yield from rows

    def _all_rows(self):
        for number, cells in self._xlsx_rows() if self.is_xlsx else self._csv_rows():
            if any(cell is not None and str(cell).strip() for cell in cells):
                yield number, cells

    def _csv_rows(self):
        with self._read_errors(), self._open_text() as text:
            length = 0

            def lines():
                nonlocal length
                while line := text.readline(MAX_ROW_CHARACTERS + 1):
                    length += len(line)
                    if length > MAX_ROW_CHARACTERS:
                        raise FileProblem("broken_row", line=reader.line_num + 1, detail=f"> {MAX_ROW_CHARACTERS}")
                    yield line

            reader = csv.reader(lines(), delimiter=self.separator, strict=True)
            try:
                for cells in reader:
                    length = 0
                    yield reader.line_num, cells
            except csv.Error as error:
                raise FileProblem("broken_row", line=reader.line_num, detail=str(error)) from error

    def _xlsx_rows(self):
        # Opened here: openpyxl judges a path by its ending, and the file store knows no endings.
        with open(self.path, "rb") as stream:
            try:
                self._check_unpacked_size(stream)
                book = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
                try:
                    # reset: some programs write a wrong size of the sheet into it, and rows would be missed.
                    sheet = book.worksheets[0]
                    sheet.reset_dimensions()
                    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                        if number > MAX_XLSX_ROWS:
                            raise FileProblem("broken", detail=f"> {MAX_XLSX_ROWS}")
                        yield number, list(cells)
                finally:
                    book.close()
            except XLSX_ERRORS as error:
                raise FileProblem("broken", detail=str(error)) from error

    def _check_unpacked_size(self, stream):
        """Refuse a small file that unpacks to more than a hotel's slips take.

        :raise FileProblem: too_large
        """
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
        others = [part.file_size for part in parts if not part.filename.startswith("xl/worksheets/")]
        for size, most in (
            (sum(part.file_size for part in parts), MAX_XLSX_BYTES),
            (max(others, default=0), MAX_XLSX_PART_BYTES),
        ):
            if size > most:
                raise FileProblem("too_large", most=most >> 20)
        stream.seek(0)

    @contextmanager
    def _read_errors(self):
        try:
            yield
        except UnicodeError as error:
            raise FileProblem("encoding") from error
        except (OSError, EOFError, zlib.error) as error:
            raise FileProblem("broken", detail=str(error)) from error


def plain(cell):
    """Return a cell as the text that a person sees in it ("" for nothing)."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        # What a spreadsheet computes carries binary dust behind its decimals.
        text = f"{round(cell, 6):.6f}".rstrip("0").rstrip(".")
        return text if text != "-0" else "0"
    return str(cell).strip()


def prepare(cells):
    """Return (texts, indices of cells that are dates, indices of cells that are numbers) of a row."""
    dates = {index for index, cell in enumerate(cells) if isinstance(cell, date)}
    numbers = {index for index, cell in enumerate(cells) if isinstance(cell, (int, float)) and not isinstance(cell, bool)}
    return [plain(cell) for cell in cells], dates, numbers


def harmless(cell):
    """Return a text as a cell that no spreadsheet program runs: what begins a formula is written behind an apostrophe."""
    text = plain(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
