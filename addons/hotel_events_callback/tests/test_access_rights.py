from odoo.tests import tagged

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """Lessons before an event: each model x role x operation (C7, M2)."""

    addon = "hotel_events_callback"
    rights = {
        "hotel.event.lesson": "all r; sales sales_head department_head gm manager rw",
    }
