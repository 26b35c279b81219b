"""What may be granted (B4): the GM decides freely, the chairman never raises."""


def raises(mode, limit, ceiling_mode, ceiling):
    """Return whether a grant is above the ceiling set by the tier before.

    :param mode: limited or unlimited, as is `ceiling_mode`; unlimited is above every limit
    :param limit: monthly amount, counted only when limited
    """
    if ceiling_mode == "unlimited":
        return False
    return mode == "unlimited" or limit > ceiling
