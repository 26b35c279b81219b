"""Say what is present, what is missing and how to mend it; changes nothing.

With the name of a database (default: demo, where there is one) also whether all addons are installed in it and up to date,
and whether it has every constraint and index that they declare: Odoo only logs one that it could not make.
"""

from .. import addons, databases, environment, odoo, odoo_source, paths, postgres, programs, server
from ..ui import HotelError

SETS_UP = "./hotel demo (or test) sets it up"
SYSTEM = "as root ./hotel sets it up; or: sudo apt-get install {}"


def configure(parser):
    parser.add_argument("name", metavar="NAME", nargs="?", help="a database; default: demo, where there is one")


def run(options):
    missing = 0
    for name, finding, remedy in _checks(options.name):
        missing += bool(remedy)
        print(f"{'MISSING' if remedy else 'ok     '}  {name}: {finding}" + (f"\n         -> {remedy}" if remedy else ""))
    return 1 if missing else 0


def _checks(database):
    """Each check as name, finding and remedy (empty when all is well)."""
    if not paths.LOCAL.exists():
        yield "set-up", f"{paths.LOCAL} is not there yet", SETS_UP
        return
    paths.make_folders()
    yield from _software()
    try:
        yield from _databases(database)
    except HotelError as error:
        yield "databases", str(error), "./hotel reset starts from nothing"


def _software():
    try:
        source = odoo_source.find()
        yield "Odoo", f"{source.version} in {source.library}" if source else "none", "" if source else SETS_UP
    except HotelError as error:
        yield "Odoo", str(error), "set ODOO_HOME to an Odoo 19.0 tree, or unset it"
    for requirements, purpose in ((environment.RUNTIME, "Odoo"), (environment.DEVELOPMENT, "tests (./hotel test)")):
        absent = environment.missing(requirements)
        yield f"Python packages for {purpose}", "not as requirements say" if absent else "installed", SETS_UP if absent else ""
    folders = programs.postgres_folders()
    if postgres.is_own():
        found = f"{programs.postgres_version(folders[0])} in {folders[0]}" if folders else "none"
        yield "PostgreSQL", found, "" if folders else SETS_UP
    printer = programs.wkhtmltopdf()
    if not printer:
        yield "wkhtmltopdf", "none: no PDF", SETS_UP
    elif printer[1] == "unpatched":
        yield "wkhtmltopdf", f"{printer[0]} is unpatched: PDFs have no header, footer, page numbers", "install wkhtmltox 0.12.6 with patched Qt"
    else:
        yield "wkhtmltopdf", f"{printer[0]}, patched", ""
    font = programs.chinese_font()
    yield "Chinese font", font or "none: PDFs show empty boxes", "" if font else SYSTEM.format(" ".join(programs.FONT_PACKAGES))
    browser = programs.chromium()
    yield "Chromium (tests)", browser or "none: browser tours cannot run", "" if browser else SYSTEM.format("chromium")


def _databases(database):
    if postgres.is_own() and not postgres.is_running():
        yield "databases", "PostgreSQL is down; it is started when it is needed", ""
        if not database:
            return
        postgres.ensure_running()
    for serving in server.running():
        yield "serving", f"{serving['database']} on {serving['url']}", ""
    name = database or ("demo" if databases.exists("demo") else None)
    if not name:
        return
    if not databases.exists(name):
        yield f"database {name}", "not there", f"./hotel db {name}"
        return
    rows = postgres.query("SELECT name FROM ir_module_module WHERE state = 'installed'", name)
    absent = sorted(addons.own().keys() - {row[0] for row in rows})
    current = databases.is_current(odoo_source.find(), name)
    finding = f"not installed: {', '.join(absent)}" if absent else "up to date" if current else "older than the code"
    yield f"database {name}", finding, f"./hotel update {name}" if absent or not current else ""
    lost = odoo.call(name, "table_objects", addons=sorted(addons.own()))
    remedy = f"remove the rows that break it, then ./hotel update {name}"
    yield f"constraints and indexes of {name}", ", ".join(lost) or "all there", remedy if lost else ""
