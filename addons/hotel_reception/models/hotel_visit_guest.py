import base64

from odoo import fields, models


class HotelVisitGuest(models.Model):
    """A guest of a reception (K1). Who they are is approved with the visit; how to reach them may be put right later."""

    _name = "hotel.visit.guest"
    _description = "Guest of a Reception"
    _inherit = ["hotel.approval.child.mixin", "hotel.visit.part.mixin"]
    _order = "visit_id, sequence, id"
    _approval_parent = "visit_id"
    _approval_free_fields = frozenset({"phone", "email", "lang", "sequence"})
    _server_fields = frozenset({"erased_at"})

    visit_id = fields.Many2one("hotel.visit", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="visit_id.company_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    firm = fields.Char(help="Empty: the firm of the visit.")
    rank_id = fields.Many2one("hotel.visit.rank", ondelete="restrict", help="K3: hosts are chosen by it.")
    title = fields.Char("Job title")
    gender = fields.Selection([("f", "Ms"), ("m", "Mr")], "Form of address")
    phone = fields.Char()
    email = fields.Char()
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(), "Language", default=lambda self: self.env.lang, help="Of programme and invitation."
    )
    entry_ids = fields.One2many("hotel.visitor.entry", "guest_id", "At the door", readonly=True)
    erased_at = fields.Datetime("Personal data deleted", readonly=True, copy=False)

    def _get_invitation_link(self):
        """Return the address of the guest's page, False while the visit is not approved or the guest has left."""
        self.ensure_one()
        entry_sudo = self.sudo().entry_ids.filtered(lambda entry: entry.code and entry.state in ("announced", "missed", "here"))[:1]
        return f"{self.get_base_url()}/hotel/visit/{entry_sudo.code}" if entry_sudo else False

    def _get_invitation_image(self):
        """Return the code of the invitation as the source of an image."""
        image = self.env["ir.actions.report"].barcode("QR", self._get_invitation_link(), width=300, height=300)
        return f"data:image/png;base64,{base64.b64encode(image).decode()}"
