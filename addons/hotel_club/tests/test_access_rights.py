from odoo.tests import tagged

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """The club: each model x role x operation (C7, M2)."""

    addon = "hotel_club"
    rights = {
        "hotel.club.attendance": "sales sales_head gm rwcd; department_head finance finance_head auditor chairman r",
        "hotel.club.entry": "sales sales_head department_head finance finance_head auditor gm chairman r",
        "hotel.club.event": "sales rwc; sales_head gm rwcd; department_head finance finance_head auditor chairman r",
        "hotel.club.member": "sales sales_head gm rwc; department_head finance finance_head auditor chairman r",
        "hotel.club.policy": "all r; sales_head manager rwc",
        "hotel.club.redemption": "sales sales_head gm rwc; department_head finance finance_head auditor chairman r",
        "hotel.club.tier": "all r; sales_head manager rwc",
    }
