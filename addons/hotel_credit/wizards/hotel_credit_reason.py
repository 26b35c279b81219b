from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelCreditReason(models.TransientModel):
    """Asks for the reason of a step that needs one, such as suspending an agreement (C6)."""

    _name = "hotel.credit.reason"
    _description = "Reason for a Step"

    step = fields.Selection("_get_steps", required=True, readonly=True)
    res_id = fields.Integer(required=True, readonly=True)
    reason = fields.Text(required=True)

    @api.model
    def _get_methods(self):
        """Return {step: (model, public method that takes a reason, label)}: what this dialog may call.

        The methods check for themselves who may take the step.
        """
        return {
            "agreement_suspend": ("hotel.credit.agreement", "action_suspend", self.env._("Suspend")),
            "agreement_lift": ("hotel.credit.agreement", "action_lift", self.env._("Lift the suspension")),
            "agreement_terminate": ("hotel.credit.agreement", "action_terminate", self.env._("Terminate")),
        }

    @api.model
    def _get_steps(self):
        return [(step, label) for step, (_model, _method, label) in self._get_methods().items()]

    @api.model
    def _open(self, step, record):
        """Return the action that asks for the reason of `step` on `record`."""
        return {
            "type": "ir.actions.act_window",
            "name": self._get_methods()[step][2],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_step": step, "default_res_id": record.id},
        }

    def action_confirm(self):
        """Take the step with the reason."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason."))
        model, method, _label = self._get_methods()[self.step]
        getattr(self.env[model].browse(self.res_id), method)(reason)
        return {"type": "ir.actions.act_window_close"}
