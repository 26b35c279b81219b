from datetime import date, datetime

from odoo.tests import tagged

from odoo.addons.hotel_base.tests.forms_case import FormsCase

from . import desk_case, reception_case


@tagged("post_install", "-at_install")
class TestReceptionForms(FormsCase, desk_case.DeskCase, reception_case.ReceptionCase):
    addon = "hotel_reception"

    def _get_form_records(self):
        self.at(datetime.fromisoformat(reception_case.NOW))
        visit = self._approved(costs=[("dinner", 4, 120), ("car", 1, 300)], items=[self._pickup(), self._meal()])
        self.at(desk_case.NOW)
        self.sign_in("ann", "bob")
        entry = self.enter(name="Ms. Yu", phone="13900000001", source_id=self.source.id)
        number = self.as_user(entry, "bob").dispute("She has been in touch with me since January.")
        self.as_user(entry, "ann").finish("offer", "", self.need.id)
        # Somebody without anything else: the cells that stay empty.
        self.enter(phone="13900000002")
        return {
            "hotel.visit": visit.sudo(),
            "hotel.visitor.entry": visit.sudo().guest_ids.entry_ids,
            "hotel.desk.week": self.env["hotel.desk.week"]._make(self.desk, date(2026, 3, 16)),
            "hotel.desk.entry": self.env["hotel.desk.entry"].search([("desk_id", "=", self.desk.id)]),
            "hotel.desk.dispute": self.env["hotel.desk.dispute"].search([("name", "=", number)]),
        }
