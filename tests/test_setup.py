"""What ./hotel sets up holds what it promises."""

import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from hotel_cli import addons, odoo
from hotel_cli.ui import HotelError


def test_every_declared_constraint_and_index_is_in_the_database(database):
    """Odoo only logs a constraint that it cannot make, so the database is asked."""
    assert odoo.call(database, "table_objects", addons=sorted(addons.own())) == []


def test_several_processes_answer_sixteen_clients(server):
    """The server that tests of simultaneous charges use answers them all at once."""
    served = server(workers=2)

    def status(_number):
        with urllib.request.urlopen(f"{served.url}/web/login", timeout=60) as answer:
            return answer.status

    with ThreadPoolExecutor(16) as clients:
        assert list(clients.map(status, range(32))) == [200] * 32


def test_a_script_that_raises_ends_in_an_error(server):
    """A script that did not do its work must not look as if it had."""
    served = server(workers=0)
    assert served.shell("print(env.cr.dbname)").strip() == served.database
    with pytest.raises(HotelError, match="refused by the script"):
        served.shell("raise ValueError('refused by the script')")
