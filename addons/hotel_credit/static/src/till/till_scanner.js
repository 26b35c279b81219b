/** Longest pause between two keys of a scanner; nobody types that fast. */
const PAUSE = 35;
const SHORTEST = 4;

/**
 * A card scanner is a keyboard that types a code and presses Enter. In the search field its code arrives anyhow;
 * elsewhere it must neither end up in an amount nor get lost.
 */
export class Scanner {
    constructor(onCode) {
        this.onCode = onCode;
        this.start(null);
    }

    start(field) {
        this.code = "";
        this.last = 0;
        this.field = field;
        this.before = field ? field.value : null;
    }

    /** @returns {boolean} whether this key ended a scan, and is used up */
    onKeydown(ev) {
        if (ev.ctrlKey || ev.altKey || ev.metaKey) {
            return false;
        }
        const field = ev.target.tagName === "INPUT" ? ev.target : null;
        if (field?.dataset.tillFocus === "search") {
            return false;
        }
        if (ev.key.length === 1) {
            if (ev.timeStamp - this.last > PAUSE || field !== this.field) {
                this.start(field);
            }
            this.code += ev.key;
            this.last = ev.timeStamp;
            return false;
        }
        const scanned = ev.key === "Enter" && this.code.length >= SHORTEST && ev.timeStamp - this.last <= PAUSE;
        if (!scanned) {
            if (ev.key !== "Shift") {
                this.start(null);
            }
            return false;
        }
        const { code, before } = this;
        ev.preventDefault();
        ev.stopPropagation();
        if (this.field) {
            this.field.value = before;
            this.field.dispatchEvent(new Event("input", { bubbles: true }));
        }
        this.start(null);
        this.onCode(code);
        return true;
    }
}
