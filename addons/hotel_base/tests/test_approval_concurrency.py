from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import LockError, UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, mute_logger

from .approval_case import add_models, remove_models, request_models

MODELS = ("hotel.test.request", "hotel.test.request.line")


@tagged("post_install", "-at_install")
class TestApprovalConcurrency(BaseCase):
    """Two people at once, on two real database connections. What is committed here is removed at the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        # first registered, last called: the rows go after the cursors are closed
        cls.addClassCleanup(cls._remove)
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            add_models(env, request_models())
            for name in MODELS:
                env["ir.model.access"].create(
                    {
                        "name": f"{name} of the tests",
                        "model_id": env["ir.model"]._get_id(name),
                        "group_id": env.ref("base.group_user").id,
                        "perm_read": True,
                        "perm_write": True,
                        "perm_create": True,
                        "perm_unlink": True,
                    }
                )
            cls.policy_id = env["hotel.approval.policy"].create(
                {
                    "name": "Requests",
                    "model": MODELS[0],
                    "date_from": "2026-01-01",
                    "tier_ids": [
                        fields.Command.create(
                            {"code": "one", "name": "One", "approver_kind": "field", "approver_field": "reviewer_id"}
                        )
                    ],
                }
            ).id

    @classmethod
    def _remove(cls):
        with cls.registry.cursor() as cr:
            for table, column in (
                ("mail_activity", "res_model"),
                ("mail_message", "model"),
                ("mail_followers", "res_model"),
                ("hotel_clock", "res_model"),
                ("ir_attachment", "res_model"),
            ):
                cr.execute(
                    SQL("DELETE FROM %s WHERE %s IN %s", SQL.identifier(table), SQL.identifier(column), MODELS)
                )
            cr.execute("DROP TABLE hotel_test_request_line, hotel_test_request_res_users_rel, hotel_test_request")
            cr.execute("DELETE FROM hotel_approval_step WHERE res_model IN %s", [MODELS])
            cr.execute("DELETE FROM hotel_approval_tier WHERE policy_id = %s", [cls.policy_id])
            cr.execute("DELETE FROM hotel_approval_policy WHERE id = %s", [cls.policy_id])
            cr.execute(
                "DELETE FROM ir_model_data WHERE module = 'hotel_base' AND name LIKE %s",
                ["%hotel\\_test\\_%"],
            )
            cr.execute("DELETE FROM ir_model_relation WHERE model IN (SELECT id FROM ir_model WHERE model IN %s)", [MODELS])
            cr.execute("DELETE FROM ir_model WHERE model IN %s", [MODELS])
            remove_models(api.Environment(cr, SUPERUSER_ID, {}), MODELS)

    def setUp(self):
        super().setUp()
        self.first, self.second = (self._environment() for __ in range(2))
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            request = env[MODELS[0]].create(
                {
                    "name": "Request",
                    "amount": 1,
                    "note": "x",
                    "reviewer_id": env.ref("base.user_admin").id,
                    "company_id": env.ref("base.main_company").id,
                    "line_ids": [fields.Command.create({"name": "Line"})],
                }
            )
            self.request_id = request.id

    def _environment(self):
        """Return an environment of the administrator on a connection of its own."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        self.addCleanup(cr.rollback)
        uid = api.Environment(cr, SUPERUSER_ID, {}).ref("base.user_admin").id
        cr.rollback()
        return api.Environment(cr, uid, {})

    def _submit(self):
        with self.registry.cursor() as cr:
            api.Environment(cr, SUPERUSER_ID, {})[MODELS[0]].browse(self.request_id).action_submit()

    def _see(self, env):
        """Return the request as one of the two sees it; from now on this transaction keeps to what it saw."""
        # a lock that is waited for is a failure here: the other one is waiting in the same thread
        env.cr.execute("SET LOCAL lock_timeout = '5s'")
        request = env[MODELS[0]].browse(self.request_id)
        request.read(["name", "approval_state"])
        return request

    def test_of_two_decisions_at_the_same_moment_one_is_refused(self):
        """B6: while one approval is being made, another one is told to look again."""
        self._submit()
        one, two = self._see(self.first), self._see(self.second)
        one.action_approve()
        with self.assertRaisesRegex(LockError, "Somebody else is deciding"):
            two.action_reject("at the same moment")
        self.first.cr.commit()
        self.assertEqual(self._decisions(), [("approved", "approved")])

    def test_a_decision_on_what_was_decided_meanwhile_starts_anew_and_is_refused(self):
        """B6: who looked before the other one's approval was committed decides nothing on the old sight of it."""
        self._submit()
        one, two = self._see(self.first), self._see(self.second)
        one.action_approve()
        self.first.cr.commit()
        with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
            two.action_approve()
        # what the server does with such a request: once more, from the start
        self.second.cr.rollback()
        self.second.invalidate_all()
        with self.assertRaisesRegex(UserError, "nothing to decide"):
            self._see(self.second).action_approve()
        self.assertEqual(self._decisions(), [("approved", "approved")])

    def test_two_submissions_make_one_round(self):
        """B2: submitting twice at once hands over once."""
        one, two = self._see(self.first), self._see(self.second)
        one.with_user(SUPERUSER_ID).action_submit()
        self.first.cr.commit()
        with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
            two.with_user(SUPERUSER_ID).action_submit()
        self.assertEqual(self._decisions(), [("pending", "pending")])

    def test_a_row_is_not_changed_behind_a_submission(self):
        """B7: who saw the draft cannot change its rows once it is submitted, not even in the same moment."""
        one, two = self._see(self.first), self._see(self.second)
        lines = two.line_ids
        self.assertTrue(lines.read(["name"]))
        one.with_user(SUPERUSER_ID).action_submit()
        self.first.cr.commit()
        with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
            lines.unlink()
        self.second.cr.rollback()
        self.second.invalidate_all()
        with self.assertRaisesRegex(UserError, "under review"):
            lines.unlink()

    def test_a_submission_does_not_overlook_a_row_that_was_just_deleted(self):
        """B7, A3: what is checked on submitting is what is submitted."""
        one, two = self._see(self.first), self._see(self.second)
        two.line_ids.unlink()
        self.second.cr.commit()
        with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
            one.with_user(SUPERUSER_ID).action_submit()

    def _decisions(self):
        with self.registry.cursor() as cr:
            request = api.Environment(cr, SUPERUSER_ID, {})[MODELS[0]].browse(self.request_id)
            return [(step.state, request.approval_state) for step in request.approval_step_ids]
