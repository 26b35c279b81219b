from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .liability_case import NOON, HotelLiabilityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestAccessLiability(HotelLiabilityCommon):
    def test_a_head_writes_only_what_they_guarantee(self):
        """E1: another head's request is read, not written; the GM writes none before it is under review."""
        credit = self._request()
        for user in (self.head_rooms, self.sales_head, self.gm, self.chairman):
            with self.subTest(user.name):
                self.assertTrue(credit.with_user(user).has_access("read"))
                with self.assertRaises(AccessError):
                    credit.with_user(user).write({"guest": "x"})
        with self.assertRaises(AccessError):
            credit.with_user(self.head_rooms).unlink()
        credit.with_user(self.head_fb).unlink()

    def test_a_branch_sees_nothing_of_anothers(self):
        """C7: credits, register and holds belong to a company."""
        credit = self._approved()
        other = self.env["res.company"].sudo().create({"name": "Branch"})
        stranger = new_test_user(
            self.env,
            login="hotel_stranger",
            groups="hotel_base.group_gm,hotel_base.group_finance_head",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for records in (credit, credit.sudo().move_id.hotel_guarantee_ids, credit.sudo().move_id.hotel_guarantee_ids.holder_ids):
            with self.subTest(records._name):
                self.assertFalse(self.env[records._name].with_user(stranger).search([("id", "in", records.ids)]))
                with self.assertRaises(AccessError):
                    records.with_user(stranger).read(["company_id"])

    def test_private_methods_are_no_road(self):
        """E7: what registers, calls, lifts and transfers has no public name."""
        public = {"hotel.guarantee": (), "hotel.payroll.hold": (), "hotel.temporary.credit": ("action_open_invoice", "action_open_guarantees")}
        for model, expected in public.items():
            own = {
                name
                for parent in type(self.env[model]).__mro__
                if "hotel_credit" in parent.__module__
                for name, value in vars(parent).items()
                if callable(value) and not name.startswith("_") and name not in ("create", "write", "unlink")
            }
            with self.subTest(model):
                self.assertEqual(own, set(expected))
