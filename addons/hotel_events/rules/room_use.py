"""Use of function rooms: hours taken against hours there are. Values in, verdict out."""


def share(taken, available):
    """Return the per cent of the available hours that were taken; 0 where there are none."""
    return 100 * taken / available if available else 0.0
