from odoo.tests import tagged

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """Callbacks and complaints: each model x role x operation (C7, M2)."""

    addon = "hotel_callback"
    rights = {
        "hotel.callback": "all rw",
        "hotel.callback.answer": "all r",
        "hotel.callback.attempt": "all r",
        "hotel.callback.date": "sales sales_head rwcd; auditor gm chairman r",
        "hotel.callback.date.kind": "all r; sales_head manager rwcd",
        "hotel.callback.figure": "all r",
        "hotel.callback.file": "all r; sales sales_head rwc",
        "hotel.callback.file.opened": "all rwcd",
        "hotel.callback.file.request": "all rwc",
        "hotel.callback.incident": "all r",
        "hotel.callback.incident.decide": "sales_head gm rwcd",
        "hotel.callback.later": "all rwcd",
        "hotel.callback.occasion": "all r; sales_head manager rwcd",
        "hotel.callback.plan": "sales sales_head rwcd",
        "hotel.callback.preview": "sales sales_head auditor gm manager rwcd",
        "hotel.callback.preview.line": "sales sales_head auditor gm manager rwcd",
        "hotel.callback.problem": "all rw",
        "hotel.callback.regulation": "sales auditor gm chairman r; sales_head rwc; manager rwcd",
        "hotel.callback.report": "all rw",
        "hotel.callback.rule": "sales department_head auditor gm chairman r; sales_head manager rwcd",
        "hotel.callback.run": "sales_head manager rwc; auditor gm chairman r",
        "hotel.callback.run.problem": "sales_head auditor gm chairman manager r",
        "hotel.callback.sample": "sales_head gm rwcd; auditor chairman r",
        "hotel.callback.sample.line": "sales_head auditor gm chairman r",
        "hotel.callback.score": "all r",
        "hotel.callback.topic": "all r",
        "hotel.callback.window": "all r; sales sales_head manager rwcd",
        "hotel.callback.words": "all rwcd",
        "hotel.complaint.case": "all r; sales_head gm rwcd; department_head rwc",
        "hotel.complaint.cause": "all r; sales_head gm manager rwc",
        "hotel.complaint.compensation": "cashier sales sales_head department_head finance finance_head hr gm rwcd; auditor chairman r",
        "hotel.complaint.decision": "cashier sales sales_head department_head finance finance_head hr auditor gm chairman r",
        "hotel.complaint.figure": "sales_head department_head auditor gm chairman rwcd",
        "hotel.complaint.figures": "sales_head department_head auditor gm chairman rwcd",
        "hotel.complaint.policy": "all r; manager rwcd",
        "hotel.complaint.room": "all r; sales_head gm manager rwc",
        "hotel.complaint.satisfaction": "cashier sales sales_head department_head finance finance_head hr auditor gm chairman r",
        "hotel.complaint.step": "all rwcd",
        "hotel.customer.class": "all r; sales_head manager rwcd",
        "hotel.customer.class.change": "sales sales_head department_head auditor gm chairman r",
        "hotel.customer.class.line": "sales_head auditor gm chairman r",
        "hotel.customer.class.proposal": "sales_head rwcd; auditor chairman r; gm rwc",
        "hotel.customer.class.set": "sales_head gm rwcd",
        "hotel.improvement.import": "sales_head gm rwcd",
        "hotel.improvement.point": "all rw; sales_head department_head gm rwc",
        "hotel.mystery.check": "all rw; sales_head gm rwc",
        "hotel.mystery.finding": "all rwcd",
        "hotel.stay": "cashier sales_head rwc; sales department_head auditor gm chairman r",
    }
