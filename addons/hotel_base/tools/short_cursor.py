"""A short transaction of its own, for the few rows that many requests fight for."""

import sys
from contextlib import contextmanager

from psycopg2.extensions import ISOLATION_LEVEL_READ_COMMITTED

import odoo
from odoo import api

#: How long the short transaction waits for a row before it gives up (the caller's own transaction could hold it).
LOCK_TIMEOUT_MS = 10_000


def in_test_transaction(env):
    """Return whether `env` works in a test's transaction, which another connection could not see and must not outlive."""
    current_test = odoo.modules.module.current_test
    # The test framework is loaded by test runs alone; importing it here would load it into every server.
    framework = sys.modules.get("odoo.tests.test_cursor")
    in_test_cursor = bool(framework) and isinstance(env.cr, framework.TestCursor)
    return in_test_cursor or bool(current_test and getattr(current_test, "cr", None) is env.cr)


@contextmanager
def short_transaction(env):
    """Yield an environment on a READ COMMITTED cursor of its own: committed at exit, rolled back on an error.

        with short_transaction(self.env) as env2:
            env2.cr.execute("UPDATE ... SET used = used + %s WHERE id = %s AND used + %s <= amount RETURNING used", ...)

    Why: Odoo's requests run REPEATABLE READ. Of two requests that raise one counter there, the second ends in a
    serialization failure, after which Odoo repeats the whole request with growing pauses (seconds, with 16 tills at
    once); and a lock taken before reading does not help, because the snapshot is older than the lock. A READ COMMITTED
    `UPDATE` waits for the first one, sees its result, and goes on: a few milliseconds. It must be committed at once,
    or the row stays locked as long as the request lasts.

    What the caller has to know:

    - The work is durable when the block ends, whatever becomes of the request afterwards. It has to be repeatable
      (an external reference that is looked up first).
    - The yielded environment has the same user, context and superuser mode, but another transaction: what the caller
      wrote and has not committed is not seen in it, and the caller's snapshot may not see what was written in it.
      Hand over plain values in both directions, no records.
    - The caller must not hold a lock on a row that the block needs: that would wait for itself. PostgreSQL cannot see
      such a knot; `LOCK_TIMEOUT_MS` unties it with `psycopg2.errors.LockNotAvailable`, which Odoo repeats like a
      serialization failure.
    - It takes a second connection from the pool for the duration of the block (`db_maxconn`).

    In a test's transaction the block is a savepoint on the same cursor: undone on an error, seen by the test, gone
    with the test.

    :raise psycopg2.Error: what the statements raise (constraints included) is raised to the caller, after the roll-back
    """
    if in_test_transaction(env):
        with env.cr.savepoint():
            yield env
        return
    # Leaving the cursor's own context commits, or rolls back on an error, and gives the connection back to the pool,
    # whose next borrower sets its isolation level anew.
    with env.registry.cursor() as cr:
        cr.connection.set_isolation_level(ISOLATION_LEVEL_READ_COMMITTED)
        cr.execute("SET LOCAL lock_timeout = %s", (LOCK_TIMEOUT_MS,))
        yield api.Environment(cr, env.uid, env.context, env.su)
