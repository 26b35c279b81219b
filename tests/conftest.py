"""Fixtures for tests that need a database or a server of their own, outside Odoo's test classes.

    def test_something(server):
        till = server(workers=4)
        till.shell("env['hotel.outlet'].create(...); env.cr.commit()")
        requests.post(f"{till.url}/json/2/...", ...)

What such a test commits is gone afterwards: each database is a fresh copy and is dropped.
"""

import itertools
import os
from contextlib import contextmanager

import pytest

from hotel_cli import databases, odoo_source, paths
from hotel_cli.server import Server

_numbers = itertools.count(1)


@contextmanager
def _fresh_database():
    # the prefix and number by which ./hotel test finds what a killed run left behind
    name = f"test_{os.getpid()}_{next(_numbers)}"
    databases.create(odoo_source.find(), name)
    yield name
    databases.drop(name)


@pytest.fixture
def database():
    """The name of a fresh database with all addons (no demonstration data); dropped afterwards."""
    with _fresh_database() as name:
        yield name


@pytest.fixture(scope="module")
def module_server():
    """One server with four workers for all the tests of a file: a start takes longer than most tests."""
    with _fresh_database() as name:
        started = Server(name, port=None, workers=4, cron=False)
        started.start(paths.LOGS / f"{name}.log")
        try:
            started.wait_until_ready()
            yield started
        finally:
            started.stop()


@pytest.fixture
def server(database):
    """Start servers on a fresh database: `server(workers=4)`, `server(workers=0, cron=True)`.

    Each is ready to answer when it is returned (hotel_cli.server.Server): `.url`, `.port`, `.database`, and
    `.shell(code) -> str`, which runs Python with `env` in a process of its own (call env.cr.commit() to keep its work).
    One server a database; it is stopped afterwards.
    """
    servers = []

    def start(workers=4, cron=False):
        started = Server(database, port=None, workers=workers, cron=cron)
        servers.append(started)
        started.start(paths.LOGS / f"{database}.log")
        started.wait_until_ready()
        return started

    yield start
    for started in servers:
        started.stop()
