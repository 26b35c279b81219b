from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HotelMachineKey(models.TransientModel):
    """D9: an API key for a machine, which cannot log in to make one itself. Shown once."""

    _name = "hotel.machine.key"
    _description = "API Key for a Machine"

    user_id = fields.Many2one(
        "res.users",
        "Machine",
        required=True,
        domain=lambda self: [("all_group_ids", "in", self.env.ref("hotel_base.group_integration").ids)],
        help="A user of the integration role.",
    )
    name = fields.Char("What for", required=True, help="For example: point of sale of the restaurant.")
    days = fields.Integer("Valid for (days)", required=True, default=365)

    _days_positive = models.Constraint("CHECK (days > 0)", "A key is valid for at least one day.")

    @api.constrains("user_id")
    def _check_machine(self):
        """D9: keys are made for machines only, never for another person.

        :raise UserError: the user has not the integration role
        """
        for wizard in self:
            if not wizard.user_id.sudo()._is_machine():
                raise UserError(
                    self.env._(
                        "Machine: %(user)s is a person, who makes API keys in the own preferences. Choose a user of the "
                        "integration role.",
                        user=wizard.user_id.name,
                    )
                )

    def action_make(self):
        """Make the key and show it, once; it is stored as a hash only.

        :raise AccessError: the caller is no manager
        :raise ValidationError: longer than the role allows (365 days)
        """
        self.ensure_one()
        if not self.env.user.has_group("hotel_base.group_manager"):
            raise AccessError(self.env._("API keys of machines are made by the manager of the settings."))
        self._check_machine()
        # The key is made as the machine itself: its role sets how long it may be valid.
        keys = self.env["res.users.apikeys"].with_user(self.user_id)
        key = keys._generate(None, self.name, fields.Datetime.now() + timedelta(days=self.days))
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.users.apikeys.show",
            "name": self.env._("API key of %(machine)s", machine=self.user_id.name),
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_key": key},
        }
