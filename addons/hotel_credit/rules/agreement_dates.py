"""C4, C5: the days that count in the life of an agreement and of a signer."""


def counts_on(day, date_start, date_end, terminated_on=None):
    """C5: True if an agreement's dates cover `day`; the last day itself is valid, the day of termination is not."""
    return date_start <= day <= date_end and not (terminated_on and day >= terminated_on)


def signer_from(received_on, effective_on=None):
    """C4: return the first day on which a new signature counts: the notice's receipt, or a later day that it names."""
    return max(received_on, effective_on or received_on)


def signer_valid(day, valid_from, ended_on=None):
    """C4: True if a signature counts on `day`; refused from the day on which the notice of its end was received."""
    return bool(valid_from) and valid_from <= day and not (ended_on and day >= ended_on)
