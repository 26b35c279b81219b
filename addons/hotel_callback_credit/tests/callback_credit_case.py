from datetime import date

from odoo.addons.hotel_callback.tests.common_callback import HotelCallbackCommon
from odoo.addons.hotel_credit.tests.common_collection import CollectionCommon


class CallbackCreditCase(CollectionCommon):
    """The hotel of the tests of collection, whose firm is called by `sales`: February's and March's bills are out."""

    _plan = HotelCallbackCommon.__dict__["_plan"]
    _rule = HotelCallbackCommon.__dict__["_rule"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firm.with_context(hotel_verification="Called back").write({"phone": "+86 21 6000 0000", "hotel_caller_id": cls.sales.id, "tz": False})

    def _switch_on(self, regulation):
        """Switch a regulation on as the sales head does, with rules that were in force all the year."""
        self.env.ref(regulation).with_user(self.sales_head).with_company(self.company).action_switch_on()
        rules = self.env["hotel.callback.rule"].sudo().search([("company_id", "=", self.company.id), ("template", "=", False)])
        rules.date_start = date(2026, 1, 1)
        return rules

    def _reasons(self, code, states=("planned",)):
        """Return the reasons that a rule of the credit regulation found, by the rule's XML id."""
        name = self.env.ref(f"hotel_callback_credit.rule_{code}").name
        return self.env["hotel.callback.topic"].sudo().search([
            ("company_id", "=", self.company.id), ("rule_id.name", "=", name), ("state", "in", states),
        ])  # fmt: skip
