import { Component, onWillStart, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { useDropdownState } from "@web/core/dropdown/dropdown_hooks";
import { deserializeDateTime, toLocaleDateTimeString } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

const { DateTime } = luxon;

/** "Waiting for me" in the systray: how many documents the user is asked to decide, and the list that opens them. */
export class WaitingMenu extends Component {
    static template = "hotel_base.WaitingMenu";
    static components = { Dropdown };
    static props = [];

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dropdown = useDropdownState();
        this.state = useState({ count: 0, documents: [] });
        useService("bus_service").subscribe("hotel_base.waiting", () => this.load());
        onWillStart(() => {
            // not awaited: the page does not wait for it
            this.load();
        });
    }

    async load() {
        Object.assign(this.state, await this.orm.silent.call("hotel.approval.step", "get_waiting_for_me", []));
    }

    deadline(document) {
        return toLocaleDateTimeString(deserializeDateTime(document.deadline));
    }

    since(document) {
        return deserializeDateTime(document.started_at).toRelative({ base: DateTime.now() });
    }

    open(document) {
        this.dropdown.close();
        this.action.doAction(
            {
                type: "ir.actions.act_window",
                res_model: document.model,
                res_id: document.id,
                views: [[false, "form"]],
            },
            { clearBreadcrumbs: true }
        );
    }

    openAll() {
        this.dropdown.close();
        this.action.doAction("hotel_base.hotel_approval_step_action_waiting", { clearBreadcrumbs: true });
    }
}

registry.category("systray").add("hotel_base.waiting", { Component: WaitingMenu }, { sequence: 26 });
