from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .complaint_case import NOW, ComplaintCase

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
OWN, ALL, DECIDE = ("clerk", "cashier", "sales", "hr", "finance", "finance_head"), ("assistant", "department_head"), ("service_manager", "sales_head", "gm")
#: Who takes complaints down, who sees all, who decides: the rights of each kind; everybody else only reads tickets.
RIGHTS = {
    "helpdesk.ticket": ("rwc", "rwc", "rwcd"),
    "hotel.complaint.case": ("r", "rwc", "rwcd"),
    "hotel.complaint.compensation": ("rwcd", "rwcd", "rwcd"),
    "hotel.complaint.decision": ("r", "r", "r"),
    "hotel.complaint.satisfaction": ("r", "r", "r"),
}


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestAccessComplaint(ComplaintCase):
    def test_who_takes_complaints_down_who_sees_all_and_who_decides(self):
        """C7, J1-J11: the three kinds of roles x model x operation."""
        for model, row in RIGHTS.items():
            for roles, allowed in zip((OWN, ALL, DECIDE), row, strict=True):
                for role in roles:
                    for letter, operation in OPERATIONS.items():
                        with self.subTest(model=model, role=role, operation=operation):
                            self.assertIs(self.env[model].with_user(self.users[role]).has_access(operation), letter in allowed)

    def test_a_customer_reads_tickets_and_a_machine_nothing(self):
        """J1: everything else is refused."""
        customer = self._portal_user(self.guest, "portal_guest")
        machine = self._new_user("machine", "hotel_base.group_integration")
        for operation in OPERATIONS.values():
            with self.subTest(operation=operation):
                self.assertIs(self.env["helpdesk.ticket"].with_user(customer).has_access(operation), operation == "read")
                self.assertFalse(self.env["helpdesk.ticket"].with_user(machine).has_access(operation))

    def test_a_hotel_sees_nothing_of_another(self):
        """C7: not even the GM, the chairman or the auditor."""
        foreign = self.env["helpdesk.ticket"].create({"name": "x", "description": "x", "company_id": self.sister.id})
        for role in ("service_manager", "gm", "chairman", "auditor"):
            self.assertNotIn(foreign, self._as(self.env["helpdesk.ticket"], role).search([]))

    def test_who_sees_which_complaints(self):
        """C7, J3: the clerk those assigned or taken down, the caller those to ask about, the auditor all and writes none."""
        ticket = self._complaint()
        other = self._complaint(user="assistant", user_id=self.assistant.id, partner_id=self.colleague.id)
        both = ticket + other
        none = both - both
        for role, seen in (
            ("clerk", ticket), ("assistant", both), ("gm", both), ("auditor", both), ("chairman", both), ("sales", none), ("nobody", none),
        ):  # fmt: skip
            with self.subTest(role=role):
                self.assertEqual(self._as(self.env["helpdesk.ticket"], role).search([("id", "in", both.ids)]), seen)
        for role in ("auditor", "chairman", "sales", "nobody"):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._as(ticket, role).write({"complaint_measure": "x"})

    def test_server_fields_are_written_on_no_road(self):
        """J2-J4, M2: values, context defaults, import, new records; for the service manager as for the clerk."""
        ticket = self._complaint()
        values = {
            "complaint_state": "closed", "complaint_received": "2026-11-25 00:00:00", "complaint_due": False, "complaint_reacted": NOW,
            "complaint_solved": NOW, "complaint_policy_id": False, "complaint_level": "general", "complaint_level_proposed": False,
            "complaint_repeat": False, "complaint_repeat_ids": [(5, 0, 0)], "complaint_reworks": 0, "complaint_satisfaction": "satisfied",
            "complaint_follower_id": self.clerk.id, "complaint_drop_reason": "unfounded", "complaint_satisfaction_by_id": self.clerk.id,
        }  # fmt: skip
        for role in ("clerk", "service_manager", "gm"):
            mine = self._as(ticket, role)
            for name, value in values.items():
                with self.subTest(role=role, field=name):
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        mine.write({name: value})
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        mine.create({"name": "x", "description": "x", name: value})
            for vals in ({"number": "1"}, {"company_id": self.sister.id}, {"closed_date": NOW}, {"assigned_date": NOW}):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    mine.write(vals)
            self.assertFalse(mine.load([".id", "complaint_state"], [[str(ticket.id), "closed"]])["ids"])
        for name in ("complaint_state", "complaint_level", "complaint_received"):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._as(self.env["helpdesk.ticket"], self.manager).with_context({f"default_{name}": values[name]}).create({"name": "x", "description": "x"})
        born = self._as(self.env["helpdesk.ticket"], self.manager).with_context(
            default_stage_id=self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done").id,
            default_number="HACKED", default_duplicate_id=ticket.id,
        ).create({"name": "x", "description": "x", "stage_id": self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done").id})  # fmt: skip
        self.assertEqual((born.complaint_state, born.complaint_level, born.stage_id.complaint_state), ("new", "general", "new"))
        self.assertNotEqual(born.number, "HACKED")
        self.assertFalse(born.duplicate_id)
        self.assertEqual(len(self._clocks(born)), 4)

    def test_records_of_decisions_are_made_by_nobody(self):
        """J3, J4, M2: levels and answers are kept by the server; private methods are not called from outside."""
        ticket = self._complaint()
        for model, vals in (
            ("hotel.complaint.decision", {"ticket_id": ticket.id, "level": "general", "reason": "x"}),
            ("hotel.complaint.satisfaction", {"ticket_id": ticket.id, "answer": "satisfied", "user_id": self.manager.id}),
        ):
            for role in ("service_manager", "gm", "manager"):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    self._as(self.env[model], role).create(vals)
        self.assertTrue(getattr(type(self.env["helpdesk.ticket"])._complaint_answered, "_api_private", True))
        self._close(ticket)
        for step in ("action_complaint_react", "action_complaint_check", "action_complaint_close"):
            with self.assertRaises(UserError):
                getattr(self._as(ticket, self.manager), step)()
        for answer in ("", None, "happy", ["satisfied"]):
            with self.assertRaises(UserError):
                self._as(ticket, self.assistant).action_complaint_satisfaction(answer)
        with self.assertRaises(AccessError):
            self._as(ticket, "nobody").action_complaint_satisfaction("satisfied")

    def test_an_active_test_of_two_at_once_takes_one_step(self):
        """J4: the second of two answers is refused, not counted."""
        ticket = self._complaint()
        self._close(ticket)
        self._as(ticket, self.assistant).action_complaint_satisfaction("satisfied")
        with self.assertRaisesRegex(UserError, "does not wait"):
            self._as(ticket, self.manager).action_complaint_satisfaction("dissatisfied", "x")
        self.assertEqual(len(ticket.complaint_satisfaction_ids), 1)
