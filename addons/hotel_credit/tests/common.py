"""What the tests of charging on account share: a hotel company, a user for each role, outlets, a firm, an agreement."""

import base64
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.account.tests.common import AccountTestInvoicingCommon

#: A Wednesday in the middle of the agreement made by `_make_agreement`; tests freeze at noon in Shanghai.
DAY = date(2026, 3, 18)
NOON = "2026-03-18 04:00:00"


def picture(text="signature", image_format="PNG"):
    """Return a small but real picture as base64 bytes, as a browser sends it."""
    image = Image.new("RGB", (160, 60), "white")
    ImageDraw.Draw(image).text((10, 20), text, fill="navy")
    stream = BytesIO()
    image.save(stream, image_format)
    return base64.b64encode(stream.getvalue())


class HotelCreditCommon(AccountTestInvoicingCommon):
    """A Chinese hotel company in CNY; the records are made as the server would make them, the roles only act on them."""

    @classmethod
    @AccountTestInvoicingCommon.setup_country("cn")
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, lang="en_US"))
        cls.company = cls.env.company
        cls.company.hotel_tz = "Asia/Shanghai"
        cls._make_users()
        cls.company.sudo().write(
            {
                "hotel_gm_id": cls.gm.id,
                "hotel_chairman_id": cls.chairman.id,
                "hotel_finance_head_id": cls.finance_head.id,
                "hotel_sales_head_id": cls.sales_head.id,
            }
        )
        cls.front, cls.restaurant = (
            cls.env["hotel.outlet"]
            .sudo()
            .create(
                [
                    {"name": name, "code": code, "company_id": cls.company.id, "day_end_hour": 6.0}
                    for name, code in (("Front desk", "FRONT"), ("Restaurant", "REST"))
                ]
            )
        )
        cls.firm = cls.env["res.partner"].create({"name": "Blue Ocean Trading Co., Ltd.", "is_company": True, "lang": "en_US"})
        cls.contact = cls.env["res.partner"].create({"name": "Li Wei", "parent_id": cls.firm.id, "ref": "C0001", "lang": "en_US"})

    @classmethod
    def get_default_groups(cls):
        """Return the groups of the user who sets the test up: accounting, and the hotel's settings."""
        return super().get_default_groups() | cls.quick_ref("hotel_base.group_manager")

    @classmethod
    def _make_users(cls):
        roles = {
            "cashier": "hotel_base.group_cashier",
            "sales": "hotel_base.group_sales,sales_team.group_sale_salesman",
            "sales2": "hotel_base.group_sales,sales_team.group_sale_salesman",
            "sales_head": "hotel_base.group_sales_head",
            "finance": "hotel_base.group_finance",
            "finance2": "hotel_base.group_finance",
            "finance_head": "hotel_base.group_finance_head",
            "head_fb": "hotel_base.group_department_head",
            "gm": "hotel_base.group_gm",
            "chairman": "hotel_base.group_chairman",
            "auditor": "hotel_base.group_auditor",
            "hr": "hotel_base.group_hr",
            "manager": "hotel_base.group_manager",
            "employee": "base.group_user",
            "integration": "hotel_base.group_integration",
        }
        for role, groups in roles.items():
            user = new_test_user(
                cls.env,
                login=f"hotel_{role}",
                name=role.replace("_", " ").title(),
                groups=groups,
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
                lang="en_US",
                tz="Asia/Shanghai",
            )
            setattr(cls, role, user)

    @classmethod
    def _make_agreement(cls, **over):
        """Return an active agreement of `cls.firm` for 2026 over 10,000 a month, with one valid signer (card S1).

        :param over: values of the agreement; besides, `signer` (dict, values of the signer; False = no signer)
        """
        signer = over.pop("signer", {})
        vals = {
            "name": cls.env["ir.sequence"].sudo().next_by_code("hotel.credit.agreement") or "A0001",
            "kind": "standard",
            "state": "active",
            "company_id": cls.company.id,
            "currency_id": cls.company.currency_id.id,
            "partner_id": cls.firm.id,
            "user_id": cls.sales.id,
            "date_start": date(2026, 1, 1),
            "date_end": date(2026, 12, 31),
            "limit_mode": "limited",
            "monthly_limit": 10000.0,
            **over,
        }
        agreement = cls.env["hotel.credit.agreement"].sudo().create(vals)
        if signer is not False:
            cls._make_signer(agreement, **signer)
        return agreement.with_env(cls.env)

    @classmethod
    def _make_signer(cls, agreement, **over):
        vals = {
            "agreement_id": agreement.id,
            "name": "Zhang Min",
            "code": "S1",
            "specimen": picture(),
            "valid_from": agreement.date_start,
            **over,
        }
        return cls.env["hotel.credit.signer"].sudo().create(vals).with_env(cls.env)

    @classmethod
    def _charge_values(cls, **values):
        """Return what a till sends for a meal of 100 signed by S1; a value None takes the key away."""
        values = {
            "outlet": "REST",
            "customer": "C0001",
            "signer": "S1",
            "signature_matches": True,
            "amounts": {"food": "100.00"},
            **values,
        }
        return {key: value for key, value in values.items() if value is not None}

    @classmethod
    def _authorise(cls, user=None, **values):
        """D1: authorise as the cashier (or `user`) and return the answer (see `_charge_values`)."""
        return cls.env["hotel.charge"].with_user(user or cls.cashier).authorise(cls._charge_values(**values))

    def _codes(self, answer):
        """Return the codes of the reasons of an answer."""
        return {reason["code"] for reason in answer["reasons"]}
