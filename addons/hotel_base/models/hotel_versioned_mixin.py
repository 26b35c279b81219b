from odoo import api, fields, models


class HotelVersionedMixin(models.AbstractModel):
    """For policies that hold from a day on (M6): one that was used stays as it is, and a copy is its next version.

    The model declares `date_from` and `active`, and says in `_check_unused` when it was used.
    """

    _name = "hotel.versioned.mixin"
    _description = "Policy with versions"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        self._check_unused()

    def copy_data(self, default=None):
        """M6: a copy is the next version; it starts today, or on the day that `default` names."""
        default = dict(default or {})
        default.setdefault("date_from", fields.Date.context_today(self))
        return super().copy_data(default)

    def action_new_version(self):
        """M6: make the next version, archived until somebody turns it on, and open it.

        :return: action that opens the new version
        """
        self.ensure_one()
        return self.copy({"active": False})._get_records_action()

    def _check_unused(self):
        """M6: raise a UserError that names those of `self` which were used."""
        raise NotImplementedError
