"""What ./hotel sets up holds what it promises."""

import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from hotel_cli import addons, databases, odoo, odoo_source, paths
from hotel_cli.server import FIRST_PORT, Server, reserve_port
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


def test_a_script_that_raises_ends_in_an_error(database):
    """A script that did not do its work must not look as if it had."""
    house = Server(database)
    assert house.shell("print(env.cr.dbname)").strip() == database
    with pytest.raises(HotelError, match="refused by the script"):
        house.shell("raise ValueError('refused by the script')")


def test_two_servers_never_take_the_same_port():
    """Odoo opens its port seconds after it was chosen; another that starts meanwhile has to choose another one."""
    first, held = reserve_port(FIRST_PORT)
    second, also_held = reserve_port(FIRST_PORT)
    with held, also_held:
        assert first != second


@pytest.mark.parametrize("name", ["", "1st", "Hotel", "a-b", "x" * 51, "postgres", databases.HOTEL, f"demo{databases.PART}"])
def test_a_name_that_would_cause_trouble_is_refused(name):
    """Capitals, signs, names of our own templates: told at once, not by an error of PostgreSQL."""
    with pytest.raises(HotelError):
        databases.check_name(name)


def test_a_changed_addon_changes_the_key(tmp_path, monkeypatch):
    """A database that is older than the code is found out; tests and assets need no new installation."""
    source = odoo_source.find()
    monkeypatch.setattr(paths, "ADDONS", tmp_path)
    model = tmp_path / "some_addon" / "models" / "room.py"
    test = tmp_path / "some_addon" / "tests" / "test_room.py"
    for path in (model, test, tmp_path / "some_addon" / "__manifest__.py"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    before = addons.key(source)
    test.write_text("changed")
    assert addons.key(source) == before
    model.write_text("changed")
    assert addons.key(source) != before
