from odoo import api, fields, models

from ..tools.scan import PICTURES, check_scan


class HotelCreditSignerNoticeLine(models.Model):
    """One signer whom a notice adds or ends (C4)."""

    _name = "hotel.credit.signer.notice.line"
    _description = "Signer Notice Line"
    _inherit = ["hotel.protected.mixin"]
    _order = "notice_id, id"

    notice_id = fields.Many2one("hotel.credit.signer.notice", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="notice_id.company_id", store=True)
    agreement_id = fields.Many2one(related="notice_id.agreement_id")
    action = fields.Selection([("add", "Add"), ("end", "End")], required=True, default="add")
    signer_id = fields.Many2one(
        "hotel.credit.signer",
        "Signer to end",
        ondelete="restrict",
        domain="[('agreement_id', '=', agreement_id), ('ended_on', '=', False)]",
    )
    name = fields.Char("New signer")
    phone = fields.Char()
    specimen = fields.Image("Specimen signature", max_width=800, max_height=400)

    _server_fields = frozenset({"company_id"})

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_specimen(vals)
        lines = super().create(vals_list)
        lines.notice_id._check_draft()
        return lines

    def write(self, vals):
        self.notice_id._check_draft()
        self._check_specimen(vals)
        result = super().write(vals)
        if "notice_id" in vals:
            self.notice_id._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_draft_only(self):
        self.notice_id._check_draft()

    def _check_specimen(self, vals):
        if vals.get("specimen"):
            check_scan(self.env, vals["specimen"], self.env._("Specimen signature"), PICTURES)

    def _get_problems(self):
        """C4: return in words what is wrong with this line."""
        self.ensure_one()
        problems = []
        if self.action == "add":
            name = (self.name or "").strip()
            if not name:
                problems.append(self.env._("a new signer has no name"))
            if not self.specimen:
                problems.append(self.env._("%(name)s: the specimen signature is missing", name=name or "?"))
        elif not self.signer_id:
            problems.append(self.env._("choose the signer to end"))
        elif self.signer_id.agreement_id != self.notice_id.agreement_id:
            problems.append(self.env._("%(name)s signs under another agreement", name=self.signer_id.name))
        elif self.signer_id.ended_on:
            problems.append(
                self.env._(
                    "%(name)s was ended on %(day)s already", name=self.signer_id.name, day=self.signer_id.ended_on
                )
            )
        return problems
