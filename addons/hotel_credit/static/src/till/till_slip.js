import { Component, useState } from "@odoo/owl";
import { hasTouch } from "@web/core/browser/feature_detection";
import { money } from "./till_format";

const KEYS = ["7", "8", "9", "4", "5", "6", "1", "2", "3", ".", "0", "back"];

/** The slip: amounts by revenue kind with a keypad, check number, guest, total and the one button. */
export class TillSlip extends Component {
    static template = "hotel_credit.TillSlip";
    static props = { till: Object, authorise: Function };

    setup() {
        this.till = useState(this.props.till);
        this.keys = KEYS;
    }

    /** With the keypad on the screen a tablet must not open its own keyboard over it; a telephone shows no keypad. */
    get inputMode() {
        return hasTouch() && window.innerWidth >= 768 ? "none" : "decimal";
    }

    get total() {
        return money(this.till.total, this.till.currencyId);
    }

    isWrong(kind) {
        return this.till.units(kind) === null;
    }

    isMissing(at) {
        return this.till.missing.some((item) => item.at === at);
    }

    onFocus(kind, ev) {
        this.till.activeKind = kind;
        ev.target.select();
    }

    onAmount(kind, ev) {
        this.till.setAmount(kind, ev.target.value);
    }

    /** Enter and the arrows go through the fields in their order; after the last comes the button. */
    onKeydown(ev) {
        const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[ev.key];
        if (!step || ev.ctrlKey || ev.isComposing) {
            return;
        }
        ev.preventDefault();
        const fields = [...ev.currentTarget.querySelectorAll("input, .o_till_authorise")];
        fields[Math.max(0, Math.min(fields.length - 1, fields.indexOf(ev.target) + step))]?.focus();
    }
}
