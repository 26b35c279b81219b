import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { useDebounced } from "@web/core/utils/timing";

/** The search field and what it found. */
export class TillSearch extends Component {
    static template = "hotel_credit.TillSearch";
    static props = { till: Object };

    setup() {
        this.till = useState(this.props.till);
        this.list = useRef("list");
        this.searchSoon = useDebounced((text) => this.till.search(text), 180);
        useEffect(
            () => this.list.el?.querySelector(".active")?.scrollIntoView({ block: "nearest" }),
            () => [this.till.position]
        );
    }

    get nothingFound() {
        const { query, foundFor, found, searching } = this.till;
        return query.trim() && foundFor === query && !found.length && !searching;
    }

    onInput(ev) {
        this.till.query = ev.target.value;
        this.searchSoon(ev.target.value);
    }

    async onKeydown(ev) {
        if (ev.isComposing) {
            return;
        }
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            ev.preventDefault();
            this.till.movePosition(ev.key === "ArrowDown" ? 1 : -1);
        } else if (ev.key === "Enter" && !ev.ctrlKey) {
            ev.preventDefault();
            this.searchSoon.cancel();
            await this.till.searchAndChoose(ev.target.value);
        }
    }

    clear() {
        this.searchSoon.cancel();
        this.till.search("");
    }
}
