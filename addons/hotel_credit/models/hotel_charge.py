from odoo import fields, models


class HotelCharge(models.Model):
    """A charge slip: a light row, unchangeable once authorised (D7), billed in batches (D10)."""

    _name = "hotel.charge"
    _description = "Charge Slip"
    _order = "business_date desc, id desc"

    name = fields.Char("Number", required=True, readonly=True, copy=False, index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    outlet_id = fields.Many2one("hotel.outlet", required=True, readonly=True, ondelete="restrict")
    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, readonly=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one("res.partner", "Firm", required=True, readonly=True, ondelete="restrict")
    salesperson_id = fields.Many2one("res.users", "Responsible on the day", readonly=True, ondelete="restrict")
    signer_id = fields.Many2one("hotel.credit.signer", "Signer", readonly=True, ondelete="restrict")
    signature_matches = fields.Boolean("Signature compared", readonly=True)
    guarantor_approval_id = fields.Many2one(
        "hotel.guarantor.approval", "Guaranteed by approval", readonly=True, ondelete="restrict"
    )
    cashier_id = fields.Many2one("res.users", "Cashier", required=True, readonly=True, ondelete="restrict")
    source = fields.Selection(
        [("screen", "Till"), ("import", "File"), ("api", "Machine")], required=True, readonly=True, default="screen"
    )
    external_ref = fields.Char("External reference", readonly=True)
    business_date = fields.Date(required=True, readonly=True)
    charged_at = fields.Datetime("Authorised at", required=True, readonly=True)
    guest = fields.Char(readonly=True)
    check_number = fields.Char(readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount_rooms = fields.Monetary("Rooms", readonly=True)
    amount_food = fields.Monetary("Food", readonly=True)
    amount_beverage = fields.Monetary("Beverage", readonly=True)
    amount_banquet = fields.Monetary("Banquet", readonly=True)
    amount_other = fields.Monetary("Other", readonly=True)
    amount = fields.Monetary("Total", required=True, readonly=True)
    photo = fields.Binary("Signed slip", attachment=True, readonly=True)
    state = fields.Selection(
        [("authorised", "Authorised"), ("voided", "Voided"), ("billed", "Billed")],
        required=True,
        readonly=True,
        default="authorised",
    )
    voided_by_id = fields.Many2one("res.users", readonly=True)
    voided_at = fields.Datetime(readonly=True)
    void_reason = fields.Char(readonly=True)
    move_id = fields.Many2one("account.move", "Invoice", readonly=True, index="btree_not_null", ondelete="restrict")
    statement_id = fields.Many2one("hotel.statement", readonly=True, index="btree_not_null", ondelete="restrict")

    _unique_external_ref = models.UniqueIndex("(outlet_id, external_ref) WHERE external_ref IS NOT NULL")
    _agreement_date_idx = models.Index("(agreement_id, business_date)")
    _unbilled_idx = models.Index("(agreement_id, business_date) WHERE state = 'authorised'")
    _outlet_date_idx = models.Index("(outlet_id, business_date)")
    _company_date_idx = models.Index("(company_id, business_date)")
    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount of a slip must be positive.")
