"""./hotel: reads the command line and hands over to hotel_cli/commands/."""

import argparse
import importlib
import signal

from .ui import HotelError, say

COMMANDS = ("demo", "test", "lint", "bench", "load", "db", "serve", "shell", "update", "stop", "doctor", "reset")

ABOUT = """A hotel group's back office on Odoo 19.

The first run of a command fetches and sets up whatever is missing; run it again after an interruption and it goes on.
Nothing is written outside of .local/ and the cache, but for system packages (PostgreSQL, Chromium, a font), as root only.
"""

VARIABLES = """environment:
  HOTEL_LOCAL   environment, databases and logs of this checkout (default: .local)
  HOTEL_CACHE   Odoo's source, shared by checkouts (default: ~/.cache/hotel-odoo19)
  ODOO_HOME     an own Odoo 19.0 source tree, instead of Debian's package
  PGHOST        a PostgreSQL server to use, with PGPORT, PGUSER, PGPASSWORD, instead of a private one
  PYTHON        the Python (3.10 to 3.13) for Odoo's environment
"""


def main(arguments=None):
    """Run one command.

    :returns: the exit code: 0, 1 after an error, 130 after an interruption, or the command's own
    """
    parser = argparse.ArgumentParser(prog="./hotel", description=ABOUT, epilog=VARIABLES, formatter_class=_Format)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = importlib.import_module(f"hotel_cli.commands.{name}")
        help_text = module.__doc__.strip()
        command = commands.add_parser(name, help=help_text.splitlines()[0], description=help_text, formatter_class=_Format)
        module.configure(command)
        command.set_defaults(run=module.run, takes_more=getattr(module, "TAKES_MORE", False))
    options, more = parser.parse_known_args(arguments)
    if options.takes_more:
        options.more = more
    elif more:
        parser.error(f"unknown: {' '.join(more)}")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        return options.run(options) or 0
    except HotelError as error:
        say(f"./hotel {options.command}: {error}")
        return 1
    except KeyboardInterrupt:
        say(f"\n./hotel {options.command}: interrupted; the same command goes on where it stopped")
        return 130


def _interrupt(_number, _frame):
    raise KeyboardInterrupt


class _Format(argparse.RawDescriptionHelpFormatter):
    """Texts as they are written, options with their defaults."""
