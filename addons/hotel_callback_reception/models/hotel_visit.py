from odoo import fields, models
from odoo.fields import Domain


class HotelVisit(models.Model):
    """K6: the thanks after a visit are a callback of the host, made and recorded like any other."""

    _inherit = "hotel.visit"

    def _plan_thanks(self):
        """K6: plan the callback; the visit's own deadline runs beside it and ends with it.

        Guests of no customer, and customers whose calendar leaves the call out, are thanked by the host as before.
        """
        super()._plan_thanks()
        self.env["hotel.callback"]._plan_many([
            {
                "partner": visit.partner_id,
                "topic": self.env._("Thanks for the visit %(number)s", number=visit.name),
                "date": fields.Datetime.now(),
                "due": visit.thanks_due,
                "owner": visit._get_thanker(),
                "record": visit,
                # Not a routine call: the customer has just been our guest, whoever introduced them.
                "routine": False,
                "named": True,
                "priority": 1,
                "company": visit.company_id,
            }
            for visit in self
            if visit.partner_id
        ])

    def _get_thanker(self):
        """Return who makes the call: the host, else who prepared the visit; of no active user the customer's caller."""
        self.ensure_one()
        users = self.host_id.user_id | self.user_id
        return users.filtered("active")[:1]

    def action_thanked(self, way, note=None):
        """K6: who thanks the guests on another road need not call them as well."""
        result = super().action_thanked(way, note)
        self.env["hotel.callback.topic"].sudo()._take_back(Domain("res_model", "=", self._name) & Domain("res_id", "=", self.id))
        return result
