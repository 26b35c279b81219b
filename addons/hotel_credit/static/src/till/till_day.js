import { Component, useState } from "@odoo/owl";
import { money } from "./till_format";

/** The outlet's slips of the open business day. */
export class TillDay extends Component {
    static template = "hotel_credit.TillDay";
    static props = { till: Object, print: Function, askVoid: Function };

    setup() {
        this.till = useState(this.props.till);
        this.money = money;
    }
}
