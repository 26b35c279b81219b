"""I10: shares with their numerator and denominator, and the bands of the bonus list."""


def share(part, whole):
    """Return per cent, or None of nothing."""
    return round(100.0 * part / whole, 1) if whole else None


def band(percent):
    """Return the band of a satisfaction: bonus (above 90), warned (below 70), none (below 50), normal; None when unknown."""
    if percent is None:
        return None
    if percent > 90:
        return "bonus"
    if percent < 50:
        return "none"
    if percent < 70:
        return "warned"
    return "normal"
