import { Component, useEffect, useRef } from "@odoo/owl";
import { formatDate, deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const OWNER_STATE = {
    free: _t("is here"),
    serving: _t("with a customer"),
    busy: _t("busy"),
    absent: _t("not at the place"),
    leave: _t("on leave"),
    out: _t("not signed in"),
};

/** Finding who comes, entering them, and the answer who receives them: by keyboard all through (L2, L3). */
export class DeskEntry extends Component {
    static template = "hotel_reception.DeskEntry";
    static props = { store: Object };

    setup() {
        this.root = useRef("root");
        useEffect(
            () => this.focus(this.store.answer ? "answer" : this.store.entry ? this.firstField : "search"),
            () => [Boolean(this.store.answer), Boolean(this.store.entry), this.store.desk?.id]
        );
    }

    get store() {
        return this.props.store;
    }

    /** Where typing goes on: of somebody known all but source and need is there. */
    get firstField() {
        const { entry } = this.store;
        return entry.match ? "source" : entry.name ? "phone" : "name";
    }

    focus(name) {
        const field = this.root.el?.querySelector(`[data-desk-focus=${name}]`);
        field?.focus();
        field?.select?.();
    }

    ownerState(row) {
        return OWNER_STATE[row.owner_state];
    }

    day(text) {
        return formatDate(deserializeDate(text));
    }

    get matchTitle() {
        const { match } = this.store.entry;
        return match ? [match.name, match.firm].filter(Boolean).join(" · ") || match.phone : _t("New customer");
    }

    // -- keys -------------------------------------------------------------------------------------------------

    onSearchKey(ev) {
        if (ev.isComposing) {
            // Enter ends the composition of Chinese characters, not the search.
            return;
        }
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            this.store.move(ev.key === "ArrowDown" ? 1 : -1);
        } else if (ev.key === "Enter") {
            this.store.take();
        } else if (ev.key === "Escape") {
            this.store.clear();
        } else {
            return;
        }
        ev.preventDefault();
    }

    onFieldKey(ev, following) {
        if (ev.key === "Enter" && !ev.ctrlKey && !ev.isComposing) {
            ev.preventDefault();
            this.focus(following);
        }
    }

    /** Number keys choose from sources and needs, and go on to what comes next. */
    onChoiceKey(ev, name, following) {
        const choices = name === "sourceId" ? this.store.sources : this.store.needs;
        const number = Number(ev.key);
        if (number >= 1 && number <= choices.length) {
            this.store.entry[name] = choices[number - 1].id;
            this.focus(following);
        } else if (ev.key === "Enter" && !ev.ctrlKey) {
            this.focus(following);
        } else {
            return;
        }
        ev.preventDefault();
    }

    choose(name, choice) {
        this.store.entry[name] = this.store.entry[name] === choice.id ? null : choice.id;
    }
}
