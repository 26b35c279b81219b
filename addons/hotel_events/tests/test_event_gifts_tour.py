from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestEventGiftsTour(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        begin = fields.Datetime.now() + timedelta(days=20)
        cls.event = cls.env["event.event"].create(
            {"name": "Tour dinner", "date_begin": begin, "date_end": begin + timedelta(hours=4)}
        )
        new_test_user(cls.env, "tour_gifts", "hotel_base.group_sales", password="tour_gifts")

    def test_a_salesperson_draws_on_the_big_screen_and_proves_it(self):
        """H12: from the prizes over the fingerprint, an absent winner and the next one to the repeated record."""
        self.env["event.registration"].create(
            [{"event_id": self.event.id, "name": f"Guest {n}", "phone": f"1380013{n:04}", "state": "done"} for n in range(6)]
        )
        self.start_tour("/odoo", "hotel_event_draw", login="tour_gifts")
        draw = self.env["hotel.event.draw"].search([("event_id", "=", self.event.id)])
        self.assertEqual((draw.state, draw.word, draw.drawn_count, len(draw.winner_ids)), ("closed", "spring", 2, 3))
        self.assertEqual(draw.winner_ids.filtered("absent").absent_reason, "Called three times")

    def test_the_big_screen_has_a_short_address(self):
        """H12: to type at the machine of the hall."""
        draw = self.env["hotel.event.draw"].create({"event_id": self.event.id, "prize_ids": [(0, 0, {"name": "First"})]})
        draw.action_announce()
        self.start_tour(f"/hotel/draw/{draw.id}", "hotel_event_draw_address", login="tour_gifts")

    def test_a_salesperson_draws_an_invitation_list_and_invites(self):
        """H17: criteria, shares, graph, guests."""
        trade = self.env["res.partner.industry"].create({"name": "Tour trade"})
        self.env["res.partner"].create({"name": "Tour customer", "customer_rank": 1, "industry_id": trade.id})
        self.start_tour("/odoo", "hotel_event_invitation", login="tour_gifts")
        self.assertEqual((self.event.registration_ids.name, self.event.registration_ids.state), ("Tour customer", "draft"))

    def test_a_salesperson_receives_and_hands_out_gifts(self):
        """H11: what came and was given, with who."""
        material = self.env["hotel.event.material"].create(
            {"event_id": self.event.id, "name": "Tea set", "kind": "gift", "planned": 40}
        )
        self.start_tour("/odoo", "hotel_event_material", login="tour_gifts")
        self.assertEqual((material.received, material.given), (40, 12))
        self.assertEqual(sorted(material.move_ids.mapped("person")), ["The tea house", "Ushers"])
