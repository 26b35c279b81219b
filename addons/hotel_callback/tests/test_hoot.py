from odoo.tests import tagged

from odoo.addons.hotel_base.tests.hoot_case import HootCase


@tagged("post_install", "-at_install")
class TestHoot(HootCase):
    def test_the_components_of_the_callers_screen(self):
        """I5, I6, I8, J2: attempts, a better time, answers saved before closing, problems written down first, clocks."""
        self.run_hoot("hotel_callback")
