from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        """E8, L3: salespeople answer for the customers that belong to them."""
        customers_sudo = self.env["hotel.desk.customer"].sudo()
        by_user = {(employee.user_id, employee.company_id): employee for employee in self if employee.user_id}
        if by_user:
            customers_sudo = customers_sudo.search([("user_id", "in", self.user_id.ids)])
        return super()._hotel_responsibilities() + [
            # No user field: the ownership has a history, so it is given by its own method.
            {"record": customer, "kind": "desk_customer", "name": customer.display_name, "employee": employee}
            for customer in customers_sudo
            if (employee := by_user.get((customer.user_id, customer.company_id)))
        ]

    def _hotel_hand_over(self, lines, to):
        """E8, L3: give the customers that are listed, and still theirs, to the successor."""
        super()._hotel_hand_over(lines, to)
        listed = lines.filtered(lambda line: line.res_model == "hotel.desk.customer")
        customers_sudo = self.env["hotel.desk.customer"].sudo().browse(listed.mapped("res_id")).exists()
        theirs_sudo = customers_sudo.filtered(lambda customer: customer.user_id == self.user_id)
        for company, customers in theirs_sudo.grouped("company_id").items():
            customers._give_to(to.user_id, "handover", company._hotel_today())
