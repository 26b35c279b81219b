from odoo import models


class HrEmployee(models.Model):
    """E8: guarantees that are not collected yet are handed over with the agreements."""

    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        guarantees_sudo = self.env["hotel.guarantee"].sudo()
        if users := self.user_id:
            guarantees_sudo = guarantees_sudo.search(guarantees_sudo._get_open_domain(users) & guarantees_sudo._get_company_domain(self))
        employees = {(employee.company_id, employee.user_id): employee for employee in self if employee.user_id}
        names = guarantees_sudo._get_names()
        return super()._hotel_responsibilities() + [
            {
                "record": guarantee,
                "kind": "guarantee",
                "name": names[guarantee.id],
                "employee": employees[guarantee.company_id, guarantee.user_id],
            }
            for guarantee in guarantees_sudo
            if (guarantee.company_id, guarantee.user_id) in employees
        ]

    def _hotel_hand_over(self, lines, to):
        """E8: who takes over is liable from now on; who was before stays in the guarantee's history."""
        result = super()._hotel_hand_over(lines, to)
        mine = lines.filtered(lambda line: line.res_model == "hotel.guarantee")
        guarantees_sudo = self.env["hotel.guarantee"].sudo().browse(mine.mapped("res_id")).exists()
        # What was collected or went to somebody else in the meantime is not theirs to give.
        guarantees_sudo.filtered(lambda each: each.state != "released" and each.user_id == self.user_id)._transfer(
            to.user_id, to, mine.handover_id[:1]
        )
        return result
