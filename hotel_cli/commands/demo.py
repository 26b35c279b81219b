"""Set up everything, make the demonstration database and serve it.

The first run takes a few minutes, later ones some seconds. Ctrl-C ends Odoo; ./hotel stop also ends PostgreSQL.
"""

from .. import addons, databases, paths, postgres, server, setup
from ..processes import wait_until
from ..ui import HotelError, say, step, table

DATABASE = "demo"

# Our users and the role each was given: the groups that he has directly, of the privileges that our addons define; last the
# customers, who have none.
USERS = """
    SELECT u.login, COALESCE(string_agg(g.name ->> 'en_US', ', ' ORDER BY g.id), 'Customer (portal)')
      FROM res_users u
      LEFT JOIN (
            res_groups_users_rel r
            JOIN res_groups g ON g.id = r.gid AND g.privilege_id IS NOT NULL
            JOIN ir_model_data gd ON gd.model = 'res.groups' AND gd.res_id = g.id AND gd.module IN ({ours})
           ) ON r.uid = u.id
     WHERE u.active
       AND (g.id IS NOT NULL OR u.share)
       AND EXISTS (SELECT 1 FROM ir_model_data ud
                    WHERE ud.model = 'res.users' AND ud.res_id = u.id AND ud.module IN ({ours}))
     GROUP BY u.id, u.login
     ORDER BY min(g.id), u.login
"""


def configure(parser):
    parser.add_argument("--port", type=int, help=f"default: {server.FIRST_PORT}, or the next one that is free")


def run(options):
    source = setup.ensure()
    serving = server.find(DATABASE)
    if serving:
        if not wait_until(lambda: server.answers(serving["url"]), 180):
            raise HotelError(f"{serving['url']} does not answer: ./hotel stop, then ./hotel demo")
        _introduce(serving["url"])
        return 0
    if not databases.exists(DATABASE):
        databases.create(source, DATABASE, demo=True)
    elif not databases.is_current(source, DATABASE):
        databases.upgrade(source, DATABASE)
    odoo = server.Server(DATABASE, options.port)
    log = paths.LOGS / "demo.log"
    try:
        with step("Starting Odoo"):
            odoo.start(log)
            odoo.wait_until_ready()
        with step("Preparing the first pages"):
            server.warm_up(odoo.url, DATABASE)
        _introduce(odoo.url)
        say(f"Odoo's log: {log}. Ctrl-C ends it.")
        if postgres.is_own():
            say("This database trades safety on a power cut for speed: for trying out, not for keeping.")
        return odoo.process.wait()
    except KeyboardInterrupt:
        say()
        return 0
    finally:
        odoo.stop()


def _introduce(url):
    """Print the address and who can sign in; demonstration users have their login as password."""
    ours = ", ".join(map(postgres.literal, addons.own()))
    users = postgres.query(USERS.format(ours=ours), DATABASE)
    rows = [(login, login, role) for login, role in users]
    say(f"\n  {url}\n")
    say(table([*rows, ("admin", "admin", "Administrator")], ("login", "password", "role")) + "\n")
