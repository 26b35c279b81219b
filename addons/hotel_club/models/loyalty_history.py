from odoo import api, models
from odoo.exceptions import UserError


class LoyaltyHistory(models.Model):
    """I13, M2: Odoo's own history of a member's card is written with the club's entries alone."""

    _inherit = "loyalty.history"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_not_of_club()
        return lines

    def write(self, vals):
        self._check_not_of_club()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_of_club(self):
        self._check_not_of_club()

    def _check_not_of_club(self):
        if not self.env.su and self.sudo().card_id._get_club_members():
            raise UserError(self.env._("The history of a member's card is written by the club. Points come from paid business and attended events."))
