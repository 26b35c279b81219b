"""One benchmark: within Odoo (`main`), or beside a server in a process of its own (`python -m hotel_cli.inside.bench`)."""

import importlib
import json
import sys
from pathlib import Path

from hotel_cli import paths
from hotel_cli.server import Server


def out(text):
    """How far a benchmark is; told on standard error."""
    print(f"  {text}", file=sys.stderr, flush=True)


def main(env, name):
    """Run a benchmark that works within Odoo."""
    return importlib.import_module(f"bench.{name}").run(env, out)


def main_beside_a_server(name, database, workers, answer):
    """Run a benchmark that works over HTTP and write its figures to a file."""
    server = Server(database, workers=int(workers), cron=False)
    server.start(paths.LOGS / f"bench-{name}.log")
    try:
        server.wait_until_ready()
        figures = importlib.import_module(f"bench.{name}").run(server, out)
    finally:
        server.stop()
    Path(answer).write_text(json.dumps(figures, default=str))


if __name__ == "__main__":
    main_beside_a_server(*sys.argv[1:])
