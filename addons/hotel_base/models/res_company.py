from odoo import fields, models

from odoo.addons.base.models.res_partner import _tz_get

from ..rules import business_day


class ResCompany(models.Model):
    _inherit = "res.company"

    hotel_tz = fields.Selection(
        _tz_get,
        string="Hotel time zone",
        required=True,
        default="Asia/Shanghai",
        help="Dates that count (deadlines, business days, due days) are dates in this time zone.",
    )
    hotel_gm_id = fields.Many2one("res.users", "General manager", domain="[('share', '=', False)]")
    hotel_chairman_id = fields.Many2one("res.users", "Chairman", domain="[('share', '=', False)]")
    hotel_finance_head_id = fields.Many2one("res.users", "Finance head", domain="[('share', '=', False)]")
    hotel_sales_head_id = fields.Many2one("res.users", "Sales head", domain="[('share', '=', False)]")
    hotel_day_end_hour = fields.Float(
        "End of the business day",
        default=6.0,
        help="Local hour at which an outlet's business day ends, unless the outlet has an hour of its own. "
        "A slip before it belongs to the day before.",
    )
    hotel_holidays_entered_until = fields.Integer(
        "Holiday lists entered up to",
        help="Last year whose official list of holidays and make-up working days was entered by hand as exceptions. "
        "For these years nobody is told any more that the list is missing.",
    )

    _hotel_day_end_hour_range = models.Constraint(
        "CHECK (hotel_day_end_hour >= 0 AND hotel_day_end_hour < 24)",
        "The end of the business day is an hour between 00:00 and 23:59.",
    )

    def _hotel_today(self):
        """Return today's date in the hotel's time zone."""
        self.ensure_one()
        return self._hotel_local(fields.Datetime.now()).date()

    def _hotel_local(self, instant):
        """Return a naive UTC instant as naive local time of the hotel."""
        self.ensure_one()
        return business_day.to_local(instant, self.hotel_tz)

    def _hotel_utc(self, local):
        """Return a naive local time of the hotel as a naive UTC instant."""
        self.ensure_one()
        return business_day.to_utc(local, self.hotel_tz)

    def _hotel_persons(self):
        """Return the users that stand in the company's settings, by key: gm, chairman, finance_head, sales_head."""
        self.ensure_one()
        return {key: self[f"hotel_{key}_id"] for key in ("gm", "chairman", "finance_head", "sales_head")}
