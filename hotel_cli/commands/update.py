"""Upgrade our addons in a database to the present code; a server that runs on it starts anew by itself."""

from .. import databases, server, setup
from ..ui import HotelError, say


def configure(parser):
    parser.add_argument("name", metavar="NAME", nargs="?", default="demo", help="default: demo")


def run(options):
    source = setup.ensure()
    if not databases.exists(options.name):
        raise HotelError(f"there is no database {options.name}: ./hotel db {options.name}")
    databases.upgrade(source, options.name)
    serving = server.find(options.name)
    if serving:
        server.reload(serving["pid"])
        say(f"{serving['url']} restarts with the new code")
