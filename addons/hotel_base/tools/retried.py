"""A piece of a batch, repeated as Odoo repeats a request that clashed with another."""

from odoo.service.model import retrying

from .short_cursor import in_test_transaction


def retried(work, env):
    """Call `work` and commit it; after a serialization failure Odoo's own `retrying` rolls back, waits and calls it again.

    In a test's transaction, where nobody else can clash and nothing may be committed, `work` is just called.

    :param work: callable without arguments; everything it needs it reads anew at each call
    :return: what `work` returns
    """
    return work() if in_test_transaction(env) else retrying(work, env)
