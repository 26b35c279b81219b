from unittest.mock import patch

from .common import HotelCase


class HandoverCase(HotelCase):
    """The mechanism, on a made-up responsibility: the policy reviews that an employee's user owns."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        department = cls.env["hr.department"].create
        employee = cls.env["hr.employee"].create
        cls.head = employee({"name": "Head", "user_id": cls.users["sales_head"].id, "company_id": cls.company.id})
        cls.sales = department({"name": "Sales", "company_id": cls.company.id, "manager_id": cls.head.id})
        cls.rooms = department({"name": "Rooms", "company_id": cls.company.id})
        cls.job = cls.env["hr.job"].create({"name": "Salesperson", "company_id": cls.company.id})
        cls.other_job = cls.env["hr.job"].create({"name": "Receptionist", "company_id": cls.company.id})
        cls.leaver_user = cls._new_user("leaver", "hotel_base.group_sales")
        cls.leaver = employee({
            "name": "Lin Leaver",
            "user_id": cls.leaver_user.id,
            "company_id": cls.company.id,
            "department_id": cls.sales.id,
            "job_id": cls.job.id,
            "date_version": "2020-01-01",
        })
        cls.successor = employee({
            "name": "Su Successor",
            "user_id": cls.users["sales"].id,
            "company_id": cls.company.id,
            "department_id": cls.sales.id,
            "date_version": "2020-01-01",
        })
        cls.reviews = cls.env["hotel.policy.review"].create([
            {"name": f"Agreement {number}", "owner_id": cls.leaver_user.id, "company_id": cls.company.id} for number in (1, 2)
        ])

        def responsibilities(employees):
            found = employees.env["hotel.policy.review"].sudo().search([("owner_id", "in", employees.user_id.ids)])
            return [
                {"record": review, "kind": "owner", "name": review.name, "user_field": "owner_id"} for review in found
            ]

        cls.startClassPatcher(
            patch.object(cls.env.registry["hr.employee"], "_hotel_responsibilities", responsibilities, create=True)
        )

    def _new_handover(self, user="hr", **values):
        return (
            self.env["hotel.handover"]
            .with_user(self.users[user])
            .with_company(self.company)
            .create({"employee_id": self.leaver.id, "to_employee_id": self.successor.id, **values})
        )

    def _confirm(self, handover, *users):
        for user in users:
            handover.with_user(user).with_company(self.company).action_confirm()

    def _hand_over(self, **values):
        handover = self._new_handover(**values)
        handover.action_submit()
        roles = (self.users[role] for role in ("sales", "sales_head", "finance_head", "gm"))
        self._confirm(handover, self.leaver_user, *roles)
        return handover
