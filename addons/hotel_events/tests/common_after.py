import base64
import io
from datetime import date, datetime

from freezegun import freeze_time
from PIL import Image

from odoo.addons.hotel_base.tests.common import HotelCase

NOW = datetime(2026, 3, 2, 1)
BEGIN, END = datetime(2026, 3, 10, 10), datetime(2026, 3, 10, 13)


def picture(color="red", size=(40, 40)):
    """Return a small real PNG as base64."""
    stream = io.BytesIO()
    Image.new("RGB", size, color).save(stream, "PNG")
    return base64.b64encode(stream.getvalue())


class AfterCase(HotelCase):
    """An event of a customer, with a signed offer, and a tariff of damage."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._use_chart()
        cls.customer = cls.env["res.partner"].create({"name": "Yunfan Technology", "is_company": True})
        cls.menu = cls.env["product.product"].create({"name": "Banquet menu", "type": "service", "invoice_policy": "order", "taxes_id": False})
        cls.kind = cls.env["hotel.event.kind"].create(
            {
                "name": "Test dinner",
                "archive_ids": [
                    (0, 0, {"name": "Contract", "check": "offer", "sequence": 1}),
                    (0, 0, {"name": "Guests", "check": "guests", "sequence": 2}),
                    (0, 0, {"name": "Photos", "check": "document", "sequence": 3}),
                ],
            }
        )
        cls.glass = cls.env["hotel.damage.tariff"].create(
            {
                "name": "Wine glass",
                "company_id": cls.company.id,
                "price_ids": [
                    (0, 0, {"date_start": date(2026, 1, 1), "price": 50}),
                    (0, 0, {"date_start": date(2026, 4, 1), "price": 80}),
                ],
            }
        )

    @classmethod
    def _use_chart(cls):
        """Give the hotel the few accounts that an invoice needs."""
        accounts = cls.env["account.account"].with_company(cls.company)
        receivable, income = (
            accounts.create({"name": kind, "code": code, "account_type": kind, "company_ids": [(6, 0, cls.company.ids)]})
            for code, kind in (("112200", "asset_receivable"), ("600100", "income"))
        )
        cls.env["account.journal"].with_company(cls.company).create(
            {"name": "Sales", "code": "INV", "type": "sale", "company_id": cls.company.id, "default_account_id": income.id}
        )
        cls.env["ir.default"].set("res.partner", "property_account_receivable_id", receivable.id, company_id=cls.company.id)

    @classmethod
    @freeze_time(NOW)
    def order(cls, **values):
        """Return an event order of the customer with an offer of 10,000 that was signed."""
        sale = cls.env["sale.order"].with_company(cls.company).create(
            {
                "partner_id": cls.customer.id,
                "company_id": cls.company.id,
                "order_line": [(0, 0, {"product_id": cls.menu.id, "product_uom_qty": 100, "price_unit": 100, "tax_ids": False})],
            }
        )
        sale.action_confirm()
        sale.write({"signed_by": "Ms Lin", "signed_on": datetime(2026, 2, 20), "signature": picture()})
        return (
            cls.env["hotel.event.order"]
            .with_user(cls.users["sales"])
            .with_company(cls.company)
            .create(
                {
                    "title": "Annual dinner",
                    "company_id": cls.company.id,
                    "partner_id": cls.customer.id,
                    "kind_id": cls.kind.id,
                    "sale_order_id": sale.id,
                    "date_begin": BEGIN,
                    "date_end": END,
                    "guests_guaranteed": 100,
                    "budget": 10000,
                    **values,
                }
            )
        )

    @classmethod
    def issued(cls, **values):
        """Return an order that the departments have; the gates of issuing have tests of their own."""
        order = cls.order(**values)
        order._go("issued")
        return order

    @classmethod
    def held(cls, **values):
        order = cls.issued(guests_actual=110, **values)
        order._go("done")
        return order

    def damage(self, order, user="nobody", **values):
        return (
            self.env["hotel.event.damage"]
            .with_user(self.users[user])
            .with_company(self.company)
            .create({"event_id": order.event_id.id, "tariff_id": self.glass.id, "quantity": 3, **values})
        )

    def signed(self, order, **values):
        damage = self.damage(order, photo=picture(), signature=picture("blue"), signed_by="Ms Lin", **values)
        damage.action_sign()
        return damage
