from odoo import api, fields, models

from ..rules.documents import Needed, document_problems


class HotelCreditApplication(models.Model):
    """A2, A3: the papers that an application needs, and what is missing, unsealed or expired."""

    _inherit = "hotel.credit.application"

    document_warning = fields.Text(compute="_compute_document_warning", help="A3: what is missing, as of today.")

    @api.depends(
        "kind",
        "special",
        "approval_state",
        "document_ids.type_id",
        "document_ids.has_file",
        "document_ids.sealed",
        "document_ids.expires_on",
        "document_ids.credit_code",
        "partner_id",
        "contact_id",
    )
    def _compute_document_warning(self):
        for application in self:
            problems = [] if application.approval_state == "approved" else application._paper_problems()
            application.document_warning = "\n".join(problems)

    def _needed_types(self):
        """A2: return the kinds of paper that the list asks for, from today's list."""
        self.ensure_one()
        kind = "special" if self.special else self.kind
        return self.env["hotel.credit.document.type"]._needed_for(kind, self.company_id, self.company_id._hotel_today())

    def _papers_in_hand(self):
        """Return the documents that count: the application's own and, for a renewal, those of the agreement renewed.

        A copy that is still good is not asked for twice; one that expired in the meantime is.
        """
        self.ensure_one()
        documents_sudo = self.sudo().document_ids
        previous_sudo = self.sudo().previous_agreement_id
        while self.kind == "renewal" and previous_sudo:
            earlier_sudo = previous_sudo.application_id
            documents_sudo |= earlier_sudo.document_ids | self.env["hotel.credit.document"].sudo().search(
                [("agreement_id", "=", previous_sudo.id)]
            )
            previous_sudo = earlier_sudo.previous_agreement_id
        return documents_sudo

    def _paper_problems(self):
        """A2, A3: return each missing, unsealed or expired paper and each detail that is missing, as sentences."""
        self.ensure_one()
        under_review = self.approval_state in ("pending", "approved")
        types_sudo = (self.required_type_ids if under_review else self._needed_types()).sudo()
        replaced_by = types_sudo._replaced_by()
        today = self.company_id._hotel_today()
        found = document_problems(
            [Needed(kind.id, frozenset(replaced_by[kind.id])) for kind in types_sudo],
            self._papers_in_hand().as_papers(),
            today,
            seal_needed=not self.special,
        )
        return [self._paper_sentence(kind, fault, replaced_by) for kind, fault in found] + self._detail_problems()

    def _paper_sentence(self, kind_id, fault, replaced_by):
        types = self.env["hotel.credit.document.type"].sudo()
        name = types.browse(kind_id).name
        if fault == "missing":
            others = types.browse(replaced_by[kind_id]).mapped("name")
            if others:
                return self.env._(
                    "%(document)s: missing (or instead of it: %(others)s).", document=name, others=", ".join(others)
                )
            return self.env._("%(document)s: missing.", document=name)
        sentences = {
            "no_file": self.env._("%(document)s: no file was handed in.", document=name),
            "unsealed": self.env._("%(document)s: not under the company seal.", document=name),
            "expired": self.env._("%(document)s: expired.", document=name),
            "code_wrong": self.env._(
                "%(document)s: the unified social credit code is missing or wrong (18 characters, GB 32100).",
                document=name,
            ),
        }
        return sentences[fault]

    def _detail_problems(self):
        """A3: return which of a special organisation's details are missing; they stand in for seal and signature."""
        if not self.special:
            return []
        firm = self.commercial_partner_id
        details = {
            self.env._("name"): firm.name,
            self.env._("address (street and city)"): firm.street and firm.city,
            self.env._("contact person"): self.contact_id,
            self.env._("phone"): firm.phone or self.contact_id.phone,
            self.env._("tax or organisation code"): firm.vat or firm.company_registry,
        }
        missing = [label for label, value in details.items() if not value]
        if not missing:
            return []
        return [
            self.env._(
                "A special organisation needs its full details; missing on %(firm)s: %(details)s.",
                firm=firm.name or "",
                details=", ".join(missing),
            )
        ]
