from odoo import models

from .hotel_temporary_credit import HEADS


class HotelHandover(models.Model):
    _inherit = "hotel.handover"

    def _get_submit_problems(self):
        """E1, E8: what a department head guarantees is taken over by a department head."""
        problems = super()._get_submit_problems()
        lines_sudo = self.sudo().line_ids.filtered(lambda line: line.res_model == "hotel.guarantee")
        guarantees_sudo = self.env["hotel.guarantee"].sudo().browse(lines_sudo.mapped("res_id"))
        guaranteed = guarantees_sudo.filtered(lambda guarantee: guarantee.role == "guarantor")
        successor = self.sudo().to_employee_id.user_id
        if guaranteed and successor and not any(successor.has_group(group) for group in HEADS):
            problems.append(
                self.env._(
                    "%(to)s is no department head and cannot become the guarantor of temporary credits (%(invoices)s). "
                    "Choose a department head, or take these lines out for another hand-over.",
                    to=self.to_employee_id.name,
                    invoices=", ".join(guaranteed.move_id.mapped("name")),
                )
            )
        return problems
