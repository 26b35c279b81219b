from odoo import api, models

from odoo.addons.hotel_credit.rules.agreement_states import RUNNING

#: What the dates of a customer follow.
FOLLOWED = {"state", "date_start", "date_end", "partner_id", "user_id", "company_id"}
#: Kind of date -> field of the agreement.
DATES = {"agreement": "date_start", "agreement_end": "date_end"}


class HotelCreditAgreement(models.Model):
    """I2: a running agreement is what the regulations' rules "after the agreement started" and "before it ends" start from."""

    _inherit = "hotel.credit.agreement"

    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        agreements.sudo()._sync_callback_dates()
        return agreements

    def write(self, vals):
        result = super().write(vals)
        if FOLLOWED & vals.keys():
            self.sudo()._sync_callback_dates()
        return result

    def _sync_callback_dates(self):
        """Have a date for the first and the last day of each agreement that runs, and none for others (superuser mode).

        The callbacks follow with the next planning: what was planned from a date that is gone or moved is taken back.
        """
        dates = self.env["hotel.callback.date"].search([("agreement_id", "in", self.ids)])
        running = self.filtered(lambda agreement: agreement.state in RUNNING)
        dates.filtered(lambda date: date.agreement_id not in running).unlink()
        known = {(date.agreement_id, date.kind_id): date for date in dates.exists()}
        missing = []
        for code, name in DATES.items():
            kind = self.env.ref(f"hotel_callback.date_kind_{code}")
            for agreement in running:
                vals = {
                    "partner_id": agreement.partner_id.id,
                    "date": agreement[name],
                    "user_id": agreement.user_id.id,
                    "company_id": agreement.company_id.id,
                    "note": agreement.name,
                }
                date = known.get((agreement, kind))
                if not date:
                    missing.append({**vals, "agreement_id": agreement.id, "kind_id": kind.id})
                elif any(date[field] != agreement[source] for field, source in (
                    ("partner_id", "partner_id"), ("date", name), ("user_id", "user_id"), ("company_id", "company_id"),
                )):  # fmt: skip
                    date.write(vals)
        self.env["hotel.callback.date"].create(missing)
