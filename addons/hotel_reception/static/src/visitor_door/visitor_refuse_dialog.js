import { Component, useState } from "@odoo/owl";
import { useAutofocus } from "@web/core/utils/hooks";
import { Dialog } from "@web/core/dialog/dialog";

/** Asks why somebody is not let in; the reason stays in the log. */
export class VisitorRefuseDialog extends Component {
    static template = "hotel_reception.VisitorRefuseDialog";
    static components = { Dialog };
    static props = { name: String, refuse: Function, close: Function };

    setup() {
        useAutofocus();
        this.state = useState({ reason: "" });
    }

    async refuse() {
        await this.props.refuse(this.state.reason);
        this.props.close();
    }
}
