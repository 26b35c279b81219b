from odoo import fields, models


class HrEmployee(models.Model):
    """E8, I11: who changes post hands over the materials of events that are still to come."""

    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        materials = self.env["hotel.event.material"].search(
            [
                ("responsible_id", "in", self.user_id.ids),
                ("state", "in", ("expected", "partial")),
                ("event_id.date_end", ">", fields.Datetime.now()),
            ]
        )
        return super()._hotel_responsibilities() + [
            {
                "record": material,
                "kind": "event_material",
                "name": self.env._("Material: %(name)s, %(event)s", name=material.name, event=material.event_id.name),
                "user_field": "responsible_id",
            }
            for material in materials
        ]
