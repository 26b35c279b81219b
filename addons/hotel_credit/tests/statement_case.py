"""What the tests of statements share: a month that was billed, and its statement as it was sent."""

from datetime import date

from freezegun import freeze_time

from odoo.tests import new_test_user

from .common import picture
from .test_billing import APRIL, MARCH, HotelBillingCommon

#: Noon in Shanghai on days of April 2026; the statement of March is confirmed until the 5th.
SECOND, THIRD, FIFTH, SIXTH = (f"2026-04-0{day} 04:00:00" for day in (2, 3, 5, 6))
#: The last second of the 5th in Shanghai, and the one after it.
LAST_SECOND, TOO_LATE = "2026-04-05 15:59:59", "2026-04-05 16:00:00"


class StatementCase(HotelBillingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].sudo().set_param("web.base.url", "http://127.0.0.1")
        cls._set_mail(cls.firm, "books@blue-ocean.example")
        cls._set_mail(cls.contact, "li.wei@blue-ocean.example")
        cls.meal = cls._slip(date(2026, 3, 5), food=100.0, beverage=20.0)
        cls.room = cls._slip(date(2026, 3, 6), outlet=cls.front, rooms=680.0)
        cls.env["ir.attachment"].sudo().create(
            {"name": "photo", "res_model": "hotel.charge", "res_field": "photo", "res_id": cls.meal.id, "datas": picture("slip")}
        )
        cls.meal.invalidate_recordset()
        with freeze_time(APRIL):
            cls._bill()
        cls.statement = cls.env["hotel.statement"].search([("agreement_id", "=", cls.agreement.id), ("month", "=", MARCH)])

    @classmethod
    def _set_mail(cls, partner, email):
        """Give a contact another address, as somebody who has made sure that the customer wants it (C8)."""
        partner.sudo().with_context(hotel_verification="Called back").email = email

    @classmethod
    def _send(cls, when=SECOND, statement=None):
        """Send the statement as finance does and return it in superuser mode."""
        statement = statement or cls.statement
        with freeze_time(when):
            statement.with_user(cls.finance).sudo(False).action_send()
        return statement.sudo()

    @classmethod
    def _customer(cls, firm, login):
        """Return a portal user who is a contact of `firm`."""
        user = new_test_user(cls.env, login=login, groups="base.group_portal", lang="en_US", name=f"Buyer {login}")
        user.partner_id.with_context(hotel_verification="Came in person").parent_id = firm
        return user

    def _confirm(self, statement=None, name="Li Wei", way="link"):
        (statement or self.statement).sudo()._confirm(name, way, self.env.ref("base.public_user"))

    def _dispute(self, charge, comment="We were not there", statement=None, files=()):
        return (statement or self.statement).sudo()._dispute(
            charge.sudo(), comment, "Li Wei", "link", self.env.ref("base.public_user"), files
        )

    def _allowance(self, charge, user=None, **amounts):
        """Return a draft allowance as finance makes it."""
        return (
            self.env["hotel.sales.allowance"]
            .with_user(user or self.finance)
            .create(
                {
                    "charge_id": charge.id,
                    "reason": "One dish was not served",
                    **{f"amount_{kind}": amount for kind, amount in (amounts or {"food": 30.0}).items()},
                }
            )
        )

    def _allow(self, charge, **amounts):
        """Return an allowance that was submitted and approved."""
        allowance = self._allowance(charge, **amounts)
        allowance.action_submit()
        allowance.with_user(self.finance_head).action_approve()
        return allowance
