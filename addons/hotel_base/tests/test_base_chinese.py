from odoo.tests import tagged

from odoo.addons.hotel_base.tests.chinese import ChineseCase


@tagged("post_install", "-at_install")
class TestBaseChinese(ChineseCase):
    chinese_addon = "hotel_base"

    def test_a_chinese_user_sees_chinese(self):
        """M4: every label, button, text and delivered name has its Chinese."""
        self.assert_addon_is_chinese()
