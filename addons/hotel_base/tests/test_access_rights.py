from odoo.tests import tagged

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """The foundation: each model x role x operation (C7, M2)."""

    addon = "hotel_base"
    rights = {
        "hotel.access.log": "auditor manager r",
        "hotel.acknowledgement": "all r",
        "hotel.approval.decide": "all rwcd",
        "hotel.approval.delegation": "all r",
        "hotel.approval.policy": "all r; manager rwcd",
        "hotel.approval.step": "all r",
        "hotel.approval.tier": "all r; manager rwcd",
        "hotel.clock": "all r",
        "hotel.handover": "all rwcd",
        "hotel.handover.line": "all rd",
        "hotel.outlet": "all r; manager rwc",
        "hotel.policy.review": "all r; manager rwc",
        "hotel.workday.exception": "all r; manager rwcd",
    }
