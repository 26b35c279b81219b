"""Serve a database in the foreground; Ctrl-C ends it.

Odoo logs to the terminal. With --workers N it runs N processes; a browser's live updates then need a proxy that sends
/websocket to the second port that is printed (see docs/operations.md).
"""

from .. import databases, setup
from ..server import FIRST_PORT, HOST, Server
from ..ui import HotelError, say, warn


def configure(parser):
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--port", type=int, help=f"default: {FIRST_PORT}, or the next one that is free")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes; default 0: threads in one process")
    parser.add_argument("--interface", default=HOST, metavar="ADDRESS", help=f"address to listen on; default {HOST}: this machine alone")
    parser.add_argument("--no-cron", action="store_true", help="no scheduled actions")


def run(options):
    source = setup.ensure()
    if not databases.exists(options.name):
        raise HotelError(f"there is no database {options.name}: ./hotel db {options.name}")
    if not databases.is_current(source, options.name):
        warn(f"the addons have changed since {options.name} was made: ./hotel update {options.name}")
    server = Server(options.name, options.port, options.workers, not options.no_cron, options.interface)
    server.start()
    try:
        server.wait_until_ready()
        say(f"\n  {server.url}  serves {options.name}; Ctrl-C ends it\n")
        if options.workers:
            say(f"  /websocket is on port {server.gevent_port}\n")
        return server.process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.stop()
