import io

import xlsxwriter

from odoo import http
from odoo.http import content_disposition, request

#: What the template shows as an example, per column of the import.
EXAMPLE = {
    "en_US": ("Li Na", "Yunfan Technology", "Director", "138 0000 1111", "li.na@example.com", "1", "no seafood", "", "English"),
    "zh_CN": ("李娜", "云帆科技", "总监", "138 0000 1111", "li.na@example.com", "1", "不吃海鲜", "", "中文"),
}


class GuestTemplate(http.Controller):
    @http.route("/hotel/event/guest_template/<string:lang>.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def template(self, lang):
        """H10: an empty guest list with the columns that the import knows, in one of the two languages."""
        if lang not in EXAMPLE or not request.env["hotel.guest.import"].has_access("create"):
            raise request.not_found()
        wizard = request.env["hotel.guest.import"].with_context(lang=lang)
        labels = list(wizard._get_column_labels().values())
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"strings_to_numbers": False}) as book:
            head = book.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1})
            # As text: a spreadsheet turns a phone number into a figure and drops its leading zero.
            text = book.add_format({"num_format": "@"})
            sheet = book.add_worksheet(wizard.env._("Guests"))
            sheet.set_column(0, len(labels) - 1, 20, text)
            sheet.write_row(0, 0, labels, head)
            sheet.write_row(1, 0, EXAMPLE[lang], text)
            sheet.freeze_panes(1, 0)
        return request.make_response(
            stream.getvalue(),
            [
                ("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                ("Content-Disposition", content_disposition(f"{wizard.env._('Guest list')}.xlsx")),
            ],
        )
