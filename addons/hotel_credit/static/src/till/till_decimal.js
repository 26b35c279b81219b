/**
 * Amounts are counted in the smallest unit of the currency: sums of floats would differ from the server's to the cent.
 */

/**
 * Read what a person typed. A comma is a decimal separator when it stands alone before at most two digits at the end.
 *
 * @param {string} text e.g. "12.5", "1,234.50", "12,5"
 * @returns {string|null} the plain number ("" for nothing), null when it is no number
 */
export function readAmount(text) {
    let plain = (text || "").replace(/[\s\u00a0']/g, "");
    if (!plain.includes(".") && /^\d+,\d{1,2}$/.test(plain)) {
        plain = plain.replace(",", ".");
    }
    plain = plain.replace(/,/g, "");
    if (plain === "" || plain === ".") {
        return "";
    }
    return /^\d{0,13}(\.\d*)?$/.test(plain) ? plain.replace(/^\./, "0.").replace(/\.$/, "") : null;
}

/**
 * @param {string} plain a number as readAmount returns it
 * @param {number} digits decimals of the currency
 * @returns {number|null} smallest units; null when there are more decimals than the currency has
 */
export function toUnits(plain, digits) {
    if (!plain) {
        return 0;
    }
    const [whole, fraction = ""] = plain.split(".");
    if (fraction.length > digits) {
        return null;
    }
    return Number(whole + fraction.padEnd(digits, "0"));
}

/** @returns {number} the amount for display */
export function fromUnits(units, digits) {
    return units / 10 ** digits;
}
