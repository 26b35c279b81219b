from odoo import api, models
from odoo.exceptions import AccessError, UserError


class HotelCreditAgreementPapers(models.Model):
    """What is printed of an agreement, and the one road on which its scans are opened (C2)."""

    _inherit = "hotel.credit.agreement"

    def _get_signature_boxes(self):
        """Return the boxes to sign in on the printed agreement; a special organisation seals nothing (C1)."""
        self.ensure_one()
        seal = self.kind == "standard"
        return [
            {"label": self.env._("Hotel: responsible signature and company seal"), "seal": seal},
            {"label": self.env._("Customer: signature and seal"), "seal": seal},
            {"label": self.env._("Hotel: finance seal"), "seal": seal},
        ]

    @api.model
    def _format_address(self, partner):
        """Return the address of `partner` in one line."""
        lines = partner._display_address(without_company=True).split("\n")
        return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,"))

    def _get_letter_boxes(self):
        """Return the boxes to sign in on the printed letter of authorisation."""
        return [{"label": self.env._("Legal representative of the customer"), "seal": True}]

    def action_open_scan(self):
        """C2: open the scanned agreement; the opening is logged."""
        return self._open_paper("scan")

    def action_open_letter(self):
        """C2: open the authorisation letter; the opening is logged."""
        return self._open_paper("letter")

    def _open_paper(self, paper):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/hotel_credit/agreement/{self.id}/{paper}", "target": "new"}

    @api.private
    def read_paper(self, paper):
        """C2: return (content: bytes, file name) of the "scan" or the "letter", and log who opened it.

        :raise AccessError: for roles that have no business with the papers
        """
        self.ensure_one()
        self.check_access("read")
        groups = ("sales", "finance", "auditor", "gm", "chairman")
        if not any(self.env.user.has_group(f"hotel_base.group_{group}") for group in groups):
            raise AccessError(self.env._("The papers of an agreement are opened by sales, finance, auditor and GM only."))
        agreement_sudo = self.sudo().with_context(bin_size=False)
        content = agreement_sudo[paper]
        if not content:
            raise UserError(self.env._("Agreement %(name)s: nothing was uploaded here.", name=agreement_sudo.name))
        purposes = {"scan": self.env._("Scanned agreement"), "letter": self.env._("Authorisation letter")}
        self.env["hotel.access.log"].log(self, purposes[paper])
        return content, agreement_sudo[f"{paper}_filename"] or f"{agreement_sudo.name.replace('/', '-')}-{paper}.pdf"
