"""Delete all databases and files of this checkout; Odoo and the Python environment stay.

A new ./hotel demo then starts from nothing.
"""

import shutil

from .. import databases, paths, postgres, server
from ..processes import lock
from ..ui import HotelError, confirm, say


def configure(parser):
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(options):
    if not options.yes and not confirm(f"Delete all databases in {paths.LOCAL}?"):
        raise HotelError("nothing was deleted (say --yes to do it without a question)")
    with lock(paths.LOCAL, "databases", "another ./hotel is making databases; waiting"):
        for found in server.running():
            server.end(found["pid"])
        if postgres.is_own():
            postgres.remove()
        else:
            _drop_own_databases()
        shutil.rmtree(paths.DATA, ignore_errors=True)
        shutil.rmtree(paths.RUN, ignore_errors=True)
    say("All databases are gone; ./hotel demo makes a new one.")


def _drop_own_databases():
    """On a server that others may use, drop only what bears our mark."""
    for name in databases.names():
        if databases.is_ours(name):
            databases.drop(name)
