"""The dunning of a day in processes that are killed (SIGKILL) in the midst, and taken up again by the next one."""

import pytest

from hotel_cli import postgres

from .charge_world import World
from .killed import run_and_die
from .odoo_process import OdooProcess

FIRMS = 23

#: An invoice of each firm that was due in the month before the last, with who is liable for it.
INVOICES = """
from datetime import timedelta
company = env.company
currency = company.currency_id
env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
company.currency_id = currency
company._hotel_set_up_accounting()
day = company._hotel_today() - timedelta(days=60)
agreements = env["hotel.credit.agreement"].search([("name", "like", "AG-F")])
moves = env["account.move"].create([
    {"move_type": "out_invoice", "partner_id": agreement.partner_id.id, "invoice_date": day, "invoice_date_due": day,
     "invoice_payment_term_id": False, "hotel_agreement_id": agreement.id,
     "invoice_line_ids": [(0, 0, {"name": "Banquet", "price_unit": 100.0, "tax_ids": False})]}
    for agreement in agreements
])
moves._post(soft=False)
env["hotel.guarantee"]._register_shares([
    {"move_id": move.id, "user_id": env.ref("base.user_admin").id, "kind": "agreement", "role": "salesperson", "part": 1}
    for move in moves
])
env.cr.commit()
"""

#: Five items in a piece, so that the day takes several.
DUN = """
runs = env["hotel.dunning.run"]._prepare_due_runs()
env.cr.commit()
runs._work_all(5)
"""


@pytest.fixture(scope="module")
def world(module_server):
    """A hotel with an overdue invoice of each of the firms F1, F2 ..."""
    world = World(module_server, limit=1_000_000, firms=FIRMS)
    module_server.shell(INVOICES)
    return world


def test_a_dunning_run_that_is_killed_again_and_again_issues_each_notice_once(world):
    """G1, F7: a notice, a response and a deadline for each item, numbers without gaps; nothing lost, nothing twice."""
    database = world.server.database

    def notices():
        return int(postgres.query("SELECT COUNT(*) FROM hotel_dunning_notice", database)[0][0])

    # before anything is committed, in the first piece, between notices and responses of a later one
    left = []
    for commits, statements in ((0, 10), (1, 20), (2, 10), (1, 30)):
        run_and_die(database, DUN, commits, statements)
        left.append(notices())
    assert left[0] == 0
    assert 0 < left[-1] < FIRMS, left
    assert all(number % 5 == 0 for number in left), left
    with OdooProcess(database, DUN) as process:
        process.finish()

    ((items, pairs, total),) = postgres.query(
        "SELECT COUNT(DISTINCT item_id), COUNT(*), COUNT(DISTINCT notice_id) FROM hotel_dunning_line", database
    )
    assert (int(items), int(pairs), int(total)) == (FIRMS, FIRMS, FIRMS)
    ((responses, clocks),) = postgres.query(
        """SELECT COUNT(*), (SELECT COUNT(*) FROM hotel_clock WHERE kind = 'dunning_response')
             FROM hotel_dunning_response""",
        database,
    )
    assert (int(responses), int(clocks)) == (FIRMS, FIRMS)
    numbers = [int(name.rpartition("-")[2]) for (name,) in postgres.query("SELECT name FROM hotel_dunning_notice", database)]
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + FIRMS))
    assert postgres.query("SELECT state, done FROM hotel_dunning_run", database) == [["done", str(FIRMS)]]
