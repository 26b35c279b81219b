from odoo.tests import tagged

from .hoot_case import HootCase


@tagged("post_install", "-at_install")
class TestHoot(HootCase):
    def test_the_menu_of_what_waits(self):
        """B2, M5: how many documents wait for a decision, which are late, and that they open from the list."""
        self.run_hoot("hotel_base")
