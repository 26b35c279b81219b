from datetime import date, datetime

import psycopg2

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .reception_case import ReceptionCase, frozen


@tagged("post_install", "-at_install")
@frozen
class TestVisit(ReceptionCase):
    def test_a_normal_visit_is_approved_by_the_department_head(self):
        """K1: one tier, the head of the host's department; then it is planned and its fields are locked."""
        visit = self._visit(costs=[("lunch", 3, 50)])
        self.assertFalse(visit.approval_needed)
        visit.action_submit()
        self.assertEqual(visit.sudo().approval_current_step_id.approver_id, self.users["sales_head"])
        with self.assertRaises(UserError):
            self._as("department_head", visit).action_approve()
        self._as("sales_head", visit).action_approve()
        self.assertEqual((visit.approval_state, visit.state), ("approved", "planned"))
        self.assertNotIn("gm", visit.sudo().approval_step_ids.filtered(lambda step: step.state == "approved").mapped("tier_code"))
        for vals in ({"firm": "Other"}, {"level_id": self.level["vip"].id}, {"arrival": datetime(2026, 3, 9)}, {"host_id": self.employee["gm"].id}):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "under review or approved"):
                visit.write(vals)
        with self.assertRaisesRegex(UserError, "under review or approved"):
            visit.cost_ids.write({"price": 1})
        with self.assertRaisesRegex(UserError, "under review or approved"):
            visit.write({"guest_ids": [Command.create({"name": "One more", "rank_id": self.rank["staff"].id})]})

    def test_a_vip_visit_needs_the_general_manager(self):
        """K1: at the VIP level the GM approves after the head, however little it costs."""
        self.level["vip"].host_rank_id = self.rank["manager"]
        visit = self._visit(level="vip", host="sales_head", rank="manager")
        visit.action_submit()
        # the head hosts: the superior stands in, who is the GM, and is not asked twice by somebody else
        self.assertEqual(visit.sudo().approval_current_step_id.delegated_to_id, self.users["gm"])
        self._as("gm", visit).action_approve()
        self.assertEqual(visit.approval_state, "pending")
        self._as("gm", visit).action_approve()
        self.assertEqual(visit.approval_state, "approved")
        self.employee["gm"].department_id = self.rooms_department
        other = self._visit(level="vip", host="gm")
        other.action_submit()
        self.assertEqual(other.sudo().approval_current_step_id.approver_id, self.users["department_head"])
        self._as("department_head", other).action_approve()
        self.assertEqual((other.approval_state, other.sudo().approval_current_step_id.approver_id), ("pending", self.users["gm"]))

    def test_a_request_names_everything_that_is_missing(self):
        """K1: guests, rank, purpose, a date ahead: all reasons at once."""
        visit = self._visit(guests=1, purpose=" ", arrival=datetime(2026, 2, 1, 2), departure=datetime(2026, 2, 1, 8))
        visit.guest_ids.rank_id = False
        with self.assertRaises(UserError) as caught:
            visit.action_submit()
        for part in ("Guest 1: Rank is empty", "Purpose is empty", "past"):
            self.assertIn(part, str(caught.exception))
        visit.guest_ids.unlink()
        with self.assertRaisesRegex(UserError, "No guest is named"):
            visit.action_submit()

    def test_the_refused_level_is_not_received(self):
        """K2: nobody is invited at the level "refused"."""
        with self.assertRaisesRegex(UserError, "are not received"):
            self._visit(level="refused").action_submit()

    def test_departure_lies_after_arrival(self):
        """K1: the database holds it."""
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"):
            self._visit(departure=datetime(2026, 3, 10, 2)).flush_recordset()

    def test_costs_are_judged_line_by_line_before_spending(self):
        """K2: what is planned against the standard, what needs approval and why."""
        visit = self._visit(costs=[("lunch", 3, 50), ("dinner", 3, 75.5), ("room", 2, 200), ("gift", 2, 0)])
        lunch, dinner, room, gift = visit.cost_ids.sorted("sequence")
        self.assertEqual((lunch.standard_amount, lunch.excess, lunch.reason), (150, 0, False))
        self.assertEqual((dinner.standard_amount, dinner.excess), (180, 46.5))
        self.assertIn("above the level's amount", dinner.reason)
        self.assertEqual((room.standard_amount, room.excess), (0, 400))
        self.assertIn("does not pay", room.reason)
        self.assertFalse(gift.reason)
        self.assertEqual((visit.planned_total, visit.standard_total, visit.excess_total), (776.5, 330, 446.5))
        self.assertIn("Dinner on 2026-03-10", visit.approval_needed)
        visit.action_submit()
        self._as("sales_head", visit).action_approve()
        self.assertEqual(visit.sudo().approval_current_step_id.approver_id, self.users["gm"], "above the standard: the GM too")

    def test_one_more_guest_changes_the_verdict(self):
        """K2: persons are guests and hosts; the verdict follows while it is a request."""
        visit = self._visit(costs=[("lunch", 4, 50)])
        self.assertEqual(visit.excess_total, 50)
        visit.guest_ids = [Command.create({"name": "Guest 3", "rank_id": self.rank["staff"].id})]
        self.assertEqual(visit.excess_total, 0)
        visit.cohost_ids = [Command.set(self.employee["sales_head"].ids)]
        self.assertEqual(visit.cost_ids.standard_amount, 200)

    def test_standards_are_policy_with_a_start_date(self):
        """K2, M6: a used level is locked; its new version rewrites no decision and is asked for from its day on."""
        visit = self._approved(costs=[("lunch", 3, 60)])
        level = self.level["normal"]
        standard = level.standard_ids.filtered(lambda each: each.category_id == self.category["lunch"])
        for change in (lambda: level.write({"gm_approves": True}), lambda: standard.write({"amount": 500}), standard.unlink, level.unlink):
            with self.assertRaisesRegex(UserError, "already submitted"):
                change()
        version = self.env["hotel.visit.level"].browse(level.action_new_version()["res_id"])
        self.assertEqual((version.active, len(version.standard_ids)), (False, len(level.standard_ids)))
        version.standard_ids.filtered(lambda each: each.category_id == self.category["lunch"]).amount = 70
        version.write({"date_from": "2026-03-02", "active": True})
        self.assertEqual(visit.cost_ids.standard_amount, 150)
        stale = self._visit()
        with self.assertRaisesRegex(UserError, "not the one in force today"):
            stale.action_submit()
        self.assertEqual(level._get_in_force(self.company, self.company._hotel_today(), "normal"), version)
        self.assertEqual(level._get_in_force(self.company, date(2026, 3, 1), "normal"), level)

    def test_a_shorter_stay_does_not_rewrite_what_was_approved(self):
        """M6, K2: approved lines keep the standard that they were approved by, though nights or hosts change later."""
        visit = self._approved(level="high", host="sales_head", costs=[("room", 2, 200)], delegate_id=self.employee["gm"].id)
        self.assertEqual((visit.cost_ids.standard_amount, visit.nights), (400, 1))
        visit.action_move("2026-03-10 02:00:00", "2026-03-10 10:00:00")
        self.assertEqual((visit.cost_ids.standard_amount, visit.cost_ids.excess, visit.nights), (400, 0, 0))

    def test_a_company_has_its_own_levels(self):
        """C7, K2: a company's own version goes before the common one, in that company alone."""
        own = self.level["normal"].copy({"company_id": self.company.id, "date_from": "2020-01-01"})
        levels = self.env["hotel.visit.level"]
        day = self.company._hotel_today()
        self.assertEqual(levels._get_in_force(self.company, day, "normal"), own)
        self.assertEqual(levels._get_in_force(self.sister, day, "normal"), self.level["normal"])
        stranger = levels.with_user(self.users["stranger"]).with_context(allowed_company_ids=self.sister.ids)
        self.assertFalse(stranger.search([("id", "=", own.id)]))

    def test_levels_are_reviewed_once_a_year(self):
        """M7: each level belongs to a yearly review with an owner; a new version stays with it."""
        level = self.env["hotel.visit.level"].create({"name": "House", "code": "high", "company_id": self.company.id})
        self.assertTrue(level.review_id.owner_id)
        self.assertEqual(level.review_id.company_id, self.company)
        self.assertEqual(str(level.review_id.next_review), "2027-03-02")
        self.assertEqual(level.copy({"date_from": "2026-04-01"}).review_id, level.review_id)
        self.assertTrue(all(level.review_id for level in self.level.values()))

    def test_hosts_are_of_rank_and_not_more_than_guests(self):
        """K3: a host below the rank, and one host too many, are named on submitting."""
        visit = self._visit(level="high", guests=1, host="sales", cohost_ids=[Command.link(self.employee["sales_head"].id)])
        self.assertIn("asks for a host who is at least Department manager", visit.host_notes)
        with self.assertRaises(UserError) as caught:
            visit.action_submit()
        self.assertIn("at least Department manager", str(caught.exception))
        self.assertIn("2 hosts for 1 guests", str(caught.exception))
        visit.write({"host_id": self.employee["sales_head"].id, "cohost_ids": [Command.clear()]})
        visit.action_submit()
        self.assertEqual(visit.approval_state, "pending")
        ranked = self._visit(level="high", host="sales_head", guests=1, rank="director")
        with self.assertRaisesRegex(UserError, "not below the highest guest"):
            ranked.action_submit()

    def test_a_level_names_who_may_host(self):
        """K2: with hosts named at the level, nobody else hosts."""
        self.level["normal"].host_employee_ids = [Command.set(self.employee["sales_head"].ids)]
        with self.assertRaisesRegex(UserError, "not among those who may host"):
            self._visit().action_submit()

    def test_a_host_on_leave_names_a_delegate(self):
        """K1, K3: a host away during the visit is refused without a delegate, who must be of rank too."""
        leave_type = self.env["hr.leave.type"].create({"name": "Rest", "requires_allocation": False, "leave_validation_type": "no_validation"})
        leave = self.env["hr.leave"].with_context(leave_skip_date_check=True).create({
            "employee_id": self.employee["sales"].id,
            "holiday_status_id": leave_type.id,
            "request_date_from": "2026-03-10",
            "request_date_to": "2026-03-10",
        })
        self.assertEqual(leave.state, "validate")
        visit = self._visit()
        with self.assertRaisesRegex(UserError, "is on leave from"):
            visit.action_submit()
        visit.delegate_id = self.employee["sales_head"]
        visit.action_submit()
        self._as("sales_head", visit).action_approve()
        self._as("sales_head", visit).action_delegate_host()
        self.assertEqual((visit.host_id, visit.delegate_id), (self.employee["sales_head"], self.employee["sales"]))
        self.assertEqual(visit.department_id, self.sales_department)

    def test_the_cost_goes_to_the_hosting_department(self):
        """K8: to the host's department on the day of the request; a later move of the host does not move it."""
        visit = self._approved(costs=[("lunch", 3, 50)])
        expense = self._as("sales", self.env["hotel.visit.expense"]).create(
            {"visit_id": visit.id, "category_id": self.category["lunch"].id, "amount": 140, "day": "2026-03-02"}
        )
        self.assertEqual(expense.department_id, self.sales_department)
        visit.action_cancel("They do not come.")
        self.employee["sales"].department_id = self.rooms_department
        self.assertEqual((visit.department_id, expense.department_id), (self.sales_department, self.sales_department))

    def test_nobody_without_a_department_hosts(self):
        """K8: somebody has to bear the cost."""
        self.employee["sales"].department_id = False
        with self.assertRaisesRegex(UserError, "nobody bears the cost"):
            self._visit().action_submit()

    def test_a_second_banquet_needs_the_general_manager(self):
        """K8: in the request, and later as a further cost."""
        visit = self._visit(level="high", host="sales_head", costs=[("banquet", 3, 100), ("banquet", 3, 100, "2026-03-11")])
        visit.user_id = self.users["sales"]
        self.assertIn("a second banquet", visit.approval_needed)
        self.assertEqual(visit.excess_total, 0)
        self.assertTrue(visit._visit_needs_gm())
        visit = self._approved(level="high", host="sales_head", costs=[("banquet", 3, 100)])
        self.assertNotIn("gm", visit.sudo().approval_step_ids.filtered(lambda step: step.state == "approved").mapped("tier_code"))
        extra = self._as("sales", self.env["hotel.visit.supplement"]).create({
            "visit_id": visit.id, "category_id": self.category["banquet"].id, "day": "2026-03-11", "quantity": 3, "price": 100,
            "reason": "They stay for the signing.",
        })  # fmt: skip
        self.assertEqual(extra.excess, 0)
        extra.action_submit()
        self._as("gm", extra).action_approve()
        self.assertEqual(extra.approval_state, "pending", "stood in for the head who hosts; as GM too")
        self._as("gm", extra).action_approve()
        self.assertEqual((extra.approval_state, visit.planned_total), ("approved", 600))
        self.assertEqual(visit.cost_ids.sorted("sequence")[-1].supplement_id, extra)

    def test_a_further_cost_within_the_standard_needs_the_head_alone(self):
        """K2: what is left of the standard counts: the second lunch of the day is above it."""
        visit = self._approved(costs=[("lunch", 2, 50)])
        vals = {"visit_id": visit.id, "category_id": self.category["lunch"].id, "day": "2026-03-10", "price": 50, "reason": "One more."}
        one = self._as("sales", self.env["hotel.visit.supplement"]).create({**vals, "quantity": 1})
        self.assertEqual((one.standard_amount, one.excess), (50, 0))
        one.action_submit()
        self._as("sales_head", one).action_approve()
        self.assertEqual((one.approval_state, visit.planned_total, one.standard_amount), ("approved", 150, 50))
        two = self._as("sales", self.env["hotel.visit.supplement"]).create({**vals, "quantity": 1})
        self.assertEqual((two.standard_amount, two.excess), (0, 50))
        two.action_submit()
        self._as("sales_head", two).action_approve()
        self.assertEqual(two.approval_state, "pending", "above the standard: the GM decides")

    def test_planned_against_actual(self):
        """K7: by visit, level and department; spending above the plan keeps the account open until it is approved."""
        visit = self._approved(costs=[("lunch", 3, 50), ("dinner", 3, 60)])
        expenses = self._as("finance", self.env["hotel.visit.expense"])
        lunch = expenses.create({"visit_id": visit.id, "category_id": self.category["lunch"].id, "amount": 150.01, "day": "2026-03-02"})
        self.assertEqual((visit.actual_total, visit.difference), (150.01, -179.99))
        self.assertIn("Lunch", visit.overspent)
        visit.action_arrived()
        visit.action_returned()
        with self.assertRaisesRegex(UserError, "above what was approved"):
            visit.action_close()
        lunch.amount = 150
        visit.action_close()
        self.env.flush_all()
        rows = self._as("finance", self.env["hotel.visit.report"])._read_group(
            [("visit_id", "=", visit.id)], ["level_id", "department_id"], ["planned:sum", "actual:sum", "standard:sum"]
        )
        self.assertEqual(rows, [(self.level["normal"], self.sales_department, 330, 150, 330)])
        with self.assertRaisesRegex(UserError, "before it is closed"):
            expenses.create({"visit_id": visit.id, "category_id": self.category["lunch"].id, "amount": 1, "day": "2026-03-02"})
        with self.assertRaisesRegex(UserError, "before it is closed"):
            lunch.unlink()
        with self.assertRaisesRegex(UserError, "before it is closed"):
            lunch.write({"amount": 1})

    def test_nothing_is_spent_before_the_approval(self):
        """K2, K7: an actual cost on a mere request is refused; one of tomorrow too."""
        visit = self._visit()
        vals = {"visit_id": visit.id, "category_id": self.category["lunch"].id, "amount": 10, "day": "2026-03-02"}
        with self.assertRaisesRegex(UserError, "after the approval"):
            self._as("sales", self.env["hotel.visit.expense"]).create(vals)
        visit = self._approved()
        with self.assertRaisesRegex(ValidationError, "lies ahead"):
            self._as("sales", self.env["hotel.visit.expense"]).create({**vals, "visit_id": visit.id, "day": "2026-03-03"})

    def test_a_closed_place_needs_the_general_manager(self):
        """K1: with the request; afterwards a closed place that was not in it is refused."""
        vault, hall = self.env["hotel.visit.place"].create([
            {"name": "Back of house", "restricted": True, "company_id": self.company.id}, {"name": "Lotus hall", "company_id": self.company.id},
        ])  # fmt: skip
        visit = self._visit(items=[self._meal(place_id=vault.id)])
        self.assertIn("Back of house is closed", visit.approval_needed)
        self.assertTrue(visit._visit_needs_gm())
        visit = self._approved(items=[self._meal(place_id=hall.id)])
        with self.assertRaisesRegex(ValidationError, "closed to visitors"):
            visit.item_ids.write({"place_id": vault.id})
        approved = self._approved(items=[self._meal(place_id=vault.id)])
        approved.item_ids.write({"place_id": hall.id})
        approved.item_ids.write({"place_id": vault.id})

    def test_cancelled_and_moved(self):
        """K1, K4, M2: cancelling needs a reason and releases everybody; moving keeps the nights that were approved."""
        visit = self._approved(items=[self._pickup()])
        with self.assertRaisesRegex(UserError, "Give the reason"):
            visit.action_cancel("  ")
        with self.assertRaisesRegex(UserError, "1 nights"):
            visit.action_move("2026-03-12 02:00:00", "2026-03-14 08:00:00")
        visit.action_move("2026-03-12 02:00:00", "2026-03-13 08:00:00")
        self.assertEqual(visit.item_ids.start, datetime(2026, 3, 12, 0, 30))
        self.assertEqual(visit.entry_ids.sudo().mapped("expected_at"), [datetime(2026, 3, 12, 2)] * 2)
        visit.action_cancel("The flight is cancelled.")
        self.assertEqual((visit.state, visit.cancel_reason), ("cancelled", "The flight is cancelled."))
        self.assertEqual(set(visit.entry_ids.sudo().mapped("state")), {"cancelled"})
        self.assertFalse(visit.notice_ids.filtered("current"))
        with self.assertRaises(UserError):
            visit.sudo(False).unlink()

    def test_thanks_are_due_after_the_return(self):
        """K6: three working days after the guests left, with the host; noted once, in time or late."""
        visit = self._approved()
        with self.assertRaisesRegex(UserError, "have not left"):
            visit.action_thanked("phone")
        visit.action_arrived()
        visit.action_returned()
        self.assertEqual(set(visit.entry_ids.sudo().mapped("state")), {"missed"}, "nobody is expected at the door any more")
        clock = self.env["hotel.clock"].search([("res_model", "=", "hotel.visit"), ("res_id", "=", visit.id), ("kind", "=", "thanks")])
        self.assertEqual((clock.owner_id, clock.due), (self.users["sales"], datetime(2026, 3, 5, 15, 59, 59)))
        with self.assertRaisesRegex(UserError, "Say how"):
            visit.action_thanked("pigeon")
        self._as("sales", visit).action_thanked("phone", "They want the hall in May.")
        self.assertEqual((visit.thanks_way, visit.thanked_by_id, bool(clock.stopped)), ("phone", self.users["sales"], True))
        with self.assertRaisesRegex(UserError, "thanked already"):
            visit.action_thanked("phone")

    def test_what_came_of_a_visit(self):
        """K7: opportunities of the same customer after the visit count as its return, with expected and won revenue."""
        visit = self._approved(partner_id=self.firm.id)
        visit.action_arrived()
        visit.action_returned()
        leads = self.env["crm.lead"].with_company(self.company)
        before = leads.create({"name": "Other customer", "company_id": self.company.id, "expected_revenue": 7, "type": "opportunity"})
        lead = leads.create({
            "name": "Yearly dinner", "partner_id": self.firm.id, "company_id": self.company.id, "expected_revenue": 50000, "type": "opportunity",
        })  # fmt: skip
        self.assertEqual((lead.hotel_visit_id, bool(before.hotel_visit_id)), (visit.sudo(), False))
        self.assertEqual((visit.lead_count, visit.expected_revenue, visit.won_revenue), (1, 50000, 0))
        lead.action_set_won()
        self.assertEqual(visit.won_revenue, 50000)
        with self.assertRaises(UserError):
            visit.action_arrived()

    def test_a_host_hands_over_before_leaving_the_post(self):
        """E8, K1: visits to come are listed among what an employee is responsible for."""
        visit = self._approved()
        items = self.employee["sales"].sudo()._hotel_open_responsibilities()[self.employee["sales"].sudo()]
        self.assertIn(visit, [item["record"] for item in items])
