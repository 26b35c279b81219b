"""Batches in processes that are killed (SIGKILL) in the midst, and taken up again by the next one."""

import json

import pytest

from hotel_cli import postgres

from .charge_world import World, at_once
from .killed import run_and_die
from .odoo_process import OdooProcess

FIRMS, SLIPS = 24, 6
ROWS = 2000

BOOKS = """
company = env.company
currency = company.currency_id
env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
company.currency_id = currency
company._hotel_set_up_accounting()
env.cr.commit()
"""

#: Slips of last month, several kinds, with amounts that do not divide evenly.
LAST_MONTH = """
from datetime import timedelta
day = env.company._hotel_today().replace(day=1) - timedelta(days=3)
answers = env["hotel.charge"]._authorise_many([
    {{"outlet": "TILL", "customer": f"F{{firm}}", "external_ref": f"L{{firm}}-{{slip}}", "business_date": str(day),
      "amounts": {{"food": f"{{firm}}.{{slip:02}}", "rooms": "33.33"}}}}
    for firm in range(1, {firms} + 1) for slip in range({slips})
])
assert all(answer["granted"] for answer in answers), answers
"""

BILL = "env['hotel.billing.run']._cron_bill()"

MAKE_IMPORT = """
import base64
record = env["hotel.charge.import"].create({{
    "file": base64.b64encode({content!r}.encode()), "filename": "slips.csv", "company_id": env.company.id,
    "format_id": env.ref("hotel_credit.import_format_city").id,
}})
record.action_start()
env.cr.commit()
print(record.id)
"""

IMPORT = "env['hotel.charge.import']._cron_import()"

#: The worst moment for a file: its slips are stored, and that they are has not been written down yet.
DIE_BEFORE_COUNTING = """
import os, signal
type(env["hotel.charge.import.refusal"]).create = lambda *_args: os.kill(os.getpid(), signal.SIGKILL)
env["hotel.charge.import"]._cron_import()
"""


@pytest.fixture(scope="module")
def world(module_server):
    """A hotel with accounts and the firms F1, F2 ... that may charge a million a month."""
    world = World(module_server, limit=1_000_000, firms=FIRMS)
    module_server.shell(BOOKS)
    return world


def _kill_at(world, code, progress, moments):
    """Run `code` once for each of `moments`, (commits, statements after them), and kill it there.

    :return: the progress that each kill left
    """
    left = []
    for commits, statements in moments:
        run_and_die(world.server.database, code, commits, statements)
        left.append(progress())
    return left


def test_a_billing_run_that_is_killed_again_and_again_bills_each_slip_once(world):
    """F1, F7: one invoice and statement an agreement, each slip billed once, to the cent; nothing lost, nothing twice."""
    database = world.server.database
    world.server.shell(LAST_MONTH.format(firms=FIRMS, slips=SLIPS))

    def statements():
        return int(postgres.query("SELECT COUNT(*) FROM hotel_statement", database)[0][0])

    # before anything is committed, twice in the first chunk, then in the one after it
    left = _kill_at(world, BILL, statements, [(0, 10), (1, 40), (1, 80), (3, 40)])
    assert left[:3] == [0, 0, 0]
    assert 0 < left[-1] < FIRMS, left
    with OdooProcess(database, BILL) as process:
        process.finish()

    rows = postgres.query(
        """SELECT s.agreement_id, s.closing, m.amount_total, m.state,
                  (SELECT SUM(c.amount) FROM hotel_charge c WHERE c.agreement_id = s.agreement_id),
                  (SELECT COUNT(*) FROM hotel_charge c
                    WHERE c.agreement_id = s.agreement_id AND c.state = 'billed' AND c.statement_id = s.id
                      AND c.move_id = s.move_id)
             FROM hotel_statement s JOIN account_move m ON m.id = s.move_id""",
        database,
    )
    assert len({row[0] for row in rows}) == len(rows) == FIRMS
    assert {row[3] for row in rows} == {"posted"}
    assert all(float(closing) == float(total) == float(slips) for _id, closing, total, _state, slips, _count in rows)
    assert {int(row[5]) for row in rows} == {SLIPS}
    ((invoices, total),) = postgres.query(
        "SELECT COUNT(*), SUM(amount_total) FROM account_move WHERE move_type = 'out_invoice'", database
    )
    firms = range(1, FIRMS + 1)
    expected = sum(100 * firm + slip + 3333 for firm in firms for slip in range(SLIPS))
    assert (int(invoices), round(100 * float(total))) == (FIRMS, expected)
    assert postgres.query("SELECT state, done, total FROM hotel_billing_run", database) == [["done", str(FIRMS), str(FIRMS)]]


