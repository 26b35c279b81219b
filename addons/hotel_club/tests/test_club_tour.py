from odoo.tests import HttpCase, tagged

from .club_case import ClubCase


@tagged("post_install", "-at_install")
class TestClubTour(ClubCase, HttpCase):
    def test_from_joining_to_the_reward(self):
        """I13: in the browser: a salesperson makes a member, who redeems points; the reward is handed over."""
        self.users["sales"].password = "test_sales"
        self.start_tour("/odoo/club-members", "hotel_club_join", login="test_sales")
        member = self.env["hotel.club.member"].search([("partner_id", "=", self.guest.id)]).sudo()
        self.assertEqual(member.tier_id, self.silver)
        self._earn(member, 150)
        self.start_tour("/odoo/club-members", "hotel_club_redeem", login="test_sales")
        redemption = self.env["hotel.club.redemption"].search([("member_id", "=", member.id)])
        self.assertEqual((redemption.points, member.card_id.points), (60, 90))
        self.start_tour("/odoo/club-redemptions", "hotel_club_give", login="test_sales")
        redemption.invalidate_recordset()
        self.assertEqual(redemption.given_by_id, self.users["sales"])
