from odoo import api, fields, models

WATCHED = ("acc_number", "acc_holder_name", "bank_id", "partner_id", "active")


class ResPartnerBank(models.Model):
    """C8: a customer's bank account is changed only with how the identity was verified."""

    _inherit = "res.partner.bank"

    hotel_verification = fields.Char(
        "Identity verified by",
        compute="_compute_hotel_verification",
        readonly=False,
        help="How you made sure that the bank account is the customer's (C8).",
    )

    def _compute_hotel_verification(self):
        self.hotel_verification = False

    @api.model_create_multi
    def create(self, vals_list):
        verifications = [vals.pop("hotel_verification", None) for vals in vals_list]
        banks = super().create(vals_list)
        customers = banks.partner_id._get_hotel_customers()
        for bank, verification in zip(banks, verifications, strict=True):
            if bank.partner_id.commercial_partner_id.id in customers:
                bank._record_bank_change(bank.partner_id, "", bank._describe_bank(), verification)
        return banks

    def write(self, vals):
        verification = vals.get("hotel_verification")
        vals = {name: value for name, value in vals.items() if name != "hotel_verification"}
        if not vals.keys() & set(WATCHED):
            return super().write(vals)
        before = [(bank, bank.partner_id, bank._describe_bank()) for bank in self]
        customers = self.partner_id._get_hotel_customers()
        result = super().write(vals)
        if "partner_id" in vals:
            customers |= self.partner_id._get_hotel_customers()
        for bank, owner, description in before if customers else ():
            for partner in owner | bank.partner_id:
                if partner.commercial_partner_id.id in customers and description != bank._describe_bank():
                    bank._record_bank_change(partner, description, bank._describe_bank(), verification)
        return result

    def unlink(self):
        customers = self.partner_id._get_hotel_customers()
        for bank in self:
            if bank.partner_id.commercial_partner_id.id in customers:
                bank._record_bank_change(bank.partner_id, bank._describe_bank(), "", None)
        return super().unlink()

    def _describe_bank(self):
        """Return the account in one line, so that old and new compare at a glance."""
        self.ensure_one()
        parts = [self.acc_number, self.bank_id.name, self.acc_holder_name, self.partner_id.name]
        if not self.active:
            parts.append(self.env._("archived"))
        return ", ".join(part for part in parts if part)

    def _record_bank_change(self, partner, old, new, verification):
        partner._store_contact_change([("bank_ids", self.env._("Bank account"), old, new)], verification)
