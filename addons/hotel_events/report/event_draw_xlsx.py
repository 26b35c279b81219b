from odoo import models


class EventDrawXlsx(models.AbstractModel):
    """H12: winners of draws and the frozen lists, to hand on and to repeat the draw from."""

    _name = "report.hotel_events.event_draw_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Lucky Draw (XLSX)"

    def generate_xlsx_report(self, workbook, data, draws):
        """Write a sheet of winners and a sheet of the frozen lists."""
        formats = self._get_formats(workbook)
        self._write_list(workbook, formats, self.env._("Winners"), self._get_winner_columns(), draws.winner_ids, frozen=2)
        guests = self.env["hotel.event.draw.guest"].search([("draw_id", "in", draws.ids)])
        self._write_list(workbook, formats, self.env._("Frozen list"), self._get_guest_columns(), guests, frozen=2)

    def _get_winner_columns(self):
        def drawn(winner):
            return (winner.company_id or self.env.company)._hotel_local(winner.drawn_at)

        return [
            (self.env._("Draw"), 38, "text", lambda winner: winner.draw_id.display_name),
            (self.env._("No."), 7, "number", lambda winner: winner.turn),
            (self.env._("Prize"), 20, "text", lambda winner: winner.prize_id.name),
            (self.env._("What is won"), 26, "text", lambda winner: winner.prize_id.thing),
            (self.env._("Name"), 20, "text", lambda winner: winner.name),
            (self.env._("Phone"), 16, "text", lambda winner: winner.phone),
            (self.env._("Guest no."), 11, "number", lambda winner: winner.registration_id.id),
            (self.env._("Drawn"), 18, "time", drawn),
            (self.env._("Drawn again because"), 34, "text", lambda winner: winner.absent_reason),
        ]

    def _get_guest_columns(self):
        return [
            (self.env._("Draw"), 38, "text", lambda guest: guest.draw_id.display_name),
            (self.env._("No."), 7, "number", lambda guest: guest.position),
            (self.env._("Guest no."), 11, "number", lambda guest: guest.registration_id.id),
            (self.env._("Name"), 24, "text", lambda guest: guest.name),
        ]
