from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class HotelEventScale(models.Model):
    """H15: which share of an order's amount is kept when an event is cancelled so many days ahead; with a start date (M6)."""

    _name = "hotel.event.scale"
    _description = "Scale of Cancelling Events"
    _inherit = ["mail.thread"]
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, ondelete="cascade", help="Empty: all companies without one of their own.")
    date_from = fields.Date("For orders from", required=True, tracking=True)
    step_ids = fields.One2many("hotel.event.scale.step", "scale_id", "Steps", copy=True)

    @api.model
    def _get_scale(self, company, day):
        """Return the scale for what was ordered on `day`: the company's own before the common one, the latest first."""
        domain = Domain("date_from", "<=", day) & Domain("company_id", "in", (company.id, False))
        scales = self.with_context(active_test=False).search(domain)
        return scales.filtered(lambda scale: scale.company_id)[:1] or scales[:1]

    def _get_steps(self):
        """Return [(days, per cent)] for `rules.event_deposit.kept`; days None: any day."""
        return [
            (step.days if step.mode == "days" else None, Decimal(repr(step.percent))) for step in self.step_ids
        ]

    @api.constrains("step_ids")
    def _check_steps(self):
        for scale in self:
            if not scale.step_ids:
                raise ValidationError(self.env._("%s: enter at least one step.", scale.name))

    def write(self, vals):
        if vals.keys() - {"name", "active", "message_follower_ids", "message_ids"}:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self._check_unused()

    def _check_unused(self):
        """M6: what somebody ordered under stays as it is."""
        for scale in self:
            orders_sudo = self.env["hotel.event.order"].sudo()
            companies = [("company_id", "=", scale.company_id.id)] if scale.company_id else []
            if scale.id and orders_sudo.search_count([("ordered_at", ">=", scale.date_from), *companies], limit=1):
                raise UserError(
                    self.env._(
                        "%s: events were ordered under it, so it stays as it is. Make a new scale with a later start.", scale.name
                    )
                )


class HotelEventScaleStep(models.Model):
    """Up to so many days before the event, such a share is kept."""

    _name = "hotel.event.scale.step"
    _description = "Step of the Scale of Cancelling"
    _order = "scale_id, mode desc, days, id"

    scale_id = fields.Many2one("hotel.event.scale", required=True, index=True, ondelete="cascade")
    mode = fields.Selection(
        [("days", "Up to days before the event"), ("any", "Any earlier day")], "When", required=True, default="days"
    )
    days = fields.Integer("Days before the event")
    percent = fields.Float("Kept (%)", required=True, digits=(5, 2), help="Of the order's amount, tax included.")

    _percent_range = models.Constraint("CHECK (percent BETWEEN 0 AND 100)", "What is kept is 0 to 100 % of the order.")
    _days_not_negative = models.Constraint("CHECK (COALESCE(days, 0) >= 0)", "Days before the event are 0 or more.")
    _one_step_a_day = models.UniqueIndex("(scale_id, mode, days)", "The scale has this step already.")

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.scale_id._check_unused()
        return steps

    def write(self, vals):
        self.scale_id._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self.scale_id._check_unused()
