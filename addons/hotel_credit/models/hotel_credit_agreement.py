from odoo import fields, models


class HotelCreditAgreement(models.Model):
    """A customer firm's right to charge on account, under a monthly limit, between two dates (C1-C7)."""

    _name = "hotel.credit.agreement"
    _description = "Credit Agreement"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    kind = fields.Selection(
        [("standard", "Standard"), ("special", "Special organisation")], required=True, default="standard"
    )
    state = fields.Selection(
        [
            ("to_sign", "To sign"),
            ("active", "Active"),
            ("suspended", "Suspended"),
            ("expired", "Expired"),
            ("terminated", "Terminated"),
        ],
        required=True,
        default="to_sign",
        index=True,
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one("res.currency", required=True)
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", store=True, index=True, string="Firm"
    )
    user_id = fields.Many2one("res.users", "Responsible salesperson", required=True, tracking=True)
    date_start = fields.Date("First day", required=True, tracking=True)
    date_end = fields.Date("Last day", required=True, tracking=True, help="The last day itself is valid.")
    terminated_on = fields.Date("Terminated from", copy=False, tracking=True)
    limit_mode = fields.Selection(
        [("limited", "Monthly limit"), ("unlimited", "No limit")], required=True, default="limited", tracking=True
    )
    monthly_limit = fields.Monetary("Monthly limit", tracking=True)
    outlet_ids = fields.Many2many("hotel.outlet", string="Outlets", help="Where the customer may charge; none = all.")
    overdue_policy = fields.Selection(
        [("refuse", "Refuse"), ("warn", "Warn"), ("ignore", "Ignore")], required=True, default="warn"
    )
    signer_ids = fields.One2many("hotel.credit.signer", "agreement_id", "Authorised signers")
