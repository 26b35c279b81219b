from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.hotel_base.tests.common import ROLES

from .club_case import NOW, ClubCase

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
READ = dict.fromkeys(("auditor", "finance", "finance_head", "chairman", "department_head"), "r")
#: Model: what every employee may do; what single roles may do instead.
RIGHTS = {
    "hotel.club.tier": ("r", {"sales_head": "rwc", "manager": "rwc"}),
    "hotel.club.policy": ("r", {"sales_head": "rwc", "manager": "rwc"}),
    "hotel.club.member": ("", {**READ, **dict.fromkeys(("sales", "sales_head", "gm"), "rwc")}),
    "hotel.club.entry": ("", {**READ, **dict.fromkeys(("sales", "sales_head", "gm"), "r")}),
    "hotel.club.redemption": ("", {**READ, **dict.fromkeys(("sales", "sales_head", "gm"), "rwc")}),
    "hotel.club.event": ("", {**READ, "sales": "rwc", "sales_head": "rwcd", "gm": "rwcd"}),
    "hotel.club.attendance": ("", {**READ, **dict.fromkeys(("sales", "sales_head", "gm"), "rwcd")}),
}


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestAccessClub(ClubCase):
    def test_the_table_names_every_model(self):
        """C7: a model without rights in this table fails here."""
        own = self.env["ir.model.data"].search([("module", "=", "hotel_club"), ("model", "=", "ir.model")])
        names = set(self.env["ir.model"].browse(own.mapped("res_id")).filtered(lambda model: not model.abstract).mapped("model"))
        self.assertEqual({name for name in names if name.startswith("hotel.club")}, set(RIGHTS))

    def test_each_role_may_do_what_the_table_says_and_no_more(self):
        """C7, I13: each role x model x operation."""
        for model, (everybody, roles) in RIGHTS.items():
            for role in (*ROLES, "nobody"):
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, role=role, operation=operation):
                        self.assertIs(self.env[model].with_user(self.users[role]).has_access(operation), letter in roles.get(role, everybody))

    def test_a_branch_sees_nothing_of_another(self):
        """C7: members, points, events."""
        member = self._member()
        self._earn(member, 10)
        stranger = self._new_user("club_stranger", "hotel_base.group_gm", self.sister)
        for model in ("hotel.club.member", "hotel.club.entry"):
            self.assertFalse(self.env[model].with_user(stranger).with_context(allowed_company_ids=self.sister.ids).search([]))
