import { formatCurrency } from "@web/core/currency";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";

export function money(amount, currencyId) {
    return formatCurrency(amount, currencyId);
}

/** @returns {luxon.DateTime|null} */
export function asDate(text) {
    return text ? deserializeDate(text) : null;
}

export function day(text) {
    return text ? formatDate(deserializeDate(text)) : "";
}
