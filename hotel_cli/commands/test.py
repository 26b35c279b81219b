"""Run all tests: those of the addons, browser tours included, and those across addons in tests/.

Other arguments go to pytest, e.g.
    ./hotel test addons/hotel_base/tests/test_workdays.py -k holiday
    ./hotel test --cov=addons
"""

import os
import subprocess
from pathlib import Path

from .. import databases, odoo, paths, setup
from ..processes import lock

TAKES_MORE = True
PREFIX = "test_"
MOST_WORKERS = 4


def configure(parser):
    parser.usage = "./hotel test [-h] [pytest arguments ...]"


def run(options):
    source = setup.ensure(development=True)
    database = f"{PREFIX}{os.getpid()}"
    settings = paths.RUN / f"{database}.conf"
    with lock(paths.LOCAL, "leftovers"):
        databases.drop_leftovers(PREFIX)
    try:
        databases.create(source, database)
        odoo.write_settings(source, settings, max_cron_threads=0)
        command = [
            *(paths.PYTHON, "-m", "pytest", f"--odoo-config={settings}", f"--odoo-database={database}"),
            *("--odoo-http", "--odoo-log-level=error", *_parallel(options.more), *options.more),
        ]
        return subprocess.run([str(part) for part in command], cwd=paths.ROOT, env=odoo.environment()).returncode
    finally:
        for name in databases.names(database):
            databases.drop(name)
        settings.unlink(missing_ok=True)


def _parallel(arguments):
    """A process a core, each with a database of its own; one process where a single file is asked for."""
    if any(Path(argument.split("::")[0]).is_file() for argument in arguments):
        return ()
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return ("-n", str(workers), "--dist", "loadfile") if workers > 1 else ()
