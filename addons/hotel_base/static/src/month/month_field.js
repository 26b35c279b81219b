import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { dateField, DateTimeField } from "@web/views/fields/datetime/datetime_field";

/** A date that stands for its month: shown as "Nov 2026" or "2026年11月", chosen among months. */
export class HotelMonthField extends DateTimeField {
    getFormattedValue(valueIndex) {
        const value = this.values[valueIndex];
        return value ? value.toLocaleString({ year: "numeric", month: "short" }) : "";
    }
}

export const hotelMonthField = {
    ...dateField,
    component: HotelMonthField,
    displayName: _t("Month"),
    extractProps: (info, dynamicInfo) => ({
        ...dateField.extractProps(info, dynamicInfo),
        minPrecision: "months",
    }),
};

registry.category("fields").add("hotel_month", hotelMonthField);
