from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_collection import COLLECTED
from .test_access_billing import ROLES
from .test_shortfall import ShortfallCommon

FINANCE = {"finance", "finance_head"}
SUPERVISE = FINANCE | {"gm", "chairman", "auditor"}


@tagged("post_install", "-at_install")
class TestAccessCollection(ShortfallCommon):
    @freeze_time(COLLECTED)
    def test_an_employee_sees_only_what_they_are_asked(self):
        """F4: a colleague's shortfall, and one that is still a draft, are not theirs to see."""
        asked, draft = self._shortfall(10.0), self._shortfall(20.0)
        theirs = self._shortfall(30.0, employee_id=self.clerk2.id)
        asked.action_ask()
        theirs.action_ask()
        Shortfall = self.env["hotel.shortfall"]
        self.assertEqual(Shortfall.with_user(self.sales).search([]), asked)
        self.assertEqual(Shortfall.with_user(self.sales2).search([]), theirs)
        for role in ("cashier", "head_fb", "hr", "employee", "manager", "sales_head"):
            self.assertFalse(Shortfall.with_user(getattr(self, role)).search([]), role)
        for role in SUPERVISE:
            self.assertEqual(Shortfall.with_user(getattr(self, role)).search([]), asked | draft | theirs, role)
        with self.assertRaises(AccessError):
            theirs.with_user(self.sales).read(["customer"])

    @freeze_time(COLLECTED)
    def test_only_finance_asks_and_withdraws(self):
        """F4: over RPC too."""
        shortfall = self._shortfall()
        for role in set(ROLES) - FINANCE:
            with self.subTest(role), self.assertRaises(AccessError):
                shortfall.with_user(getattr(self, role)).action_ask()
        shortfall.action_ask()
        for role in set(ROLES) - FINANCE:
            with self.subTest(role), self.assertRaises(AccessError):
                shortfall.with_user(getattr(self, role)).action_withdraw()

    @freeze_time(COLLECTED)
    def test_a_printed_ageing_is_its_makers(self):
        """F6: another user's paper is not read, and shows the printer's own rows only."""
        mine = self.env["hotel.ageing.paper"].with_user(self.sales).create({"as_of": "2026-04-20"})
        with self.assertRaises(AccessError):
            mine.with_user(self.sales2).read(["as_of"])
        own = self.env["hotel.ageing.paper"].with_user(self.sales2).create({"as_of": "2026-04-20"})
        self.assertEqual(own._get_table()["total"], 0.0)
        self.assertEqual(mine._get_table()["total"], 300.0)

    @freeze_time(COLLECTED)
    def test_a_portal_customer_sees_nothing_of_it(self):
        """F6: neither ageing nor figures."""
        portal = new_test_user(self.env, login="collect_portal", groups="base.group_portal")
        with self.assertRaises(AccessError):
            self.env["hotel.ageing"].with_user(portal).get_table()
        with self.assertRaises(AccessError):
            self.env["hotel.collection.figures"].with_user(portal).get_dashboard()
