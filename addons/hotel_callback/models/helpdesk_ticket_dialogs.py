from odoo import models


class HelpdeskTicket(models.Model):
    """The buttons that ask for something first."""

    _inherit = "helpdesk.ticket"

    def action_complaint_open_level(self):
        """Open the dialog in which the manager decides the level (J3)."""
        return self._complaint_dialog("level", self.env._("Decide the level"))

    def action_complaint_open_drop(self):
        """Open the dialog that ends a complaint without a solution."""
        return self._complaint_dialog("drop", self.env._("End without solution"))

    def action_complaint_open_reopen(self):
        """Open the dialog that asks why it is taken up again."""
        return self._complaint_dialog("reopen", self.env._("Reopen"))

    def action_complaint_open_merge(self):
        """Open the dialog that asks for the complaint on the same matter (J8)."""
        return self._complaint_dialog("merge", self.env._("Same matter as"))

    def _complaint_dialog(self, step, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "hotel.complaint.step",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_ticket_id": self.id, "default_step": step},
        }
