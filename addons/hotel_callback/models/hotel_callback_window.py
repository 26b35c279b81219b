from odoo import api, fields, models


class HotelCallbackWindow(models.Model):
    """I4: hours in which calls are made: the hotel's, or a customer's own instead of them."""

    _name = "hotel.callback.window"
    _description = "Call Window"
    _order = "weekday, hour_from, id"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", "Hotel", ondelete="cascade", index=True)
    partner_id = fields.Many2one("res.partner", "Customer", ondelete="cascade", index="btree_not_null")
    weekday = fields.Selection(
        [
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        help="Empty: every working day.",
    )
    hour_from = fields.Float("From", required=True, default=10.0, help="In the customer's time zone.")
    hour_to = fields.Float("To", required=True, default=11.0 + 40 / 60)

    _hours = models.Constraint(
        "CHECK (hour_from >= 0 AND hour_to <= 24 AND hour_from < hour_to)",
        "A call window begins before it ends, between 00:00 and 24:00.",
    )
    _one_owner = models.Constraint(
        "CHECK ((company_id IS NULL) <> (partner_id IS NULL))", "A call window belongs to a hotel or to a customer, not to both."
    )

    @api.depends("weekday", "hour_from", "hour_to")
    def _compute_display_name(self):
        days = dict(self._fields["weekday"]._description_selection(self.env))
        for window in self:
            hours = f"{_clock(window.hour_from)}-{_clock(window.hour_to)}"
            window.display_name = f"{days[window.weekday]} {hours}" if window.weekday else hours

    @api.model_create_multi
    def create(self, vals_list):
        windows = super().create(vals_list)
        windows._replan()
        return windows

    def write(self, vals):
        result = super().write(vals)
        self._replan()
        return result

    def _replan(self):
        """A customer's own windows move the calls that are planned; the hotel's count for what is planned from now on."""
        if self.partner_id:
            self.env["hotel.callback"].sudo()._replan_customers(self.partner_id.commercial_partner_id)


def _clock(hour):
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
