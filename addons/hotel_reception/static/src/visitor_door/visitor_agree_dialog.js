import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** The visitor reads the privacy text and agrees with one tap, which lets them in. */
export class VisitorAgreeDialog extends Component {
    static template = "hotel_reception.VisitorAgreeDialog";
    static components = { Dialog };
    static props = { visitor: Object, privacy: Object, agree: Function, close: Function };

    agree() {
        this.props.close();
        this.props.agree();
    }
}
