"""H17: bands of revenue and their shares. Values in, verdict out."""


def band(revenue, limits):
    """Return the index of the band that a revenue falls into, or None below the lowest.

    :param limits: the lowest revenue of each band, ascending; a band ends where the next begins
    """
    found = None
    for index, limit in enumerate(limits):
        if revenue >= limit:
            found = index
    return found


def shares(counts):
    """Return {key: share in per cent, one decimal} of counts; the shares add up to 100.0 (largest remainders)."""
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(counts, 0.0)
    thousandths = {key: divmod(count * 1000, total) for key, count in counts.items()}
    missing = 1000 - sum(whole for whole, _rest in thousandths.values())
    favoured = sorted(thousandths, key=lambda key: -thousandths[key][1])[:missing]
    return {key: (whole + (key in favoured)) / 10 for key, (whole, _rest) in thousandths.items()}
