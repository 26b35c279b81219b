"""D1, D7: the shape of what a till, a file or a machine sends. Values in, a clean request or a list of faults out."""

import base64
import binascii
import contextlib
import math
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from PIL import Image, WebPImagePlugin  # noqa: F401 (Odoo loads Pillow without its WebP reader)

REVENUE_KINDS = ("rooms", "food", "beverage", "banquet", "other")
#: Amounts above it are typing errors, and floats no longer hold their cents.
MAX_AMOUNT = Decimal("999999999999.99")
MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_TEXT = 200
PHOTO_FORMATS = ("PNG", "JPEG", "WEBP")
#: Pillow's readers raise many kinds of errors on broken files; to us they all mean "no picture".
BROKEN_PICTURE = (OSError, SyntaxError, ValueError, IndexError, EOFError, Image.DecompressionBombError)
#: A few kilobytes can claim a picture of gigabytes, which whoever prints the slip would unpack.
MAX_PHOTO_PIXELS = 80_000_000
#: Unicode categories that stand in no plain text: control characters, and halves of characters that JSON can carry
#: but no database.
NOT_TEXT = ("Cc", "Cs")
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,20})?")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(slots=True)
class Fault:
    """One malformed value: the field, what was sent, and the code of what is wrong with it."""

    field: str
    value: object
    code: str
    params: dict = field(default_factory=dict)


@dataclass(slots=True)
class ChargeRequest:
    """What is asked for, with clean types; amounts gross, in the currency of the agreement."""

    outlet: str = None
    customer: str = None
    agreement: str = None
    signer: str = None
    amounts: dict = field(default_factory=dict)
    currency: str = None
    external_ref: str = None
    business_date: date = None
    guest: str = None
    check_number: str = None
    photo: bytes = None
    signature_matches: bool = None
    guarantor_approval: str = None

    @property
    def total(self):
        """Return the sum of all amounts."""
        return sum(self.amounts.values(), Decimal(0))

    @property
    def decimals(self):
        """Return the largest number of decimals used in an amount."""
        return max((max(0, -amount.normalize().as_tuple().exponent) for amount in self.amounts.values()), default=0)


class _Malformed(Exception):
    """Raised by the parsers below; `parse` turns it into a fault."""


FIELDS = tuple(ChargeRequest.__dataclass_fields__)
#: An empty text means "not given" for these; for the others it is a fault, because it hides a broken caller.
MAY_BE_BLANK = ("guest", "check_number")


def parse(values):
    """Return (`ChargeRequest`, list of `Fault`) for what a caller sent; the request counts only without faults.

    None and False mean "not given" (XML-RPC has no null), except for `signature_matches`.
    """
    if not isinstance(values, dict):
        return ChargeRequest(), [Fault("values", values, "not_mapping")]
    request = ChargeRequest()
    faults = [Fault(str(key), values[key], "unknown_key", {"known": ", ".join(FIELDS)}) for key in values if key not in FIELDS]
    for name in FIELDS:
        value = values.get(name)
        if value is None or (value is False and name != "signature_matches"):
            continue
        if name == "amounts":
            request.amounts, amount_faults = parse_amounts(value)
            faults += amount_faults
            continue
        try:
            setattr(request, name, PARSERS.get(name, _text)(value, name))
        except _Malformed as exc:
            faults.append(Fault(name, value, *exc.args))
    for name in ("outlet", "amounts"):
        if values.get(name) is None or values.get(name) is False:
            faults.append(Fault(name, None, "missing"))
    if not any(values.get(name) for name in ("customer", "agreement")) and not {"customer", "agreement"} & {
        fault.field for fault in faults
    }:
        faults.append(Fault("customer", None, "missing"))
    return request, faults


