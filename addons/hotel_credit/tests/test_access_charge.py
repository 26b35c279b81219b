from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DAY, HotelCreditCommon

ROLES = (
    *("cashier", "sales", "sales_head", "finance", "finance_head", "head_fb"),
    *("gm", "chairman", "auditor", "hr", "manager", "employee", "integration"),
)
CHARGES = {"cashier", "finance", "finance_head", "integration"}
VOIDS = {"cashier", "integration"}


@tagged("post_install", "-at_install")
class TestAccessCharge(HotelCreditCommon):
    def test_who_charges_and_who_voids(self):
        """D1, D6, D9: cashiers, finance and machines charge; cashiers and machines void; the others are refused."""
        for role in ROLES:
            charge = self.env["hotel.charge"].with_user(getattr(self, role))
            with self.subTest(role=role):
                try:
                    charge.authorise(self._charge_values(business_date=None))
                    may_charge = True
                except AccessError:
                    may_charge = False
                self.assertEqual(may_charge, role in CHARGES)
                try:
                    charge.void("S0", "x")
                    may_void = True
                except AccessError:
                    may_void = False
                except UserError:
                    may_void = True
                self.assertEqual(may_void, role in VOIDS)

    def test_a_slip_is_unchangeable_on_every_road(self):
        """D7: create, write, load, one2many and copy are refused for every role; the server's own code changes no fact."""
        agreement = self._make_agreement()
        vals = {
            "name": "S-FORGED",
            "company_id": self.company.id,
            "outlet_id": self.restaurant.id,
            "agreement_id": agreement.id,
            "partner_id": self.contact.id,
            "commercial_partner_id": self.firm.id,
            "cashier_id": self.cashier.id,
            "business_date": DAY,
            "charged_at": "2026-03-18 04:00:00",
            "currency_id": self.company.currency_id.id,
            "amount_food": 10,
        }
        slip = self.env["hotel.charge"].sudo().create({**vals, "name": "S-TRUE"})
        for role in ROLES:
            own = slip.with_user(getattr(self, role))
            with self.subTest(role=role):
                for road in (
                    lambda own=own: own.create(vals),
                    lambda own=own: own.write({"amount_food": 1}),
                    lambda own=own: own.write({"state": "voided"}),
                    lambda own=own: own.web_save({"state": "billed"}, {}),
                    lambda own=own: own.with_context(default_state="billed").create({}),
                    lambda own=own: own.copy(),
                    lambda own=own: own.unlink(),
                ):
                    with self.assertRaises(UserError):
                        road()
        for values in ({"amount_food": 1}, {"business_date": "2026-03-17"}, {"signer_id": False}, {"photo": False}):
            with self.subTest(values), self.assertRaises(UserError):
                slip.write(values)
        with self.assertRaises(UserError):
            slip.unlink()

    def test_a_branch_never_sees_anothers_outlets_slips_and_counters(self):
        """C7: outlets, customers and slips of a company that the caller is not in are unknown."""
        agreement = self._make_agreement(date_start="2020-01-01", date_end="2099-12-31")
        number = self._authorise()["charge"]
        other = self.env["res.company"].sudo().create({"name": "Other branch", "currency_id": self.company.currency_id.id})
        stranger = self.cashier.sudo().copy({"login": "stranger", "company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        charge = self.env["hotel.charge"].with_user(stranger)
        with self.assertRaisesRegex(UserError, "outlet = REST"):
            charge.authorise(self._charge_values())
        with self.assertRaises(UserError):
            charge.void(number, "not mine")
        self.assertFalse(charge.lookup(number)["charge"])
        self.assertFalse(charge.search([]))
        self.assertFalse(self.env["hotel.credit.month"].with_user(stranger).search([]))
        self.env["hotel.outlet"].sudo().create({"name": "R", "code": "REST", "company_id": other.id})
        answer = charge.authorise(self._charge_values(agreement=agreement.name, customer=None))
        self.assertEqual(self._codes(answer), {"no_agreement"})

    def test_a_cashier_charges_at_own_outlets_only(self):
        """D1: an outlet that names its cashiers serves those; finance and machines are bound to no list."""
        self.restaurant.cashier_ids = self.sales2
        with self.assertRaises(AccessError):
            self._authorise()
        self._authorise(self.finance)
        self._authorise(self.integration)
        self.restaurant.cashier_ids = self.cashier
        self._authorise()
