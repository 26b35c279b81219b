from odoo import models


class HotelCallback(models.Model):
    """What the printed record sheet of a callback shows (M3)."""

    _inherit = "hotel.callback"

    def _get_blank_questions(self):
        """Return the words of the script's questions, for a sheet that is filled in by hand."""
        self.ensure_one()
        scripts = self.sudo().topic_ids.script_id | self.sudo().script_id
        return scripts.question_ids.mapped("title")

    def _get_signatures(self):
        """Return the boxes of the record sheet: the caller, and for a visit the customer."""
        self.ensure_one()
        company = self.company_id
        day = self.done_at and company._hotel_local(self.done_at).date()
        boxes = [{"label": self.env._("Made by"), "name": self.sudo().done_by_id.name, "date": day}]
        if self.way == "visit":
            boxes.append({"label": self.env._("Customer"), "name": self.signed_by, "date": day, "image": self.signature})
        return boxes


class HotelCallbackReport(models.Model):
    _inherit = "hotel.callback.report"

    def _get_signatures(self):
        """Return the boxes of the report: who wrote it, and who reviewed it."""
        self.ensure_one()

        def local(instant):
            return instant and self.company_id._hotel_local(instant).date()

        return [
            {"label": self.env._("Caller"), "name": self.owner_id.name if self.handed_in_at else False, "date": local(self.handed_in_at)},
            {"label": self.env._("Manager"), "name": self.sudo().reviewed_by_id.name, "date": local(self.reviewed_at)},
        ]
