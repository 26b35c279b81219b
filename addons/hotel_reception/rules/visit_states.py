"""What may become of a visit and of a visitor's entry. Everything else is refused."""

VISIT = {
    "request": {"planned", "cancelled"},
    "planned": {"running", "cancelled"},
    "running": {"returned"},
    "returned": {"closed"},
    "closed": set(),
    "cancelled": set(),
}
ENTRY = {
    "announced": {"here", "refused", "cancelled", "missed"},
    "missed": {"here", "refused"},
    "here": {"left"},
    "left": set(),
    "refused": set(),
    "cancelled": set(),
}


def may_become(transitions, old, new):
    """Return whether `old` may become `new`."""
    return new in transitions.get(old, ())
