import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";
import { DeskSkipDialog } from "./desk_skip_dialog";

const STATE = {
    free: _t("Free"),
    serving: _t("With a customer"),
    busy: _t("Busy"),
    absent: _t("Not at the place"),
    leave: _t("On leave"),
};

/** The queue as it is: who is next, who is hindered and why; signing in and out, skipping (L1, L6). */
export class DeskQueue extends Component {
    static template = "hotel_reception.DeskQueue";
    static props = { store: Object, big: { type: Boolean, optional: true } };

    setup() {
        this.dialog = useService("dialog");
    }

    get store() {
        return this.props.store;
    }

    stateName(person) {
        return !person.on_duty && person.state === "free" ? _t("Own customers only") : STATE[person.state];
    }

    minutes(since) {
        return since ? Math.max(0, Math.floor((this.store.clock - deserializeDateTime(since).toMillis()) / 60000)) : 0;
    }

    mayManage(person) {
        return !this.props.big && (person.is_me || this.store.desk.is_reception);
    }

    signIn(userId = false) {
        return this.store.act("sign_in", userId);
    }

    signOut(person) {
        return this.store.act("sign_out", person.user_id);
    }

    back(person) {
        return this.store.act("back", person.user_id);
    }

    askSkip(person, kind) {
        this.dialog.add(DeskSkipDialog, {
            person,
            kind,
            skip: (reason) => this.store.act("skip", person.user_id, kind, reason),
        });
    }
}
