from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

ROLES = (
    "cashier", "sales", "sales_head", "finance", "finance_head", "department_head", "gm", "chairman", "auditor", "hr", "manager",
)  # fmt: skip


class HotelCase(BaseCommon):
    """A hotel in Shanghai with one user a role (`self.users["gm"]`), a plain employee's user (`self.users["nobody"]`),
    and a sister company that has nothing to do with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({
            "name": "Lotus Hotel Shanghai",
            "country_id": cls.env.ref("base.cn").id,
            "currency_id": cls.env.ref("base.CNY").id,
            "hotel_tz": "Asia/Shanghai",
        })
        cls.sister = cls.env["res.company"].create({"name": "Lotus Hotel Hangzhou", "country_id": cls.env.ref("base.cn").id})
        cls.env.ref("base.CNY").active = True
        cls.users = {role: cls._new_user(role, f"hotel_base.group_{role}") for role in ROLES}
        cls.users["nobody"] = cls._new_user("nobody", "base.group_user")
        cls.users["stranger"] = cls._new_user("stranger", "base.group_user", cls.sister)
        cls.company.write({
            "hotel_gm_id": cls.users["gm"].id,
            "hotel_chairman_id": cls.users["chairman"].id,
            "hotel_finance_head_id": cls.users["finance_head"].id,
            "hotel_sales_head_id": cls.users["sales_head"].id,
        })
        cls.env = cls.env(context=dict(cls.env.context, allowed_company_ids=cls.company.ids), su=True)
        cls.env.user.company_ids = [Command.link(cls.company.id), Command.link(cls.sister.id)]
        cls.outlet = cls.env["hotel.outlet"].create({
            "name": "Lobby Bar",
            "code": "BAR",
            "company_id": cls.company.id,
            "cashier_ids": [Command.set(cls.users["cashier"].ids)],
        })

    @classmethod
    def _new_user(cls, role, groups, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=f"test_{role}",
            name=role.replace("_", " ").capitalize(),
            groups=groups,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
