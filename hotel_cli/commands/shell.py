"""Open Odoo's shell on a database, or run a script in it from standard input.

    ./hotel shell NAME < script.py

The script finds `env`, prints to standard output, and has to call env.cr.commit() for what shall last.
When it raises, the exit code is 1.
"""

import os

from .. import databases, odoo, setup
from ..ui import HotelError


def configure(parser):
    parser.add_argument("name", metavar="NAME")


def run(options):
    setup.ensure()
    if not databases.exists(options.name):
        raise HotelError(f"there is no database {options.name}: ./hotel db {options.name}")
    command = odoo.shell_command(options.name)
    os.execve(command[0], command, odoo.environment())
