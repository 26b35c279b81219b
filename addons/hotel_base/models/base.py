from odoo import api, models
from odoo.fields import Command


class Base(models.AbstractModel):
    """Nobody names in a dialog what they may not read.

    A form computes in superuser mode what follows from the document that is chosen in it (`onchange`), before anything
    is stored and whatever id it is told; a stored dialog shows the same. So the record that is named is looked at first.
    """

    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        self._hotel_check_named(values)
        return super().onchange(values, field_names, fields_spec)

    def _hotel_check_named(self, values):
        """Refuse values that name a protected record which the user may not read.

        :param values: as of `onchange` or `write`: many2one ids, commands of x2many fields
        :raise AccessError: as reading the record would
        """
        # Odoo's own forms (payments, invoices) show what an accountant without a hotel role may not open.
        if self.env.su or not self._original_module.startswith("hotel_"):
            return
        for name, value in values.items():
            field = self._fields.get(name)
            if field is None or not field.relational or not value:
                continue
            comodel = self.env[field.comodel_name]
            ids = []
            if field.type == "many2one":
                ids = [value.get("id") if isinstance(value, dict) else value]
            elif isinstance(value, (list, tuple)):
                for command in value:
                    if isinstance(command, int):
                        ids.append(command)
                        continue
                    if command[0] in (Command.CREATE, Command.UPDATE):
                        comodel._hotel_check_named(command[2])
                    ids += [command[1]] if command[0] in (Command.UPDATE, Command.LINK) else []
                    ids += command[2] if command[0] == Command.SET else []
            # What the document names already was named by who could: a form sends it back as it is.
            known = self[name].ids if len(self) == 1 else ()
            if hasattr(comodel, "_get_server_fields") and (ids := [each for each in ids if isinstance(each, int) and each not in known]):
                comodel.browse(ids).exists().check_access("read")

    # ------------------------------------------------------------------ dialogs that are stored

    @api.model_create_multi
    def create(self, vals_list):
        if self._transient and self._original_module.startswith("hotel_"):
            for vals in vals_list:
                self._hotel_check_named(vals)
        return super().create(vals_list)

    def write(self, vals):
        if self._transient and self._original_module.startswith("hotel_"):
            self._hotel_check_named(vals)
        return super().write(vals)
