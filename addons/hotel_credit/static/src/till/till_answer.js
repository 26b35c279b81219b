import { Component, useState } from "@odoo/owl";
import { money } from "./till_format";

/** The answer over the whole screen: green, red with every reason, or none yet. */
export class TillAnswer extends Component {
    static template = "hotel_credit.TillAnswer";
    static props = { till: Object, next: Function, correct: Function, print: Function, askVoid: Function };

    setup() {
        this.till = useState(this.props.till);
        this.money = money;
    }

    get answer() {
        return this.till.answer;
    }

    get tone() {
        return !this.answer ? "waiting" : this.answer.granted ? "granted" : "refused";
    }

    get attempt() {
        return this.answer?.attempt || this.till.unanswered;
    }

    get hasLimit() {
        const { remaining } = this.answer;
        return remaining !== null && remaining !== undefined && remaining !== false;
    }
}
