from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.hotel_base.tests.forms_case import FormsCase
from odoo.addons.hotel_credit.tests.common import picture

from .event_case import NOW, EventCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventForms(FormsCase, EventCase):
    addon = "hotel_events"

    def _get_form_records(self):
        order = self.issued()
        order.guests_guaranteed = 60
        order.action_issue()
        env = self.env(su=True)
        event = order.sudo().event_id
        event._hotel_apply_kind(env.ref("hotel_events.event_kind_dinner"))
        event.registration_ids = [
            Command.create({"name": name, "phone": phone, "hotel_reply": "coming"}) for name, phone in (("Li Na", "13800001111"), ("Wang Wei", False))
        ]
        # Income of the deposit, of which a tenth was planned.
        env["hotel.event.budget.line"].create(
            {"event_id": event.id, "category_id": env.ref("hotel_events.budget_category_income").id, "planned": 20000}
        )
        draw = env["hotel.event.draw"].create({"event_id": event.id, "prize_ids": [Command.create({"name": "First", "quantity": 2})]})
        event.registration_ids.action_set_done()
        draw.action_announce()
        draw.action_open("7")
        draw.action_draw_next()
        tariff = env["hotel.damage.tariff"].create(
            {"name": "Glass", "company_id": self.company.id, "price_ids": [Command.create({"date_start": date(2026, 1, 1), "price": 50})]}
        )
        return {
            "event.event": event,
            "event.registration": event.registration_ids,
            "hotel.day.sheet": env["hotel.day.sheet"].create({"company_id": self.company.id, "date_from": date(2026, 5, 8)}),
            "hotel.event.cancellation": self.request(order),
            "hotel.event.closing": env["hotel.event.closing"].create({"order_id": order.id, "author_id": self.sales.id}),
            "hotel.event.damage": env["hotel.event.damage"].create({"event_id": event.id, "tariff_id": tariff.id, "photo": picture()}),
            "hotel.event.draw": draw,
            "hotel.event.emergency": event.hotel_emergency_ids,
            "hotel.event.issue": order.sudo().issue_ids,
            "hotel.event.order": order.sudo(),
        }
