"""H8, H21: nobody is in two places at once; what an emergency plan must name. Plain Python: values in, verdict out."""

from itertools import pairwise

#: What an emergency and security plan names before it is approved (H21).
PLAN = ("risks", "exits", "assembly_point", "doctor_phone", "fire_phone", "police_phone", "responsible")


def clashes(duties):
    """Return [(key, other key)] of duties of one person that share a moment; half open: 12:00 belongs to what begins then.

    :param duties: iterable of (key, person, start, stop); no person: the duty is open and clashes with nothing
    """
    found = []
    by_person = {}
    for duty in duties:
        if duty[1]:
            by_person.setdefault(duty[1], []).append(duty)
    for own in by_person.values():
        own.sort(key=lambda duty: (duty[2], duty[3]))
        latest = own[0]
        for _first, second in pairwise(own):
            if second[2] < latest[3]:
                found.append((latest[0], second[0]))
            latest = max(latest, second, key=lambda duty: duty[3])
    return found


def plan_missing(values):
    """Return the names of `PLAN` that have no value (H21)."""
    return [name for name in PLAN if not values.get(name)]
