import { browser } from "@web/core/browser/browser";

/**
 * What this device remembers: its outlet, and the slip that was sent but not answered yet.
 * A browser in private mode may refuse to store: then it is only forgotten.
 */
const OUTLET = "hotel_till.outlet";
const UNANSWERED = "hotel_till.unanswered";

function read(key) {
    try {
        return JSON.parse(browser.localStorage.getItem(key));
    } catch {
        return null;
    }
}

function write(key, value) {
    try {
        if (value === null) {
            browser.localStorage.removeItem(key);
        } else {
            browser.localStorage.setItem(key, JSON.stringify(value));
        }
    } catch {
        // Nothing to do: the device does not store.
    }
}

export const device = {
    get outletId() {
        return read(OUTLET);
    },
    set outletId(id) {
        write(OUTLET, id);
    },
    /** @returns {{values: Object, currencyId: number, amount: number, userId: number}|null} */
    get unanswered() {
        return read(UNANSWERED);
    },
    set unanswered(attempt) {
        write(UNANSWERED, attempt);
    },
};

/** @returns {string} a random UUID, also where the page is not served over HTTPS and randomUUID is missing */
export function newReference() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
