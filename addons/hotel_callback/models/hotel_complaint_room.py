from odoo import fields, models


class HotelComplaintRoom(models.Model):
    """A room or place of the hotel that a complaint is about, so that repeats at one place are recognised (J3)."""

    _name = "hotel.complaint.room"
    _description = "Room or Place"
    _order = "name, id"
    _rec_names_search = ["name", "place"]

    name = fields.Char("Number", required=True, help="As guests write it, for example 1208.")
    place = fields.Char(help="Building, floor or what it is, for example lobby.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="cascade")
    active = fields.Boolean(default=True)

    _number = models.UniqueIndex("(company_id, upper(trim(name)))", "There is already a room with this number.")

    def _find(self, company, text):
        """Return the room of `company` that `text` names, blanks and case apart; empty when there is none."""
        wanted = "".join((text or "").split()).upper()[:50]
        if not wanted:
            return self.browse()
        rooms = self.sudo().search([("company_id", "=", company.id), ("name", "=ilike", wanted.replace("%", "").replace("_", ""))], limit=1)
        return rooms.sudo(False)
