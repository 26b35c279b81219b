from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.hotel_base.tools.short_cursor import short_transaction

from ..exceptions import ChargeReferenceConflict
from ..rules import charge_reasons, charge_values
from ..rules.charge_row import ChargeRow

#: Who may charge: people at a till, finance (imports), machines (D9).
CHARGING_GROUPS = ("hotel_base.group_cashier", "hotel_base.group_finance", "hotel_base.group_integration")


class HotelChargeAuthorisation(models.Model):
    """The one choke point through which every charge comes: till, file and machine (D1-D5, D8, D9).

    What is known is gathered in hotel_charge_facts.py, stored in hotel_charge_store.py, answered in
    hotel_charge_answer.py; the rules themselves are plain Python in rules/charge_*.py.
    """

    _inherit = "hotel.charge"

    @api.model
    def authorise(self, values):
        """D1: authorise one charge on account; it is stored at once, whatever becomes of the caller afterwards.

        :param dict values: outlet (code), customer (reference) or agreement (number), signer (card code), amounts
            ({rooms|food|beverage|banquet|other: number or decimal string}, gross, in the agreement's currency),
            currency (code), external_ref, business_date (YYYY-MM-DD), guest, check_number, photo (base64),
            signature_matches (bool, D12), guarantor_approval (number, D2)
        :return: dict: granted, charge (number or None), state, reasons [{code, rule, message, who}],
            remaining and limit (in `currency`; None = no limit), currency (code), repeated
        :raise UserError: a malformed value; the message names field, value and remedy of each
        :raise ChargeReferenceConflict: D5: the outlet's external reference belongs to other content
        :raise AccessError: the caller has no role that charges, or is no cashier of the outlet
        """
        row = self._authorise_rows([values], "screen")[0]
        if row.conflict:
            raise ChargeReferenceConflict(self._conflict_message(row))
        if row.faults:
            raise UserError(self._fault_message(row))
        return self._answer([row])[0]

    @api.model
    def _authorise_many(self, values_list, source="import", import_id=None):
        """D8: authorise a list of charges in one short transaction; the caller bounds its length (200).

        :param values_list: list of dicts as for `authorise`
        :param source: screen, import or api; an import may name another business date than the open day
        :param import_id: id of the `hotel.charge.import` that the rows come from, kept on the slips that are stored
        :return: list of dicts as of `authorise`, in the order of `values_list`. A malformed row is an answer too, with
            the reason code `malformed`, one of other content under a known reference with `reference_conflict`
        """
        return self._answer(self._authorise_rows(values_list, source, import_id))

    @api.model
    def _authorise_rows(self, values_list, source, import_id=None):
        self._check_may_charge()
        if self.env.user.has_group("hotel_base.group_integration"):
            source = "api"
        rows = [ChargeRow(*charge_values.parse(values), import_id=import_id) for values in values_list]
        with short_transaction(self.env) as env:
            # sudo: a cashier reads neither agreements' terms nor invoices; plain facts are all that leaves here.
            charge_sudo = env["hotel.charge"].sudo()
            charge_sudo._find_outlets(rows, self._charging_companies(), source)
            charge_sudo._process(rows, source)
        # In a test's transaction the caller's cache may hold what was just changed below it.
        self.env.invalidate_all()
        return rows

    def _process(self, rows, source):
        """Judge and store rows of known outlets. Of rows with one reference the later ones wait for the first (D5)."""
        while rows:
            wave, waiting, references = [], [], set()
            for row in rows:
                (waiting if row.reference and row.reference in references else wave).append(row)
                references.add(row.reference)
            self._find_repeats(wave)
            pending = [row for row in wave if row.passes]
            self._find_agreements(pending)
            self._find_signers([row for row in pending if row.agreement])
            self._find_guarantors([row for row in pending if row.agreement])
            for row in pending:
                self._judge(row)
            self._store(wave, source)
            rows = waiting

    def _judge(self, row):
        """Add to `row` what can be said without the counter: faults of the amounts' shape, reasons, warnings."""
        request, agreement, outlet = row.request, row.agreement, row.outlet
        decimals = agreement.decimals if agreement else outlet.decimals
        if request.decimals > decimals:
            row.faults += [
                charge_values.Fault(f"amounts.{kind}", amount, "too_many_decimals", {"decimals": decimals})
                for kind, amount in request.amounts.items()
                if charge_values.ChargeRequest(amounts={kind: amount}).decimals > decimals
            ]
            return
        if request.total <= 0 or any(amount < 0 for amount in request.amounts.values()):
            row.reasons.append(("amount_invalid", {"amount": request.total}))
        if not agreement:
            row.reasons.insert(0, ("no_agreement", {"other": row.agreement_of_other_customer}))
            return
        row.reasons += [(code, {}) for code in charge_reasons.agreement_reasons(agreement, row.day)]
        if agreement.outlet_ids and outlet.id not in agreement.outlet_ids:
            row.reasons.append(("outlet_not_allowed", {}))
        row.reasons += self._signer_reasons(row)
        if request.currency and request.currency != agreement.currency:
            row.reasons.append(("currency_mismatch", {}))
        if row.overdue and agreement.overdue_policy != "ignore":
            target = row.reasons if agreement.overdue_policy == "refuse" else row.warnings
            target.append(("overdue_statement", {"amount": row.overdue}))

    def _signer_reasons(self, row):
        """C4, D2, D12: return [(code, params)] of what is wrong with the signature."""
        request, outlet = row.request, row.outlet
        if not request.signer:
            guaranteed = row.guarantor and not row.guarantor_problems
            # An approval that was named has to be good also where no signature is asked for: it shows a broken caller.
            if guaranteed or (outlet.trusted_signatures and not request.guarantor_approval):
                return []
            return [("signer_missing", {"problems": row.guarantor_problems or ()})]
        if not row.signer:
            return [("signer_unknown", {})]
        reasons = []
        if not charge_reasons.signer_is_valid(row.signer, row.day):
            reasons.append(("signer_not_valid", {"why": "dates"}))
        if not outlet.trusted_signatures and not request.signature_matches:
            reasons.append(("signer_not_valid", {"why": "signature"}))
        return reasons

    @api.model
    def _check_may_charge(self):
        """Refuse who has no role that charges.

        :raise AccessError: the caller is neither cashier nor finance nor a machine
        """
        if not self.env.su and not any(self.env.user.has_group(group) for group in CHARGING_GROUPS):
            raise AccessError(
                self.env._("Only cashiers, finance and machines (integration role) charge on account. Ask a cashier.")
            )

    @api.model
    def _charging_companies(self):
        """C7: return the ids of the companies whose outlets and customers the caller may know, the current one first."""
        if self.env.su:
            return [self.env.company.id, *self.env["res.company"].sudo().search([("id", "!=", self.env.company.id)]).ids]
        return [self.env.company.id, *(self.env.companies - self.env.company).ids]
