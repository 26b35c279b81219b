from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class HotelChargePeriod(models.TransientModel):
    """Choose the slips of a period and get them as XLSX."""

    _name = "hotel.charge.period"
    _description = "Slips of a Period"

    date_from = fields.Date("From", required=True, default=lambda self: self._default_month()[0])
    date_to = fields.Date("To", required=True, default=lambda self: self._default_month()[1], help="This day is included.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    outlet_ids = fields.Many2many("hotel.outlet", string="Outlets", domain="[('company_id', '=', company_id)]", help="None: all.")
    agreement_ids = fields.Many2many(
        "hotel.credit.agreement", string="Agreements", domain="[('company_id', '=', company_id)]", help="None: all."
    )
    with_voided = fields.Boolean("With void slips")
    count = fields.Integer("Slips", compute="_compute_count")

    @api.model
    def _default_month(self):
        today = self.env.company._hotel_today()
        return today.replace(day=1), today

    @api.depends("date_from", "date_to", "company_id", "outlet_ids", "agreement_ids", "with_voided")
    def _compute_count(self):
        for wizard in self:
            wizard.count = self.env["hotel.charge"].search_count(wizard._get_charge_domain())

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for wizard in self:
            if wizard.date_from > wizard.date_to:
                raise ValidationError(
                    self.env._(
                        "The period begins (%(start)s) after it ends (%(end)s). Exchange the two days.",
                        start=wizard.date_from,
                        end=wizard.date_to,
                    )
                )

    def _get_charge_domain(self):
        """Return the domain of the slips of the period."""
        self.ensure_one()
        domain = (
            Domain("company_id", "=", self.company_id.id)
            & Domain("business_date", ">=", self.date_from)
            & Domain("business_date", "<=", self.date_to)
        )
        if self.outlet_ids:
            domain &= Domain("outlet_id", "in", self.outlet_ids.ids)
        if self.agreement_ids:
            domain &= Domain("agreement_id", "in", self.agreement_ids.ids)
        if not self.with_voided:
            domain &= Domain("state", "!=", "voided")
        return domain

    def action_export(self):
        """Return the action that downloads the XLSX."""
        self.ensure_one()
        return self.env.ref("hotel_credit.hotel_charge_xlsx_action").report_action(self, config=False)
