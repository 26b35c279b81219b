from odoo import models

#: Records read and written at a time, so that 100,000 agreements need no more memory than these.
BATCH = 1000


class HotelAgreementXlsx(models.AbstractModel):
    """Agreements with their limits and this month's use (XLSX)."""

    _name = "report.hotel_credit.hotel_agreement_xlsx"
    _inherit = "report.hotel_credit.hotel_xlsx"
    _description = "Agreements with Limits and Use (XLSX)"

    def generate_xlsx_report(self, workbook, data, agreements):
        """Write one sheet: a line an agreement, amounts in the agreement's currency, the month's figures of today."""
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "percent": workbook.add_format({"num_format": "0.0%"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "text": workbook.add_format({"num_format": "@"}),
            "number": workbook.add_format({"num_format": "0"}),
        }
        columns = self._get_columns()
        sheet = workbook.add_worksheet(self.env._("Agreements"))
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(agreements), 1), len(columns) - 1)
        row = 0
        for start in range(0, len(agreements), BATCH):
            batch = agreements[start : start + BATCH]
            for values in self._get_rows(batch):
                row += 1
                for column, ((_heading, _width, kind), value) in enumerate(zip(columns, values, strict=True)):
                    self._write_cell(sheet, row, column, kind, value, formats)
            batch.invalidate_recordset()
        percent = next(column for column, (_heading, _width, kind) in enumerate(columns) if kind == "percent")
        sheet.conditional_format(
            1, percent, max(row, 1), percent, {"type": "data_bar", "bar_color": "#63A5C2", "min_value": 0, "max_value": 1, "min_type": "num", "max_type": "num"}
        )  # fmt: skip

    def _get_columns(self):
        """Return [(heading, width, kind of cell)] in the order of `_get_rows`."""
        return [
            (self.env._("Number"), 14, "text"),
            (self.env._("Customer"), 34, "text"),
            (self.env._("Reference"), 12, "text"),
            (self.env._("Kind"), 16, "text"),
            (self.env._("State"), 12, "text"),
            (self.env._("Salesperson"), 18, "text"),
            (self.env._("First day"), 12, "date"),
            (self.env._("Last day"), 12, "date"),
            (self.env._("Renewal to be filed by"), 12, "date"),
            (self.env._("Limit"), 14, "text"),
            (self.env._("Monthly limit"), 14, "money"),
            (self.env._("Used this month"), 14, "money"),
            (self.env._("Remaining"), 14, "money"),
            (self.env._("Used of the limit"), 12, "percent"),
            (self.env._("Limit runs out on"), 12, "date"),
            (self.env._("Currency"), 9, "text"),
            (self.env._("Outlets"), 28, "text"),
            (self.env._("Valid signers"), 10, "number"),
            (self.env._("Outlets to confirm"), 10, "number"),
            (self.env._("Archive number"), 16, "text"),
            (self.env._("Archive place"), 20, "text"),
        ]

    def _get_rows(self, agreements):
        """Return the values of each agreement; an empty cell is None."""
        labels = {
            name: dict(agreements._fields[name]._description_selection(self.env)) for name in ("kind", "state", "limit_mode")
        }
        rows = []
        for agreement in agreements:
            limited = agreement.limit_mode == "limited"
            rows.append([
                agreement.name,
                agreement.commercial_partner_id.name,
                agreement.partner_id.ref or agreement.commercial_partner_id.ref,
                labels["kind"][agreement.kind],
                labels["state"][agreement.state],
                agreement.user_id.name,
                agreement.date_start,
                agreement.date_end,
                agreement.renewal_due,
                labels["limit_mode"][agreement.limit_mode],
                agreement.monthly_limit if limited else None,
                agreement.month_used,
                agreement.month_remaining if limited else None,
                agreement.month_percent / 100 if limited else None,
                agreement.run_out_on,
                agreement.currency_id.name,
                ", ".join(agreement.outlet_ids.mapped("name")) or self.env._("All outlets"),
                len(agreement.signer_ids.filtered("valid")),
                agreement.unacknowledged_count,
                agreement.archive_number,
                agreement.archive_place,
            ])
        return rows

    def _write_cell(self, sheet, row, column, kind, value, formats):
        if value is None or value is False:
            return
        if kind == "date":
            sheet.write_datetime(row, column, value, formats[kind])
        elif kind in ("money", "percent", "number"):
            sheet.write_number(row, column, value, formats[kind])
        else:
            sheet.write_string(row, column, value, formats[kind])
