"""How grave a complaint is, and when a higher level is proposed (J3). Plain Python."""

LEVELS = ("general", "important", "major")
#: How an earlier complaint on the same subject is the same: by its customer, their firm, or the room.
SAME = ("customer", "firm", "room")


def repeats(complaint, earlier):
    """J3: return how `complaint` repeats another one, strongest first, or None.

    :param complaint, earlier: dicts with subject, customer, firm, room; None = unknown, which is like nothing
    """
    if complaint["subject"] is None or complaint["subject"] != earlier["subject"]:
        return None
    for name in SAME:
        if complaint[name] is not None and complaint[name] == earlier[name]:
            return name
    return None


def higher(level):
    """Return the next level up; the highest stays."""
    return LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]


def propose(level, repeated, reworks, third=3):
    """J3: return (level to propose, reasons) for a complaint of `level`.

    One level higher for a repeat, one for the `third` and every later rework; the manager decides.

    :param repeated: how it repeats an earlier one ("customer", "firm", "room"), None if it does not
    :param reworks: how often the solution had to be made anew
    :param third: from which rework on a higher level is proposed; 0 = never
    :return: reasons are "repeat" and "rework"
    """
    reasons = []
    proposed = level
    if repeated:
        proposed = higher(proposed)
        reasons.append("repeat")
    if third and reworks >= third:
        proposed = higher(proposed)
        reasons.append("rework")
    return (proposed, reasons) if proposed != level else (level, [])
