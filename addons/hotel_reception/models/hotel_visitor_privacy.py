from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class HotelVisitorPrivacy(models.Model):
    """What visitors are told about their data and agree to, from a day on (K5, M6)."""

    _name = "hotel.visitor.privacy"
    _description = "Privacy Text for Visitors"
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies without a text of their own.")
    date_from = fields.Date("In force from", required=True, default=fields.Date.context_today)
    text = fields.Text(required=True, translate=True)
    active = fields.Boolean(default=True)

    def write(self, vals):
        if {"text", "date_from", "company_id"} & vals.keys():
            self._check_unused()
        return super().write(vals)

    def update_field_translations(self, field_name, translations, source_lang=""):
        """M6: what visitors agreed to is not reworded in another language either."""
        if field_name == "text" and not self.env.su:
            self._check_unused()
        return super().update_field_translations(field_name, translations, source_lang)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        self._check_unused()

    def _check_unused(self):
        """M6: raise a UserError when visitors have agreed to one of these texts."""
        used = self.env["hotel.visitor.entry"].sudo().search([("privacy_id", "in", self.ids)], limit=1)
        if used:
            raise UserError(
                self.env._("Visitors have agreed to %(text)s. Make a new text with its own start date.", text=used.privacy_id.display_name)
            )

    @api.model
    def _get_in_force(self, company):
        """Return the text in force today: a company's own before a common one, then the newest."""
        texts = self.sudo().search(
            Domain("company_id", "in", [False, company.id]) & Domain("date_from", "<=", company._hotel_today())
        )
        return texts.sorted(lambda text: (bool(text.company_id), text.date_from, text.id))[-1:].sudo(False)
