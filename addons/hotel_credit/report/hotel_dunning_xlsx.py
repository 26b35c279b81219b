from odoo import models

#: Notices read and written at a time, so that 100,000 need no more memory than these.
BATCH = 1000


class HotelDunningXlsx(models.AbstractModel):
    """The dunning notices that were chosen, a line an invoice (XLSX)."""

    _name = "report.hotel_credit.hotel_dunning_xlsx"
    _inherit = "report.hotel_credit.hotel_xlsx"
    _description = "Dunning Notices (XLSX)"

    def generate_xlsx_report(self, workbook, data, notices):
        """Write one sheet; amounts in the notice's currency, totals as formulas for each currency."""
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "text": workbook.add_format({"num_format": "@"}),
            "number": workbook.add_format({"num_format": "0"}),
            "total": workbook.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
            "total_text": workbook.add_format({"bold": True, "top": 1}),
        }
        columns = self._get_columns()
        sheet = workbook.add_worksheet(self.env._("Dunning notices"))
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 2)
        row, currencies = 0, {}
        for start in range(0, len(notices), BATCH):
            batch = notices[start : start + BATCH]
            for notice in batch:
                currencies[notice.currency_id.name] = True
                for line in notice.line_ids.sorted("due_date"):
                    row += 1
                    for column, ((_heading, _width, kind), value) in enumerate(
                        zip(columns, self._get_row(notice, line), strict=True)
                    ):
                        self._write_cell(sheet, row, column, kind, value, formats)
            batch.invalidate_recordset()
        sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
        money = [column for column, (_heading, _width, kind) in enumerate(columns) if kind == "money"]
        for number, currency in enumerate(sorted(currencies)):
            total = row + 2 + number
            sheet.write_string(total, money[0] - 1, currency, formats["total_text"])
            for column in money:
                letter, key = chr(ord("A") + column), chr(ord("A") + money[0] - 1)
                sheet.write_formula(
                    total,
                    column,
                    f'=SUMIF({key}2:{key}{row + 1},"{currency}",{letter}2:{letter}{row + 1})',
                    formats["total"],
                )

    def _get_columns(self):
        """Return [(heading, width, kind of cell)] in the order of `_get_row`."""
        env = self.env
        return [
            (env._("Notice"), 14, "text"),
            (env._("Customer"), 32, "text"),
            (env._("Agreement"), 14, "text"),
            (env._("Due on"), 12, "date"),
            (env._("Issued on"), 12, "date"),
            (env._("Issued late by (days)"), 8, "number"),
            (env._("How often"), 8, "number"),
            (env._("Invoice"), 20, "text"),
            (env._("Was due"), 12, "date"),
            (env._("Days overdue"), 10, "number"),
            (env._("Currency"), 9, "text"),
            (env._("Amount named"), 14, "money"),
            (env._("Open now"), 14, "money"),
            (env._("Paid on"), 12, "date"),
            (env._("State"), 16, "text"),
            (env._("Addressed to"), 26, "text"),
            (env._("Responded"), 26, "text"),
        ]

    def _get_row(self, notice, line):
        states = dict(notice._fields["state"]._description_selection(self.env))
        responses = notice.response_ids
        return [
            notice.name,
            notice.partner_id.sudo().commercial_partner_id.name,
            notice._get_source_name(),
            notice.due_on,
            notice.issued_on,
            notice.late_days,
            notice.count,
            line.invoice,
            line.due_date,
            line.overdue_days,
            notice.currency_id.name,
            line.amount,
            line.open_amount,
            line.settled_on or None,
            states[notice.state],
            ", ".join(responses.user_id.mapped("name")),
            ", ".join(responses.filtered("responded_at").user_id.mapped("name")),
        ]

    def _write_cell(self, sheet, row, column, kind, value, formats):
        if value is None or value is False:
            return
        if kind == "date":
            sheet.write_datetime(row, column, value, formats[kind])
        elif kind in ("money", "number"):
            sheet.write_number(row, column, value, formats[kind])
        else:
            sheet.write_string(row, column, value, formats[kind])
