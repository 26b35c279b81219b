"""What the tests of temporary credit and payroll holds share: department heads with personnel files, a signed request."""

from datetime import date

from odoo import Command
from odoo.tests import new_test_user

from .common import picture
from .test_billing import HotelBillingCommon

#: A Wednesday; the 7th working day after it is Friday, 27 March 2026.
NOON = "2026-03-18 04:00:00"
DEPARTURE, SEVENTH = date(2026, 3, 18), date(2026, 3, 27)


class HotelLiabilityCommon(HotelBillingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head_rooms = new_test_user(
            cls.env,
            login="hotel_head_rooms",
            name="Head Rooms",
            groups="hotel_base.group_department_head",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
            lang="en_US",
            tz="Asia/Shanghai",
        )
        department = cls.env["hr.department"].sudo().create({"name": "Food and beverage", "company_id": cls.company.id})
        cls.employees = {
            user: cls.env["hr.employee"]
            .sudo()
            .create({"name": user.name, "user_id": user.id, "company_id": cls.company.id, "department_id": department.id})
            for user in (cls.head_fb, cls.head_rooms, cls.sales_head, cls.sales, cls.sales2, cls.gm)
        }
        cls.guest = cls.env["res.partner"].create({"name": "Wang Fang", "lang": "en_US"})
        cls.Credit = cls.env["hotel.temporary.credit"]

    @classmethod
    def _request(cls, user=None, **over):
        vals = {
            "partner_id": cls.guest.id,
            "departure_date": DEPARTURE,
            "reason": "The company transfers next week",
            "signature": picture("guarantor"),
            "amount_rooms": 1000.0,
            "amount_food": 200.01,
            **over,
        }
        return cls.Credit.with_user(user or cls.head_fb).create(vals)

    @classmethod
    def _approved(cls, user=None, granted=None, **over):
        credit = cls._request(user, **over)
        credit.action_submit()
        mine = credit.with_user(cls.gm)
        if granted:
            mine.write(granted)
        mine.action_approve()
        return credit

    def _settle(self, credit, amount=None, day=None):
        """Receive the money for a temporary credit and reconcile it with its invoice."""
        move = credit.sudo().move_id
        payment = self._pay(amount or move.amount_residual, day or date(2026, 3, 20), partner_id=credit.partner_id.id)
        lines = (payment.move_id | move).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and not line.reconciled
        )
        if len(lines) > 1:
            lines.reconcile()
        return payment
