from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from odoo import models
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..rules import ageing

#: A day as the spreadsheet counts it.
SERIAL = "(EXTRACT(EPOCH FROM %s::timestamp) / 86400 + 25569)::float"
BATCH = 20000
HEAD = 3


class HotelAgeingXlsx(models.AbstractModel):
    """F6: the ageing as XLSX: a sheet of sums and a sheet of open items; every total is a formula."""

    _name = "report.hotel_credit.hotel_ageing_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Ageing of Receivables (XLSX)"

    def generate_xlsx_report(self, workbook, data, papers):
        """Write the two sheets of each paper."""
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True, "valign": "top"}),
            "title": workbook.add_format({"bold": True, "font_size": 13}),
            "money": workbook.add_format({"num_format": "#,##0.00;[Red]-#,##0.00"}),
            "total": workbook.add_format({"num_format": "#,##0.00;[Red]-#,##0.00", "bold": True, "top": 1}),
            "share": workbook.add_format({"num_format": "0.0%", "bold": True}),
            "bold": workbook.add_format({"bold": True, "top": 1}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for paper in papers:
            self._write_sums(workbook, paper, formats)
            self._write_items(workbook, paper, formats)

    def _write_head(self, sheet, paper, columns, formats, title):
        sheet.write_string(0, 0, title, formats["title"])
        sheet.write_string(
            1,
            0,
            self.env._(
                "%(company)s, at the end of %(day)s, in %(currency)s",
                company=paper.company_id.name,
                day=format_date(self.env, paper.as_of),
                currency=paper.company_id.currency_id.name,
            ),
        )
        for number, (label, width) in enumerate(columns):
            sheet.set_column(number, number, width)
            sheet.write_string(HEAD - 1, number, label, formats["head"])
        sheet.freeze_panes(HEAD, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD - 1)

    def _write_sums(self, workbook, paper, formats):
        table = paper._get_table()
        codes = [bucket["code"] for bucket in table["buckets"]]
        columns = [
            (paper._get_by_label(), 38),
            *((bucket["label"], 15) for bucket in table["buckets"]),
            (self.env._("Open"), 16),
            (self.env._("Overdue"), 16),
        ]
        sheet = workbook.add_worksheet(self.env._("Ageing"))
        self._write_head(sheet, paper, columns, formats, paper._get_file_name())
        last = len(codes)
        line = HEAD
        for row in table["rows"]:
            sheet.write_string(line, 0, row["name"])
            for number, code in enumerate(codes, start=1):
                if row["amounts"][code]:
                    sheet.write_number(line, number, row["amounts"][code], formats["money"])
            own = f"{xl_rowcol_to_cell(line, 1)}:{xl_rowcol_to_cell(line, last)}"
            late = f"{xl_rowcol_to_cell(line, 2)}:{xl_rowcol_to_cell(line, len(ageing.BUCKETS))}"
            sheet.write_formula(line, last + 1, f"=SUM({own})", formats["money"], row["total"])
            sheet.write_formula(line, last + 2, f"=SUM({late})", formats["money"], row["overdue"])
            line += 1
        sheet.autofilter(HEAD - 1, 0, max(line - 1, HEAD), last + 2)
        sheet.write_string(line, 0, self.env._("Total"), formats["bold"])
        values = [*(table["totals"][code] for code in codes), table["total"], table["overdue"]]
        for number, value in enumerate(values, start=1):
            column = xl_col_to_name(number)
            formula = f"=SUM({column}{HEAD + 1}:{column}{line})" if line > HEAD else "=0"
            sheet.write_formula(line, number, formula, formats["total"], value)
        sheet.write_string(line + 1, 0, self.env._("Share overdue"), formats["bold"])
        cells = xl_rowcol_to_cell(line, last + 2), f"{xl_rowcol_to_cell(line, 1)}:{xl_rowcol_to_cell(line, len(ageing.BUCKETS))}"
        sheet.write_formula(
            line + 1, last + 2, f"=IFERROR({cells[0]}/SUM({cells[1]}),0)", formats["share"], (table["overdue_share"] or 0) / 100
        )

    def _write_items(self, workbook, paper, formats):
        Model, domain = paper._get_open_items()
        labels = Model.fields_get(attributes=["string"])
        buckets = dict(Model._fields["bucket"]._description_selection(self.env))
        guarantor = [("user_id", 20)] if "user_id" in Model._fields else []
        columns = [
            (labels[name]["string"], width)
            for name, width in [
                ("name", 20), ("partner_id", 38), ("agreement_id", 16), ("salesperson_id", 20), *guarantor, ("invoice_date", 12),
                ("date_due", 12), ("days", 10), ("bucket", 14), ("currency_id", 9), ("residual_currency", 16), ("residual", 16),
            ]
        ]  # fmt: skip
        sheet = workbook.add_worksheet(self.env._("Open items"))
        self._write_head(sheet, paper, columns, formats, self.env._("Open items"))
        texts = 4 + len(guarantor)
        line = HEAD
        # A formula without its value shows nothing where the sheet is only read: the sum is kept along.
        total = 0.0
        for row in self._read_rows(Model, domain, bool(guarantor)):
            for number in range(texts):
                if row[number]:
                    sheet.write_string(line, number, row[number])
            sheet.write_number(line, texts, row[texts], formats["date"])
            sheet.write_number(line, texts + 1, row[texts + 1], formats["date"])
            sheet.write_number(line, texts + 2, row[texts + 2])
            sheet.write_string(line, texts + 3, buckets[row[texts + 3]])
            sheet.write_string(line, texts + 4, row[texts + 4])
            sheet.write_number(line, texts + 5, row[texts + 5], formats["money"])
            sheet.write_number(line, texts + 6, row[texts + 6], formats["money"])
            total += row[texts + 6]
            line += 1
        sheet.autofilter(HEAD - 1, 0, max(line - 1, HEAD), len(columns) - 1)
        column = xl_col_to_name(texts + 6)
        sheet.write_string(line, 0, self.env._("Total"), formats["bold"])
        sheet.write_formula(
            line,
            texts + 6,
            f"=SUBTOTAL(109,{column}{HEAD + 1}:{column}{max(line, HEAD + 1)})" if line > HEAD else "=0",
            formats["total"],
            round(total, paper.company_id.currency_id.decimal_places),
        )

    def _read_rows(self, Model, domain, guarantor):
        """Yield the open items by due date, under the reader's own rules, in one query."""
        query = Model._search(domain)
        Model.flush_model()
        self.env.cr.execute(
            SQL(
                """
                SELECT item.name, firm.name, agreement.name, salesperson.name, %(guarantor)s
                       %(invoice_date)s, %(date_due)s, item.days, item.bucket, currency.name, item.residual_currency::float,
                       item.residual::float
                  FROM (%(items)s) AS item
             LEFT JOIN res_partner firm ON firm.id = item.partner_id
             LEFT JOIN hotel_credit_agreement agreement ON agreement.id = item.agreement_id
             LEFT JOIN res_users salesuser ON salesuser.id = item.salesperson_id
             LEFT JOIN res_partner salesperson ON salesperson.id = salesuser.partner_id
                       %(guarantor_join)s
             LEFT JOIN res_currency currency ON currency.id = item.currency_id
                 ORDER BY item.date_due, item.id
                """,
                guarantor=SQL("guarantor.name,") if guarantor else SQL(),
                guarantor_join=SQL(
                    "LEFT JOIN res_users liable ON liable.id = item.user_id LEFT JOIN res_partner guarantor ON guarantor.id = liable.partner_id"
                )
                if guarantor
                else SQL(),
                invoice_date=SQL(SERIAL, SQL("item.invoice_date")),
                date_due=SQL(SERIAL, SQL("item.date_due")),
                items=query.select(SQL("%s.*", SQL.identifier(query.table))),
            )
        )
        while rows := self.env.cr.fetchmany(BATCH):
            yield from rows
