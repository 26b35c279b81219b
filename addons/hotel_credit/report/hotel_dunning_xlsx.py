from xlsxwriter.utility import xl_col_to_name

from odoo import models


class HotelDunningXlsx(models.AbstractModel):
    """The dunning notices that were chosen, a line an invoice (XLSX)."""

    _name = "report.hotel_credit.hotel_dunning_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Dunning Notices (XLSX)"

    def generate_xlsx_report(self, workbook, data, notices):
        """Write one sheet; amounts in the notice's currency, totals as formulas for each currency."""
        formats = self._get_formats(workbook)
        columns = self._get_columns()
        lines = self.env["hotel.dunning.line"].concat(*(notice.line_ids.sorted("due_date") for notice in notices))
        currencies = sorted(set(notices.currency_id.mapped("name")))
        sheet, last = self._write_list(workbook, formats, self.env._("Dunning notices"), columns, lines, frozen=2)
        money = [column for column, (_heading, _width, kind, _value) in enumerate(columns) if kind == "money"]
        key = xl_col_to_name(money[0] - 1)
        for row, currency in enumerate(currencies, last + 2):
            sheet.write_string(row, money[0] - 1, currency, formats["total_text"])
            for column in money:
                name = xl_col_to_name(column)
                formula = f'=SUMIF({key}2:{key}{last + 1},"{currency}",{name}2:{name}{last + 1})'
                sheet.write_formula(row, column, formula, formats["total_money"])

    def _get_columns(self):
        env = self.env
        states = dict(env["hotel.dunning.notice"]._fields["state"]._description_selection(env))

        def customer(line):
            return line.notice_id.partner_id.sudo().commercial_partner_id.name

        def names(users):
            return ", ".join(users.mapped("name"))

        def responded(line):
            return names(line.notice_id.response_ids.filtered("responded_at").user_id)

        return [
            (env._("Notice"), 14, "text", lambda line: line.notice_id.name),
            (env._("Customer"), 32, "text", customer),
            (env._("Agreement"), 14, "text", lambda line: line.notice_id._get_source_name()),
            (env._("Due on"), 12, "date", lambda line: line.notice_id.due_on),
            (env._("Issued on"), 12, "date", lambda line: line.notice_id.issued_on),
            (env._("Issued late by (days)"), 8, "number", lambda line: line.notice_id.late_days),
            (env._("How often"), 8, "number", lambda line: line.notice_id.count),
            (env._("Invoice"), 20, "text", lambda line: line.invoice),
            (env._("Was due"), 12, "date", lambda line: line.due_date),
            (env._("Days overdue"), 10, "number", lambda line: line.overdue_days),
            (env._("Currency"), 9, "text", lambda line: line.notice_id.currency_id.name),
            (env._("Amount named"), 14, "money", lambda line: line.amount),
            (env._("Open now"), 14, "money", lambda line: line.open_amount),
            (env._("Paid on"), 12, "date", lambda line: line.settled_on),
            (env._("State"), 16, "text", lambda line: states[line.notice_id.state]),
            (env._("Addressed to"), 26, "text", lambda line: names(line.notice_id.response_ids.user_id)),
            (env._("Responded"), 26, "text", responded),
        ]
