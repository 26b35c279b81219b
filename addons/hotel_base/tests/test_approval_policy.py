from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .approval_case import ApprovalCase

MODELS = {
    # model: operations of a plain employee, of the settings role
    "hotel.approval.policy": ("read", "read write create unlink"),
    "hotel.approval.tier": ("read", "read write create unlink"),
    "hotel.approval.step": ("read", "read"),
    "hotel.approval.delegation": ("read", "read"),
}


@tagged("post_install", "-at_install")
class TestApprovalPolicy(ApprovalCase):
    def test_rights(self):
        """M6: everyone reads policies, the settings role writes them, nobody writes what was decided."""
        for model, (everyone, manager) in MODELS.items():
            for role, user in self.users.items():
                for operation in ("read", "write", "create", "unlink"):
                    with self.subTest(model=model, role=role, operation=operation):
                        allowed = operation in (manager if role == "manager" else everyone).split()
                        self.assertIs(self.env[model].with_user(user).has_access(operation), allowed)

    def test_a_used_policy_is_changed_by_a_new_version(self):
        """M6: the new version starts archived with the same tiers and is free to be changed."""
        self._submit()
        policy = self._as(self.policy, "manager")
        self.assertTrue(policy.used)
        with self.assertRaisesRegex(UserError, "new version"):
            policy.tier_ids[1].deadline_days = 5
        action = policy.action_new_version()
        version = policy.browse(action["res_id"])
        self.assertFalse(version.active)
        self.assertEqual(version.tier_ids.mapped("code"), policy.tier_ids.mapped("code"))
        version.tier_ids[1].deadline_days = 5
        version.date_from = "2099-01-01"
        version.active = True
        self.assertEqual(self.policy.tier_ids[1].deadline_days, 2)

    def test_one_policy_a_day(self):
        """M6: which policy is in force is never ambiguous; the database holds it."""
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.policy.copy({"date_from": self.policy.date_from})

    def test_an_archived_policy_is_not_used_whatever_the_context(self):
        """M6: a context key does not bring an archived policy back."""
        self.policy.active = False
        request = self._request()
        for context in ({}, {"active_test": False}):
            with self.subTest(context=context), self.assertRaisesRegex(UserError, "no approval policy"):
                request.with_context(**context).action_submit()

    def test_a_policy_without_tiers_approves_nothing(self):
        """B1: a policy without tiers is no policy."""
        self.policy.tier_ids = [Command.clear()]
        with self.assertRaisesRegex(UserError, "no approval policy with tiers"):
            self._submit()

    def test_a_tier_names_a_real_field(self):
        """B1: the field that names the reviewer must hold a user."""
        for name in ("name", "currency_id", "involved_ids", "nonsense"):
            with self.subTest(field=name), self.assertRaisesRegex(ValidationError, "holds one user"):
                self.policy.tier_ids[0].write({"approver_kind": "field", "approver_field": name})

    def test_the_owner_is_reminded_once_a_year(self):
        """M7: on the review day the owner gets an activity, once; reviewed, the next one is a year later."""
        self.policy.review_date = "2026-11-20"
        with freeze_time("2026-11-19 10:00:00"):
            self.policy._remind_review_chunk(100)
            self.assertFalse(self.policy.activity_ids)
        with freeze_time("2026-11-20 10:00:00"):
            self.policy._remind_review_chunk(100)
            self.policy._remind_review_chunk(100)
            self.assertEqual(self.policy.activity_ids.user_id, self.users["manager"])
            self.assertEqual(len(self.policy.activity_ids), 1)
            with self.assertRaises(AccessError):
                self._as(self.policy, "nobody").action_reviewed()
            self._as(self.policy, "manager").action_reviewed()
        self.assertFalse(self.policy.activity_ids)
        self.assertEqual(str(self.policy.review_date), "2027-11-20")
