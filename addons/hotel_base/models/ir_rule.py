from odoo import api, models
from odoo.fields import Domain


class IrRule(models.Model):
    """A dialog belongs to who opened it: nobody reads, fills in or confirms another's."""

    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        model = self.env[model_name]
        if model._transient and model._original_module.startswith("hotel_"):
            domain = (domain & Domain("create_uid", "=", self.env.uid)).optimize(model)
        return domain
