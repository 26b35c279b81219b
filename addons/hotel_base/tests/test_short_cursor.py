from psycopg2.errors import UniqueViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.short_cursor import short_transaction
from .common import HotelCase


@tagged("post_install", "-at_install")
class TestShortCursor(HotelCase):
    def test_in_a_test_it_is_a_savepoint_on_the_same_cursor(self):
        """D4: what the block wrote is seen at once; an error undoes the block and nothing else."""
        self.outlet.name = "Sky Bar"
        with short_transaction(self.env) as env2:
            self.assertEqual(env2.cr, self.env.cr)
            env2["hotel.outlet"].browse(self.outlet.id).code = "SKY"
        self.assertEqual(self.outlet.code, "SKY")
        with self.assertRaises(ZeroDivisionError), short_transaction(self.env) as env2:
            env2["hotel.outlet"].browse(self.outlet.id).code = "LOST"
            raise ZeroDivisionError
        self.assertEqual((self.outlet.code, self.outlet.name), ("SKY", "Sky Bar"))

    def test_a_constraint_reaches_the_caller(self):
        """D4: the database's refusal is raised after the block was undone, and the transaction goes on."""
        insert = "INSERT INTO hotel_outlet (name, code, company_id, day_end_hour) VALUES ('{\"en_US\": \"x\"}', 'BAR', %s, 6)"
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), short_transaction(self.env) as env2:
            env2.cr.execute(insert, (self.company.id,))
        self.assertEqual(self.env["hotel.outlet"].search_count([("code", "=", "BAR"), ("company_id", "=", self.company.id)]), 1)

    def test_outside_a_test_it_is_a_read_committed_transaction_of_its_own(self):
        """D4: own connection, READ COMMITTED, same user, context and superuser mode; given back as Odoo wants it."""
        # A cursor of the test's own, which short_transaction therefore takes for a request's.
        with self.registry.cursor() as cr:
            env = self.env(cr=cr, user=self.env.ref("base.user_admin").id, context={"lang": "en_US", "key": 1})
            with short_transaction(env) as env2:
                self.assertNotEqual(env2.cr, cr)
                self.assertEqual((env2.uid, env2.context, env2.su), (env.uid, env.context, env.su))
                env2.cr.execute("SHOW transaction_isolation")
                self.assertEqual(env2.cr.fetchone()[0], "read committed")
                env2.cr.execute("SHOW lock_timeout")
                self.assertEqual(env2.cr.fetchone()[0], "10s")
                env2.cr.execute("CREATE TABLE hotel_short_cursor_test (id int)")
            try:
                # Committed at exit: a later transaction sees it.
                with self.registry.cursor() as other:
                    other.execute("SELECT count(*) FROM hotel_short_cursor_test")
                    self.assertEqual(other.fetchone()[0], 0)
                    other.execute("SHOW transaction_isolation")
                    self.assertEqual(other.fetchone()[0], "repeatable read")
                with self.assertRaises(ZeroDivisionError), short_transaction(env) as env2:
                    env2.cr.execute("INSERT INTO hotel_short_cursor_test VALUES (1)")
                    raise ZeroDivisionError
                with self.registry.cursor() as other:
                    other.execute("SELECT count(*) FROM hotel_short_cursor_test")
                    self.assertEqual(other.fetchone()[0], 0)
            finally:
                with self.registry.cursor() as other:
                    other.execute("DROP TABLE IF EXISTS hotel_short_cursor_test")
