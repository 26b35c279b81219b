from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_collection import COLLECTED
from .test_access_billing import ROLES
from .test_shortfall import ShortfallCommon

FINANCE = {"finance", "finance_head"}
SUPERVISE = FINANCE | {"gm", "chairman", "auditor"}
SALES = {"sales", "sales2", "sales_head"}
STAFF = set(ROLES) - {"integration"}
#: model -> operation -> roles that may; everybody else may not.
MATRIX = {
    "hotel.shortfall": {"read": STAFF, "write": FINANCE, "create": FINANCE, "unlink": FINANCE},
    "hotel.shortfall.decline": {"read": STAFF, "write": STAFF, "create": STAFF, "unlink": set()},
    "hotel.ageing": {"read": SUPERVISE | SALES, "write": set(), "create": set(), "unlink": set()},
    "hotel.ageing.share": {"read": SUPERVISE | SALES, "write": set(), "create": set(), "unlink": set()},
    "hotel.ageing.paper": {
        "read": SUPERVISE | SALES, "write": SUPERVISE | SALES, "create": SUPERVISE | SALES, "unlink": set(),
    },
    "account.bank.statement.line": {
        "read": SUPERVISE, "write": FINANCE, "create": FINANCE, "unlink": set(),
    },
    # Who reads them is Odoo's own affair: its sales app lets salespeople.
    "account.partial.reconcile": {"write": FINANCE, "create": FINANCE, "unlink": FINANCE},
}  # fmt: skip


@tagged("post_install", "-at_install")
class TestAccessCollection(ShortfallCommon):
    def test_each_role_may_do_what_it_needs_and_no_more(self):
        """F3-F6: each role x model x operation."""
        for model, operations in MATRIX.items():
            for operation, allowed in operations.items():
                for role in ROLES:
                    with self.subTest(model=model, operation=operation, role=role):
                        user = getattr(self, role)
                        self.assertEqual(self.env[model].with_user(user).has_access(operation), role in allowed)

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
        """F4, F6: neither shortfalls nor ageing nor figures."""
        portal = new_test_user(self.env, login="collect_portal", groups="base.group_portal")
        for model in MATRIX:
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(portal).search([])
        with self.assertRaises(AccessError):
            self.env["hotel.ageing"].with_user(portal).get_table()
        with self.assertRaises(AccessError):
            self.env["hotel.collection.figures"].with_user(portal).get_dashboard()
