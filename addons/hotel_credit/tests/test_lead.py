from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NOON
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestLead(HotelApplicationCommon):
    """An application starts from an opportunity, which shows its state and the limit granted (A1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = (
            cls.env["crm.lead"]
            .sudo()
            .create({"name": "Monthly dinners", "type": "opportunity", "user_id": cls.sales.id, "company_id": cls.company.id})
            .with_user(cls.sales)
        )

    def test_an_opportunity_without_customer_cannot_start_one(self):
        """A1: the message says what to do first."""
        with self.assertRaises(UserError) as caught:
            self.lead.action_hotel_application()
        self.assertIn("Choose or create the customer", str(caught.exception))

    def test_the_opportunity_shows_the_state_and_the_limit_granted(self):
        """A1, B4: draft, under review, approved with the limit that was granted, not the one asked for."""
        self.lead.sudo().partner_id = self.contact
        action = self.lead.action_hotel_application()
        application = self.Application.browse(action["res_id"]).with_user(self.sales)
        self.assertEqual(application.lead_id, self.lead)
        self.assertEqual(self.lead.hotel_application_state, "draft")
        self.assertEqual(self.lead.action_hotel_application()["res_id"], application.id, "not a second one")
        application.write(
            {
                "requested_limit": 30000.0,
                "requested_start": date(2026, 4, 1),
                "requested_end": date(2027, 3, 31),
                "document_ids": [self._paper(code) for code in ("unified_licence", "legal_representative", "bank_permit")],
            }
        )
        self._pass_report(application)
        self._submit_to("gm", application)
        self.assertEqual(self.lead.hotel_application_state, "pending")
        self.assertFalse(self.lead.hotel_granted_limit_mode)
        self._approve_gm(application, granted_limit=25000.0)
        self.assertEqual((self.lead.hotel_application_state, self.lead.hotel_granted_limit), ("approved", 25000.0))

    def test_opportunities_are_found_by_their_latest_application(self):
        """A1: an earlier application of the opportunity finds it no more; False finds those that have none."""
        first = self._file(report=False, lead_id=self.lead.id)
        second = self._file(report=False, lead_id=self.lead.id)
        leads = self.lead.with_user(self.sales)
        self.assertFalse(leads.search([("hotel_application_id", "=", first.id)]))
        self.assertEqual(leads.search([("hotel_application_id", "=", second.id)]), self.lead)
        self.assertNotIn(self.lead, leads.search([("hotel_application_id", "=", False)]))

    def test_only_sales_starts_an_application_from_the_customer(self):
        """A1: applications are filed by sales."""
        with self.assertRaises(UserError):
            self.firm.with_user(self.finance).action_hotel_new_application()
        action = self.firm.with_user(self.sales).action_hotel_new_application()
        self.assertEqual(self.Application.browse(action["res_id"]).user_id, self.sales)
