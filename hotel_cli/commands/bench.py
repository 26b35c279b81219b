"""Run the benchmarks in bench/, all or those named, each on a fresh database.

bench/<name>.py defines `run(env, out) -> dict`, called within Odoo; or, with `serve = N` beside it, `run(server, out) -> dict`,
called with a server of N worker processes (server.url, server.database, server.shell(code)). `out(text)` tells how far it is;
the dictionary holds the figures. The first line of its docstring is its title.
"""

import json
import os
from pathlib import Path

from .. import bench, databases, setup
from ..ui import HotelError, say, table

DATABASE = "bench"


def configure(parser):
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"default: all ({', '.join(bench.names()) or 'there are none yet'})")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures to a file, too")


def run(options):
    unknown = set(options.names) - set(bench.names())
    if unknown:
        raise HotelError(f"no such benchmark: {', '.join(sorted(unknown))} (there are: {', '.join(bench.names())})")
    source = setup.ensure(development=True)
    database = f"{DATABASE}_{os.getpid()}"
    databases.drop_leftovers(f"{DATABASE}_")
    figures = {}
    for name in options.names or bench.names():
        databases.create(source, database)
        try:
            say(f"{name}: {bench.title(name)}")
            figures[name] = bench.run(name, database)
        finally:
            databases.drop(database)
        print(f"\n{name}\n{table(list(figures[name].items()))}\n", flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    return 0
