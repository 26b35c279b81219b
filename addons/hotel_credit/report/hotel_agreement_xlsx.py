from odoo import models


class HotelAgreementXlsx(models.AbstractModel):
    """Agreements with their limits and this month's use (XLSX)."""

    _name = "report.hotel_credit.hotel_agreement_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Agreements with Limits and Use (XLSX)"

    def generate_xlsx_report(self, workbook, data, agreements):
        """Write one sheet: a line an agreement, amounts in the agreement's currency, the month's figures of today."""
        columns = self._get_columns()
        sheet, last = self._write_list(
            workbook, self._get_formats(workbook), self.env._("Agreements"), columns, agreements, frozen=2
        )
        percent = next(column for column, (_heading, _width, kind, _value) in enumerate(columns) if kind == "percent")
        bar = {"type": "data_bar", "bar_color": "#63A5C2", "min_value": 0, "max_value": 1, "min_type": "num", "max_type": "num"}
        sheet.conditional_format(1, percent, max(last, 1), percent, bar)

    def _get_columns(self):
        kinds, states, modes = (
            dict(self.env["hotel.credit.agreement"]._fields[name]._description_selection(self.env))
            for name in ("kind", "state", "limit_mode")
        )

        def customer_reference(agreement):
            return agreement.partner_id.ref or agreement.commercial_partner_id.ref

        def outlets(agreement):
            return ", ".join(agreement.outlet_ids.mapped("name")) or self.env._("All outlets")

        def of_limit(value):
            """Return the function of a figure that only an agreement with a limit has."""
            return lambda agreement: value(agreement) if agreement.limit_mode == "limited" else None

        return [
            (self.env._("Number"), 14, "text", lambda agreement: agreement.name),
            (self.env._("Customer"), 34, "text", lambda agreement: agreement.commercial_partner_id.name),
            (self.env._("Reference"), 12, "text", customer_reference),
            (self.env._("Kind"), 16, "text", lambda agreement: kinds[agreement.kind]),
            (self.env._("State"), 12, "text", lambda agreement: states[agreement.state]),
            (self.env._("Salesperson"), 18, "text", lambda agreement: agreement.user_id.name),
            (self.env._("First day"), 12, "date", lambda agreement: agreement.date_start),
            (self.env._("Last day"), 12, "date", lambda agreement: agreement.date_end),
            (self.env._("Renewal to be filed by"), 12, "date", lambda agreement: agreement.renewal_due),
            (self.env._("Limit"), 14, "text", lambda agreement: modes[agreement.limit_mode]),
            (self.env._("Monthly limit"), 14, "money", of_limit(lambda agreement: agreement.monthly_limit)),
            (self.env._("Used this month"), 14, "money", lambda agreement: agreement.month_used),
            (self.env._("Remaining"), 14, "money", of_limit(lambda agreement: agreement.month_remaining)),
            (self.env._("Used of the limit"), 12, "percent", of_limit(lambda agreement: agreement.month_percent / 100)),
            (self.env._("Limit runs out on"), 12, "date", lambda agreement: agreement.run_out_on),
            (self.env._("Currency"), 9, "text", lambda agreement: agreement.currency_id.name),
            (self.env._("Outlets"), 28, "text", outlets),
            (self.env._("Valid signers"), 10, "number", lambda agreement: len(agreement.signer_ids.filtered("valid"))),
            (self.env._("Outlets to confirm"), 10, "number", lambda agreement: agreement.unacknowledged_count),
            (self.env._("Archive number"), 16, "text", lambda agreement: agreement.archive_number),
            (self.env._("Archive place"), 20, "text", lambda agreement: agreement.archive_place),
        ]
