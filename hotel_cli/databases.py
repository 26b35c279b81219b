"""Databases: named ones, and the templates they are copied from in a second.

    template_dependencies   Odoo's and others' modules; minutes, only when they change
    template_hotel          + our addons; seconds, when they change
    template_hotel_demo     + our addons with demonstration data, of today

A database's comment holds the key of the code it was made from. A template is built under another name and renamed
when it is complete, so that what was interrupted is never taken for whole.
"""

import datetime
import os
import re
import shutil

from . import addons, odoo, paths, postgres
from .processes import is_alive, lock, run
from .ui import HotelError, step

DEPENDENCIES = "template_dependencies"
HOTEL = "template_hotel"
HOTEL_DEMO = "template_hotel_demo"
PART = "_part"
RESERVED = {"postgres", "template0", "template1", DEPENDENCIES, HOTEL, HOTEL_DEMO}

LOADED = re.compile(r"Loading module (\S+) \((\d+)/(\d+)\)")
LOGGED_ERROR = re.compile(r"^\d{4}-\d\d-\d\d \S+ \d+ (?:ERROR|CRITICAL) .*", re.MULTILINE)


def check_name(name):
    """Refuse names that PostgreSQL, Odoo's host filter or we ourselves would trip over."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,49}", name):
        raise HotelError(f"{name!r} is no name for a database: small letters, digits and _ only, a letter first, at most 50.")
    if name in RESERVED or name.endswith(PART):
        raise HotelError(f"{name} is a name that ./hotel uses itself; choose another.")


def exists(name):
    return bool(postgres.query(f"SELECT 1 FROM pg_database WHERE datname = {postgres.literal(name)}"))


def names(prefix=""):
    rows = postgres.query("SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1")
    return [row[0] for row in rows if row[0].startswith(prefix)]


def key(name):
    """The key of the code that a database was made from or last upgraded to."""
    sql = f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = {postgres.literal(name)}"
    rows = postgres.query(sql)
    return rows[0][0] if rows else None


def is_ours(name):
    """Whether ./hotel made a database: its comment is a key."""
    return bool(re.fullmatch(r"[0-9a-f]{16}(-\d{4}-\d\d-\d\d)?", key(name) or ""))


def set_key(name, value):
    postgres.query(f'COMMENT ON DATABASE "{name}" IS {postgres.literal(value)}')


def is_current(source, name):
    """Whether a database was made from, or upgraded to, the present state of addons/."""
    return (key(name) or "").split("-")[0] == addons.key(source)


def drop(name):
    """Remove a database, whoever is connected to it, and its files."""
    postgres.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(paths.FILESTORE / name, ignore_errors=True)


def create(source, name, demo=False):
    """A fresh database with all addons; one that has this name is dropped."""
    check_name(name)
    with lock(paths.LOCAL, "databases", "another ./hotel is making databases; waiting"):
        template = _ensure_template(source, demo)
        drop(name)
        copy(template, name)


def copy(template, name):
    """A copy of a database that nobody is connected to. Files are hard links: Odoo never writes into one."""
    # the files first: once the database is there, it is complete
    shutil.rmtree(paths.FILESTORE / name, ignore_errors=True)
    files = paths.FILESTORE / template
    if files.exists():
        shutil.copytree(files, paths.FILESTORE / name, copy_function=os.link)
    postgres.query(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    set_key(name, key(template))


def upgrade(source, name):
    """Bring a database to the present state of addons/, new ones included."""
    ours = ",".join(addons.own())
    with step(f"Upgrading the addons in {name}") as current:
        _install(name, current, "-i", ours, "-u", ours)
        set_key(name, addons.key(source))


def drop_leftovers(prefix):
    """Drop what a killed run left behind: databases <prefix><process id>..., whose process is gone."""
    for name in names(prefix):
        number = re.match(r"\d+", name[len(prefix) :])
        if number and not is_alive(int(number[0])):
            drop(name)


def _ensure_template(source, demo):
    name = HOTEL_DEMO if demo else HOTEL
    wanted = addons.key(source)
    if demo:
        wanted += f"-{datetime.date.today()}"
    if key(name) != wanted:
        _ensure_dependencies(source)
        title = "Installing the hotel's addons" + (" with demonstration data" if demo else "")
        _build(name, wanted, title, lambda part, current: _install_own(part, current, demo), DEPENDENCIES)
    return name


def _ensure_dependencies(source):
    wanted = addons.dependencies_key(source)
    if key(DEPENDENCIES) != wanted:
        _build(DEPENDENCIES, wanted, "Installing Odoo's modules (once)", _install_dependencies)


def _build(name, wanted, title, fill, template=None):
    part = name + PART
    with step(title) as current:
        drop(part)
        if template:
            copy(template, part)
        fill(part, current)
        drop(name)
        files = paths.FILESTORE / part
        if files.exists():
            files.rename(paths.FILESTORE / name)
        postgres.query(f'ALTER DATABASE "{part}" RENAME TO "{name}"')
        set_key(name, wanted)


def _install_dependencies(name, current):
    _install(name, current, "-i", ",".join(addons.dependencies()), f"--load-language={addons.LANGUAGES}")


def _install_own(name, current, demo):
    manifests = addons.own()
    if not demo:
        _install(name, current, "-i", ",".join(manifests))
        return
    # Odoo loads a module's demonstration data only where those it depends on have theirs. The demonstration shall show
    # one hotel and not Odoo's sample companies, so for the time of the installation they are said to have it.
    postgres.query("UPDATE ir_module_module SET demo = true WHERE state = 'installed'", name)
    _install(name, current, "-i", ",".join(manifests), "--with-demo")
    ours = ", ".join(map(postgres.literal, manifests))
    postgres.query(f"UPDATE ir_module_module SET demo = false WHERE name NOT IN ({ours})", name)
    failures = postgres.query("SELECT m.name, f.error FROM ir_demo_failure f JOIN ir_module_module m ON m.id = f.module_id", name)
    if failures:
        raise HotelError("\n".join(f"demonstration data of {module} failed: {error}" for module, error in failures))
    stories = [module for module in manifests if (paths.ADDONS / module / "demo" / "story.py").exists()]
    odoo.call(name, "story", log=f"story-{name}", addons=stories)


def _install(name, current, *arguments):
    """Run Odoo once to install or upgrade modules; an error that it only logs is an error."""
    log = paths.LOGS / f"install-{name}.log"
    log.unlink(missing_ok=True)
    current.detail = lambda: _progress(log)
    run(
        [
            *(paths.ODOO, "server", "-d", name, "--no-http", "--max-cron-threads=0", "--stop-after-init"),
            *("--log-level=warn", "--log-handler=odoo.modules.loading:INFO", f"--logfile={log}"),
            *arguments,
        ],
        f"output-{name}",
        f"Odoo could not install the modules; its log is {log}",
        env=odoo.environment(),
    )
    errors = LOGGED_ERROR.findall(log.read_text(errors="replace")) if log.exists() else []
    if errors:
        raise HotelError("Odoo logged errors while it installed the modules:\n" + "\n".join(errors) + f"\n(all of it: {log})")


def _progress(log):
    """The module that is being loaded, from the end of Odoo's log."""
    try:
        with log.open("rb") as handle:
            handle.seek(max(handle.seek(0, os.SEEK_END) - 4000, 0))
            found = LOADED.findall(handle.read().decode(errors="replace"))
    except OSError:
        return ""
    return "{0}, module {1} of {2}".format(*found[-1]) if found else ""

