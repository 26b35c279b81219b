"""H10: phone numbers and e-mail addresses of guests in one form, so that duplicates are found. Values in, verdict out."""

import re
import unicodedata

#: What people write between the digits.
_BETWEEN = re.compile(r"[\s().\-/·_]+")
#: National numbers of China without the leading 0: mobiles, service numbers, fixed lines with their area code.
_CHINA = re.compile(r"1[3-9]\d{9}|[48]00\d{7}|10\d{8}|2\d{9}|[3-9]\d{2}\d{7,8}")
#: E.164: the country's code and up to 15 digits in all.
_ABROAD = re.compile(r"[1-9]\d{6,14}")
_EMAIL = re.compile(r"[^@\s,;:<>\"'()\\]+@(?:[^@\s.,;:<>\"'()\\]+\.)+[^@\s.,;:<>\"'()\\\d]{2,}")
MOST_EMAIL = 254


def phone(text, prefix="86"):
    """Return a phone number as E.164 ("+8613800001111"), None for what is none.

    :param prefix: calling code of the hotel's country, for numbers written without one
    """
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text or ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if not re.fullmatch(r"\+?\d+", digits, re.ASCII):
        return None
    if digits.startswith("+"):
        digits = digits[1:]
    elif digits.startswith(prefix) and len(digits) > 11:
        pass  # the country's code without its plus
    else:
        digits = prefix + digits.removeprefix("0")
    if digits.startswith("86"):
        national = digits[2:].removeprefix("0")
        return f"+86{national}" if _CHINA.fullmatch(national) else None
    return f"+{digits}" if _ABROAD.fullmatch(digits) else None


def email(text):
    """Return an e-mail address in lower case, None for what is none."""
    address = unicodedata.normalize("NFKC", text or "").strip().lower()
    if len(address) > MOST_EMAIL or ".." in address or not _EMAIL.fullmatch(address):
        return None
    return address


def person(name, firm):
    """Return what tells a person from others by name and firm, whatever the case and the spaces."""
    return tuple(" ".join(unicodedata.normalize("NFKC", text or "").casefold().split()) for text in (name, firm))
