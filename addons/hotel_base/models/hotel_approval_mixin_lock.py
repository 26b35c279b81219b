from odoo import api, models
from odoo.exceptions import LockError, UserError
from odoo.tools import SQL

from ..rules import approval as rules


class HotelApprovalMixin(models.AbstractModel):
    """B7: what is locked under review and after approval, and what only the reviewer writes."""

    _inherit = "hotel.approval.mixin"

    @api.model
    def _get_fields_without_user_defaults(self):
        return super()._get_fields_without_user_defaults() | self._approval_all_step_fields()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                given = {name for name in self._approval_all_step_fields() & vals.keys() if vals[name]}
                self._approval_refuse_step_fields(given)
        return super().create(vals_list)

    def copy_data(self, default=None):
        """What reviewers wrote is not copied."""
        kept = set(default or ())
        step_fields = self._approval_all_step_fields() - kept
        return [
            {name: value for name, value in vals.items() if name not in step_fields}
            for vals in super().copy_data(default)
        ]

    def write(self, vals):
        if not self.env.su:
            self._approval_check_write(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_submitted(self):
        """M2: what was submitted once stays; it can be withdrawn or archived."""
        if submitted := self.filtered("approval_round"):
            raise UserError(
                self.env._(
                    "%(documents)s: submitted for approval before, so it stays on record. Withdraw it instead.",
                    documents=", ".join(submitted.mapped("display_name")),
                )
            )

    def _approval_is_locked(self):
        """B7: return whether the reviewed fields of the document, and its children, are locked."""
        self.ensure_one()
        return self.approval_state in rules.LOCKED_STATES

    def _approval_check_unlocked(self):
        """B7: raise a UserError when any of the documents is under review or approved. For their children.

        Touches the documents' rows first: it waits for a decision being made, which then makes this transaction
        start anew; and a decision that began before starts anew with the changed child.
        """
        records = self.exists()
        if records:
            self.env.execute_query(
                SQL(
                    "UPDATE %(table)s SET write_date = write_date WHERE id IN %(ids)s RETURNING id",
                    table=SQL.identifier(self._table),
                    ids=tuple(records.ids),
                )
            )
        if locked := records.filtered(lambda record: record._approval_is_locked()):
            raise UserError(
                self.env._(
                    "%(documents)s: under review or approved, so nothing of it can be changed. "
                    "Ask the reviewer to send it back first.",
                    documents=", ".join(locked.mapped("display_name")),
                )
            )

    def _approval_all_step_fields(self):
        return set().union(*self._approval_step_fields().values())

    def _approval_check_write(self, vals):
        """B7: raise a UserError when `vals` touches locked fields, or those of a tier that is not the user's."""
        names = set(vals)
        own = names & self._approval_all_step_fields()
        locked = names & self._approval_locked_fields()
        for record in self:
            if own:
                record._approval_check_step_fields(own)
            if locked and record._approval_is_locked():
                raise UserError(
                    self.env._(
                        "%(document)s is under review or approved; %(fields)s cannot be changed. "
                        "Ask the reviewer to send it back first.",
                        document=record.display_name,
                        fields=", ".join(self._approval_labels(locked)),
                    )
                )

    def _approval_check_step_fields(self, names):
        """Raise a UserError unless the current user decides now and all `names` belong to the current tier."""
        self._approval_refuse_step_fields(names - self._approval_my_step_fields())

    def _approval_my_step_fields(self):
        """Return the names of the fields that the current user writes as the reviewer of the current tier."""
        self.ensure_one()
        if self.approval_state != "pending" or self._approval_obstacles():
            return set()
        return self._approval_step_fields().get(self.sudo().approval_current_step_id.tier_code, set())

    def _approval_refuse_step_fields(self, names):
        if names:
            raise UserError(
                self.env._(
                    "%(fields)s: written by the reviewer alone, while the document waits for their decision.",
                    fields=", ".join(self._approval_labels(names)),
                )
            )

    def _approval_labels(self, names):
        return sorted(self._fields[name]._description_string(self.env) or name for name in names)

    def _approval_lock(self):
        """Lock the documents' rows before anything is checked: of two decisions at once only one is made."""
        try:
            self.sudo().lock_for_update()
        except LockError as error:
            raise LockError(
                self.env._("Somebody else is deciding on this document right now. Reload it and look again.")
            ) from error

    def _approval_is_attachment_locked(self, field, created):
        """B7: return whether an attachment of this document stays as it is.

        :param field: name of the binary field whose content it is, "*" for one of a child, empty for a plain file
        :param created: naive UTC instant of the attachment; plain files that came after the submission stay free
        """
        self.ensure_one()
        if field in self._approval_all_step_fields():
            return field not in self._approval_my_step_fields()
        if not self._approval_is_locked():
            return False
        if field:
            return field == "*" or field in self._approval_locked_fields()
        return bool(created) and created <= self.approval_requested_at
