from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES


class HotelGuarantorApproval(models.Model):
    """The GM's leave that the responsible salesperson guarantees one charge without an authorised signature (D2)."""

    _name = "hotel.guarantor.approval"
    _description = "Guarantor's Approval"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _order = "id desc"
    _check_company_auto = True
    _server_fields = frozenset({"name", "company_id", "currency_id", "signed_by_id", "signed_at", "used_at"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="agreement_id.currency_id", store=True)
    partner_id = fields.Many2one(related="agreement_id.partner_id", string="Customer")
    user_id = fields.Many2one(related="agreement_id.user_id", string="Responsible salesperson")
    amount = fields.Monetary("Charge up to", required=True, help="The one charge may not be higher.")
    reason = fields.Text(required=True)
    signature = fields.Image("Guarantor's signature", max_width=800, max_height=400, copy=False)
    signed_by_id = fields.Many2one("res.users", "Guarantor", readonly=True, copy=False, ondelete="restrict")
    signed_at = fields.Datetime("Signed", readonly=True, copy=False)
    used_at = fields.Datetime("Used", readonly=True, copy=False, help="When the charge was authorised.")
    charge_ids = fields.One2many("hotel.charge", "guarantor_approval_id", "Slips", readonly=True)

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")
    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount to guarantee must be positive.")

    @api.depends("name", "agreement_id")
    def _compute_display_name(self):
        for approval in self:
            approval.display_name = f"{approval.name} {approval.agreement_id.commercial_partner_id.name or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        approvals = super().create(vals_list)
        approvals.filtered("signature")._sign()
        return approvals

    def write(self, vals):
        result = super().write(vals)
        if "signature" in vals:
            self._sign()
        return result

    def _sign(self):
        """D2: note who signed and when; nobody but the agreement's responsible salesperson can.

        :raise UserError: someone else signs
        """
        for approval in self:
            if approval.signature and self.env.user != approval.user_id:
                raise UserError(
                    self.env._(
                        "Guarantor's signature: %(user)s cannot sign for agreement %(agreement)s. Only the responsible "
                        "salesperson, %(salesperson)s, can guarantee a charge.",
                        user=self.env.user.name,
                        agreement=approval.agreement_id.name,
                        salesperson=approval.user_id.name,
                    )
                )
            approval.sudo().write(
                {
                    "signed_by_id": approval.signature and self.env.uid,
                    "signed_at": approval.signature and fields.Datetime.now(),
                }
            )

    # -- approval -------------------------------------------------------------

    def _approval_amount(self):
        self.ensure_one()
        return self.amount, self.currency_id

    def _approval_locked_fields(self):
        """B7: the slips that use the approval are none of its reviewed content."""
        return super()._approval_locked_fields() - {"charge_ids"}

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if not self.signed_by_id:
            problems.append(
                self.env._("The responsible salesperson, %(name)s, has not signed as guarantor.", name=self.user_id.name)
            )
        if self.agreement_id.state != "active":
            problems.append(self.env._("Agreement %(number)s is not active.", number=self.agreement_id.name))
        return problems + self._guarantor_problems()

    def _approval_decision_problems(self, step):
        return super()._approval_decision_problems(step) + self._guarantor_problems()

    def _guarantor_problems(self):
        """E4: return why the guarantor cannot guarantee now, as sentences; extended with the temporary credits."""
        self.ensure_one()
        if self.signed_by_id and self.signed_by_id != self.user_id:
            return [
                self.env._(
                    "%(guarantor)s signed, but %(salesperson)s is responsible for agreement %(agreement)s now.",
                    guarantor=self.signed_by_id.name,
                    salesperson=self.user_id.name,
                    agreement=self.agreement_id.name,
                )
            ]
        return []

    # -- the charge (on the short cursor) --------------------------------------

    def _charge_problems(self, agreement_id, amount):
        """D2: return why this approval does not cover a charge of `amount` on an agreement, as sentences.

        :param Decimal amount: in the agreement's currency
        """
        self.ensure_one()
        problems = []
        if self.agreement_id.id != agreement_id:
            problems.append(
                self.env._("Approval %(number)s belongs to agreement %(agreement)s.", number=self.name, agreement=self.agreement_id.name)
            )
        if self.approval_state != "approved":
            problems.append(self.env._("Approval %(number)s is not approved by the GM.", number=self.name))
        if not self.signed_by_id:
            problems.append(self.env._("Approval %(number)s is not signed by the salesperson.", number=self.name))
        if self.used_at:
            problems.append(self.env._("Approval %(number)s was used already.", number=self.name))
        if self.currency_id.compare_amounts(float(amount), self.amount) > 0:
            problems.append(
                self.env._("Approval %(number)s covers at most %(amount)s.", number=self.name, amount=self.currency_id.format(self.amount))
            )
        return problems + self._guarantor_problems()

    @api.model
    def _use(self, ids):
        """D2: consume approvals for a charge, each once under any number of simultaneous tries; return the ids won."""
        self.env.cr.execute(
            SQL(
                """UPDATE hotel_guarantor_approval SET used_at = %s
                    WHERE used_at IS NULL
                      AND id IN (SELECT id FROM hotel_guarantor_approval WHERE id = ANY(%s) ORDER BY id FOR UPDATE)
                RETURNING id""",
                fields.Datetime.now(),
                sorted(set(ids)),
            )
        )
        return [approval_id for (approval_id,) in self.env.cr.fetchall()]

    @api.model
    def _release(self, ids):
        """Make approvals usable again whose charge was not stored, or was voided (D6)."""
        if ids:
            self.env.cr.execute(
                SQL("UPDATE hotel_guarantor_approval SET used_at = NULL WHERE id = ANY(%s)", sorted(set(ids)))
            )
