from odoo import api, models
from odoo.exceptions import UserError

#: What makes a card the member's own; the points are watched apart.
OWN = {"partner_id", "program_id", "active", "expiration_date"}


class LoyaltyCard(models.Model):
    """I13: the card of a member carries what the club has booked, and nothing else."""

    _inherit = "loyalty.card"

    def write(self, vals):
        if not self.env.su and OWN & vals.keys():
            members = self._get_club_members()
            if members:
                raise UserError(
                    self.env._("These cards belong to members of the club and stay as they are: %(members)s.", members=self._club_names(members))
                )
        return super().write(vals)

    @api.constrains("points")
    def _check_club_points(self):
        """I13: on every road, other addons' code included, a member's card holds the points of the club's own history."""
        wrong = self._get_club_members().filtered(lambda member: member.card_id.points != member.points)
        if wrong:
            raise UserError(
                self.env._(
                    "The points of a member of the club come from paid business and attended events and go by redemption or expiry; "
                    "they are not written on the card: %(members)s.",
                    members=self._club_names(wrong),
                )
            )

    def _get_club_members(self):
        """Return the members whose cards these are, in superuser mode."""
        return self.env["hotel.club.member"].sudo().search([("card_id", "in", self.ids)])

    @api.model
    def _club_names(self, members):
        return ", ".join(members.mapped("display_name"))
