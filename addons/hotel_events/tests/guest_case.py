import base64
import io
from datetime import datetime

from openpyxl import Workbook

from odoo import fields

from odoo.addons.hotel_base.tests.common import HotelCase

#: Every test plays on the evening of this day, two hours before the event.
NOW = datetime(2026, 3, 10, 8)
BEGIN, END = datetime(2026, 3, 10, 10), datetime(2026, 3, 10, 13)


class GuestCase(HotelCase):
    """An event with a door and a gift desk, two tables, three guests, and somebody at the door."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.door_user = cls._new_user("door", "base.group_user")
        cls.sales = cls.users["sales"]
        cls.event = cls.env["event.event"].create({
            "name": "Spring dinner",
            "company_id": cls.company.id,
            "date_begin": BEGIN,
            "date_end": END,
            "date_tz": "Asia/Shanghai",
            "user_id": cls.sales.id,
            "event_mail_ids": [],
            "hotel_door_user_ids": [fields.Command.set(cls.door_user.ids)],
        })
        cls.door, cls.gift = cls.env["hotel.event.checkpoint"].create([
            {"event_id": cls.event.id, "name": "Door", "kind": "door"},
            {"event_id": cls.event.id, "name": "Gift desk", "kind": "gift", "sequence": 20},
        ])
        cls.table, cls.small = cls.env["hotel.event.table"].create([
            {"event_id": cls.event.id, "name": "T1", "seats": 3},
            {"event_id": cls.event.id, "name": "T2", "seats": 1, "sequence": 20},
        ])
        cls.guests = cls.env["event.registration"].create([
            {"event_id": cls.event.id, "state": "draft", "name": name, "company_name": firm, "phone": phone, "email": email}
            for name, firm, phone, email in (
                ("Li Na", "Yunfan", "138 0000 1111", "li.na@example.com"),
                ("Wang Wei", "Yunfan", "138 0000 2222", "wang.wei@example.com"),
                ("Zhou Min", "Dexin", "", ""),
            )
        ])
        cls.li, cls.wang, cls.zhou = cls.guests

    def as_door(self, point=None):
        return (point or self.door).with_user(self.door_user)

    def scan(self, guest, point=None, uuid=None, user=None, **values):
        """One scan as a phone sends it; returns the answer."""
        self.number = getattr(self, "number", 0) + 1
        scan = {"uuid": uuid or f"{self.number:032x}", "code": guest.barcode, "at": 0, "way": "qr", "place": "Main door", **values}
        return (point or self.door).with_user(user or self.door_user).scan([scan])[0]

    def list_wizard(self, rows, user=None, **values):
        """The import dialog with an XLSX of these rows."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return self.env["hotel.guest.import"].with_user(user or self.sales).create({
            "event_id": self.event.id, "file": base64.b64encode(stream.getvalue()), "filename": "guests.xlsx", **values,
        })  # fmt: skip
