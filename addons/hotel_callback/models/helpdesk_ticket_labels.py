from odoo import api, fields, models
from odoo.exceptions import AccessError


class HelpdeskTicket(models.Model):
    """What comes from helpdesk_mgmt, in the words of a hotel (M4).

    The rest of that addon's words has its Chinese in i18n_extra, which Odoo reads with our own.
    """

    _inherit = "helpdesk.ticket"

    # Labels that equal the names are given all the same, for the helpdesk's would stay.
    # pylint: disable=attribute-string-redundant
    number = fields.Char("Number")
    name = fields.Char("What about")
    partner_id = fields.Many2one(string="Customer")
    commercial_partner_id = fields.Many2one(string="Firm")
    partner_name = fields.Char("Name as given")
    partner_email = fields.Char("E-mail address")
    category_id = fields.Many2one(string="Subject")
    channel_id = fields.Many2one(string="Channel", help="How the complaint came in.")
    user_id = fields.Many2one(string="Responsible")
    duplicate_id = fields.Many2one(string="Part of")
    duplicate_ids = fields.One2many(string="Merged into it")

    @api.depends("number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """A complaint that is not stored yet has neither number nor words."""
        new = self.filtered(lambda ticket: not ticket.id)
        new.display_name = self.env._("New complaint")
        super(HelpdeskTicket, self - new)._compute_display_name()

    def assign_to_me(self):
        """Take a complaint over, as a member of its team."""
        self.ensure_one()
        if self.team_id and self.env.user not in self.team_id.user_ids:
            raise AccessError(
                self.env._(
                    "%(complaint)s is with the team %(team)s, to which you do not belong. Ask the service manager to assign it.",
                    complaint=self.display_name, team=self.team_id.name,
                )
            )  # fmt: skip
        return super().assign_to_me()
