from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelCallbackDate(models.Model):
    """I2: first and last day of an agreement are dates of the customer, kept by the agreement itself."""

    _name = "hotel.callback.date"
    _inherit = ["hotel.callback.date", "hotel.protected.mixin"]

    agreement_id = fields.Many2one(
        "hotel.credit.agreement", "From agreement", readonly=True, copy=False, ondelete="cascade", index="btree_not_null"
    )

    _server_fields = frozenset({"agreement_id"})

    _one_of_agreement = models.UniqueIndex("(agreement_id, kind_id) WHERE agreement_id IS NOT NULL")

    def write(self, vals):
        self._check_not_of_agreement()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_of_agreement(self):
        self._check_not_of_agreement()

    def _check_not_of_agreement(self):
        kept = self.filtered("agreement_id") if not self.env.su else self.browse()
        if kept:
            raise UserError(
                self.env._(
                    "These dates come from agreements and follow them: %(agreements)s. Change the agreement.",
                    agreements=", ".join(kept.sudo().agreement_id.mapped("name")),
                )
            )
