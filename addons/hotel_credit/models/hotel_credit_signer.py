import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..rules import agreement_dates
from ..tools.scan import PICTURES, check_scan

#: Card codes are read aloud and typed: no letters and digits that look alike.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 10


class HotelCreditSigner(models.Model):
    """A person who may sign slips for the customer, with a specimen signature (C4). History is kept."""

    _name = "hotel.credit.signer"
    _description = "Authorised Signer"
    _inherit = ["hotel.protected.mixin"]
    _order = "agreement_id, name, id"
    _rec_names_search = ["name", "code", "phone"]

    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, precompute=True)
    commercial_partner_id = fields.Many2one(related="agreement_id.commercial_partner_id", string="Firm")
    name = fields.Char(required=True)
    code = fields.Char(
        "Card code",
        copy=False,
        index=True,
        readonly=True,
        required=True,
        default=lambda self: self._get_new_code(),
        help="Printed on the signer card; unique within a company.",
    )
    phone = fields.Char()
    specimen = fields.Image("Specimen signature", max_width=800, max_height=400)
    valid_from = fields.Date("Valid from", readonly=True, help="First day on which the signature counts.")
    ended_on = fields.Date("Ended from", copy=False, readonly=True, help="From this day on the signature is refused.")
    valid = fields.Boolean("Valid today", compute="_compute_valid", search="_search_valid")
    added_by_notice_id = fields.Many2one(
        "hotel.credit.signer.notice", "Added by notice", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    ended_by_notice_id = fields.Many2one(
        "hotel.credit.signer.notice", "Ended by notice", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    _server_fields = frozenset({
        "code", "valid_from", "ended_on", "added_by_notice_id", "ended_by_notice_id", "company_id",
    })  # fmt: skip

    _unique_code = models.UniqueIndex("(company_id, code)", "The card code of a signer is used once in a company.")

    @api.depends("name", "agreement_id")
    def _compute_display_name(self):
        for signer in self:
            signer.display_name = signer.name

    @api.depends("valid_from", "ended_on")
    def _compute_valid(self):
        for signer in self:
            signer.valid = signer._is_valid_on((signer.company_id or self.env.company).sudo()._hotel_today())

    def _search_valid(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._hotel_today()
        valid = Domain("valid_from", "<=", today) & (Domain("ended_on", "=", False) | Domain("ended_on", ">", today))
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return valid if True in wanted else ~valid

    def _is_valid_on(self, day):
        """C4: True if this signature counts on `day`."""
        self.ensure_one()
        return agreement_dates.signer_valid(day, self.valid_from, self.ended_on)

    @api.model
    def _get_new_code(self):
        """Return a new card code: drawn at random, so that no card follows from another."""
        return "".join(secrets.choice(ALPHABET) for _position in range(CODE_LENGTH))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("code", True):
                del vals["code"]
            self._check_specimen(vals)
        signers = super().create(vals_list)
        signers._check_may_enter()
        return signers

    def write(self, vals):
        # Before and after: a signer neither leaves an agreement in force nor is put into one.
        self._check_may_enter()
        self._check_specimen(vals)
        result = super().write(vals)
        if "agreement_id" in vals:
            self._check_may_enter()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_before_activation(self):
        if any(signer.agreement_id.state != "to_sign" for signer in self):
            raise UserError(self.env._("Signers are kept (C4): end them with a written notice of the customer."))
        self._check_may_enter()

    def _check_may_enter(self):
        """C4: signers are entered with the papers of the agreement, later on by a notice only.

        :raise AccessError: naming the agreement
        """
        if self.env.su:
            return
        for agreement in self.agreement_id:
            if "signer_ids" not in agreement._get_editable_fields():
                raise AccessError(
                    self.env._(
                        "The signers of agreement %(name)s are not yours to change. Before the hand-over to finance sales "
                        "enters them, after it finance; once it is active only a written notice of the customer adds or "
                        "ends one (C4).",
                        name=agreement.name,
                    )
                )

    def _check_specimen(self, vals):
        if vals.get("specimen"):
            check_scan(self.env, vals["specimen"], self.env._("Specimen signature"), PICTURES)

    def action_print_card(self):
        """Print the signer cards with bar code."""
        return self.env.ref("hotel_credit.report_signer_card").report_action(self)
