from odoo import api, fields, models


class HotelStay(models.Model):
    """A stay of a guest, as the front desk's system tells it: where callbacks after a stay start (I2) and revenue comes from (I1)."""

    _name = "hotel.stay"
    _description = "Stay"
    _order = "departure desc, id desc"
    _rec_name = "reference"
    _check_company_auto = True

    reference = fields.Char("Number", required=True, help="The number in the front desk's system.")
    partner_id = fields.Many2one("res.partner", "Guest", required=True, ondelete="restrict", index=True)
    commercial_partner_id = fields.Many2one(
        "res.partner", "Customer", related="partner_id.commercial_partner_id", store=True, index=True
    )
    company_id = fields.Many2one("res.company", "Hotel", required=True, default=lambda self: self.env.company, index=True)
    room = fields.Char()
    arrival = fields.Datetime(required=True)
    departure = fields.Datetime(required=True, index=True)
    state = fields.Selection(
        [("booked", "Booked"), ("in_house", "In house"), ("departed", "Departed"), ("cancelled", "Cancelled")],
        required=True,
        default="booked",
        index=True,
    )
    user_id = fields.Many2one("res.users", "Salesperson", domain="[('share', '=', False)]")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary("Revenue", help="What the guest paid for the stay; what is charged on account comes with the invoice.")
    on_account = fields.Boolean("Charged on account", help="The revenue is counted with the invoice, not with the stay.")
    plate = fields.Char("Plate number")
    note = fields.Text("Remarks")

    _unique_reference = models.UniqueIndex("(company_id, reference)", "This stay is known already.")
    _order_of_days = models.Constraint("CHECK (departure >= arrival)", "A stay ends after it begins.")

    @api.depends("reference", "partner_id.name", "room")
    def _compute_display_name(self):
        for stay in self:
            stay.display_name = " ".join(filter(None, (stay.reference, stay.partner_id.name, stay.room)))
