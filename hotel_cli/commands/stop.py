"""End the servers that this checkout runs, then its PostgreSQL."""

from .. import paths, postgres, server
from ..ui import say


def configure(_parser):
    pass


def run(_options):
    if not paths.LOCAL.exists():
        say("nothing runs")
        return
    stopped = [found["database"] for found in server.running()]
    for found in server.running():
        server.end(found["pid"])
    if postgres.stop():
        stopped.append("PostgreSQL")
    say(f"stopped: {', '.join(stopped)}" if stopped else "nothing runs")
