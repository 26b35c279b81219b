from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .liability_case import NOON, HotelLiabilityCommon
from .test_payroll_hold import APRIL_FIRST, MARCH


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestLiabilityHandover(HotelLiabilityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rooms = cls.env["hr.department"].sudo().create({"name": "Rooms", "company_id": cls.company.id})
        cls.head = cls.employees[cls.head_fb].sudo()

    def _handover(self, employee, to, head=None, **over):
        handover = self.env["hotel.handover"].with_user(self.hr).create({
            "employee_id": employee.id,
            "to_employee_id": to.id,
            "department_head_id": (head or self.sales_head).id,
            **over,
        })
        handover.action_submit()
        return handover

    def _confirm(self, handover):
        parties = handover.employee_id.sudo().user_id, handover.to_employee_id.sudo().user_id, handover.department_head_id
        for user in dict.fromkeys((*parties, self.finance_head, self.gm)):
            handover.with_user(user).action_confirm()

    def test_a_transfer_is_refused_with_the_list_until_it_is_handed_over(self):
        """E8: agreements and running guarantees stand on the list, by whatever road the employee is moved."""
        credit = self._approved()
        roads = (
            lambda: self.head.write({"department_id": self.rooms.id}),
            lambda: self.head.current_version_id.write({"department_id": self.rooms.id}),
            lambda: self.env["hr.version"].sudo().create({
                "employee_id": self.head.id, "date_version": "2026-05-01", "department_id": self.rooms.id,
            }),
            lambda: self.head.action_archive(),
        )  # fmt: skip
        number_of_invoice = credit.sudo().move_id.name.replace("/", ".")
        for number, road in enumerate(roads):
            with self.subTest(road=number), self.assertRaisesRegex(UserError, number_of_invoice), self.cr.savepoint():
                road()
                self.env.flush_all()
            self.env.invalidate_all()
        self._confirm(self._handover(self.head, self.employees[self.head_rooms]))
        self.head.department_id = self.rooms
        self.assertEqual(self.head.department_id, self.rooms)

    def test_who_takes_over_is_liable_and_the_history_is_kept(self):
        """E8, E7: from the last confirmation on; before it nothing changes; who was liable first stays on record."""
        credit = self._approved()
        guarantee = credit.sudo().move_id.hotel_guarantee_ids.filtered(lambda each: each.role == "guarantor")
        handover = self._handover(self.head, self.employees[self.head_rooms])
        self.assertEqual(handover.line_ids.mapped("res_model"), ["hotel.guarantee"])
        self.assertIn("600.01", handover.line_ids.name)
        self.assertEqual(guarantee.user_id, self.head_fb)
        self._confirm(handover)
        self.assertRecordValues(
            guarantee,
            [
                {
                    "user_id": self.head_rooms.id,
                    "employee_id": self.employees[self.head_rooms].id,
                    "first_user_id": self.head_fb.id,
                    "liable_amount": 600.01,
                }
            ],
        )
        self.assertRecordValues(
            guarantee.holder_ids.sorted("id"),
            [
                {"user_id": self.head_fb.id, "until": handover.done_at, "handover_id": False},
                {"user_id": self.head_rooms.id, "until": False, "handover_id": handover.id},
            ],
        )
        self.assertEqual(credit.sudo()._get_guarantor(), self.head_rooms)
        clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", credit._name), ("res_id", "=", credit.id)])
        self.assertEqual(clocks.filtered(lambda clock: not clock.stopped).owner_id, self.head_rooms)
        self.assertEqual([user_id for user_id, _share in credit.sudo().move_id._hotel_get_shares()[credit.sudo().move_id.id]], [self.head_rooms.id, self.gm.id])

    def test_who_took_over_guarantees_nothing_else(self):
        """E4, E8: the open one is the successor's now, and no longer the predecessor's."""
        first = self._approved()
        self._confirm(self._handover(self.head, self.employees[self.head_rooms]))
        other = self.env["res.partner"].create({"name": "Other guest"})
        with self.assertRaisesRegex(UserError, first.name):
            self._request(self.head_rooms, partner_id=other.id).action_submit()
        self._approved(partner_id=other.id)

    def test_only_a_department_head_takes_over_a_temporary_credit(self):
        """E1, E8: nobody else can be the guarantor."""
        credit = self._approved()
        with self.assertRaisesRegex(UserError, credit.sudo().move_id.name):
            self._handover(self.head, self.employees[self.sales])

    def test_agreement_and_invoices_of_a_salesperson_go_together(self):
        """E8, G6: the agreement's salesperson changes; the running guarantees of billed slips are taken over with it."""
        self._slip(date(2026, 2, 5))
        self._bill(date(2026, 2, 1))
        move = self._statement(date(2026, 2, 1)).move_id
        handover = self._handover(self.employees[self.sales], self.employees[self.sales2])
        self.assertEqual(set(handover.line_ids.mapped("kind")), {"credit_agreement", "guarantee"})
        self._confirm(handover)
        self.assertEqual(self.agreement.user_id, self.sales2)
        self.assertEqual((move.hotel_guarantee_ids.user_id, move.hotel_guarantee_ids.first_user_id), (self.sales2, self.sales))

    def test_what_was_collected_meanwhile_stays_with_who_was_liable(self):
        """E8, E7: a released guarantee is nobody's to take over."""
        credit = self._approved()
        handover = self._handover(self.head, self.employees[self.head_rooms])
        self._settle(credit)
        self._confirm(handover)
        self.assertEqual(credit.sudo().move_id.hotel_guarantee_ids.filtered(lambda each: each.role == "guarantor").user_id, self.head_fb)

    def test_the_hold_on_the_pay_follows_the_liability(self):
        """E5, E8: the predecessor's is lifted with its reason, the successor's is put on."""
        self._approved()
        with freeze_time(APRIL_FIRST):
            run = self.env["hotel.payroll.hold.run"].sudo().create({"month": MARCH, "company_id": self.company.id})
            run._start()
            run._work_chunk()
            self._confirm(self._handover(self.head, self.employees[self.head_rooms]))
        holds = self.env["hotel.payroll.hold"].search([], order="id")
        self.assertEqual(holds.mapped("user_id"), self.head_fb | self.head_rooms)
        self.assertEqual(holds.mapped("state"), ["lifted", "held"])
        self.assertEqual(holds[0].lift_reason, "handed_over")

    def test_a_departure_holds_the_final_pay_until_the_guarantees_are_handed_over(self):
        """E8: recorded all the same; HR's list shows what is open."""
        credit = self._approved()
        self.head.current_version_id.departure_date = date(2026, 4, 30)
        self.assertTrue(self.head.hotel_final_pay_held)
        self.assertIn(credit.sudo().move_id.name, self.head.hotel_open_responsibilities)
        self._confirm(self._handover(self.head, self.employees[self.head_rooms], reason="leaving"))
        self.head.invalidate_recordset()
        self.assertFalse(self.head.hotel_final_pay_held)