def _file(prefix):
    """Return a CSV of `ROWS` rows, of which each tenth is bad and 20 come twice, and the lines of its bad rows."""
    lines = ["external_ref,business_date,outlet,customer_code,revenue_kind,amount,currency"]
    bad = []
    for number in range(ROWS):
        reference = number if number % 100 != 50 else number - 1  # the row before once more
        customer = f"F{reference % FIRMS + 1}"
        if number % 10 == 7:
            bad.append(number + 2)  # the header is line 1
            customer = "NOBODY"
        lines.append(f"{prefix}{reference},{{day}},TILL,{customer},food,{1 + reference % 90}.50,{{currency}}")
    return "\n".join(lines), bad


def _make_imports(world, prefix, count=1):
    content, bad = _file(prefix)
    ((day, currency),) = postgres.query(
        "SELECT current_date - 1, cur.name FROM res_company c JOIN res_currency cur ON cur.id = c.currency_id LIMIT 1",
        world.server.database,
    )
    code = MAKE_IMPORT.format(content=content.format(day=day, currency=currency))
    return [int(world.server.shell(code).splitlines()[-1]) for _number in range(count)], bad


def _result(world, import_id):
    """Return (state, rows done, stored, known already, refused) of an import, and the lines that it refused."""
    database = world.server.database
    (row,) = postgres.query(
        f"SELECT state, position, good, repeated, refused FROM hotel_charge_import WHERE id = {import_id}", database
    )
    refused = postgres.query(
        f"SELECT line FROM hotel_charge_import_refusal WHERE import_id = {import_id} ORDER BY line", database
    )
    return (row[0], *map(int, row[1:])), [int(line) for (line,) in refused]


def _stored(world, prefix):
    """Return how many slips there are with this prefix in their reference, and how many references."""
    ((slips, references),) = postgres.query(
        f"SELECT COUNT(*), COUNT(DISTINCT external_ref) FROM hotel_charge WHERE external_ref LIKE '{prefix}%'",
        world.server.database,
    )
    return int(slips), int(references)


def test_an_import_that_is_killed_again_and_again_stores_each_row_once(world):
    """D8, F7: it goes on where it was; the counts are those of a file that was read in one go, the refused file is complete."""
    (import_id,), bad = _make_imports(world, "K")
    good = ROWS - len(bad) - ROWS // 100

    def position():
        ((done,),) = postgres.query(
            f"SELECT COALESCE(position, 0) FROM hotel_charge_import WHERE id = {import_id}", world.server.database
        )
        return int(done)

    left = _kill_at(world, IMPORT, position, [(0, 5), (2, 5), (5, 3)])
    with OdooProcess(world.server.database, DIE_BEFORE_COUNTING) as process:
        process.wait_until_killed()
    assert 0 < left[-1] == position() < ROWS, left
    assert _stored(world, "K")[0] > left[-1] * good // ROWS, "the kill came before the slips were stored"
    with OdooProcess(world.server.database, IMPORT) as process:
        process.finish()

    assert _result(world, import_id) == (("done", ROWS, good, ROWS // 100, len(bad)), bad)
    assert _stored(world, "K") == (good, good)
    printed = world.server.shell(
        f"import json; print(json.dumps(list(env['hotel.charge.import'].browse({import_id})._get_refused_rows())))"
    )
    header, *rows = json.loads(printed.splitlines()[-1])
    assert len(rows) == len(bad)
    assert all("no_agreement" in row[header.index("Codes")] for row in rows)


def test_two_imports_of_one_file_at_once_store_each_row_once(world):
    """D8, F7: what one of them stores, the other one knows already; together they count each row once."""
    imports, bad = _make_imports(world, "T", count=2)
    good, twice = ROWS - len(bad) - ROWS // 100, ROWS // 100

    def read(number):
        code = f"env['hotel.charge.import'].browse({imports[number]})._import_file()"
        with OdooProcess(world.server.database, code) as process:
            process.finish()

    at_once(2, read)
    (first, first_bad), (second, second_bad) = (_result(world, import_id) for import_id in imports)
    assert first_bad == second_bad == bad
    assert first[:2] == second[:2] == ("done", ROWS)
    assert first[2] + second[2] == good
    assert first[3] + second[3] == good + 2 * twice
    assert _stored(world, "T") == (good, good)
    for firm in range(1, FIRMS + 1):
        counted = postgres.query(
            f"""SELECT m.used = (SELECT SUM(amount) FROM hotel_charge c WHERE c.commercial_partner_id = p.id
                                    AND date_trunc('month', c.business_date) = m.month)
                  FROM hotel_credit_month m JOIN res_partner p ON p.id = m.commercial_partner_id WHERE p.ref = 'F{firm}'""",
            world.server.database,
        )
        assert {agrees for (agrees,) in counted} == {"t"}
