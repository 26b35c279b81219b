from odoo import models


class StatementListXlsx(models.AbstractModel):
    """F2: a list of statements with what became of them (XLSX): the unconfirmed, the late, those in dispute."""

    _name = "report.hotel_credit.statement_list_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "List of Statements (XLSX)"

    def generate_xlsx_report(self, workbook, data, statements):
        """Write one sheet: a line a statement, amounts in the statement's currency, totals when there is only one."""
        totals = ("money",) if len(statements.currency_id) == 1 else ()
        self._write_list(
            workbook, self._get_formats(workbook), self.env._("Statements"), self._get_columns(), statements, frozen=3, totals=totals
        )

    def _get_columns(self):
        states = dict(self.env["hotel.statement"]._fields["state"]._description_selection(self.env))

        def sent_on(statement):
            return statement.sent_at and statement.company_id._hotel_local(statement.sent_at)

        return [
            (self.env._("Number"), 16, "text", lambda statement: statement.name),
            (self.env._("Month"), 11, "date", lambda statement: statement.month),
            (self.env._("Customer"), 34, "text", lambda statement: statement.commercial_partner_id.name),
            (self.env._("Agreement"), 14, "text", lambda statement: statement.agreement_id.name),
            (self.env._("Responsible salesperson"), 18, "text", lambda statement: statement.user_id.name),
            (self.env._("Charged"), 14, "money", lambda statement: statement.charged),
            (self.env._("Closing balance"), 14, "money", lambda statement: statement.closing),
            (self.env._("Open now"), 14, "money", lambda statement: statement.residual),
            (self.env._("In dispute"), 14, "money", lambda statement: statement.disputed_amount),
            (self.env._("Currency"), 9, "text", lambda statement: statement.currency_id.name),
            (self.env._("State"), 12, "text", lambda statement: states[statement.state]),
            (self.env._("Late"), 8, "text", lambda statement: statement.late and self.env._("Late")),
            (self.env._("Sent on"), 12, "date", sent_on),
            (self.env._("Sent to"), 26, "text", lambda statement: statement.sent_to),
            (self.env._("Reminders"), 10, "number", lambda statement: statement.reminder_count),
            (self.env._("Confirm until"), 12, "date", lambda statement: statement.confirm_until),
            (self.env._("Confirmed on"), 12, "date", lambda statement: statement.confirmed_on),
            (self.env._("Confirmed by"), 18, "text", lambda statement: statement.confirmed_name),
            (self.env._("Due"), 12, "date", lambda statement: statement.due_date),
        ]
