"""Load a file of charge slips: customers and agreements, slips in order of date, an invoice a month.

Without such a database it is made first. Loading a file twice adds nothing.

With --months the history is lived through day by day: customers pay as a seed tells, what is late is dunned, agreements
are suspended and lifted, and at each month's end statements, ageing and general ledger are compared.
"""

import json
from pathlib import Path

from .. import databases, odoo, setup
from ..ui import HotelError, say, table


def configure(parser):
    parser.add_argument("slips", metavar="SLIPS", type=Path, help="CSV or XLSX, also compressed (.gz)")
    parser.add_argument("--customers", metavar="FILE", type=Path, required=True, help="CSV of the customers")
    parser.add_argument("--db", metavar="NAME", default="load", help="default: load")
    parser.add_argument("--months", action="store_true", help="day by day, with payments and dunning, into a fresh database")
    parser.add_argument("--seed", type=int, default=2026, help="from which the customers' payments are drawn (with --months)")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures to a file, too")


def run(options):
    for path in (options.slips, options.customers):
        if not path.is_file():
            raise HotelError(f"there is no file {path}")
    databases.check_name(options.db)
    source = setup.ensure(development=options.months)  # freezegun stands in for the calendar
    if not databases.exists(options.db):
        databases.create(source, options.db)
    figures = odoo.call(
        options.db,
        "load",
        slips=options.slips.absolute(),
        customers=options.customers.absolute(),
        seed=options.seed if options.months else None,
    )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    print(table(list(_rows(figures))))
    say(f"./hotel serve {options.db} shows the result")


def _rows(figures):
    """The figures as rows of name and value, nested ones below their name."""
    for name, value in figures.items():
        title = name.replace("_", " ")
        if isinstance(value, list):
            yield title, len(value)
        elif isinstance(value, dict):
            yield title, sum(value.values())
            yield from ((f"  {code}", count) for code, count in value.items())
        else:
            yield title, value
