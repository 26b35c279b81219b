from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        """I11: employees answer for their customers, for what is planned with them, and for open problems."""
        users = self.user_id
        items = super()._hotel_responsibilities()
        if not users:
            return items
        for model, domain, kind, field in (
            ("res.partner", [("hotel_caller_id", "in", users.ids)], "customer_caller", "hotel_caller_id"),
            ("hotel.callback", [("owner_id", "in", users.ids), ("state", "=", "planned")], "callback", "owner_id"),
            (
                "hotel.callback.problem",
                [("owner_id", "in", users.ids), ("state", "in", ("open", "escalated", "solved"))],
                "callback_problem",
                "owner_id",
            ),
        ):
            items += [
                {"record": record, "kind": kind, "name": record.display_name, "user_field": field}
                for record in self.env[model].sudo().search(domain)
            ]
        return items

    def _hotel_hand_over(self, lines, to):
        """I11: planned callbacks take their activities and deadlines along. I17: the customers are told their new contact."""
        callbacks = lines.filtered(lambda line: line.kind == "callback")
        planned = self.env["hotel.callback"].sudo().browse(callbacks.mapped("res_id")).exists()
        planned = planned.filtered(lambda callback: callback.owner_id == self.user_id and callback.state == "planned")
        super()._hotel_hand_over(lines - callbacks, to)
        planned._give_to(to.user_id)
        customers = self.env["res.partner"].sudo().browse(
            lines.filtered(lambda line: line.kind == "customer_caller").mapped("res_id")
        ).exists()
        self.env["hotel.callback"].sudo()._tell_new_contact(customers, self, to)
