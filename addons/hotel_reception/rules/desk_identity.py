"""How people at the desk are recognised: phone numbers and number plates in one form, however they were written (L2)."""

import re
import unicodedata

#: Fewer digits, or characters of a plate, find everybody.
MIN_DIGITS = 4
MIN_PLATE = 3
#: National numbers have so many digits at least; a shorter rest means that what looks like a country code is none.
SHORTEST_NATIONAL = 10
PHONE = re.compile(r"[\d\s()+./\-#*]+")


def national(phone, country_code="86"):
    """Return the digits of a phone number without country code and trunk zero, "" for none.

    "+86 25 8600 1000", "025-86001000" and "0086 (0)25 8600 1000" are the same number.

    :param country_code: digits of the company's own country; other countries' codes stay
    """
    text = unicodedata.normalize("NFKC", phone or "")
    digits = "".join(character for character in text if character in "0123456789")
    international = text.lstrip().startswith("+") or digits.startswith("00")
    if digits.startswith("00"):
        digits = digits[2:]
    rest = digits.removeprefix(country_code) if country_code else digits
    # "+86 138" is a number half typed; 8600 1000 is a local number, whatever it begins with.
    if rest != digits and (international or len(rest.lstrip("0")) >= SHORTEST_NATIONAL):
        digits = rest
    return digits.lstrip("0")


def plate_key(plate):
    """Return a number plate in capitals without spaces, dots and dashes: "苏A·12345" is "苏A12345"."""
    text = unicodedata.normalize("NFKC", plate or "").upper()
    return "".join(character for character in text if character.isalnum())


def looks_like_phone(text):
    """Return whether a typed text is (the beginning or a part of) a phone number."""
    text = unicodedata.normalize("NFKC", text or "").strip()
    return bool(PHONE.fullmatch(text)) and sum(character.isdigit() for character in text) >= MIN_DIGITS


def looks_like_plate(text):
    """Return whether a typed text may be a number plate: letters and digits both, no words."""
    key = plate_key(text)
    return (
        MIN_PLATE <= len(key) <= 9
        and any(character.isdigit() for character in key)
        and any(character.isalpha() for character in key)
    )


def masked(phone):
    """Return a phone number whose middle is hidden: enough to ask "is it the number ending in 1000?"."""
    digits = "".join(character for character in unicodedata.normalize("NFKC", phone or "") if character.isdigit())
    if not digits:
        return ""
    if len(digits) < 7:
        return "•" * len(digits)
    return f"{digits[:3]}{'•' * (len(digits) - 7)}{digits[-4:]}"
