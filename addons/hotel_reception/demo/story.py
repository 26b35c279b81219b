"""The demo's story of receptions, visitors and the sales desk, told by the people who would do it."""

from . import desk, reception


def tell(env):
    """Make the demo's records in database `env`; each part does nothing where its records stand already."""
    reception.tell(env)
    desk.tell(env)
