"""D9: what a machine may call over Odoo's external API. Everything else is refused."""

MACHINE_CALLS = frozenset({("hotel.charge", "authorise"), ("hotel.charge", "void"), ("hotel.charge", "lookup")})


def may_call(model, method):
    """Return whether a machine (integration role) may call `method` of `model`."""
    return (model, method) in MACHINE_CALLS

