from odoo import api, models
from odoo.exceptions import AccessDenied, AccessError, ValidationError

from ..rules.machine_calls import MACHINE_CALLS, may_call


class ResUsers(models.Model):
    """D9: a machine is a user of the integration role: an API key, three methods, no user type, no password, no screen."""

    _inherit = "res.users"

    def _is_machine(self):
        """Return whether this user has the integration role."""
        self.ensure_one()
        return self.has_group("hotel_base.group_integration")

    @api.constrains("group_ids")
    def _check_machine_is_no_person(self):
        """D9: an internal user reads a hundred models; whoever is a machine is nothing else.

        :raise ValidationError: a user has the integration role and another role or a user type
        """
        integration = self.env.ref("hotel_base.group_integration")
        for user in self:
            others = user.all_group_ids - integration
            if integration in user.all_group_ids and others:
                raise ValidationError(
                    self.env._(
                        "%(user)s: the integration role is for machines and stands alone. Take away %(groups)s, or the "
                        "integration role.",
                        user=user.name,
                        groups=", ".join(others.mapped("display_name")),
                    )
                )

    def _rpc_api_keys_only(self):
        """D9: a machine's password, should it have one, opens nothing."""
        return super()._rpc_api_keys_only() or self._is_machine()

    def _check_credentials(self, credential, env):
        """D9: a machine never logs in to the screen.

        :raise AccessDenied: an interactive login of a machine
        """
        if (env or {}).get("interactive", True) and self.env.user._is_machine():
            raise AccessDenied()
        return super()._check_credentials(credential, env)

    def _check_machine_call(self, model, method):
        """D9: refuse a call of a machine that is not on the list; asked by tools/machine_guard.py and ir.http.

        :raise AccessError: (403) a machine calls anything else
        """
        if self.env.user._is_machine() and not may_call(model, method):
            called = f"{model}.{method}" if model and method else self.env._("this address")
            raise AccessError(
                self.env._(
                    "The integration role calls %(allowed)s and nothing else, not %(called)s. Use a person's account for the "
                    "rest.",
                    allowed=", ".join(sorted(f"{name}.{function}" for name, function in MACHINE_CALLS)),
                    called=called,
                )
            )
