import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";
import { money } from "./till_format";

/** Void a slip of the open business day, with a reason (D6). */
export class TillVoidDialog extends Component {
    static template = "hotel_credit.TillVoidDialog";
    static components = { Dialog };
    static props = { slip: Object, confirm: Function, close: Function };

    setup() {
        this.state = useState({ reason: "", error: "", sending: false });
        useAutofocus({ refName: "reason" });
    }

    get amount() {
        return money(this.props.slip.amount, this.props.slip.currency_id);
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.isComposing) {
            ev.preventDefault();
            this.confirm();
        }
    }

    async confirm() {
        const reason = this.state.reason.trim();
        if (!reason || this.state.sending) {
            return;
        }
        this.state.sending = true;
        try {
            await this.props.confirm(reason);
            this.props.close();
        } catch (error) {
            this.state.error = error.data?.message || error.message;
            this.state.sending = false;
        }
    }
}
