"""H6: what overlaps and what is left empty in a run sheet, and new times after its order was changed. Values in, verdict out."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple


class Row(NamedTuple):
    """One item: `places` are the keys of all that it takes (smallest spaces, or the text of another place)."""

    key: int
    start: object
    stop: object
    places: frozenset = frozenset()
    person: object = None


def overlaps(rows):
    """Return {key: {(other key, "place" or "person")}} of items that share a moment and a place or a person.

    Ranges are half open: what ends at 12:00 leaves 12:00 free.

    :param rows: iterable of `Row`, in any order
    """
    found = defaultdict(set)
    running = []
    for row in sorted(rows, key=lambda each: (each.start, each.stop, each.key)):
        running = [other for other in running if other.stop > row.start]
        for other in running:
            if row.stop <= other.start:
                continue
            for why, same in (("place", row.places & other.places), ("person", row.person and row.person == other.person)):
                if same:
                    found[row.key].add((other.key, why))
                    found[other.key].add((row.key, why))
        running.append(row)
    return dict(found)


def gaps(rows):
    """Return [(from, to, key of the item after it)] in which nothing of the run sheet takes place, in order of time."""
    found, covered = [], None
    for row in sorted(rows, key=lambda each: (each.start, each.stop, each.key)):
        if covered is not None and row.start > covered:
            found.append((covered, row.start, row.key))
        covered = row.stop if covered is None else max(covered, row.stop)
    return found


def line_up(rows):
    """Return {key: (start, stop)} after rows were put into another order: durations are kept, what follows is shifted.

    The sheet begins when it began. Rows that still follow the same row keep their distance to it (pauses and what runs
    side by side stay so); a row with a new neighbour before it begins when that one ends.

    :param rows: `Row`s in their new order
    """
    if not rows:
        return {}
    by_time = sorted(rows, key=lambda each: each.start)  # stable: what begins together stays in the order of the sheet
    before = {row.key: previous for previous, row in pairwise(by_time)}
    times, previous = {}, None
    for row in rows:
        if previous is None:
            start = by_time[0].start
        elif row.key in before and before[row.key].key == previous.key:
            start = times[previous.key][0] + (row.start - previous.start)
        else:
            start = times[previous.key][1]
        times[row.key] = (start, start + (row.stop - row.start))
        previous = row
    return times


def shift_following(rows, key):
    """Return {key: (start, stop)} of the rows after `key` moved so that the next one begins when that one ends.

    :param rows: `Row`s in the order of the sheet
    """
    rows = list(rows)
    position = next(number for number, row in enumerate(rows) if row.key == key)
    following = rows[position + 1 :]
    by = rows[position].stop - following[0].start if following else timedelta()
    return {row.key: (row.start + by, row.stop + by) for row in following} if by else {}


def when(start, stop, now):
    """Return "past", "now" or "later" for an item at the moment `now`."""
    return "past" if stop <= now else "now" if start <= now else "later"


def span(begin, end):
    """Return two local moments as a text, the second date only where it differs."""
    return f"{begin:%Y-%m-%d %H:%M}–{end:%H:%M}" if begin.date() == end.date() else f"{begin:%Y-%m-%d %H:%M}–{end:%m-%d %H:%M}"
