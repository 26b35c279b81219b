import { Component, onWillStart, onWillUnmount, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { DeskDay } from "./desk_day";
import { DeskEntry } from "./desk_entry";
import { DeskQueue } from "./desk_queue";
import { DeskStore } from "./desk_store";

function useDesk(params) {
    const store = useState(
        new DeskStore({ orm: useService("orm"), bus: useService("bus_service"), notification: useService("notification") })
    );
    onWillStart(() => store.start(params?.desk_id));
    onWillUnmount(() => store.stop());
    return store;
}

/** The desk's screen: who comes is found and entered on the left, the queue and the day are live on the right. */
export class HotelDesk extends Component {
    static template = "hotel_reception.HotelDesk";
    static components = { DeskEntry, DeskQueue, DeskDay };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Desk");

    setup() {
        this.action = useService("action");
        this.ui = useService("ui");
        this.store = useDesk(this.props.action.params);
        useExternalListener(document, "keydown", this.onKeydown, { capture: true });
    }

    onKeydown(ev) {
        const { store } = this;
        if (ev.isComposing || !store.desk?.may_enter || document.querySelector(".o_dialog")) {
            return;
        }
        if (ev.key === "F2" || ev.key === "F3") {
            store.kind = ev.key === "F2" ? "walk_in" : "call";
        } else if (store.answer && ["Enter", "Escape"].includes(ev.key)) {
            store.next();
        } else if (store.entry && ev.key === "Enter" && ev.ctrlKey) {
            store.send();
        } else if (store.entry && ev.key === "Escape") {
            store.back();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    onDesk(ev) {
        return this.store.chooseDesk(Number(ev.target.value));
    }

    leave() {
        return this.action.doAction("hotel_reception.hotel_desk_entry_action", { clearBreadcrumbs: true });
    }

    openBoard() {
        return this.action.doAction("hotel_reception.hotel_desk_board_action");
    }
}

/** The queue for a screen on the wall: large letters, nothing to press. */
export class HotelDeskBoard extends Component {
    static template = "hotel_reception.HotelDeskBoard";
    static components = { DeskQueue, DeskDay };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Queue board");

    setup() {
        this.action = useService("action");
        this.store = useDesk(this.props.action.params);
    }

    get nextName() {
        return this.store.board.queue.find((person) => person.user_id === this.store.board.next)?.user || "";
    }

    onDesk(ev) {
        return this.store.chooseDesk(Number(ev.target.value));
    }

    leave() {
        return this.action.doAction("hotel_reception.hotel_desk_action", { clearBreadcrumbs: true });
    }
}

registry.category("actions").add("hotel_desk", HotelDesk);
registry.category("actions").add("hotel_desk_board", HotelDeskBoard);
