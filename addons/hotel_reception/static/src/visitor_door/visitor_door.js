import { Component, onWillStart, onWillUnmount, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { VisitorAgreeDialog } from "./visitor_agree_dialog";
import { VisitorRefuseDialog } from "./visitor_refuse_dialog";
import { VisitorWalkUpDialog } from "./visitor_walk_up_dialog";

/** Another tablet, a host's answer, a new announcement: the lists are asked for again this often (ms). */
const REFRESH = 15000;

/** The tablet at the door: announced visitors in one tap, walk-ups, badges, who is in the house (K5). */
export class VisitorDoor extends Component {
    static template = "hotel_reception.VisitorDoor";
    static props = { ...standardActionServiceProps };
    static displayName = _t("Door");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.search = useRef("search");
        this.canScan = isBarcodeScannerSupported();
        this.state = useState({ expected: [], here: [], badges: [], counts: {}, filter: "", busy: false });
        this.house = {};
        onWillStart(async () => {
            this.house = await this.call("start");
            await this.refresh();
        });
        const timer = browser.setInterval(() => this.refresh(true), REFRESH);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    call(method, ...args) {
        return this.orm.call("hotel.visitor.door", method, args);
    }

    async refresh(quiet = false) {
        if (quiet && this.state.busy) {
            return;
        }
        try {
            Object.assign(this.state, await (quiet ? this.orm.silent : this.orm).call("hotel.visitor.door", "today", []));
        } catch (error) {
            // The network comes back by itself; what was asked for by hand is reported.
            if (!quiet) {
                throw error;
            }
        }
    }

    /** Do one thing at a time: a second tap on a slow network changes nothing. */
    async act(work) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            return await work();
        } finally {
            this.state.busy = false;
            await this.refresh(true);
        }
    }

    // -- what is shown ------------------------------------------------------------------------------------------

    matches(visitor) {
        const text = this.state.filter.trim().toLowerCase();
        return !text || `${visitor.name} ${visitor.firm} ${visitor.host} ${visitor.badge}`.toLowerCase().includes(text);
    }

    get expected() {
        return this.state.expected.filter((visitor) => this.matches(visitor));
    }

    get here() {
        return this.state.here.filter((visitor) => this.matches(visitor));
    }

    time(instant) {
        return instant ? deserializeDateTime(instant).setZone(this.house.tz).toFormat("HH:mm") : "";
    }

    get today() {
        return luxon.DateTime.now().setZone(this.house.tz).toLocaleString({ weekday: "long", month: "long", day: "numeric" });
    }

    // -- what is done -------------------------------------------------------------------------------------------

    async checkIn(visitor) {
        if (visitor.agreed || !this.house.privacy) {
            return this.letIn(visitor, false);
        }
        this.dialog.add(VisitorAgreeDialog, {
            visitor,
            privacy: this.house.privacy,
            agree: () => this.letIn(visitor, true),
        });
    }

    letIn(visitor, agreed) {
        return this.act(async () => this.welcome(await this.call("check_in", visitor.id, agreed)));
    }

    welcome(visitor) {
        this.state.filter = "";
        const badge = visitor.badge ? _t("Badge %s", visitor.badge) : _t("No badge");
        const told = visitor.told || visitor.host;
        this.notification.add(visitor.asked ? _t("%s is asked.", told) : told ? `${badge} · ${_t("%s is told.", told)}` : badge, {
            title: visitor.name,
            type: "success",
        });
    }

    walkUp() {
        this.dialog.add(VisitorWalkUpDialog, {
            kinds: this.house.kinds,
            privacy: this.house.privacy,
            name: this.state.filter,
            searchHosts: (text) => this.orm.silent.call("hotel.visitor.door", "search_hosts", [text]),
            letIn: (values, agreed, reference) =>
                this.act(async () => this.welcome(await this.call("walk_up", values, agreed, reference))),
            refuse: (values, reason) => this.act(() => this.call("refuse", false, values, reason)),
        });
    }

    refuse(visitor) {
        this.dialog.add(VisitorRefuseDialog, {
            name: visitor.name,
            refuse: (reason) => this.act(() => this.call("refuse", visitor.id, false, reason)),
        });
    }

    checkOut(visitor, badgeReturned) {
        return this.act(async () => {
            await this.call("check_out", visitor.id, badgeReturned);
            this.notification.add(
                badgeReturned || !visitor.badge_open ? _t("Good-bye.") : _t("Badge %s is still out.", visitor.badge),
                { title: visitor.name, type: badgeReturned || !visitor.badge_open ? "success" : "warning" }
            );
        });
    }

    returnBadge(visitor) {
        return this.act(() => this.call("return_badge", visitor.id));
    }

    async onSearchKey(ev) {
        if (ev.key === "Enter") {
            const code = this.state.filter.trim();
            // A scanner types the whole code; a name only filters the lists.
            if (code && !this.expected.length && !this.here.length) {
                await this.scan(code);
            }
        }
    }

    async camera() {
        const code = await scanBarcode(this.env);
        if (code) {
            await this.scan(code);
        }
    }

    async scan(code) {
        const visitor = await this.act(() => this.call("scan", code));
        if (!visitor) {
            return;
        }
        this.state.filter = "";
        if (visitor.state === "here") {
            await this.checkOut(visitor, true);
        } else {
            await this.checkIn(visitor);
        }
    }

    evacuation() {
        return this.action.doAction("hotel_reception.report_evacuation_action");
    }

    log() {
        return this.action.doAction("hotel_reception.hotel_visitor_entry_action", { clearBreadcrumbs: true });
    }
}

registry.category("actions").add("hotel_visitor_door", VisitorDoor);
