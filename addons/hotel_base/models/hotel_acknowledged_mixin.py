from odoo import api, fields, models


class HotelAcknowledgedMixin(models.AbstractModel):
    """For records whose revisions outlets, departments or people confirm."""

    _name = "hotel.acknowledged.mixin"
    _description = "Acknowledged by outlets and departments"

    acknowledgement_ids = fields.One2many(
        "hotel.acknowledgement",
        "res_id",
        "Acknowledgements",
        domain=lambda self: [("res_model", "=", self._name)],
        bypass_search_access=True,
        readonly=True,
    )
    acknowledged_count = fields.Integer("Confirmed", compute="_compute_acknowledged_counts")
    unacknowledged_count = fields.Integer("Not confirmed yet", compute="_compute_acknowledged_counts")

    @api.depends("acknowledgement_ids.state")
    def _compute_acknowledged_counts(self):
        counts = {
            (res_id, state): count
            for res_id, state, count in self.env["hotel.acknowledgement"].sudo()._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids), ("state", "!=", "void")],
                ["res_id", "state"],
                ["__count"],
            )
        }
        for record in self:
            record.acknowledged_count = counts.get((record.id, "confirmed"), 0)
            record.unacknowledged_count = counts.get((record.id, "waiting"), 0)
