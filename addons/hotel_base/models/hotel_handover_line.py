from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelHandoverLine(models.Model):
    """One thing that is handed over. The server lists them; in a draft, lines that go to another successor are taken out."""

    _name = "hotel.handover.line"
    _description = "Hand-over line"
    _inherit = ["hotel.link.mixin", "hotel.protected.mixin"]
    _order = "handover_id, kind, id"

    handover_id = fields.Many2one("hotel.handover", required=True, readonly=True, ondelete="cascade", index=True)
    name = fields.Char("What", required=True, readonly=True)
    kind = fields.Char(readonly=True, help="As what the employee is responsible, for example guarantor.")
    kind_name = fields.Char("Kind of document", compute="_compute_kind_name")
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)
    user_field = fields.Char(readonly=True)
    handed_over_at = fields.Datetime("Handed over", readonly=True)

    _server_fields = frozenset({"handover_id", "name", "kind", "res_model", "res_id", "user_field", "handed_over_at"})

    _of_record = models.Index("(res_model, res_id)")

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_kind_name(self):
        """Name what is handed over as its reader calls it."""
        for line in self:
            line.kind_name = self.env["ir.model"]._get(line.res_model).name

    @api.ondelete(at_uninstall=False)
    def _unlink_in_drafts_only(self):
        if any(line.handover_id.state != "draft" for line in self):
            raise UserError(self.env._("What is handed over is settled once the hand-over is submitted: cancel it first."))

    @api.model
    def _prepare_line_vals(self, item):
        """Return the values of a line for an item of `hr.employee._hotel_responsibilities()`."""
        return {
            "name": item["name"],
            "kind": item["kind"],
            "res_model": item["record"]._name,
            "res_id": item["record"].id,
            "user_field": item.get("user_field"),
        }
