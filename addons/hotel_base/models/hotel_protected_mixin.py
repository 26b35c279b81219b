from odoo import api, models, tools


class HotelProtectedMixin(models.AbstractModel):
    """Fields that only the server's own code writes, on every road that leads to them.

    A model that inherits this names its decision fields::

        _server_fields = frozenset({"state", "decided_by_id"})

    The sets of all parents are merged. Such a field is written under `env.su` alone. The ORM asks
    `_has_field_access` in create(), write() and update_field_translations() alike, for values, for `default_*` keys of
    the context, for load(), web_save() and one2many commands. Two more roads are closed here:
    personal defaults, which every internal user may store in `ir.default`, and copy(). A third, the attachment
    behind a binary field, is closed in `ir.attachment`.
    """

    _name = "hotel.protected.mixin"
    _description = "Fields written by the server only"

    _server_fields = frozenset()

    @api.model
    @tools.ormcache()
    def _get_server_fields(self):
        """Return the names of all server-only fields: `_server_fields` merged over the model and its parents.

        Of the hotel's own models, stored fields that the server computes are among them: the ORM keeps what RPC writes
        there until the next computation, however read-only the field is called. Odoo's models (invoices) are left as
        they are: core's own screens write such fields.
        """
        names = set()
        if self._original_module.startswith("hotel_"):
            names = {
                name
                for name, field in self._fields.items()
                if field.store and field.readonly and (field.compute or field.related)
            }
        for parent in type(self).__mro__:
            names |= parent.__dict__.get("_server_fields", frozenset())
        return frozenset(names)

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and not self.env.su and field.name in self._get_server_fields():
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _get_fields_without_user_defaults(self):
        """Return the names of fields that take no default from a context or from `ir.default`."""
        return self._get_server_fields()

    @api.model
    def default_get(self, fields):
        """Ignore context and stored personal defaults for server fields, also under sudo.

        Code that creates with sudo() runs in the caller's context, and a stored default is the caller's too:
        neither may decide anything.
        """
        defaults = super().default_get(fields)
        for name in self._get_fields_without_user_defaults() & defaults.keys():
            field = self._fields[name]
            if field.default:
                value = field.convert_to_cache(field.default(self), self, validate=False)
                defaults[name] = field.convert_to_write(value, self)
            else:
                del defaults[name]
        return defaults

    def copy_data(self, default=None):
        """A copy starts undecided. A server field named in `default` stays, so that create() can refuse it."""
        kept = set(default or ())
        return [
            {name: value for name, value in vals.items() if name in kept or name not in self._get_server_fields()}
            for vals in super().copy_data(default)
        ]
