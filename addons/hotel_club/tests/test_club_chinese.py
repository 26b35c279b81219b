from odoo.tests import tagged

from odoo.addons.hotel_base.tests.chinese import ChineseCase


@tagged("post_install", "-at_install")
class TestClubChinese(ChineseCase):
    chinese_addon = "hotel_club"

    def test_a_chinese_user_sees_chinese(self):
        """M4: the club, the labels of loyalty included."""
        self.assert_addon_is_chinese()
