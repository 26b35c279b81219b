"""H10: phone numbers and e-mail addresses of guests in one form, so that duplicates are found. Values in, verdict out."""

import re
import unicodedata

import phonenumbers

_EMAIL = re.compile(r"[^@\s,;:<>\"'()\\]+@(?:[^@\s.,;:<>\"'()\\]+\.)+[^@\s.,;:<>\"'()\\\d]{2,}")
MOST_EMAIL = 254


def phone(text, region="CN"):
    """Return a phone number as E.164 ("+8613800001111"), None for what is none; one with an extension is no guest's own.

    :param region: ISO code of the hotel's country, for numbers written without a calling code
    """
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", text or ""), region)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(text):
    """Return an e-mail address in lower case, None for what is none."""
    address = unicodedata.normalize("NFKC", text or "").strip().lower()
    if len(address) > MOST_EMAIL or ".." in address or not _EMAIL.fullmatch(address):
        return None
    return address


def person(name, firm):
    """Return what tells a person from others by name and firm, whatever the case and the spaces."""
    return tuple(" ".join(unicodedata.normalize("NFKC", text or "").casefold().split()) for text in (name, firm))
