from freezegun import freeze_time

from odoo.tests import tagged

from .club_case import NOW, ClubCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestAccessClub(ClubCase):
    def test_a_branch_sees_nothing_of_another(self):
        """C7: members, points, events."""
        member = self._member()
        self._earn(member, 10)
        stranger = self._new_user("club_stranger", "hotel_base.group_gm", self.sister)
        for model in ("hotel.club.member", "hotel.club.entry"):
            self.assertFalse(self.env[model].with_user(stranger).with_context(allowed_company_ids=self.sister.ids).search([]))
