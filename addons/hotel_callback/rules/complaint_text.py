"""Texts from outside: how much of them is kept, and how they are compared (J1, J6). Plain Python."""

import re

#: Characters of a subject, and of a description; what is longer is kept whole in an attachment.
MAX_SUBJECT = 200
MAX_DESCRIPTION = 100_000
#: Characters that are compared; a case is told in less.
MAX_COMPARED = 2_000

_TAG = re.compile(r"<[^>]{0,2000}>")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[a-z0-9]+|[^\x00-\x7f]")


def clean(text):
    """Return `text` without control characters that PostgreSQL refuses or a screen hides, blanks at the ends cut."""
    return "".join(char for char in text if char >= " " or char in "\n\t").strip()


def plain(text, limit=MAX_DESCRIPTION):
    """Return HTML or plain text as one line of plain text, at most `limit` characters."""
    return _SPACE.sub(" ", _TAG.sub(" ", (text or "")[: 4 * limit])).strip()[:limit]


def subject(given, description):
    """Return the subject of a complaint: as given, else the beginning of the description, else an empty text."""
    found = _SPACE.sub(" ", clean(given or "")) or plain(description, 300)[:60]
    return found[:MAX_SUBJECT]


def too_long(description):
    """Return whether a description is longer than what is shown."""
    return len(description or "") > MAX_DESCRIPTION


def comparable(text):
    """J6: return `text` as words of Latin letters and digits that pg_trgm compares alike in every locale of the database.

    pg_trgm drops what its locale does not call a letter (in the locale "C" all of Chinese). So each Chinese character
    becomes a word of its own, together with its successor, because a pair says more than a character.
    """
    words = _WORD.findall(plain(text, MAX_COMPARED).lower())
    result = []
    for position, word in enumerate(words):
        if word.isascii():
            result.append(word)
            continue
        result.append(f"u{ord(word):x}")
        following = words[position + 1] if position + 1 < len(words) else ""
        if following and not following.isascii():
            result.append(f"u{ord(word):x}u{ord(following):x}")
    return " ".join(result)
