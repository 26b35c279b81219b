"""K4: whom a change touches. Plain Python."""


def to_tell(told, wanted):
    """Return {key: change} of who has to be told: "new", "changed" or "released"; who is not touched is not in it.

    :param told: {key: text} as each was told last
    :param wanted: {key: text} as it is now
    """
    changes = {key: "released" for key in told if key not in wanted}
    for key, text in wanted.items():
        if key not in told:
            changes[key] = "new"
        elif told[key] != text:
            changes[key] = "changed"
    return changes


def overlaps(spans):
    """Return the keys of spans that overlap another one of the same owner.

    :param spans: [(owner, start, end, key)]; a span that ends when the next begins does not overlap it
    """
    clashing = set()
    running = {}
    for owner, start, end, key in sorted(spans, key=lambda span: (str(span[0]), span[1], span[2])):
        last = running.get(owner)
        if last and start < last[0]:
            clashing |= {key, last[1]}
        if not last or end > last[0]:
            running[owner] = (end, key)
    return clashing
