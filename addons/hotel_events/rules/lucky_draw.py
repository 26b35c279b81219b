"""H12: who wins a lucky draw. Plain Python, so that an auditor can repeat it without the product.

The order in which guests win is a shuffle of the frozen list (Fisher and Yates, from the front), fed by random numbers
that follow from the seed alone:

- block(i) = HMAC-SHA256(key = the seed's bytes, message = list's fingerprint + "|" + the room's word + "|" + i), i from 0;
- each block gives four unsigned 64-bit numbers, big-endian, one after the other;
- a number below n is the 64-bit number modulo n; numbers of the last, incomplete round of n are thrown away (no bias).

The k-th name that comes up is the k-th of the shuffled list, whoever presses the button and however often.
"""

import hashlib
import hmac

WORD = 8
SPAN = 1 << (8 * WORD)


def fingerprint(seed):
    """Return the SHA-256 of a seed (64 hexadecimal digits) that is shown before the draw."""
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def list_lines(guests):
    """Return the text that is frozen: a line for each guest, "number of the registration, tab, name", in this order."""
    return "\n".join(f"{key}\t{name}" for key, name in guests)


def list_fingerprint(guests):
    """Return the SHA-256 of the frozen list.

    :param guests: list of (number of the registration, name)
    """
    return hashlib.sha256(list_lines(guests).encode()).hexdigest()


def numbers(seed, list_hash, word=""):
    """Yield the endless 64-bit numbers of a seed, a frozen list and the word that was called from the room."""
    block = 0
    while True:
        digest = hmac.new(bytes.fromhex(seed), f"{list_hash}|{word}|{block}".encode(), hashlib.sha256).digest()
        for start in range(0, len(digest), WORD):
            yield int.from_bytes(digest[start : start + WORD], "big")
        block += 1


def below(stream, count):
    """Return the next number of 0 ... count - 1, each equally likely: what lies above the last whole round is left out."""
    limit = SPAN - SPAN % count
    while True:
        number = next(stream)
        if number < limit:
            return number % count


def winning_order(seed, guests, word="", most=None):
    """Return the numbers of the registrations in the order in which they win.

    :param str seed: hexadecimal digits
    :param guests: the frozen list of (number of the registration, name)
    :param str word: what the room called when the list was frozen
    :param int most: how many are wanted at most; None: all
    """
    stream = numbers(seed, list_fingerprint(guests), word)
    keys = [key for key, _name in guests]
    most = len(keys) if most is None else min(most, len(keys))
    for place in range(most):
        other = place + below(stream, len(keys) - place)
        keys[place], keys[other] = keys[other], keys[place]
    return keys[:most]


def prize_of_place(prizes, redraws, place):
    """Return the prize that is drawn at a place of the order, or None when all are drawn.

    :param prizes: list of (prize, how many) in the order in which they are drawn
    :param redraws: {place: prize} of the places that were drawn again for an absent winner, up to this one
    :param int place: 0 for the first name that comes up
    """
    if place in redraws:
        return redraws[place]
    passed = place - sum(1 for each in redraws if each < place)
    for prize, count in prizes:
        if passed < count:
            return prize
        passed -= count
    return None


def differences(seed, shown_fingerprint, guests, shown_list_hash, word, winners):
    """Repeat a draw from its record; return the codes of what does not agree: "seed", "list", ("winner", place).

    :param winners: numbers of the registrations that came up, in order, the absent ones among them
    """
    problems = []
    if fingerprint(seed) != shown_fingerprint:
        problems.append("seed")
    if list_fingerprint(guests) != shown_list_hash:
        problems.append("list")
    order = winning_order(seed, guests, word, len(winners))
    problems += [("winner", place) for place, key in enumerate(winners) if place >= len(order) or order[place] != key]
    return problems


def mask_phone(phone):
    """Return a phone number as a hall may see it: first three and last four digits; a short one entirely hidden."""
    digits = "".join(each for each in phone or "" if each.isdigit())
    if not digits:
        return ""
    if len(digits) < 8:
        return "*" * len(digits)
    # A country's prefix tells nobody apart: a Chinese mobile is known by its own first three digits.
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
