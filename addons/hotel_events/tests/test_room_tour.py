from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestRoomTour(HttpCase):
    def test_a_salesperson_books_confirms_and_cancels_a_room(self):
        """H9: from the diary's list to a kept cancellation."""
        self.env["hotel.room"].create({"name": "Plum Room", "company_id": self.env.company.id})
        new_test_user(self.env, "tour_room_sales", "hotel_base.group_sales", password="tour_room_sales")
        self.start_tour("/odoo", "hotel_room_booking", login="tour_room_sales")
        booking = self.env["hotel.room.booking"].search([("name", "=", "Annual dinner")])
        self.assertEqual((booking.state, booking.cancel_reason), ("cancelled", "The customer stays at home"))
