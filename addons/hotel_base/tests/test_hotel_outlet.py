from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import HotelCase


@tagged("post_install", "-at_install")
class TestHotelOutlet(HotelCase):
    def _new(self, **values):
        return self.env["hotel.outlet"].create({"name": "Grill", "code": "GRILL", "company_id": self.company.id, **values})

    def test_the_code_is_fit_for_files_and_machines(self):
        """D8: capital ASCII letters, digits, dash, dot, underscore; the error names the wrong ones."""
        for code in ("bar2", "餐厅", "A B", "", "-A", "A" * 21, "=A", "BÄR"):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                self._new(code=code or " ")
        for code in ("A", "BAR-2", "POS.1_B", "9"):
            with self.subTest(code=code):
                self.assertTrue(self._new(code=code))

    def test_a_code_is_used_once_a_company(self):
        """C7: the database refuses a second one; the sister hotel may use it."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._new(code="BAR")
        self.assertTrue(self._new(code="BAR", company_id=self.sister.id))

    def test_an_outlet_stays_with_its_company(self):
        """C7: its slips would follow it to the other branch; the settings manager archives it instead."""
        outlet = self._new()
        outlet.write({"company_id": self.company.id, "name": "Grill room"})
        with self.assertRaisesRegex(UserError, "GRILL"):
            outlet.company_id = self.sister

    def test_a_branch_never_sees_another_s_outlets(self):
        """C7: outlets belong to a company."""
        theirs = self._new(company_id=self.sister.id)
        seen = self.env["hotel.outlet"].with_user(self.users["cashier"]).search([])
        self.assertIn(self.outlet, seen)
        self.assertNotIn(theirs, seen)

    def test_the_day_ends_within_a_day(self):
        """D6: an hour outside 00:00-23:59 is refused."""
        for hour in (-1, 24):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                self._new(day_end_hour=hour)

    def test_the_hour_comes_from_the_company(self):
        """D6: a new outlet takes the company's hour, 06:00 by default."""
        self.assertEqual(self.env["hotel.outlet"].with_company(self.company).new({}).day_end_hour, 6.0)
        self.company.hotel_day_end_hour = 5.5
        self.assertEqual(self.env["hotel.outlet"].with_company(self.company).new({}).day_end_hour, 5.5)

    def test_an_outlet_is_archived_and_never_deleted(self):
        """M2: nobody deletes what slips refer to."""
        with self.assertRaises(UserError):
            self.outlet.with_user(self.users["manager"]).unlink()
