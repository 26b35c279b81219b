from odoo import api, models


class HotelApprovalChildMixin(models.AbstractModel):
    """B7: rows that belong to a document under approval, such as its documents or signers, are locked with it.

    A model that inherits this names its many2one to the document::

        _approval_parent = "application_id"
        _approval_free_fields = frozenset({"note"})     # may change at any time (optional)
    """

    _name = "hotel.approval.child.mixin"
    _inherit = ["hotel.protected.mixin"]
    _description = "Part of a document under approval"

    _approval_parent = None
    _approval_free_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._approval_check_parents()
        return records

    def write(self, vals):
        locked = set(vals) - self._approval_free_fields
        if locked:
            self._approval_check_parents()
        result = super().write(vals)
        if self._approval_parent in locked:
            self._approval_check_parents()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_locked(self):
        self._approval_check_parents()

    def _approval_check_parents(self):
        if not self.env.su:
            self[self._approval_parent]._approval_check_unlocked()

    def _approval_is_attachment_locked(self, field, created):
        """Return whether an attachment of this row stays as it is; see the same method of `hotel.approval.mixin`."""
        self.ensure_one()
        if field and field in self._approval_free_fields:
            return False
        return self[self._approval_parent]._approval_is_attachment_locked(None if not field else "*", created)
