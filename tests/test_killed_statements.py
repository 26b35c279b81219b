"""A statement run in a process that is killed (SIGKILL) in the midst, and taken up again by the next one."""

import pytest

from hotel_cli import postgres

from .charge_world import World
from .killed import run_and_die
from .odoo_process import OdooProcess
from .test_killed_batches import BILL, BOOKS, LAST_MONTH

FIRMS = 12

#: Every customer has an address; what waits in the queue of e-mails is looked at, not sent.
ADDRESSES = """
for firm in env["res.partner"].search([("ref", "=like", "F%")]).with_context(hotel_verification="Called back"):
    firm.email = f"{firm.ref.lower()}@customer.example"
"""

#: As finance's button does, in the foreground.
SEND = """
from odoo.addons.hotel_credit.rules.billing import previous_month
Run = env["hotel.statement.run"]
month = previous_month(env.company._hotel_today())
run = Run.search([("month", "=", month)]) or Run.create({"month": month})
if run.state == "draft":
    run._start()
env.cr.commit()
run._work_all()
"""


@pytest.fixture(scope="module")
def world(module_server):
    """A hotel that billed last month: twelve statements wait to be sent."""
    world = World(module_server, limit=1_000_000, firms=FIRMS)
    module_server.shell(BOOKS)
    module_server.shell(LAST_MONTH.format(firms=FIRMS, slips=2))
    module_server.shell(BILL)
    module_server.shell(f"env['ir.config_parameter'].set_param('report.url', {module_server.url!r}){ADDRESSES}env.cr.commit()")
    return world


def test_a_statement_run_that_is_killed_again_and_again_mails_each_statement_once(world):
    """F2, F7: what was committed stays sent, what was not is sent by the next process; each e-mail is queued once."""
    database = world.server.database

    def sent():
        return int(postgres.query("SELECT COUNT(*) FROM hotel_statement WHERE state = 'sent'", database)[0][0])

    left = []
    for commits, statements in ((0, 3), (1, 60), (1, 200)):
        run_and_die(database, SEND, commits, statements)
        left.append(sent())
    assert left == [0, 0, 0]
    run_and_die(database, SEND, 3, 60)
    assert 0 < sent() < FIRMS
    with OdooProcess(database, SEND) as process:
        process.finish()

    rows = postgres.query(
        """SELECT statement.id, statement.state,
                  (SELECT COUNT(*) FROM mail_message message JOIN mail_mail mail ON mail.mail_message_id = message.id
                    WHERE message.model = 'hotel.statement' AND message.res_id = statement.id),
                  (SELECT COUNT(*) FROM hotel_clock clock
                    WHERE clock.res_model = 'hotel.statement' AND clock.res_id = statement.id)
             FROM hotel_statement statement""",
        database,
    )
    assert len(rows) == FIRMS
    assert {(state, int(mails), int(clocks)) for _id, state, mails, clocks in rows} == {("sent", 1, 1)}
    ((state, done, total),) = postgres.query("SELECT state, done, total FROM hotel_statement_run", database)
    assert (state, int(done), int(total)) == ("done", FIRMS, FIRMS)
