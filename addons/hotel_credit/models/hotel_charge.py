from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules.charge_values import REVENUE_KINDS

#: What may change after authorisation: voiding (D6) and billing (F1).
CHANGEABLE = frozenset({"state", "voided_by_id", "voided_at", "void_reason", "move_id", "statement_id"})


class HotelCharge(models.Model):
    """A charge slip: a light row, unchangeable once authorised (D7), billed in batches (D10).

    Made by `authorise` alone (hotel_charge_authorisation.py); nobody creates, writes or deletes one over RPC.
    """

    _name = "hotel.charge"
    _description = "Charge Slip"
    _order = "business_date desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    outlet_id = fields.Many2one("hotel.outlet", required=True, readonly=True, ondelete="restrict")
    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, readonly=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one("res.partner", "Firm", required=True, readonly=True, ondelete="restrict")
    salesperson_id = fields.Many2one("res.users", "Responsible on the day", readonly=True, ondelete="restrict")
    signer_id = fields.Many2one("hotel.credit.signer", readonly=True, ondelete="restrict")
    signature_matches = fields.Boolean("Signature compared", readonly=True)
    guarantor_approval_id = fields.Many2one(
        "hotel.guarantor.approval", "Guaranteed by approval", readonly=True, ondelete="restrict"
    )
    cashier_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    source = fields.Selection(
        [("screen", "Till"), ("import", "File"), ("api", "Machine")], required=True, readonly=True, default="screen"
    )
    import_id = fields.Many2one(
        "hotel.charge.import",
        "From file",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="hotel_base.group_finance,hotel_base.group_auditor",
    )
    external_ref = fields.Char("External reference", readonly=True)
    business_date = fields.Date("Business day", required=True, readonly=True)
    charged_at = fields.Datetime("Authorised at", required=True, readonly=True)
    guest = fields.Char(readonly=True)
    check_number = fields.Char("Check number", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount_rooms = fields.Monetary("Rooms", readonly=True)
    amount_food = fields.Monetary("Food", readonly=True)
    amount_beverage = fields.Monetary("Beverage", readonly=True)
    amount_banquet = fields.Monetary("Banquet", readonly=True)
    amount_other = fields.Monetary("Other", readonly=True)
    amount = fields.Monetary("Total", required=True, readonly=True)
    photo = fields.Binary("Signed slip", attachment=True, readonly=True)
    state = fields.Selection(
        [("authorised", "Authorised"), ("voided", "Voided"), ("billed", "Billed")],
        required=True,
        readonly=True,
        default="authorised",
    )
    voided_by_id = fields.Many2one("res.users", "Voided by", readonly=True)
    voided_at = fields.Datetime("Voided", readonly=True)
    void_reason = fields.Char("Reason", readonly=True)
    move_id = fields.Many2one("account.move", "Invoice", readonly=True, index="btree_not_null", ondelete="restrict")
    statement_id = fields.Many2one("hotel.statement", readonly=True, index="btree_not_null", ondelete="restrict")

    _unique_external_ref = models.UniqueIndex("(outlet_id, external_ref) WHERE external_ref IS NOT NULL")
    _agreement_date_idx = models.Index("(agreement_id, business_date)")
    _unbilled_idx = models.Index("(agreement_id, business_date) WHERE state = 'authorised'")
    _outlet_date_idx = models.Index("(outlet_id, business_date)")
    _company_date_idx = models.Index("(company_id, business_date)")
    _commercial_partner_idx = models.Index("(commercial_partner_id, business_date)")
    _unique_guarantor_approval = models.UniqueIndex(
        "(guarantor_approval_id) WHERE guarantor_approval_id IS NOT NULL AND state <> 'voided'"
    )
    _unique_name = models.UniqueIndex("(name)")
    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount of a slip must be positive.")
    _amount_is_sum = models.Constraint(
        "CHECK (amount = COALESCE(amount_rooms, 0) + COALESCE(amount_food, 0) + COALESCE(amount_beverage, 0)"
        " + COALESCE(amount_banquet, 0) + COALESCE(amount_other, 0))",
        "The amount of a slip is the sum of its amounts by revenue kind.",
    )
    _void_is_complete = models.Constraint(
        "CHECK (state <> 'voided' OR (voided_by_id IS NOT NULL AND voided_at IS NOT NULL AND void_reason IS NOT NULL))",
        "A voided slip says who voided it, when and why.",
    )

    @api.model
    def _has_field_access(self, field, operation):
        """D7: every field of a slip is the server's own to write."""
        return (operation != "write" or self.env.su) and super()._has_field_access(field, operation)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("A slip is made by authorising a charge, in no other way."))
        return super().create([self._with_total(vals) for vals in vals_list])

    @api.model
    def _with_total(self, vals):
        """Return `vals` with the total, if it was left out."""
        if "amount" in vals:
            return vals
        return {**vals, "amount": sum(vals.get(f"amount_{kind}") or 0 for kind in REVENUE_KINDS)}

    def write(self, vals):
        """D7: refuse to change what was authorised, for the server's own code as well.

        :raise UserError: when `vals` holds more than voiding and billing change
        """
        fixed = sorted(self._fields[name].string for name in vals.keys() - CHANGEABLE if name in self._fields)
        if fixed:
            raise UserError(
                self.env._(
                    "A slip is unchangeable once it is authorised: %(fields)s. Void it on its own business day and "
                    "charge anew, or ask finance for a sales allowance.",
                    fields=", ".join(fixed),
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """D7: a slip is kept for ever.

        :raise UserError: always
        """
        raise UserError(self.env._("A slip is never deleted. Void it on its own business day, with a reason."))
