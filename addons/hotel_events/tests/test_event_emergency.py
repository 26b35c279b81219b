from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .work_case import BEGIN, NOW, WorkCase, at


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventEmergency(WorkCase):
    def _plan(self):
        return self.event(kind=self.kind).hotel_emergency_ids.with_user(self.sales)

    def test_the_plan_begins_with_what_the_house_and_the_kind_know(self):
        """H21: exits, assembly point, phones of the house; risks of the kind; the coordinator is responsible."""
        plan = self._plan()
        self.assertEqual((plan.exits, plan.assembly_point), ("Two doors to the lobby, one to the yard", "Car park"))
        self.assertEqual((plan.doctor_phone, plan.fire_phone, plan.police_phone), ("120", "119", "110"))
        self.assertEqual((plan.risk_ids.name, plan.risk_ids.role_id, plan.responsible_id), ("Fire", self.stage, self.li))
        self.assertFalse(plan.missing)

    def test_an_incomplete_plan_is_not_approved(self):
        """H21: the error names all that is missing."""
        plan = self._plan()
        plan.write({"exits": False, "police_phone": False, "risk_ids": [Command.clear()]})
        with self.assertRaises(UserError) as raised:
            plan.with_user(self.head).action_approve()
        for text in ("Risks", "Exits and escape routes", "Phone of the police"):
            self.assertIn(text, str(raised.exception))

    def test_heads_approve_and_a_change_needs_a_new_approval(self):
        """H21, M2: the salesperson does not approve; nobody writes the approval; the chatter keeps it."""
        plan = self._plan()
        with self.assertRaises(AccessError):
            plan.action_approve()
        with self.assertRaises(AccessError):
            plan.write({"approved_at": NOW})
        plan.with_user(self.head).action_approve()
        self.assertEqual((plan.state, plan.approved_by_id, plan.approved_at), ("approved", self.head, NOW))
        with self.assertRaises(UserError):
            plan.unlink()
        plan.assembly_point = "Lake"
        self.assertEqual(plan.state, "draft")
        self.assertIn("Department head", plan.message_ids[0].body)

    def test_a_change_of_a_risk_needs_a_new_approval_too(self):
        """H21: changed, added or deleted on its own."""
        plan = self._plan()
        for work in (
            lambda: plan.risk_ids[0].write({"measure": "Run"}),
            lambda: plan.risk_ids.create({"plan_id": plan.id, "name": "Rain", "measure": "Go in"}),
            lambda: plan.risk_ids[0].unlink(),
        ):
            plan.with_user(self.head).action_approve()
            work()
            self.assertEqual(plan.state, "draft")

    def test_an_approval_is_for_one_event_and_its_risks(self):
        """H21, M2: a plan that is moved to another event, or loses a risk to another plan, is approved anew; an issued order keeps its plan."""
        plan = self._plan()
        other = self.env["hotel.event.emergency"].with_user(self.sales).create({"event_id": self.event().id})
        approved = plan.with_user(self.head)
        risk = plan.risk_ids[0].copy({"plan_id": plan.id})
        told = len(plan.message_ids)
        plan.write({"guards": 2, "risk_ids": [Command.update(risk.id, {"measure": "Walk"})]})
        self.assertEqual(len(plan.message_ids), told, "a draft has no approval to take back")
        approved.action_approve()
        risk.plan_id = other
        self.assertEqual(plan.state, "draft")
        approved.action_approve()
        plan.with_user(self.users["gm"]).action_approve()
        self.assertEqual(plan.approved_by_id, self.head, "approved is approved")
        order = plan.event_id.hotel_order_id
        plan.event_id = self.event()
        self.assertEqual(plan.state, "draft")
        plan.event_id = order.event_id
        order.sudo().revision = 1
        with self.assertRaises(UserError):
            plan.unlink()
        other.unlink()

    def test_no_order_is_issued_without_an_approved_plan(self):
        """H21: the reasons stand among the others; one plan an event."""
        order = self.order()
        self.assertIn("There is no emergency plan of the event yet.", order._get_issue_problems())
        plan = self.env["hotel.event.emergency"].with_user(self.sales).create({"event_id": order.event_id.id})
        self.assertTrue(any("does not say: Risks, Responsible" in problem for problem in order._get_issue_problems()))
        plan.write({"risk_ids": [Command.create({"name": "Fire", "measure": "Out"})], "responsible_id": self.li.id})
        plan.write({"exits": "Two doors", "assembly_point": "Car park"})
        self.assertIn("The emergency plan is not approved yet.", order._get_issue_problems())
        plan.with_user(self.head).action_approve()
        self.assertFalse([problem for problem in order._get_issue_problems() if "emergency" in problem])

    def test_an_incident_is_written_once(self):
        """H21, M2: by anybody in the house; never changed, never deleted, not even by the server; corrected by another."""
        event = self.event()
        log = self.env["hotel.event.incident"].with_user(self.users["nobody"])
        values = {"event_id": event.id, "name": "Power cut", "person": "Electrician", "action": "Switched to the second line"}
        entry = log.create(values)
        self.assertEqual((entry.at, entry.reported_by_id), (NOW, self.users["nobody"]))
        for each in (entry, entry.with_user(self.users["manager"]), entry.sudo()):
            for work in (lambda e=each: e.write({"action": "Nothing"}), each.unlink):
                with self.assertRaises(UserError):
                    work()
        with self.assertRaises(AccessError):
            log.create({**values, "reported_by_id": self.head.id})
        self.assertEqual(log.create({**values, "corrects_id": entry.id, "at": NOW - timedelta(hours=1)}).corrects_id, entry)
        event.invalidate_recordset()
        self.assertEqual(event.hotel_incident_count, 2)

    def test_an_incident_does_not_lie_ahead(self):
        """H21: nor does it correct that of another event."""
        event = self.event()
        values = {"event_id": event.id, "name": "Rain", "person": "-", "action": "Moved in"}
        with self.assertRaises(ValidationError):
            self.env["hotel.event.incident"].create({**values, "at": NOW + timedelta(minutes=1)})
        entry = self.env["hotel.event.incident"].create(values)
        with self.assertRaises(ValidationError):
            self.env["hotel.event.incident"].create({**values, "event_id": self.event().id, "corrects_id": entry.id})


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventDay(WorkCase):
    def test_the_page_of_the_day_tells_what_is_now_and_next(self):
        """H6, H8: for a plain employee of the crew, hour by hour, own items marked, across midnight."""
        event = self.event(kind=self.kind)
        self.item(event, "Fireworks", at(23, 50), at(24, 10), place="Lake", performer="Band of the lake", employee_id=self.chen.id)
        self.duty(event, self.wang, at(18), at(21), role=self.stage).place = "Gate"
        self.duty(event, self.chen, at(25), at(26))
        self.wang.write({"mobile_phone": "131", "work_phone": "132"})
        self.chen.write({"mobile_phone": False, "work_phone": "010"})
        nobody = self.users["nobody"]
        with freeze_time(at(18, 30)):
            mine = event.with_user(nobody)
            state = mine.hotel_day_state()
            self.assertEqual(state["now"], "18:30")
            self.assertEqual(
                [(item["name"], item["when"], item["start"], item["minutes"], item["mine"]) for item in state["items"]],
                [("Sign-in", "past", "17:30", -60, False), ("Dinner", "now", "18:00", 90, True), ("Fireworks", "later", "23:50", 320, False)],
            )
            self.assertEqual([item["who"] for item in state["items"]], ["", "Wang Fang", "Chen Jie, Band of the lake"])
            self.assertEqual([duty["person"] for duty in state["duties"] if duty["mine"]], ["Wang Fang"])
            phones = {duty["person"]: (duty["phone"], duty["place"], duty["times"]) for duty in state["duties"]}
            self.assertEqual(phones["Wang Fang"], ("131", "Gate", "18:00–21:00"))
            self.assertEqual(phones["Chen Jie"], ("010", "", "04-01 01:00–02:00"))
            self.assertEqual([(each["id"], each["mine"]) for each in mine.hotel_day_events()], [(event.id, True)])
        with freeze_time(at(24, 5)):
            state = mine.hotel_day_state()
            self.assertEqual([item["when"] for item in state["items"]], ["past", "past", "now"])
            self.assertEqual(state["items"][2]["day"], "03-31")
        with freeze_time(at(18, day=28)):
            self.assertFalse(mine.hotel_day_events())
        with freeze_time(at(20, day=33)):
            self.assertFalse(mine.hotel_day_events())
        other, own, off, theirs = (self.event(title=title) for title in ("Other", "Own", "Off", "Theirs"))
        early = self.event(title="Built up early", begin=BEGIN + timedelta(days=20))
        self.item(early, "Stage", at(17), at(18))
        past = self.event(title="Taken down late", begin=BEGIN - timedelta(days=9))
        self.item(past, "Stage", at(8, day=20), at(9, day=20))
        self.item(own, "Speech", at(18), at(19), employee_id=self.wang.id)
        off.kanban_state = "cancel"
        theirs.sudo().hotel_order_ids.company_id = theirs.sudo().company_id = self.sister
        nobody.sudo().company_ids += self.sister
        self.env["hotel.event.task"].create(
            [
                {"event_id": event.id, "name": name, "owner_id": owner.id, "deadline": deadline, "done_at": done}
                for name, owner, deadline, done in (
                    ("Mine", nobody, at(19), False), ("Done", nobody, at(19), NOW), ("Next week", nobody, at(18, 30, day=32), False),
                    ("Theirs", self.sales, at(19), False),
                )
            ]
        )  # fmt: skip
        with freeze_time(at(18, 30)):
            listed = [(each["id"], each["mine"]) for each in mine.with_context(allowed_company_ids=self.company.ids).hotel_day_events()]
            self.assertEqual(listed, [(event.id, True), (own.id, True), (other.id, False), (early.id, False)])
            self.assertTrue(all(each["mine"] for each in other.with_user(self.sales).hotel_day_events()), "the coordinator's are all of them")
            state = mine.hotel_day_state()
            self.assertEqual([(task["name"], task["late"]) for task in state["tasks"]], [("Mine", False)])
            self.assertEqual([item["mine"] for item in own.with_user(nobody).hotel_day_state()["items"]], [True])
        with self.assertRaises(AccessError):
            event.with_user(self.users["stranger"]).hotel_day_state()
