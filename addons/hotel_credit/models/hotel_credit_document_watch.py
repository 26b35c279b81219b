from odoo import api, fields, models


class HotelCreditDocumentWatch(models.Model):
    """A8: a document is watched while its agreement runs; a new copy is looked at as soon as it is there."""

    _inherit = "hotel.credit.document"

    asked_on = fields.Date("New copy asked for", readonly=True, copy=False)

    _server_fields = frozenset({"asked_on"})

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._watch_again()
        return documents

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"has_file", "expires_on", "type_id"}:
            self._watch_again()
        return result

    def _watch_again(self):
        """A8: a suspension for want of this copy is lifted at once."""
        agreements_sudo = self.sudo().agreement_id.filtered(lambda agreement: agreement.state == "suspended")
        current = agreements_sudo._get_current_documents() if agreements_sudo else {}
        for agreement in agreements_sudo:
            agreement._watch_own_documents(list(current[agreement.id].values()))
