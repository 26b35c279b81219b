"""Percentages that cannot be dressed up (J7). Plain Python."""


def share(numerator, denominator):
    """Return the percentage of two counts, None where there is nothing to count.

    :raise ValueError: the counts cannot be a share
    """
    if numerator < 0 or denominator < numerator:
        raise ValueError((numerator, denominator))
    return 100.0 * numerator / denominator if denominator else None


def verdict(percent, target, lower_is_better=False):
    """Return "none", "reached" or "missed"; exactly the target is reached. A target of 0 sets none."""
    if percent is None or not target:
        return "none"
    return "reached" if (percent <= target if lower_is_better else percent >= target) else "missed"
