import { getCurrency } from "@web/core/currency";
import { _t } from "@web/core/l10n/translation";
import { readAmount } from "./till_decimal";
import { newReference } from "./till_device";

/** What the cashier still has to do, all at once. What the customer may do is judged by the server alone. */
export function findMissing(store) {
    const missing = [];
    if (!store.card) {
        return [{ at: "search", text: _t("Choose the customer.") }];
    }
    for (const kind of store.kinds) {
        if (store.units(kind.code) === null) {
            missing.push({
                at: kind.code,
                text: _t("%(kind)s: “%(value)s” is no amount. Digits and at most %(digits)s decimals.", {
                    kind: kind.name,
                    value: store.amounts[kind.code],
                    digits: store.digits,
                }),
            });
        }
    }
    if (!missing.length && store.totalUnits <= 0) {
        missing.push({ at: store.kinds[0].code, text: _t("Enter at least one amount.") });
    }
    if (store.withGuarantor && !store.guarantorApproval.trim()) {
        missing.push({ at: "guarantor", text: _t("Enter the number of the guarantor's approval, or choose a signer.") });
    }
    if (!store.withGuarantor && !store.signer && !store.outlet.trusted_signatures) {
        missing.push({ at: "signer", text: _t("Choose who signed the slip.") });
    }
    if (store.signer && !store.signatureMatches && !store.outlet.trusted_signatures) {
        missing.push({ at: "matches", text: _t("Compare the signature with the specimen and tick that they match.") });
    }
    return missing;
}

/** @returns {Object} the values of `hotel.charge.authorise` for the slip on the screen */
export function prepareValues(store) {
    const { customer, agreement } = store.card;
    const amounts = {};
    for (const { code } of store.kinds) {
        if (store.units(code)) {
            amounts[code] = readAmount(store.amounts[code]);
        }
    }
    const values = {
        outlet: store.outlet.code,
        amounts,
        currency: getCurrency(store.currencyId)?.name,
        external_ref: newReference(),
        signature_matches: store.signatureMatches,
    };
    if (agreement) {
        values.agreement = agreement.name;
    }
    // A contact or branch stands on the slip itself; the firm alone is known from the agreement.
    if (customer.contact && customer.contact_ref) {
        values.customer = customer.contact_ref;
    }
    if (store.signer) {
        values.signer = store.signer.code;
    }
    if (store.withGuarantor) {
        values.guarantor_approval = store.guarantorApproval.trim();
    }
    if (store.guest.trim()) {
        values.guest = store.guest.trim();
    }
    if (store.checkNumber.trim()) {
        values.check_number = store.checkNumber.trim();
    }
    if (store.photo) {
        values.photo = store.photo.base64;
    }
    return values;
}
