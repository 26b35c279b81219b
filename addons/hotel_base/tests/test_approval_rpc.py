import base64

from odoo import Command
from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL, mute_logger

from .approval_case import ApprovalCase

REQUEST = "hotel.test.request"
LINE = "hotel.test.request.line"
STEP = "hotel.approval.step"

# Context keys that switch guards off in Odoo, in the addons that do approvals elsewhere, or that somebody might try here.
CONTEXT_KEYS = (
    "skip_validation_check",
    "skip_check_state_condition",
    "tier_validation_skip",
    "force_approval",
    "bypass_access",
    "install_mode",
    "import_file",
    "mail_activity_automation_skip",
    "tracking_disable",
    "active_test",
    "noupdate",
    "check_move_validity",
    "leave_fast_create",
    "prefetch_fields",
)
# People who have nothing to say at the tier that is asked (the sales head's), strangers to the document first.
OUTSIDERS = ("nobody", "cashier", "sales", "finance", "finance_head", "gm", "chairman", "auditor", "hr", "manager")
# The lowest role, who submitted, whose turn it is, who comes later, and who owns the settings.
WRITERS = ("nobody", "sales", "sales_head", "gm", "manager")


@tagged("post_install", "-at_install")
class TestApprovalRpc(ApprovalCase):
    """B6, B7, M2: nothing is decided or changed but by its reviewer, whatever is sent to the server.

    Every attempt is a call as it comes over RPC, made by users with the rights to write the document. After each one
    the document and its steps are what they were.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        scan = base64.b64encode(b"the sealed paper")
        cls.request = cls.env[REQUEST].with_user(cls.users["sales"]).create(
            {
                "name": "Under review",
                "amount": 30000,
                "note": "as agreed",
                "scan": scan,
                "company_id": cls.company.id,
                "line_ids": [Command.create({"name": "One", "scan": scan})],
            }
        )
        cls.request.sudo().seal = scan
        cls.plain_file = cls.env["ir.attachment"].create(
            {"name": "Licence", "raw": b"licence", "res_model": REQUEST, "res_id": cls.request.id}
        )
        cls.request.action_submit()
        cls.draft = cls.env[REQUEST].with_user(cls.users["sales"]).create(
            {"name": "Draft", "amount": 100, "note": "as agreed", "company_id": cls.company.id}
        )
        cls.step = cls.request.sudo().approval_current_step_id

    def _rpc(self, role, model, method, *args, **kwargs):
        user = self.users[role]
        context = {"allowed_company_ids": user.company_ids.ids, **kwargs.pop("context", {})}
        env = self.env(user=user, su=False, context={})
        return call_kw(env[model], method, list(args), {**kwargs, "context": context})

    def _snapshot(self):
        """Return every row that an attempt could reach, as the database has it."""
        self.env.flush_all()
        rows = []
        for table, columns in (
            ("hotel_test_request", "*"),
            ("hotel_test_request_line", "*"),
            ("hotel_test_request_res_users_rel", "*"),
            ("hotel_approval_step", "*"),
            ("hotel_approval_step_excluded_rel", "*"),
            ("hotel_approval_delegation", "*"),
            ("hotel_approval_policy", "*"),
            ("hotel_approval_tier", "*"),
            ("ir_attachment", "id, res_model, res_id, res_field, checksum"),
        ):
            self.env.cr.execute(SQL("SELECT %s FROM %s ORDER BY 1, 2", SQL(columns), SQL.identifier(table)))
            rows.append(self.env.cr.fetchall())
        return rows

    def _refused(self, role, model, method, *args, **kwargs):
        """Make a call that must be refused and must leave everything as it was."""
        before = self._snapshot()
        with (
            self.subTest(role=role, model=model, method=method, args=args, kwargs=kwargs),
            mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"),
        ):
            with self.assertRaises(UserError):
                self._rpc(role, model, method, *args, **kwargs)
            self.assertEqual(before, self._snapshot())

    def test_nobody_writes_creates_or_deletes_steps(self):
        """M2: steps are written by the server alone, not even by the settings role or by the reviewer."""
        self._assert_rights_of_the_calls_that_are_allowed()
        vals = {
            "res_model": REQUEST,
            "res_id": self.draft.id,
            "company_id": self.company.id,
            "tier_id": self.step.tier_id.id,
            "tier_code": "gm",
            "sequence": 1,
            "requested_by_id": self.users["sales"].id,
            "state": "approved",
        }
        for role in WRITERS:
            for change in (
                {"state": "approved"},
                {"approver_id": self.users[role].id},
                {"delegated_to_id": self.users[role].id},
                {"excluded_user_ids": [Command.clear()]},
                {"deadline": "2030-01-01 00:00:00"},
                {"requested_by_id": self.users["hr"].id},
                {"delegation_ids": [Command.create({"to_id": self.users[role].id})]},
            ):
                self._refused(role, STEP, "write", self.step.ids, change)
                self._refused(role, STEP, "web_save", self.step.ids, change, specification={"state": {}})
            self._refused(role, STEP, "create", [vals])
            self._refused(role, STEP, "unlink", self.step.ids)
            self._refused(role, STEP, "copy", self.step.ids)
            self._refused(
                role, "hotel.approval.delegation", "create", [{"step_id": self.step.id, "to_id": self.users[role].id}]
            )

    def test_steps_are_not_reached_through_the_document(self):
        """M2: no command on the document's list of steps reaches them."""
        other = self.step.sudo().search([("res_id", "=", self.request.id), ("tier_code", "=", "gm")])
        for role in WRITERS:
            for command in (
                [Command.create({"tier_id": self.step.tier_id.id, "state": "approved"})],
                [Command.update(self.step.id, {"state": "approved"})],
                [Command.delete(self.step.id)],
                [Command.unlink(other.id)],
                [Command.link(other.id)],
                [Command.clear()],
                [Command.set([])],
            ):
                for record in (self.request, self.draft):
                    self._refused(role, REQUEST, "write", record.ids, {"approval_step_ids": command})
                    self._refused(
                        role, REQUEST, "web_save", record.ids, {"approval_step_ids": command}, specification={}
                    )
                self._refused(role, REQUEST, "create", [{"name": "New", "approval_step_ids": command}])

    def test_no_document_is_created_in_a_decided_state(self):
        """M2: values, context, stored defaults, import, copy: a new document is a draft."""
        new = {"name": "New", "amount": 1, "note": "x"}
        decided = {
            "approval_state": "approved",
            "approval_round": 7,
            "approval_policy_id": self.policy.id,
            "approval_requested_by": self.users["hr"].id,
            "approval_requested_at": "2026-01-01 00:00:00",
            "approval_current_step_id": self.step.id,
            "outcome": "approved",
            "opinion": "pays well",
            "granted": 1000000,
        }
        for role in WRITERS:
            for name, value in decided.items():
                self._refused(role, REQUEST, "create", [{**new, name: value}])
                self._refused(role, REQUEST, "web_save", [], {**new, name: value}, specification={})
                self._refused(role, REQUEST, "copy", self.draft.ids, {name: value})
                self._refused(role, REQUEST, "copy", self.request.ids, {name: value})
            for name in set(decided) - {"opinion", "granted"}:
                self._refused(role, REQUEST, "create", [new], context={f"default_{name}": decided[name]})
                self._refused(role, REQUEST, "name_create", "New", context={f"default_{name}": decided[name]})
                self._refused(role, REQUEST, "copy", self.draft.ids, context={f"default_{name}": decided[name]})
        with mute_logger("odoo.models"):
            for role in WRITERS:
                for row in (["Imported", "approved"], ["Imported", "Approved"]):
                    result = self._rpc(role, REQUEST, "load", ["name", "approval_state"], [row])
                    self.assertFalse(result["ids"], "an import brought in a decision")

    def test_reviewers_fields_take_no_default_from_the_context(self):
        """B3, B4: what finance and the general manager write cannot be brought along at creation."""
        for role in WRITERS:
            created = self._rpc(
                role,
                REQUEST,
                "create",
                [{"name": "New", "company_id": self.company.id}],
                context={"default_opinion": "pays well", "default_granted": 1000000},
            )
            record = self.env[REQUEST].browse(created)
            self.assertFalse(record.opinion)
            self.assertFalse(record.granted)

    def test_stored_personal_defaults_decide_nothing(self):
        """M2: any internal user may store a default for any field; for decisions it is ignored, also under sudo."""
        for role in WRITERS:
            for name, value in (
                ("approval_state", "approved"),
                ("approval_round", 3),
                ("outcome", "approved"),
                ("granted", 1000000),
            ):
                self._rpc(role, "ir.default", "set", REQUEST, name, value, user_id=True)
            created = self._rpc(role, REQUEST, "create", [{"name": "New", "company_id": self.company.id}])
            record = self.env[REQUEST].browse(created)
            self.assertEqual(record.approval_state, "draft")
            self.assertEqual(record.approval_round, 0)
            self.assertFalse(record.outcome)
            self.assertFalse(record.granted)
            by_server = self._as(self.env[REQUEST], role).with_context(default_approval_state="approved")
            record = by_server.sudo().create({"name": "By the server", "company_id": self.company.id})
            self.assertEqual(record.approval_state, "draft")

    def test_a_copy_starts_undecided(self):
        """M2: copying a decided document makes a draft without what reviewers wrote."""
        request = self._submit()
        self._approve(request, "sales_head", "finance")
        self._as(request, "gm").granted = 20000
        self._approve(request, "gm")
        for role in WRITERS:
            copied = self._rpc(role, REQUEST, "copy", request.ids)
            copy = self.env[REQUEST].browse(copied)
            self.assertEqual(copy.approval_state, "draft")
            self.assertFalse(copy.approval_step_ids)
            self.assertFalse(copy.opinion)
            self.assertFalse(copy.granted)
            self.assertFalse(copy.outcome)

    def test_decision_fields_are_not_written(self):
        """M2: state, round, policy, who submitted: on no road, by nobody."""
        for role in WRITERS:
            for name, value in (
                ("approval_state", "approved"),
                ("approval_state", "draft"),
                ("approval_round", 0),
                ("approval_policy_id", False),
                ("approval_requested_by", self.users["hr"].id),
                ("approval_requested_at", False),
                ("approval_current_step_id", False),
                ("outcome", "approved"),
                ("seal", False),
            ):
                for record in (self.request, self.draft):
                    self._refused(role, REQUEST, "write", record.ids, {name: value})
                    self._refused(role, REQUEST, "web_save", record.ids, {name: value}, specification={})
        with mute_logger("odoo.models"):
            for role in WRITERS:
                before = self._snapshot()
                result = self._rpc(
                    role, REQUEST, "load", [".id", "approval_state"], [[str(self.request.id), "approved"]]
                )
                self.assertFalse(result["ids"])
                self.assertEqual(before, self._snapshot())

    def test_locked_fields_are_not_written_with_any_context_key(self):
        """B7: under review nobody edits, the reviewer and the one who submitted included, with no context key."""
        changes = (
            {"amount": 1},
            {"note": False},
            {"company_id": self.sister.id},
            {"scan": base64.b64encode(b"another paper")},
            {"reviewer_id": self.users["hr"].id},
            {"involved_ids": [Command.set(self.users["gm"].ids)]},
            {"line_ids": [Command.clear()]},
            {"line_ids": [Command.create({"name": "Two"})]},
        )
        for role in WRITERS:
            for change in changes:
                self._refused(role, REQUEST, "write", self.request.ids, change)
            for key in CONTEXT_KEYS:
                for value in (True, False):
                    self._refused(role, REQUEST, "write", self.request.ids, {"amount": 1}, context={key: value})
            self._refused(role, REQUEST, "web_save", self.request.ids, {"amount": 1}, specification={})
            self._refused(role, REQUEST, "unlink", self.request.ids)

    def test_only_the_reviewer_of_the_tier_writes_its_fields(self):
        """B3, B4: finance's opinion and the granted limit are written by whose turn it is, and by nobody else."""
        for role in ("nobody", "sales", "sales_head", "finance", "gm", "manager"):
            for record in (self.request, self.draft):
                self._refused(role, REQUEST, "write", record.ids, {"opinion": "pays well"})
                self._refused(role, REQUEST, "write", record.ids, {"granted": 1000000})

    def test_children_are_locked_with_their_document(self):
        """B7: rows of a document under review are neither added, changed, moved away nor deleted."""
        line = self.request.sudo().line_ids
        free = self.env[LINE].create({"name": "Free", "request_id": self.draft.id})
        for role in WRITERS:
            self._refused(role, LINE, "write", line.ids, {"name": "Changed"})
            self._refused(role, LINE, "write", line.ids, {"request_id": self.draft.id})
            self._refused(role, LINE, "write", free.ids, {"request_id": self.request.id})
            self._refused(role, LINE, "create", [{"name": "New", "request_id": self.request.id}])
            self._refused(role, LINE, "create", [{"name": "New"}], context={"default_request_id": self.request.id})
            self._refused(role, LINE, "copy", line.ids)
            self._refused(role, LINE, "unlink", line.ids)
            self._refused(role, REQUEST, "write", self.draft.ids, {"line_ids": [Command.link(line.id)]})
        self._rpc("nobody", LINE, "write", line.ids, {"remark": "free at any time"})

    def test_files_are_locked_with_their_document(self):
        """B7: the file behind a field, of the document or a child, and what lay with it, are not exchanged."""
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "in", (REQUEST, LINE)),
                ("res_id", "in", (self.request.id, self.request.sudo().line_ids.id)),
                ("res_field", "!=", False),
            ]
        )
        self.assertEqual(len(files), 3)
        other = base64.b64encode(b"another paper").decode()
        for role in WRITERS:
            for file in files + self.plain_file:
                self._refused(role, "ir.attachment", "write", file.ids, {"datas": other})
                self._refused(role, "ir.attachment", "write", file.ids, {"res_id": self.draft.id})
                self._refused(role, "ir.attachment", "unlink", file.ids)
            for field in ("scan", "seal"):
                vals = {"name": field, "datas": other, "res_model": REQUEST, "res_id": self.request.id}
                self._refused(role, "ir.attachment", "create", [{**vals, "res_field": field}])
            loose = self._rpc(role, "ir.attachment", "create", [{"name": "Own file", "datas": other}])
            self._refused(
                role,
                "ir.attachment",
                "write",
                loose,
                {"res_model": REQUEST, "res_id": self.request.id, "res_field": "scan"},
            )
            # Also while the document can still be edited: the field checks what comes in, the attachment does not.
            draft = {"name": "scan", "datas": other, "res_model": REQUEST, "res_id": self.draft.id, "res_field": "scan"}
            self._refused(role, "ir.attachment", "create", [draft])
            seal = {"name": "seal", "datas": other, "res_model": REQUEST, "res_id": self.draft.id, "res_field": "seal"}
            self._refused(role, "ir.attachment", "create", [seal])
        self.assertEqual(base64.b64decode(self.request.sudo().scan), b"the sealed paper")
        with self.assertRaises(UserError):
            self.plain_file.sudo().unlink()
        joined = {"name": "Later", "datas": other, "res_model": REQUEST, "res_id": self.request.id}
        self.assertTrue(self._rpc("nobody", "ir.attachment", "create", [joined]), "a file may join the discussion")

    def test_nobody_decides_for_another(self):
        """B6: who is not asked decides nothing, by the methods or by the dialog."""
        for role in OUTSIDERS:
            self._refused(role, REQUEST, "action_approve", self.request.ids)
            self._refused(role, REQUEST, "action_approve", self.request.ids, comment="yes")
            self._refused(role, REQUEST, "action_reject", self.request.ids, "no")
            self._refused(role, REQUEST, "action_delegate", self.request.ids, self.users["hr"].id)
            if role != "sales":
                self._refused(role, REQUEST, "action_approval_cancel", self.request.ids, "no")
            for decision in ("approve", "reject", "delegate"):
                wizard = self._rpc(
                    role,
                    "hotel.approval.decide",
                    "create",
                    {
                        "res_model": REQUEST,
                        "res_id": self.request.id,
                        "decision": decision,
                        "comment": "x",
                        "user_id": self.users["hr"].id,
                    },
                )
                self._refused(role, "hotel.approval.decide", "action_confirm", [wizard])

    def test_the_dialog_serves_documents_under_approval_only(self):
        """B6: the dialog calls no method of another model."""
        with self.assertRaises(UserError):
            self._rpc(
                "nobody",
                "hotel.approval.decide",
                "web_save",
                [],
                {"res_model": "res.users", "res_id": 2},
                specification={"record_name": {}},
            )

    def test_private_methods_are_not_called(self):
        """M2: nothing that writes under sudo is open to RPC."""
        for method in (
            "_approval_end",
            "_approval_hand_over",
            "_approval_start_round",
            "_approval_close_step",
            "_approval_open_step",
            "_approval_replace",
            "_clocks_late",
        ):
            self._refused("gm", REQUEST, method, self.request.ids)
        self._refused("gm", STEP, "_set_state", self.step.ids, "approved")
        self._refused("gm", "hotel.clock", "stop", [], "approval")

    def test_nothing_is_approved_twice(self):
        """B6: a decided tier, and a decided document, take no second decision."""
        self._rpc("sales_head", REQUEST, "action_approve", self.request.ids)
        self._refused("sales_head", REQUEST, "action_approve", self.request.ids)
        self._refused("sales_head", REQUEST, "action_reject", self.request.ids, "changed my mind")
        self._approve(self.request, "finance", "gm")
        for role in ("sales_head", "finance", "gm", "chairman"):
            self._refused(role, REQUEST, "action_approve", self.request.ids)
            self._refused(role, REQUEST, "action_reject", self.request.ids, "changed my mind")
            self._refused(role, REQUEST, "action_submit", self.request.ids)
        self._refused("sales", REQUEST, "action_approval_cancel", self.request.ids, "changed my mind")
        for role in WRITERS:
            self._refused(role, REQUEST, "write", self.request.ids, {"amount": 1})
            self._refused(role, REQUEST, "write", self.request.ids, {"granted": 1})
            self._refused(role, REQUEST, "unlink", self.request.ids)

    def test_a_stranger_does_not_even_read(self):
        """C7: neither the document nor its steps are seen from another company, nor the steps by who cannot read it."""
        self._refused("stranger", REQUEST, "read", self.request.ids, ["name"])
        self._refused("stranger", STEP, "read", self.step.ids, ["state"])
        self.assertFalse(self._rpc("stranger", STEP, "search_read", [], ["state"]))
        self.assertTrue(self._rpc("sales", STEP, "search_read", [("res_model", "=", REQUEST)], ["state"]))
        self.env["ir.rule"].create(
            {
                "name": "Nobody reads requests",
                "model_id": self.env["ir.model"]._get_id(REQUEST),
                "domain_force": f"[('create_uid', '=', user.id), ('id', '!=', {self.draft.id})]",
            }
        )
        self.assertTrue(self._rpc("sales", STEP, "search_read", [("res_model", "=", REQUEST)], ["comment"]))
        self.assertFalse(self._rpc("cashier", STEP, "search_read", [], ["comment"]))
        self._refused("cashier", STEP, "read", self.step.ids, ["comment"])

    def test_policies_are_changed_by_the_settings_role_and_never_once_used(self):
        """M6: a policy under which something was submitted stays as it is."""
        tier = self.policy.tier_ids[0]
        unused = self.policy.copy({"date_from": "2099-01-01"})
        for role in set(OUTSIDERS) - {"manager"}:
            for policy in (self.policy, unused):
                self._refused(role, "hotel.approval.policy", "write", policy.ids, {"name": "Mine"})
                self._refused(role, "hotel.approval.policy", "unlink", policy.ids)
                self._refused(role, "hotel.approval.tier", "write", policy.tier_ids.ids, {"approver_kind": "gm"})
            self._refused(role, "hotel.approval.policy", "copy", self.policy.ids)
            self._refused(role, "hotel.approval.policy", "action_new_version", self.policy.ids)
        for change in (
            {"date_from": "2020-01-01"},
            {"company_id": False},
            {"tier_ids": [Command.clear()]},
            {"tier_ids": [Command.update(tier.id, {"deadline_days": 30})]},
            {"tier_ids": [Command.create({"code": "x", "name": "X", "approver_kind": "gm"})]},
            {"tier_ids": [Command.link(unused.tier_ids[0].id)]},
        ):
            self._refused("manager", "hotel.approval.policy", "write", self.policy.ids, change)
        self._refused("manager", "hotel.approval.tier", "write", tier.ids, {"approver_kind": "gm"})
        self._refused("manager", "hotel.approval.tier", "write", tier.ids, {"policy_id": unused.id})
        self._refused(
            "manager", "hotel.approval.tier", "write", unused.tier_ids[0].ids, {"policy_id": self.policy.id, "code": "y"}
        )
        self._refused("manager", "hotel.approval.tier", "unlink", tier.ids)
        new = {"policy_id": self.policy.id, "code": "z", "name": "Z", "approver_kind": "gm"}
        self._refused("manager", "hotel.approval.tier", "create", [new])
        self._refused("manager", "hotel.approval.policy", "unlink", self.policy.ids)
        self._rpc("manager", "hotel.approval.tier", "write", unused.tier_ids.ids, {"deadline_days": 3})
        self._rpc("manager", "hotel.approval.policy", "write", self.policy.ids, {"review_date": "2027-06-01"})

    def test_only_who_may_write_the_document_submits_it(self):
        """B6: submitting needs the right to write."""
        self.env["ir.model.access"].search([("model_id.model", "=", REQUEST)]).perm_write = False
        self._refused("nobody", REQUEST, "action_submit", self.draft.ids)

    def _assert_rights_of_the_calls_that_are_allowed(self):
        """The attempts prove something only because the same users may write other documents."""
        for role in WRITERS:
            self._rpc(role, REQUEST, "write", self.draft.ids, {"note": f"by {role}"})
        outsider = new_test_user(self.env, "test_portal", "base.group_portal")
        self.assertFalse(self.env[STEP].with_user(outsider).has_access("read"))
