from odoo.tests import tagged

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """Receptions, the door and the sales desk: each model x role x operation (C7, M2)."""

    addon = "hotel_reception"
    rights = {
        "hotel.desk": "all r; manager rwc",
        "hotel.desk.class": "all r; sales_head manager rwc",
        "hotel.desk.contact": "sales sales_head rc; auditor gm manager r",
        "hotel.desk.customer": "all r; sales_head rw",
        "hotel.desk.daily": "sales sales_head auditor gm chairman manager r",
        "hotel.desk.day": "auditor manager r",
        "hotel.desk.decide": "sales_head gm rwcd",
        "hotel.desk.dispute": "sales sales_head auditor gm manager r",
        "hotel.desk.duty": "all r; sales_head manager rwcd",
        "hotel.desk.entry": "all r",
        "hotel.desk.entry.act": "all rwcd",
        "hotel.desk.need": "all r; sales_head manager rwc",
        "hotel.desk.owner.change": "sales_head rwcd",
        "hotel.desk.ownership": "sales sales_head auditor gm manager r",
        "hotel.desk.presence": "all r",
        "hotel.desk.skip": "all r",
        "hotel.desk.source": "all r; sales_head manager rwc",
        "hotel.desk.week": "sales auditor gm chairman manager r; sales_head rw",
        "hotel.desk.week.line": "sales sales_head auditor gm chairman manager r",
        "hotel.desk.week.source": "sales sales_head auditor gm chairman manager r",
        "hotel.visit": "all r; sales sales_head department_head finance finance_head hr gm chairman rwcd",
        "hotel.visit.act": "all rwcd",
        "hotel.visit.category": "all r; manager rwcd",
        "hotel.visit.cost": "all r; sales sales_head department_head finance finance_head hr gm chairman rwcd",
        "hotel.visit.expense": "all r; sales sales_head department_head finance finance_head hr gm chairman rwcd",
        "hotel.visit.guest": "all r; sales sales_head department_head finance finance_head hr gm chairman rwcd",
        "hotel.visit.item": "all r; sales sales_head department_head finance finance_head hr gm chairman rwcd",
        "hotel.visit.level": "all r; manager rwcd",
        "hotel.visit.notice": "all r",
        "hotel.visit.place": "all r; manager rwcd",
        "hotel.visit.rank": "all r; manager rwcd",
        "hotel.visit.report": "sales_head department_head finance finance_head auditor gm chairman r",
        "hotel.visit.standard": "all r; manager rwcd",
        "hotel.visit.supplement": "all r; sales sales_head department_head finance finance_head hr gm chairman rwcd",
        "hotel.visitor.act": "all rwcd",
        "hotel.visitor.badge": "department_head rw; auditor r; manager rwc",
        "hotel.visitor.ban": "department_head gm rwc; auditor r",
        "hotel.visitor.entry": "all rwcd",
        "hotel.visitor.erasure": "auditor manager r",
        "hotel.visitor.kind": "all r; manager rwcd",
        "hotel.visitor.privacy": "all r; manager rwcd",
    }
