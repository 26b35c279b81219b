from odoo.tests import tagged

from odoo.addons.hotel_base.tests.hoot_case import HootCase


@tagged("post_install", "-at_install")
class TestHoot(HootCase):
    def test_the_components_of_desk_and_door(self):
        """L2, L3, L6, K5: search, entry by keyboard, one entry for two clicks, lost answers, errors; one tap, agreement, scanned badges."""
        self.run_hoot("hotel_reception")
