from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import charge_mapping


class HotelChargeImportFormat(models.Model):
    """D8: how the files of one front-desk or point-of-sale system are read, kept for the next file."""

    _name = "hotel.charge.import.format"
    _description = "Slip File Format"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: for all companies.")
    encoding = fields.Selection(
        [("utf-8-sig", "UTF-8"), ("gb18030", "GB18030 / GBK"), ("utf-16", "UTF-16")], help="Empty: found out from the file."
    )
    separator = fields.Selection(
        [(",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar")],
        "Columns separated by",
        help="Empty: found out from the file's first line.",
    )
    date_format = fields.Selection(
        [(key, shown) for key, (_pattern, shown) in charge_mapping.DATE_FORMATS.items()],
        "Dates are written",
        required=True,
        default="iso",
    )
    decimal_separator = fields.Selection([(".", "Dot"), (",", "Comma")], "Decimals after", required=True, default=".")
    default_outlet_id = fields.Many2one(
        "hotel.outlet", "Outlet if none is given", check_company=True, help="For files of one outlet."
    )
    default_kind_id = fields.Many2one("hotel.revenue.kind", "Revenue kind if none is given")
    default_currency_id = fields.Many2one("res.currency", "Currency if none is given")
    column_ids = fields.One2many("hotel.charge.import.column", "format_id", "Columns", copy=True)

    @api.constrains("name", "column_ids", "default_outlet_id", "default_kind_id")
    def _check_mapping(self):
        gaps = {
            "customer": self.env._("a column for the customer's reference or the agreement's number"),
            "amount": self.env._("a column for the amount"),
            "kind": self.env._("a column for the revenue kind, or a revenue kind for all rows"),
            "outlet": self.env._("a column for the outlet's code, or an outlet for all rows"),
        }
        for file_format in self:
            found = charge_mapping.mapping_gaps(
                set(file_format.column_ids.mapped("field")), file_format.default_outlet_id, file_format.default_kind_id
            )
            if found:
                raise ValidationError(
                    self.env._(
                        "Format %(name)s cannot be used yet, it lacks: %(gaps)s.",
                        name=file_format.name,
                        gaps="; ".join(gaps[gap] for gap in found),
                    )
                )

    @api.model
    def _guess(self, header, company):
        """Return the format of `company` whose required columns stand in `header`; of several the one that fits most."""
        best, most = self.browse(), 0
        for file_format in self.search([("company_id", "in", [False, company.id])]):
            found, missing = file_format._get_column_indices(header)
            complete = not charge_mapping.mapping_gaps(
                set(found.values()), file_format.default_outlet_id, file_format.default_kind_id
            )
            if complete and not missing and len(found) > most:
                best, most = file_format, len(found)
        return best

    def _get_column_indices(self, header):
        """Return ({index in `header`: field}, [names of columns that `header` lacks])."""
        self.ensure_one()
        places = {name.casefold(): index for index, name in enumerate(header)}
        found, missing = {}, []
        for column in self.column_ids:
            index = places.get(column.header.strip().casefold())
            if index is not None:
                found[index] = column.field
            elif column.required:
                missing.append(column.header)
        return found, missing

    def _make_reader(self, header):
        """Return the `RowReader` of the format for a file with `header`."""
        columns, _missing = self._get_column_indices(header)
        return charge_mapping.RowReader(
            columns,
            len(header),
            self.date_format,
            self.decimal_separator,
            {
                "outlet": self.default_outlet_id.code,
                "kind": self.default_kind_id.code,
                "currency": self.default_currency_id.name,
            },
        )
