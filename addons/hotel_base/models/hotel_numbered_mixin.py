from odoo import api, models


class HotelNumberedMixin(models.AbstractModel):
    """For documents that get the next number of their company's sequence, whose code is the model's name.

    The number is a field of the model's own, "name" unless `_number_field` says otherwise: required, read-only, not copied,
    "/" by default, and among the `_server_fields`.
    """

    _name = "hotel.numbered.mixin"
    _description = "Numbered document"

    _number_field = "name"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        # Whoever may make the document gets its number, without a right to the sequence or the field.
        for record in records.sudo():
            sequence_sudo = self.env["ir.sequence"].sudo().with_company(record.company_id)
            record[self._number_field] = sequence_sudo.next_by_code(self._name)
        return records
