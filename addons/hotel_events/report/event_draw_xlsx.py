from odoo import models


class EventDrawXlsx(models.AbstractModel):
    """H12: winners of draws and the frozen lists, to hand on and to repeat the draw from."""

    _name = "report.hotel_events.event_draw_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Lucky Draw (XLSX)"

    def generate_xlsx_report(self, workbook, data, draws):
        """Write a sheet of winners and a sheet of the frozen lists."""
        formats = self._get_formats(workbook)
        columns = [
            (self.env._("Draw"), 38, "text"),
            (self.env._("No."), 7, "number"),
            (self.env._("Prize"), 20, "text"),
            (self.env._("What is won"), 26, "text"),
            (self.env._("Name"), 20, "text"),
            (self.env._("Phone"), 16, "text"),
            (self.env._("Guest no."), 11, "number"),
            (self.env._("Drawn"), 18, "moment"),
            (self.env._("Drawn again because"), 34, "text"),
        ]
        winners = draws.winner_ids
        sheet = self._start_sheet(workbook, self.env._("Winners"), columns, formats, len(winners), frozen=2)
        for row, each in enumerate(winners, 1):
            company = each.company_id or self.env.company
            self._write_row(sheet, row, columns, [
                each.draw_id.display_name, each.turn, each.prize_id.name, each.prize_id.thing, each.name, each.phone,
                each.registration_id.id, company._hotel_local(each.drawn_at), each.absent_reason,
            ], formats)  # fmt: skip
        columns = [
            (self.env._("Draw"), 38, "text"),
            (self.env._("No."), 7, "number"),
            (self.env._("Guest no."), 11, "number"),
            (self.env._("Name"), 24, "text"),
        ]
        guests = self.env["hotel.event.draw.guest"].search_fetch([("draw_id", "in", draws.ids)], ["position", "registration_id", "name"])
        sheet = self._start_sheet(workbook, self.env._("Frozen list"), columns, formats, len(guests), frozen=2)
        for row, each in enumerate(guests, 1):
            self._write_row(sheet, row, columns, [each.draw_id.display_name, each.position, each.registration_id.id, each.name], formats)
