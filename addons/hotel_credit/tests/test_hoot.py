from odoo.tests import tagged

from odoo.addons.hotel_base.tests.hoot_case import HootCase


@tagged("post_install", "-at_install")
class TestHoot(HootCase):
    def test_the_components_of_the_till(self):
        """D1, D5, D12: amounts to the cent, the limit shown, one slip for two clicks, the slip without an answer, reasons of a refusal."""
        self.run_hoot("hotel_credit")
