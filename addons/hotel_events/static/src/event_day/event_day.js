import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** What is now is asked for again this often (ms). */
const REFRESH = 20000;
const CHOSEN = "hotel_event_day";

/** The page of the day for the crew's phones: what is now, what is next, who, where (H6, H8). */
export class EventDay extends Component {
    static template = "hotel_events.EventDay";
    static props = { ...standardActionServiceProps };
    static displayName = _t("Page of the day");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ events: [], event: null, page: "items", onlyMine: false, offline: false });
        onWillStart(async () => {
            this.state.events = await this.orm.call("event.event", "hotel_day_events", []);
            const wanted = this.props.action.params?.event_id;
            const chosen = wanted || Number(browser.localStorage.getItem(CHOSEN));
            const mine = this.state.events.filter((event) => event.mine);
            if (wanted || this.state.events.some((event) => event.id === chosen)) {
                await this.choose(chosen);
            } else if (mine.length === 1) {
                await this.choose(mine[0].id);
            }
        });
        const timer = browser.setInterval(() => this.refresh(), REFRESH);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    async load(id, orm = this.orm) {
        this.state.event = await orm.call("event.event", "hotel_day_state", [[id]]);
        this.state.offline = false;
    }

    async choose(id) {
        await this.load(id);
        browser.localStorage.setItem(CHOSEN, id);
    }

    /** The network of a banquet hall comes and goes: the last page stays, marked as old. */
    async refresh() {
        if (!this.state.event) {
            return;
        }
        try {
            await this.load(this.state.event.id, this.orm.silent);
        } catch {
            this.state.offline = true;
        }
    }

    back() {
        browser.localStorage.removeItem(CHOSEN);
        this.state.event = null;
    }

    get now() {
        return this.state.event.items.filter((item) => item.when === "now");
    }

    /** What begins next: all that begins at the same time. */
    get next() {
        const later = this.state.event.items.filter((item) => item.when === "later");
        return later.filter((item) => item.minutes === later[0].minutes);
    }

    /** The run sheet hour by hour. */
    get hours() {
        const hours = [];
        for (const item of this.state.event.items) {
            if (this.state.onlyMine && !item.mine) {
                continue;
            }
            const label = `${item.day} ${item.start.slice(0, 2)}:00`.trim();
            if (!hours.length || hours.at(-1).label !== label) {
                hours.push({ label, key: `${label}-${item.id}`, items: [] });
            }
            hours.at(-1).items.push(item);
        }
        return hours;
    }

    span(minutes) {
        const hours = Math.floor(minutes / 60);
        return hours ? _t("%(hours)s h %(minutes)s min", { hours, minutes: minutes % 60 }) : _t("%s min", minutes);
    }

    async done(task) {
        await this.orm.call("hotel.event.task", "action_done", [[task.id]]);
        await this.refresh();
    }

    incident() {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("Incident"),
                res_model: "hotel.event.incident",
                views: [[false, "form"]],
                target: "new",
                context: { default_event_id: this.state.event.id },
            },
            { onClose: () => this.refresh() }
        );
    }
}

registry.category("actions").add("hotel_event_day", EventDay);
