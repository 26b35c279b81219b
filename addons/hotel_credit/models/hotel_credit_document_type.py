from odoo import api, fields, models
from odoo.fields import Domain

# The kinds of application (A1) and the flag that says whether a paper is asked for with it.
KINDS = [("new", "New"), ("renewal", "Renewal"), ("special", "Special organisation")]


class HotelCreditDocumentType(models.Model):
    """A kind of paper that a customer hands in, and for which kinds of application it is asked for (A2)."""

    _name = "hotel.credit.document.type"
    _description = "Kind of Customer's Document"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short name in lower case, unique within a company.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all branches.")
    date_from = fields.Date(
        "Asked for from",
        help="Applications filed before this day are not asked for it; empty: always asked for.",
    )
    needed_new = fields.Boolean("For a new application")
    needed_renewal = fields.Boolean("For a renewal")
    needed_special = fields.Boolean("For a special organisation")
    is_identity = fields.Boolean(
        "Identity paper",
        help="Only the roles that review applications open it, and each opening is logged.",
    )
    has_credit_code = fields.Boolean(
        "Carries a unified social credit code",
        help="The 18 characters are asked for and checked (GB 32100).",
    )
    has_end_date = fields.Boolean("Has an end date", help="The end date is asked for on such a paper.")
    replaces_ids = fields.Many2many(
        "hotel.credit.document.type",
        "hotel_credit_document_type_replaces_rel",
        "type_id",
        "replaced_id",
        help="One of these papers is not missed when this one is there.",
    )

    _code_unique = models.UniqueIndex(
        "(COALESCE(company_id, 0), code)", "Another kind of document has this code already."
    )

    @api.model
    def _needed_for(self, kind, company, day):
        """A2, M6: return the kinds of paper that an application of `kind` filed on `day` must come with.

        :param kind: new, renewal or special
        """
        return self.search(
            Domain(f"needed_{kind}", "=", True)
            & Domain("company_id", "in", [False, company.id])
            & (Domain("date_from", "=", False) | Domain("date_from", "<=", day))
        )

    def _replaced_by(self):
        """Return {kind id: set of ids of the kinds that do instead}, for these kinds."""
        replaced_by = {kind.id: set() for kind in self}
        for other in self.search([("replaces_ids", "in", self.ids)]):
            for replaced in other.replaces_ids & self:
                replaced_by[replaced.id].add(other.id)
        return replaced_by
