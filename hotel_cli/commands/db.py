"""Make a fresh database with all addons.

One that has this name is dropped. The database is a copy of a template, which is made when it is missing or when the
addons have changed.
"""

from .. import databases, server, setup
from ..ui import HotelError, say


def configure(parser):
    parser.add_argument("name", metavar="NAME", help="small letters, digits and _")
    parser.add_argument("--demo", action="store_true", help="with the demonstration data")


def run(options):
    databases.check_name(options.name)
    source = setup.ensure()
    if server.find(options.name):
        raise HotelError(f"{options.name} is being served; ./hotel stop first, or choose another name")
    databases.create(source, options.name, demo=options.demo)
    say(f"{options.name} is ready: ./hotel serve {options.name} (admin / admin)")
