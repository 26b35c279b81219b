from odoo import models


class HotelCallback(models.Model):
    """I8: the three buttons that make something of a problem."""

    _inherit = "hotel.callback"

    def action_make_complaint(self, name=None):
        """Make the problem a complaint. Return its form."""
        problem = self._take_up_problem("complaint", name)
        return self._open(problem.sudo().ticket_id)

    def action_make_task(self, user_id=None, name=None):
        """Make the problem a task of `user_id` (default: who made the callback). Return its form."""
        owner = self.env["res.users"].browse(int(user_id)).exists() if user_id else None
        return self._open(self._take_up_problem("task", name, owner))

    def action_make_problem_visit(self, name=None):
        """Make the problem a visit. Return the problem's form."""
        return self._open(self._take_up_problem("visit", name))

    def _take_up_problem(self, kind, name=None, owner=None):
        self.ensure_one()
        return self.env["hotel.callback.problem"]._take_up(self, kind, owner, name)

    def _open(self, record):
        return {"type": "ir.actions.act_window", "res_model": record._name, "res_id": record.id, "views": [(False, "form")]}
