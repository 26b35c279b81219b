import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";

/** Who waits, who is with somebody, who was here today; what becomes of them is asked in the entry's own dialogs. */
export class DeskDay extends Component {
    static template = "hotel_reception.DeskDay";
    static props = { store: Object, big: { type: Boolean, optional: true } };

    setup() {
        this.action = useService("action");
    }

    get store() {
        return this.props.store;
    }

    get open() {
        return this.store.board.entries.filter((entry) => entry.state !== "done");
    }

    get done() {
        return this.store.board.entries.filter((entry) => entry.state === "done");
    }

    waited(entry) {
        const minutes = Math.max(0, Math.floor((this.store.clock - deserializeDateTime(entry.arrived_at).toMillis()) / 60000));
        return _t("%s min", minutes);
    }

    take(entry) {
        return this.store.actOnEntry(entry.id, "action_take");
    }

    confirm(entry) {
        return this.store.actOnEntry(entry.id, "action_confirm_no_customer");
    }

    ask(entry, act) {
        return this.action.doAction("hotel_reception.hotel_desk_entry_act_action", {
            additionalContext: { default_entry_id: entry.id, default_act: act },
            onClose: () => this.store.loadBoard(),
        });
    }

    /** The proof: who was where in the queue, and why this person. */
    openProof(entry) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("Proof"),
                res_model: "hotel.desk.entry",
                res_id: entry.id,
                views: [[false, "form"]],
                target: "new",
            },
            { onClose: () => this.store.loadBoard() }
        );
    }
}