def parse_amounts(value):
    """Return ({kind: Decimal}, list of `Fault`). Zero and negative amounts pass: whether they count is D1's to say."""
    if not isinstance(value, dict):
        return {}, [Fault("amounts", value, "amounts_not_mapping", {"known": ", ".join(REVENUE_KINDS)})]
    amounts, faults = {}, []
    for kind, amount in value.items():
        name = f"amounts.{kind}"
        if kind not in REVENUE_KINDS:
            faults.append(Fault(name, amount, "unknown_kind", {"known": ", ".join(REVENUE_KINDS)}))
            continue
        try:
            amounts[kind] = parse_number(amount)
        except _Malformed as exc:
            faults.append(Fault(name, amount, *exc.args))
    if not faults and abs(sum(amounts.values(), Decimal(0))) > MAX_AMOUNT:
        faults.append(Fault("amounts", value, "too_large", {"largest": MAX_AMOUNT}))
    return amounts, faults


def parse_number(value):
    """Return a number or a decimal string ("120.50") as Decimal; texts, NaN, infinities and booleans are no numbers."""
    if isinstance(value, bool):
        raise _Malformed("not_a_number")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _Malformed("not_a_number")
        # The shortest text that gives this float is what the caller wrote.
        number = Decimal(repr(value))
    elif isinstance(value, int) or (isinstance(value, Decimal) and value.is_finite()):
        number = Decimal(value)
    elif isinstance(value, str) and NUMBER.fullmatch(value):
        number = Decimal(value)
    else:
        raise _Malformed("not_a_number")
    if abs(number) > MAX_AMOUNT:
        raise _Malformed("too_large", {"largest": MAX_AMOUNT})
    return number


def to_decimal(value):
    """Return an amount read from the database, where Odoo hands numerics over as floats, as Decimal; None as zero."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value or 0)


def _text(value, name):
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise _Malformed("not_text")
    value = value.strip()
    if not value:
        if name in MAY_BE_BLANK:
            return None
        raise _Malformed("blank")
    if len(value) > MAX_TEXT:
        raise _Malformed("too_long", {"longest": MAX_TEXT})
    if not is_plain_text(value):
        raise _Malformed("not_text")
    return value


def is_plain_text(value):
    """Return whether a text holds no control characters and no half characters (lone surrogates)."""
    return not any(unicodedata.category(character) in NOT_TEXT for character in value)


def readable(text):
    """Return a text with its control and half characters written as escapes; line breaks stay. For messages and lists."""
    if is_plain_text(text):
        return text
    return "".join(
        one if one == "\n" or unicodedata.category(one) not in NOT_TEXT else one.encode("unicode_escape").decode()
        for one in text
    )


def _flag(value, _name):
    if not isinstance(value, bool):
        raise _Malformed("not_flag")
    return value


def _date(value, _name):
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    raise _Malformed("not_a_date")


def _photo(value, _name):
    if isinstance(value, str):
        value = value.encode("ascii", "replace")
    if not isinstance(value, bytes):
        raise _Malformed("photo_not_base64")
    # Base64 is a third longer than what it holds: a huge text is refused before it is decoded.
    if len(value) > MAX_PHOTO_BYTES * 3 // 2:
        raise _Malformed("photo_too_big", {"largest": MAX_PHOTO_BYTES // 1024 // 1024})
    try:
        content = base64.b64decode(b"".join(value.split()), validate=True)
    except binascii.Error:
        raise _Malformed("photo_not_base64") from None
    if len(content) > MAX_PHOTO_BYTES:
        raise _Malformed("photo_too_big", {"largest": MAX_PHOTO_BYTES // 1024 // 1024})
    try:
        with Image.open(BytesIO(content), formats=PHOTO_FORMATS) as image:
            pixels = image.width * image.height
            image.verify()
    except BROKEN_PICTURE:
        raise _Malformed("photo_no_image", {"formats": ", ".join(PHOTO_FORMATS)}) from None
    if pixels > MAX_PHOTO_PIXELS:
        raise _Malformed("photo_too_many_pixels", {"largest": MAX_PHOTO_PIXELS // 1_000_000})
    return content


PARSERS = {"business_date": _date, "photo": _photo, "signature_matches": _flag}
