from odoo import api, fields, models
from odoo.tools import SQL


class HotelEventTemplatedMixin(models.AbstractModel):
    """Rows of an event's work that a kind's template brings: run sheet, countdown, crew.

    A row remembers the line of the template that it was made from (`template_id`), so that a template is loaded twice
    without doubles. Its translated texts are those of the template in every language.
    """

    _name = "hotel.event.templated.mixin"
    _description = "Row of an event that a template brings"
    _inherit = ["hotel.protected.mixin"]

    _server_fields = frozenset({"template_id"})

    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True)

    @api.private
    def load_template(self, event, templates):
        """Add what `templates` (lines of a kind) bring to `event` and is not there yet. Return the new rows."""
        known = self.with_context(active_test=False).search([("event_id", "=", event.id), ("template_id", "in", templates.ids)])
        vals_list = []
        for template in templates - known.template_id:
            vals_list += self._prepare_template_vals(event, template)
        rows = self.create(vals_list)
        rows._copy_translations()
        return rows

    def _prepare_template_vals(self, event, template):
        """Return the list of values of the rows that one line of a template makes on `event`."""
        raise NotImplementedError

    def _copy_translations(self):
        """Take over the template's texts in all languages, in one statement."""
        templates = self.env[self._fields["template_id"].comodel_name]
        names = [name for name, field in self._fields.items() if field.store and field.translate and name in templates._fields]
        if not self or not names:
            return
        self.flush_recordset(names)
        templates.flush_model(names)
        self.env.cr.execute(
            SQL(
                "UPDATE %(own)s own SET %(set)s FROM %(theirs)s template WHERE own.template_id = template.id AND own.id = ANY(%(ids)s)",
                own=SQL.identifier(self._table),
                theirs=SQL.identifier(templates._table),
                set=SQL(", ").join(SQL("%s = template.%s", SQL.identifier(name), SQL.identifier(name)) for name in names),
                ids=self.ids,
            )
        )
        self.invalidate_recordset(names, flush=False)

    def _set_instants(self, values, *names):
        """Write instants of many rows in one statement, as a list of 60 that is moved needs it.

        :param values: {id: instants in the order of `names`}
        """
        if not values:
            return
        self.flush_model(names)
        columns = [list(values), *(list(column) for column in zip(*values.values(), strict=True))]
        kinds = ["int4", *["timestamp"] * len(names)]
        self.env.cr.execute(
            SQL(
                "UPDATE %(table)s own SET %(set)s, write_uid = %(uid)s, write_date = %(now)s "
                "FROM unnest(%(columns)s) AS new (id, %(names)s) WHERE own.id = new.id",
                table=SQL.identifier(self._table),
                set=SQL(", ").join(SQL("%s = new.%s", SQL.identifier(name), SQL.identifier(name)) for name in names),
                uid=self.env.uid,
                now=fields.Datetime.now(),
                columns=SQL(", ").join(
                    SQL("%s::%s[]", column, SQL(kind)) for column, kind in zip(columns, kinds, strict=True)
                ),
                names=SQL(", ").join(map(SQL.identifier, names)),
            )
        )
        rows = self.browse(values)
        rows.invalidate_recordset([*names, "write_date", "write_uid"], flush=False)
        rows.modified(names)
