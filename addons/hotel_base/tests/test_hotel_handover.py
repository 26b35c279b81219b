from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .handover_case import HandoverCase


@freeze_time("2026-11-20 02:00:00")
@tagged("post_install", "-at_install")
class TestHotelHandover(HandoverCase):
    def _roads(self):
        leaver, version = self.leaver, self.leaver.version_id
        return {
            "another department": lambda: leaver.write({"department_id": self.rooms.id}),
            "another job": lambda: leaver.write({"job_id": self.other_job.id}),
            "no department": lambda: leaver.write({"department_id": False}),
            "the version's department": lambda: version.write({"department_id": self.rooms.id}),
            "the version's job, as superuser": lambda: version.sudo().write({"job_id": self.other_job.id}),
            "a later version": lambda: leaver.create_version({"date_version": "2027-01-01", "department_id": self.rooms.id}),
            "a later version, created": lambda: self.env["hr.version"].create({
                "employee_id": leaver.id,
                "date_version": "2027-01-01",
                "department_id": self.rooms.id,
                "job_id": self.job.id,
            }),
            "a version of today": lambda: self.env["hr.version"].create({
                "employee_id": leaver.id,
                "date_version": "2026-11-20",
                "department_id": self.rooms.id,
                "job_id": self.job.id,
            }),
            "with a context key": lambda: leaver.with_context(
                no_wizard=True, employee_termination=True, sync_contract_dates=True, tracking_disable=True
            ).write({"department_id": self.rooms.id}),
            "archived without departure": lambda: leaver.write({"active": False}),
            "archived by action": lambda: leaver.with_context(no_wizard=True).action_archive(),
            "the resource archived": lambda: leaver.resource_id.write({"active": False}),
            "the user archived": lambda: self.leaver_user.write({"active": False}),
            "the user archived by action": lambda: self.leaver_user.action_archive(),
            "the user taken away": lambda: leaver.write({"user_id": False}),
            "another user": lambda: leaver.write({"user_id": self.users["nobody"].id}),
            "the resource's user taken away": lambda: leaver.resource_id.write({"user_id": False}),
            "deleted": lambda: leaver.unlink(),
            "the resource deleted": lambda: leaver.resource_id.unlink(),
        }

    def test_with_something_open_every_road_to_another_post_is_refused(self):
        """E8: the error lists what is open, whichever way the change of post is written."""
        for road, change in self._roads().items():
            with self.subTest(road=road), self.assertRaises(UserError) as caught, self.cr.savepoint():
                change()
                self.env.flush_all()
            self.assertIn("Agreement 1", str(caught.exception), road)
            self.assertIn("Agreement 2", str(caught.exception), road)
            self.env.invalidate_all()

    def test_without_responsibilities_nothing_is_hindered(self):
        """E8: who is responsible for nothing moves, leaves and comes back freely."""
        self.reviews.owner_id = self.users["gm"]
        for road, change in self._roads().items():
            if "deleted" in road:
                continue
            with self.subTest(road=road), self.assertRaises(ZeroDivisionError), self.cr.savepoint():
                change()
                self.env.flush_all()
                raise ZeroDivisionError("undo")
            self.env.invalidate_all()

    def test_a_first_department_is_no_change_of_post(self):
        """E8: filling in what was empty, or writing the same again, leaves no post."""
        self.reviews.owner_id = self.users["sales"]
        self.successor.job_id = self.job
        self.successor.write({"department_id": self.sales.id, "job_id": self.job.id})
        self.successor.work_phone = "123"

    def test_a_later_version_moved_to_today_is_a_transfer(self):
        """E8: a transfer that was entered while nothing was open is not brought forward after something is."""
        self.reviews.owner_id = self.users["gm"]
        later = self.leaver.create_version({"date_version": "2027-01-01", "department_id": self.rooms.id})
        self.reviews.owner_id = self.leaver_user
        with self.assertRaises(UserError):
            later.date_version = "2026-11-01"

    def test_five_parties_confirm_and_the_last_one_carries_it_out(self):
        """E8: from, to, department head, finance and GM confirm; then everything belongs to the successor."""
        handover = self._new_handover()
        self.assertEqual(handover.line_ids.mapped("name"), ["Agreement 1", "Agreement 2"])
        self.assertEqual(handover.department_head_id, self.users["sales_head"])
        handover.action_submit()
        self._confirm(
            handover, self.leaver_user, self.users["sales"], self.users["sales_head"], self.users["finance_head"]
        )
        self.assertEqual(handover.state, "confirming")
        self.assertEqual(self.reviews.owner_id, self.leaver_user)
        self._confirm(handover, self.users["gm"])
        self.assertEqual(handover.state, "done")
        self.assertEqual(self.reviews.owner_id, self.users["sales"])
        self.assertEqual(handover.finance_confirmed_by_id, self.users["finance_head"])
        self.assertFalse(handover.activity_ids)
        self.leaver.write({"department_id": self.rooms.id})
        self.assertEqual(self.leaver.department_id, self.rooms)

    def test_nobody_confirms_for_another(self):
        """E8: who is no party cannot confirm, and nobody confirms twice."""
        handover = self._new_handover()
        handover.action_submit()
        for user in ("hr", "department_head", "manager", "auditor"):
            with self.subTest(user=user), self.assertRaises(UserError):
                self._confirm(handover, self.users[user])
        with self.assertRaises(AccessError):
            self._confirm(handover, self.users["nobody"])
        self._confirm(handover, self.users["gm"])
        with self.assertRaises(UserError):
            self._confirm(handover, self.users["gm"])

    def test_a_confirmation_cannot_be_written(self):
        """E8, M2: confirmations, state and lines are the server's on every road."""
        handover = self._new_handover()
        now = "2026-11-20 02:00:00"
        for vals in (
            {"state": "done"},
            {"gm_confirmed_by_id": self.users["gm"].id},
            {"finance_confirmed_at": now},
            {"line_ids": [Command.create({"name": "x", "res_model": "res.users", "res_id": 1})]},
            {"line_ids": [Command.update(handover.line_ids[0].id, {"res_id": 1})]},
            {"used_at": False},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError), self.cr.savepoint():
                handover.write(vals)
            with self.subTest(create=vals), self.assertRaises(AccessError), self.cr.savepoint():
                self._new_handover(**vals)
        with self.assertRaises(AccessError):
            handover.with_context(default_state="done").create({
                "employee_id": self.leaver.id,
                "to_employee_id": self.successor.id,
            })
        with self.assertRaises(AccessError):
            self._new_handover("cashier")

    def test_what_was_submitted_is_locked_and_stays(self):
        """E8, M2: after submitting, nothing changes what the parties confirm; nothing submitted is deleted."""
        handover = self._new_handover()
        handover.action_submit()
        for change in (
            lambda: handover.write({"to_employee_id": self.head.id}),
            lambda: handover.line_ids[0].unlink(),
            lambda: handover.write({"line_ids": [Command.clear()]}),
            lambda: handover.action_collect(),
            lambda: handover.unlink(),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                change()
        handover.action_cancel("wrong successor")
        self.assertEqual(handover.cancelled_by_id, self.users["hr"])
        with self.assertRaises(UserError):
            self._confirm(handover, self.users["gm"])

    def test_all_that_is_missing_is_said_at_once(self):
        """E8: a hand-over is refused with every reason in one message."""
        self.successor.user_id = False
        self.company.hotel_gm_id = False
        handover = self._new_handover(department_head_id=self.leaver_user.id)
        with self.assertRaises(UserError) as caught:
            handover.action_submit()
        for part in ("Su Successor", "somebody else has to confirm", "general manager"):
            self.assertIn(part, str(caught.exception))

    def test_what_goes_to_another_successor_stays_open(self):
        """E8: a line taken out of the draft is not handed over and still hinders the transfer."""
        handover = self._new_handover()
        handover.line_ids.filtered(lambda line: line.name == "Agreement 2").unlink()
        handover.action_submit()
        roles = (self.users[role] for role in ("sales", "sales_head", "finance_head", "gm"))
        self._confirm(handover, self.leaver_user, *roles)
        with self.assertRaises(UserError) as caught:
            self.leaver.department_id = self.rooms
        self.assertNotIn("Agreement 1", str(caught.exception))
        self.assertIn("Agreement 2", str(caught.exception))

    def test_a_hand_over_opens_the_way_to_one_transfer(self):
        """E8: what the employee takes on afterwards has to be handed over anew."""
        handover = self._hand_over()
        self.leaver.department_id = self.rooms
        self.assertTrue(handover.used_at)
        self.reviews[0].owner_id = self.leaver_user
        with self.assertRaises(UserError):
            self.leaver.department_id = self.sales

    def test_a_departure_is_recorded_and_holds_the_final_pay(self):
        """E8: who leaves is archived, but stays on HR's list until the hand-over is confirmed."""
        held = self.env["hr.employee"].with_context(active_test=False)
        self.assertFalse(held.search([("hotel_final_pay_held", "=", True)]) & self.leaver)
        wizard = self.env["hr.departure.wizard"].with_context(employee_termination=True, active_ids=self.leaver.ids).create({
            "departure_date": date(2026, 11, 30),
            "remove_related_user": True,
        })
        wizard.action_register_departure()
        self.assertFalse(self.leaver.active)
        self.assertFalse(self.leaver_user.active)
        self.assertEqual(self.leaver.departure_date, date(2026, 11, 30))
        self.assertTrue(self.leaver.hotel_final_pay_held)
        self.assertIn("Agreement 1", self.leaver.hotel_open_responsibilities)
        self.assertIn(self.leaver, held.search([("hotel_final_pay_held", "=", True)]))
        self.assertNotIn(self.leaver, held.search([("hotel_final_pay_held", "=", False)]))
        # Who has left cannot confirm any more: HR does.
        handover = self._new_handover(reason="leaving")
        handover.action_submit()
        self._confirm(handover, self.users["hr"], *(self.users[r] for r in ("sales", "sales_head", "finance_head", "gm")))
        self.assertEqual(handover.from_confirmed_by_id, self.users["hr"])
        self.leaver.invalidate_recordset()
        self.assertFalse(self.leaver.hotel_final_pay_held)
        self.assertNotIn(self.leaver, held.search([("hotel_final_pay_held", "=", True)]))

    def test_the_list_of_held_pay_asks_once_for_everybody(self):
        """E8: HR's list takes the same number of queries however many have left."""
        Employee = self.env["hr.employee"].with_context(active_test=False)
        leavers = self.env["hr.employee"].create([{"name": f"L{n}", "company_id": self.company.id} for n in range(30)])
        leavers.action_archive()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(30):
            Employee.search([("hotel_final_pay_held", "=", True)]).mapped("hotel_final_pay_held")

    def test_the_form_is_printed_in_english_and_chinese(self):
        """M3, M4: both titles on each, the form's own language first; who confirmed stands in the box."""
        handover = self._new_handover()
        handover.action_submit()
        self._confirm(handover, self.users["gm"])
        for lang, first, second in (
            ("en", "Hand-over of responsibilities", "工作交接单"),
            ("zh", "工作交接单", "Hand-over of responsibilities"),
        ):
            html, _type = self.env["ir.actions.report"]._render_qweb_html(f"hotel_base.report_handover_{lang}", handover.ids)
            page = html.decode()
            with self.subTest(lang=lang):
                self.assertLess(page.index(f"<h1>{first}</h1>"), page.index(f"<h2>{second}</h2>"))
                for text in ("Lotus Hotel Shanghai", handover.name, "Agreement 2", "Su Successor", ">Gm<"):
                    self.assertIn(text, page)
