from contextlib import contextmanager
from datetime import datetime

from odoo.exceptions import UserError

from odoo.addons.hotel_base.tests.common import HotelCase

NOW = datetime(2026, 3, 2, 1)
BEGIN, END = datetime(2026, 3, 20, 10), datetime(2026, 3, 20, 14)


class GiftsCase(HotelCase):
    """An appreciation dinner with its order, and the people who prepare it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales = cls.users["sales"]
        cls.firm = cls.env["res.partner"].create({"name": "Yunfan Technology", "is_company": True, "customer_rank": 1})
        cls.order = cls.env["hotel.event.order"].create(
            {
                "title": "Appreciation dinner",
                "partner_id": cls.firm.id,
                "company_id": cls.company.id,
                "coordinator_id": cls.sales.id,
                "date_begin": BEGIN,
                "date_end": END,
                "guests_guaranteed": 41,
            }
        )
        cls.event = cls.order.event_id

    @classmethod
    def guests(cls, count, state="done", **values):
        return cls.env["event.registration"].create(
            [
                {"event_id": cls.event.id, "name": f"Guest {number}", "phone": f"1380013{number:04}", "state": state, **values}
                for number in range(count)
            ]
        )

    @contextmanager
    def refused(self, text):
        """What is done within is refused with a message that holds the text, and nothing of it stays."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertIn(text, str(caught.exception))
