from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelContactChange(models.Model):
    """An old and a new value of a customer's contact data, and how the identity was verified (C8). Nobody changes it."""

    _name = "hotel.contact.change"
    _description = "Change of Contact Data"
    _inherit = ["hotel.protected.mixin"]
    _order = "changed_at desc, id desc"
    _rec_name = "field_label"

    partner_id = fields.Many2one("res.partner", "Contact", readonly=True, index=True, ondelete="set null")
    partner_name = fields.Char("Contact's name", readonly=True)
    commercial_partner_id = fields.Many2one("res.partner", "Firm", readonly=True, index=True, ondelete="restrict")
    field_name = fields.Char("Field", required=True, readonly=True)
    field_label = fields.Char("What", required=True, readonly=True)
    old_value = fields.Char("Old value", readonly=True)
    new_value = fields.Char("New value", readonly=True)
    source = fields.Selection(
        [("staff", "Staff"), ("customer", "The customer"), ("system", "System")], "By", required=True, readonly=True
    )
    verification = fields.Char("How the identity was verified", readonly=True)
    user_id = fields.Many2one("res.users", "Changed by", required=True, readonly=True, ondelete="restrict")
    changed_at = fields.Datetime("Changed", required=True, readonly=True, default=fields.Datetime.now)

    _server_fields = frozenset({
        "partner_id", "partner_name", "commercial_partner_id", "field_name", "field_label", "old_value", "new_value",
        "source", "verification", "user_id", "changed_at",
    })  # fmt: skip

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Changes of contact data are kept (C8)."))
