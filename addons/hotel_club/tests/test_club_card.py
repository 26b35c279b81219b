from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .club_case import NOW, ClubCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestClubCard(ClubCase):
    def setUp(self):
        super().setUp()
        self.member = self._member()
        self._earn(self.member, 120)
        self.card = self.member.card_id
        self.admin = self._new_user("loyalty_admin", "base.group_system")
        # Whoever runs Odoo's own loyalty may write its cards and history.
        for model in ("loyalty.card", "loyalty.history"):
            self.env["ir.model.access"].create({
                "name": model, "model_id": self.env["ir.model"]._get_id(model), "group_id": self.env.ref("base.group_system").id,
                "perm_read": True, "perm_write": True, "perm_create": True, "perm_unlink": True,
            })  # fmt: skip

    def test_points_are_not_written_on_the_card(self):
        """I13: nobody does it over RPC, and code of other addons that runs as the superuser is refused as well."""
        for role in ("sales", "sales_head", "gm", "manager"):
            # By Odoo's rights, or, for who has its sales app too, by the club.
            with self.subTest(role), self.assertRaises(UserError), self.env.cr.savepoint():
                self._as(self.card, role).write({"points": 5000})
        for card in (self.card.with_user(self.admin), self.card.sudo()):
            with self.assertRaisesRegex(UserError, "not written on the card"), self.env.cr.savepoint():
                card.write({"points": 5000})
        self.assertEqual((self.card.points, self.member.points), (120, 120))

    def test_the_card_stays_the_member_s(self):
        """I13: neither another customer nor another programme nor the archive."""
        admin = self.card.with_user(self.admin)
        for vals in ({"partner_id": self.env["res.partner"].create({"name": "Thief"}).id}, {"active": False}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "stay as they are"):
                admin.write(vals)

    def test_the_history_of_the_card_is_the_club_s(self):
        """I13, M2: no line is added, changed or deleted beside the entries."""
        lines = self.env["loyalty.history"].with_user(self.admin)
        own = lines.browse(self.card.history_ids.ids)
        self.assertEqual(len(own), 1)
        for step in (
            lambda: lines.create({"card_id": self.card.id, "description": "Gift", "issued": 50}),
            lambda: own.write({"issued": 1}),
            own.unlink,
        ):
            with self.assertRaisesRegex(UserError, "written by the club"), self.env.cr.savepoint():
                step()

    def test_other_cards_of_loyalty_are_left_alone(self):
        """I13: what is no member's is Odoo's own."""
        other = self.env["loyalty.card"].create({"program_id": self.policy.program_id.id, "partner_id": self.guest.id})
        other.write({"points": 7})
        self.assertEqual(other.points, 7)
