from odoo import models

from ..rules.handover import PARTIES, missing_parties


class HotelHandover(models.Model):
    """E8: who has to confirm a hand-over, and who has."""

    _inherit = "hotel.handover"

    def _get_party_names(self):
        return {
            "from": self.env._("who hands over"),
            "to": self.env._("who takes over"),
            "head": self.env._("department head"),
            "finance": self.env._("finance"),
            "gm": self.env._("general manager"),
        }

    def _get_party_users(self, party):
        """Return the users (superuser mode) who may confirm for a party."""
        self.ensure_one()
        handover_sudo = self.sudo()
        if party == "from":
            leaver = handover_sudo.employee_id.user_id.filtered("active")
            # Who has left cannot confirm: HR does, and it is seen who did.
            return leaver or self.env.ref("hotel_base.group_hr").sudo().all_user_ids.filtered(
                lambda user: user.active and handover_sudo.company_id in user.company_ids
            )
        users = {
            "to": handover_sudo.to_employee_id.user_id,
            "head": handover_sudo.department_head_id,
            "finance": handover_sudo.company_id.hotel_finance_head_id,
            "gm": handover_sudo.company_id.hotel_gm_id,
        }[party]
        return users.filtered("active")

    def _get_missing(self):
        self.ensure_one()
        return missing_parties({party: self.sudo()[f"{party}_confirmed_at"] for party in PARTIES})

    def _get_own_parties(self):
        """Return the parties that still have to confirm and for which the current user stands."""
        self.ensure_one()
        if self.sudo().state != "confirming":
            return []
        return [party for party in self._get_missing() if self.env.user in self._get_party_users(party)]

    def _get_signatures(self):
        """Return the boxes of the printed form: who confirmed, and when, or an empty box to sign in."""
        self.ensure_one()
        labels = {
            "from": self.env._("Handed over by"),
            "to": self.env._("Taken over by"),
            "head": self.env._("Department head"),
            "finance": self.env._("Finance"),
            "gm": self.env._("General manager"),
        }
        return [
            {
                "label": labels[party],
                "name": self[f"{party}_confirmed_by_id"].sudo().name,
                "date": self[f"{party}_confirmed_at"],
            }
            for party in PARTIES
        ]
