from odoo.tests import tagged

from odoo.addons.hotel_base.tests.hoot_case import HootCase


@tagged("post_install", "-at_install")
class TestHoot(HootCase):
    def test_the_words_of_the_room_diary(self):
        """H9, M4: the axis of the function diary speaks the user's language."""
        self.run_hoot("hotel_events")
