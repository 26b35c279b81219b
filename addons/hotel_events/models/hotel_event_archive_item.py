from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import event_after
from .hotel_event_kind_archive import CHECKS


class HotelEventArchiveItem(models.Model):
    """One thing that the file of an event has to hold (H14): a document, what the server finds, or a waiver with its reason."""

    _name = "hotel.event.archive.item"
    _description = "Item of an Event's File"
    _inherit = ["hotel.protected.mixin"]
    _order = "event_id, sequence, id"
    _check_company_auto = True

    _server_fields = frozenset({"template_id", "check", "waived_by_id", "waived_at", "kept_evidence"})

    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True, precompute=True)
    template_id = fields.Many2one("hotel.event.kind.archive", "From the list", readonly=True, ondelete="set null")
    sequence = fields.Integer(default=100)
    name = fields.Char("What", required=True)
    check = fields.Selection(CHECKS, "Met by", required=True, default="document", readonly=True)
    document_ids = fields.One2many("hotel.event.archive.document", "item_id", "Documents")
    found = fields.Char(compute="_compute_complete", help="What the server found by itself.")
    complete = fields.Boolean("There", compute="_compute_complete")
    kept_evidence = fields.Char(readonly=True, copy=False, help="What was there when the file was closed (M2).")
    waive_reason = fields.Char("Not needed because", copy=False)
    waived_by_id = fields.Many2one("res.users", "Waived by", readonly=True, copy=False, ondelete="restrict")
    waived_at = fields.Datetime("Waived", readonly=True, copy=False)

    @api.depends("document_ids", "waived_at", "check", "kept_evidence")
    @api.depends_context("lang")
    def _compute_complete(self):
        for item in self:
            item.found = item.kept_evidence or item.sudo().event_id._hotel_check_archive(item.check)
            item.complete = event_after.is_complete(item.document_ids, item.found, item.waived_at)

    def write(self, vals):
        self._check_file_open()
        if not self.env.su and vals.keys() & {"event_id", "name"} and self.filtered("template_id"):
            raise UserError(self.env._("What the archive list asks for stays as it is: waive it with a reason, or add an item."))
        if not self.env.su and "waive_reason" in vals and (waived := self.filtered("waived_at")):
            raise UserError(self.env._("%s: waived for the reason that stands there, which is kept (M2).", ", ".join(waived.mapped("name"))))
        result = super().write(vals)
        self._check_file_open()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._check_file_open()
        return items

    @api.ondelete(at_uninstall=False)
    def _unlink_added_ones(self):
        self._check_file_open()
        if kept := self.filtered(lambda item: item.document_ids or (item.template_id and not self.env.su)):
            raise UserError(
                self.env._("%s: asked for by the archive list or with documents, so it stays.", ", ".join(kept.mapped("name")))
            )

    def action_waive(self):
        """Say that the item is not needed for this event; for the reason that stands on it.

        :raise AccessError: for anybody but the sales head and the general manager
        """
        self.check_access("write")
        if not any(map(self.env.user.has_group, ("hotel_base.group_sales_head", "hotel_base.group_gm"))):
            raise AccessError(self.env._("The sales head or the general manager decides what the file of an event can do without."))
        self._check_file_open()
        for item in self:
            if not (item.waive_reason or "").strip():
                raise UserError(self.env._("%s: write why it is not needed.", item.name))
        self.sudo().write({"waived_by_id": self.env.uid, "waived_at": fields.Datetime.now()})
        return True

    def _check_file_open(self):
        """M2: nothing comes into or out of a file that was closed with the order."""
        closed = self.sudo().event_id.hotel_order_id.filtered(lambda order: order.state in ("settled", "cancelled"))
        if closed and not self.env.su:
            raise UserError(self.env._("The file of %s is closed.", ", ".join(closed.mapped("display_name"))))

    def _close_file(self):
        """Keep what was there when the order was settled (superuser mode)."""
        for item in self:
            item.kept_evidence = (
                ", ".join(f"{document.name} (SHA-256 {document.sha256})" for document in item.document_ids) or item.found or item.waive_reason
            )
