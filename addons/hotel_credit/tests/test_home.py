from datetime import date

from odoo.addons.hotel_base.tests.common import HotelCase

from ..tools.months import month_name


class TestHome(HotelCase):
    def test_each_role_starts_where_its_work_lies(self):
        """M5: the app opens at the till for a cashier, elsewhere by role when nothing waits and nothing is late."""
        pages = {
            "cashier": "hotel_till_action",
            "sales": "hotel_credit_application_action",
            "sales_head": "hotel_credit_application_action",
            "finance": "hotel_credit_agreement_action",
            "auditor": "hotel_credit_agreement_action",
            "hr": "hotel_handover_action",
            "department_head": "hotel_temporary_credit_action",
            "gm": "hotel_approval_step_action_waiting",
        }
        for role, page in pages.items():
            user = self.users[role]
            with self.subTest(role):
                self.assertEqual(self.env["res.users"].with_user(user)._hotel_home().split(".")[1], page)
                action = self.env.ref("hotel_base.home_action").with_user(user).run()
                self.assertEqual(action["xml_id"].split(".")[1], page)

    def test_what_is_late_comes_first(self):
        """M5: who has something late starts with it; what is done does not count."""
        user = self.users["finance"]
        clock = self.env["hotel.clock"].create(
            {
                "name": "Decide",
                "res_model": "res.partner",
                "res_id": self.company.partner_id.id,
                "kind": "test",
                "owner_id": user.id,
                "company_id": self.company.id,
                "started": "2026-01-05 01:00:00",
                "due": "2026-01-06 01:00:00",
            }
        )
        self.assertEqual(self.env["res.users"].with_user(user)._hotel_home(), "hotel_base.hotel_clock_action")
        clock.stopped = "2026-01-07 01:00:00"
        self.assertNotEqual(self.env["res.users"].with_user(user)._hotel_home(), "hotel_base.hotel_clock_action")

    def test_a_month_reads_in_the_order_of_the_language(self):
        """M4: a month with its year, in English and in Chinese."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(month_name(self.env, date(2026, 11, 1), "en_US"), "November 2026")
        self.assertEqual(month_name(self.env, date(2026, 11, 1), "zh_CN"), "2026年11月")
