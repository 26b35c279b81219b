"""D8: turns the cells of a file's row into what `authorise` takes. Plain Python: values in, values or faults out."""

import hashlib
import re
from collections import Counter
from datetime import datetime

KINDS = ("rooms", "food", "beverage", "banquet", "other")
#: What a column can hold; `kind` and `amount` go together, the amount_* stand for themselves.
FIELDS = (
    "external_ref",
    "business_date",
    "outlet",
    "customer",
    "agreement",
    "signer",
    "kind",
    "amount",
    *(f"amount_{kind}" for kind in KINDS),
    "currency",
    "guest",
    "check_number",
)
#: Ways of writing a date; the keys are kept with a file format.
DATE_FORMATS = {
    "iso": ("%Y-%m-%d", "YYYY-MM-DD"),
    "slashed": ("%Y/%m/%d", "YYYY/MM/DD"),
    "plain": ("%Y%m%d", "YYYYMMDD"),
    "dmy_slash": ("%d/%m/%Y", "DD/MM/YYYY"),
    "mdy_slash": ("%m/%d/%Y", "MM/DD/YYYY"),
    "dmy_dot": ("%d.%m.%Y", "DD.MM.YYYY"),
}
THOUSANDS = {
    ".": re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"),
    ",": re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?"),
}
#: What columns are called in files met so far, for a first proposal.
KNOWN_HEADERS = {
    "external_ref": ("external_ref", "reference", "ref", "folio", "transaction", "外部编号", "流水号"),
    "business_date": ("business_date", "date", "day", "营业日期", "日期"),
    "outlet": ("outlet", "outlet_code", "收款点", "营业点"),
    "customer": ("customer", "customer_code", "client", "account", "客户", "客户编号"),
    "agreement": ("agreement", "contract", "协议", "协议编号"),
    "signer": ("signer", "signer_code", "card", "签字人", "签字卡号"),
    "kind": ("kind", "revenue_kind", "category", "收入类别", "类别"),
    "amount": ("amount", "total", "金额"),
    "amount_rooms": ("rooms", "amount_rooms", "room", "客房"),
    "amount_food": ("food", "amount_food", "餐饮", "食品"),
    "amount_beverage": ("beverage", "amount_beverage", "drinks", "酒水"),
    "amount_banquet": ("banquet", "amount_banquet", "宴会"),
    "amount_other": ("other", "amount_other", "其他"),
    "currency": ("currency", "货币", "币种"),
    "guest": ("guest", "guest_name", "客人", "客人姓名"),
    "check_number": ("check_number", "check", "bill", "账单号"),
}


def propose(header):
    """Return {column name: field} for the columns whose meaning is known by their name."""
    names = {name: field for field, names in KNOWN_HEADERS.items() for name in names}
    found, used = {}, set()
    for column in header:
        field = names.get(column.strip().casefold())
        if field and field not in used:
            found[column] = field
            used.add(field)
    return found


def mapping_gaps(fields, default_outlet, default_kind):
    """Return the codes of what a mapping lacks: customer, amount, kind, outlet.

    :param fields: set of fields that the columns are mapped to
    """
    gaps = []
    if not {"customer", "agreement"} & fields:
        gaps.append("customer")
    if "amount" not in fields and not {f"amount_{kind}" for kind in KINDS} & fields:
        gaps.append("amount")
    if "amount" in fields and "kind" not in fields and not default_kind:
        gaps.append("kind")
    if "outlet" not in fields and not default_outlet:
        gaps.append("outlet")
    return gaps


def parse_date(text, date_format):
    """Return the ISO date that `text` names in one of `DATE_FORMATS`, or None."""
    pattern, _shown = DATE_FORMATS[date_format]
    try:
        return datetime.strptime(text, pattern).date().isoformat()
    except ValueError:
        return None


def parse_amount(text, decimal_separator):
    """Return an amount's text with a dot and without thousands marks; None where the other mark stands wrongly in it.

    Whether the text is a number at all is judged where the charge is authorised.
    """
    other = "," if decimal_separator == "." else "."
    if THOUSANDS[decimal_separator].fullmatch(text):
        text = text.replace(other, "")
    elif other in text:
        return None
    return text.replace(",", ".")


class RowReader:
    """Turns rows into values for `authorise`, remembering identical rows of a file that has no references.

    :param columns: {index of the column: field}
    :param width: number of columns of the header
    :param date_format: key of `DATE_FORMATS`
    :param decimal_separator: "." or ","
    :param defaults: dict of values for what a row leaves empty: outlet (code), kind, currency (code)
    """

    def __init__(self, columns, width, date_format="iso", decimal_separator=".", defaults=None):
        self.columns = columns
        self.width = width
        self.date_format = date_format
        self.decimal_separator = decimal_separator
        self.defaults = {key: value for key, value in (defaults or {}).items() if value}
        self.makes_references = "external_ref" not in columns.values()
        self.typed_numbers = ()
        self.seen = Counter()

    def read_row(self, texts, typed_dates=(), typed_numbers=()):
        """Return (values, faults) of one row.

        :param texts: the cells as texts
        :param typed_dates: indices of cells that were dates already (ISO texts)
        :param typed_numbers: indices of cells that were numbers already (texts with a dot)
        :return: values for `authorise`; list of (column index, code, params), codes: formula, cells, date, kind,
            amount
        """
        faults = []
        self.typed_numbers = typed_numbers
        if len(texts) > self.width and any(texts[self.width :]):
            faults.append((None, "cells", {"count": len(texts), "expected": self.width}))
        values, amounts, kind, amount = {}, {}, self.defaults.get("kind"), None
        for index, field in self.columns.items():
            text = texts[index] if index < len(texts) else ""
            if not text:
                continue
            if text[0] == "=":
                faults.append((index, "formula", {"value": text}))
            elif field == "business_date":
                day = text[:10] if index in typed_dates else parse_date(text, self.date_format)
                if day is None:
                    faults.append((index, "date", {"value": text, "form": DATE_FORMATS[self.date_format][1]}))
                values[field] = day
            elif field == "kind":
                kind = text.casefold()
                if kind not in KINDS:
                    faults.append((index, "kind", {"value": text, "known": ", ".join(KINDS)}))
            elif field == "amount":
                amount = self._amount(index, text, faults)
            elif field.startswith("amount_"):
                amounts[field.removeprefix("amount_")] = self._amount(index, text, faults)
            else:
                values[field] = text
        for field in ("outlet", "currency"):
            if field not in values and field in self.defaults:
                values[field] = self.defaults[field]
        if amount is not None and kind:
            amounts[kind] = amount
        values["amounts"] = amounts
        if self.makes_references:
            values["external_ref"] = self._reference(texts)
        return values, faults

    def _amount(self, index, text, faults):
        amount = parse_amount(text, "." if index in self.typed_numbers else self.decimal_separator)
        if amount is None:
            faults.append((index, "amount", {"value": text, "separator": self.decimal_separator}))
        return amount

    def _reference(self, texts):
        """Return a reference made of the row's content and how many like it came before in the file.

        So a file without references is stored once however often it comes, and two equal rows in it are two slips.
        """
        digest = hashlib.sha256("\x1f".join(texts[index] if index < len(texts) else "" for index in self.columns).encode())
        key = digest.hexdigest()[:24]
        self.seen[key] += 1
        return f"ROW-{key}-{self.seen[key]}"
