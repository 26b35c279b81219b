from odoo.tests import tagged

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """Where callbacks meet credit: it has no model of its own; one that is added needs its row here (C7, M2)."""

    addon = "hotel_callback_credit"
    rights = {}
