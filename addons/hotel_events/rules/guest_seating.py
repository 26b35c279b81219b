"""H10: who sits where: firms together, parties never split, no table over its seats. Values in, verdict out."""


def seat(guests, tables):
    """Seat guests at tables.

    :param guests: list of (guest, persons, firm), a party being a guest with companions
    :param tables: list of (table, free seats) in the order of the room
    :return: ({guest: table}, [guests for whom no table has room])
    """
    free = dict(tables)
    seated, left = {}, []
    groups = {}
    for guest in guests:
        # Who comes without a firm is a group of one.
        groups.setdefault((guest[2], None) if guest[2] else (None, guest[0]), []).append(guest)
    for group in sorted(groups.values(), key=_persons, reverse=True):
        while group:
            table = _choose(free, _persons(group))
            party = []
            for guest in sorted(group, key=lambda guest: -guest[1]):
                if table is not None and guest[1] <= free[table]:
                    seated[guest[0]] = table
                    free[table] -= guest[1]
                    party.append(guest)
            if not party:
                left += [guest[0] for guest in group]
                break
            group = [guest for guest in group if guest not in party]
    return seated, left


def _persons(group):
    return sum(guest[1] for guest in group)


def _choose(free, persons):
    """Return the table that fits best: the tightest that takes all, otherwise the one with most room."""
    enough = [table for table, seats in free.items() if seats >= persons]
    if enough:
        return min(enough, key=free.get)
    return max(free, key=free.get, default=None)
