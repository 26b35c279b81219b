from odoo.addons.hotel_base.tests.common import HotelCase

NOW = "2026-11-20 02:00:00"


class ClubCase(HotelCase):
    """A club with three tiers (0, 100, 500 points) whose points live 12 months, and a member."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hotel.club.tier"].search([]).active = False
        tiers = cls.env["hotel.club.tier"].create([
            {"name": "Silver", "threshold": 0}, {"name": "Gold", "threshold": 100, "factor": 1.5}, {"name": "Platinum", "threshold": 500, "factor": 2},
        ])  # fmt: skip
        cls.silver, cls.gold, cls.platinum = tiers
        cls.policy = cls.env["hotel.club.policy"].create({
            "name": "Club of the tests", "company_id": cls.company.id, "date_from": "2020-01-01", "currency_id": cls.env.ref("base.CNY").id,
            "amount_per_point": 10, "expiry_months": 12, "program_id": cls.env.ref("hotel_club.program").id,
        })  # fmt: skip
        cls.breakfast = cls.env.ref("hotel_club.reward_breakfast")
        cls.breakfast.required_points = 60
        cls.guest = cls.env["res.partner"].create({"name": "Li Na"})

    def _as(self, record, role):
        """Return `record` with nothing but the rights of the role's user."""
        user = self.users[role]
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _member(self, partner=None, **vals):
        return self._as(self.env["hotel.club.member"], "sales").create({"partner_id": (partner or self.guest).id, "company_id": self.company.id, **vals}).sudo()

    def _earn(self, member, points, kind="business"):
        """Book points for a source of its own."""
        return member._earn(kind, f"{points} points", points, self.env["res.partner"].create({"name": "Source"}))
