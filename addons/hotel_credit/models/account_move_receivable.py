from odoo import fields, models
from odoo.fields import Domain


class AccountMove(models.Model):
    """F3, F4: whether an invoice is a hotel receivable, whatever it bills, and under which document it was charged."""

    _inherit = "account.move"

    hotel_is_receivable = fields.Boolean(
        "Charged on account", compute="_compute_hotel_is_receivable", search="_search_hotel_is_receivable"
    )

    def _compute_hotel_is_receivable(self):
        receivables = self._hotel_receivables()
        for move in self:
            move.hotel_is_receivable = move in receivables

    def _search_hotel_is_receivable(self, operator, value):
        if operator != "in":
            return NotImplemented
        links = Domain.OR(Domain(name, "!=", False) for name in self._hotel_receivable_fields())
        receivable = Domain("move_type", "=", "out_invoice") & links
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return receivable if True in wanted else ~receivable

    def _hotel_get_source_name(self):
        """Return the number of the document under which the invoice was charged (agreement, temporary credit, event)."""
        self.ensure_one()
        sources = (self.sudo()[name] for name in self._hotel_receivable_fields())
        return next((source.name for source in sources if source), False)
