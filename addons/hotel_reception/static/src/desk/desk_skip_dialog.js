import { Component, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";
import { _t } from "@web/core/l10n/translation";

/** Asks why somebody is skipped; the reason is kept (L6). */
export class DeskSkipDialog extends Component {
    static template = "hotel_reception.DeskSkipDialog";
    static components = { Dialog };
    static props = { person: Object, kind: String, skip: Function, close: Function };

    setup() {
        this.state = useState({ reason: "", error: "", sending: false });
        this.field = useRef("reason");
        useAutofocus({ refName: "reason" });
    }

    get title() {
        return this.props.kind === "busy" ? _t("Busy in turn: keeps the place") : _t("Not at the place in turn");
    }

    get proposals() {
        return this.props.kind === "busy"
            ? [_t("On the telephone"), _t("In a meeting"), _t("Preparing an offer"), _t("Meal break")]
            : [_t("Not at the desk"), _t("Does not answer")];
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && this.state.reason.trim()) {
            ev.preventDefault();
            this.confirm();
        }
    }

    async confirm(reason = this.state.reason) {
        this.state.sending = true;
        try {
            await this.props.skip(reason.trim());
            this.props.close();
        } catch (error) {
            this.state.error = error.data?.message || String(error);
        } finally {
            this.state.sending = false;
        }
    }
}
