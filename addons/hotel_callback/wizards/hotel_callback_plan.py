from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.hotel_callback import WAYS


class HotelCallbackPlan(models.TransientModel):
    """Plan a callback by hand; the customer's calendar counts as for any other."""

    _name = "hotel.callback.plan"
    _description = "Plan a Callback"

    partner_id = fields.Many2one("res.partner", "Customer", required=True)
    topic = fields.Char("About", required=True)
    date = fields.Date("From", required=True, default=lambda self: self.env.company._hotel_today())
    due = fields.Date("Until")
    way = fields.Selection(WAYS, required=True, default="phone")
    owner_id = fields.Many2one("res.users", "Made by", domain="[('share', '=', False)]", default=lambda self: self.env.user)
    script_id = fields.Many2one("survey.survey")

    @api.constrains("date", "due")
    def _check_days(self):
        for plan in self:
            if plan.due and plan.due < plan.date:
                raise UserError(self.env._("Until lies before From: correct the days."))

    def action_plan(self):
        """Plan it, and open the callback; when the calendar leaves it out, say why.

        :raise AccessError: for others' callbacks, unless one leads the callers
        """
        self.ensure_one()
        callbacks = self.env["hotel.callback"]
        if not self.env.user.has_group("hotel_base.group_sales"):
            raise AccessError(self.env._("Callbacks are planned by sales."))
        if self.owner_id != self.env.user and not callbacks._is_head():
            raise AccessError(self.env._("The sales head plans callbacks for others."))
        topics = callbacks._plan_many([
            {
                "partner": self.partner_id, "topic": self.topic, "date": self.date, "due": self.due or None, "way": self.way,
                "owner": self.owner_id, "script": self.script_id, "routine": False, "named": True,
            }
        ])  # fmt: skip
        if not topics.callback_id:
            reasons = dict(topics._fields["left_out_reason"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(customer)s cannot be planned: %(why)s.", customer=self.partner_id.name, why=reasons.get(topics.sudo().left_out_reason, "")
                )
            )
        return {"type": "ir.actions.act_window", "res_model": "hotel.callback", "res_id": topics.sudo().callback_id.id, "views": [(False, "form")]}
