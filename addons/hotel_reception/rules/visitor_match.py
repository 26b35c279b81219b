"""K5: whether somebody at the door is on the list of persons not admitted. Plain Python."""

import re
import unicodedata


def plain(text):
    """Return a text for comparing: full-width forms folded, without spaces, punctuation and case."""
    text = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(character for character in text if character.isalnum())


def phone_key(text):
    """Return the digits by which two phone numbers are compared: the last eleven, or all of a shorter one."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text or ""))
    return digits[-11:]


def is_same(name, firm, phone, plate, banned):
    """Return whether a visitor is the person that `banned` (dict of the same four) describes.

    The phone or the plate alone decide; the name together with the firm, or alone where the list names no firm.
    """
    if banned["phone"] and phone_key(phone) == phone_key(banned["phone"]):
        return True
    if banned["plate"] and plain(plate) == plain(banned["plate"]):
        return True
    if not banned["name"] or plain(name) != plain(banned["name"]):
        return False
    return not banned["firm"] or plain(firm) == plain(banned["firm"])
