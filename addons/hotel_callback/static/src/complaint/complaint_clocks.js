import { Component, onWillUnmount, useState } from "@odoo/owl";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** One ticking for all clocks on the screen, however many rows there are. */
const ticking = {
    listeners: new Set(),
    timer: null,
    add(listener) {
        this.listeners.add(listener);
        this.timer ??= setInterval(() => this.listeners.forEach((each) => each()), 1000);
    },
    remove(listener) {
        this.listeners.delete(listener);
        if (!this.listeners.size) {
            clearInterval(this.timer);
            this.timer = null;
        }
    },
};

/** Seconds as 1 d 03:12, 2:05:09 or 12:34. */
export function formatSpan(seconds) {
    const total = Math.abs(Math.trunc(seconds));
    const two = (number) => String(number).padStart(2, "0");
    const [days, hours, minutes] = [Math.trunc(total / 86400), Math.trunc(total / 3600) % 24, Math.trunc(total / 60) % 60];
    if (days) {
        return _t("%(days)s d %(time)s", { days, time: `${two(hours)}:${two(minutes)}` });
    }
    return hours ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${two(minutes)}:${two(total % 60)}`;
}

/** The running clocks of a complaint, counting down; late ones count up in red (J2). */
export class ComplaintClocks extends Component {
    static template = "hotel_callback.ComplaintClocks";
    static props = { ...standardFieldProps };

    setup() {
        this.state = useState({ now: Date.now() });
        const tick = () => {
            this.state.now = Date.now();
        };
        this.received = new WeakMap();
        ticking.add(tick);
        onWillUnmount(() => ticking.remove(tick));
    }

    get value() {
        return this.props.record.data[this.props.name] || { clocks: [] };
    }

    /** What the server's clock is ahead of this machine's, in milliseconds. */
    get ahead() {
        const value = this.value;
        if (!value.now) {
            return 0;
        }
        if (!this.received.has(value)) {
            this.received.set(value, deserializeDateTime(value.now).toMillis() - Date.now());
        }
        return this.received.get(value);
    }

    get clocks() {
        const now = this.state.now + this.ahead;
        return this.value.clocks
            .map((clock) => {
                const due = deserializeDateTime(clock.due);
                const stopped = clock.stopped && deserializeDateTime(clock.stopped).toMillis();
                const left = (due.toMillis() - (stopped || now)) / 1000;
                const whole = (due.toMillis() - deserializeDateTime(clock.started).toMillis()) / 1000;
                const late = left < 0;
                return {
                    id: clock.id,
                    name: clock.name,
                    running: !stopped,
                    late,
                    text: late ? `+${formatSpan(left)}` : formatSpan(left),
                    title: stopped
                        ? _t("%(name)s: late by %(span)s", { name: clock.name, span: formatSpan(left) })
                        : _t("%(name)s: due %(due)s", { name: clock.name, due: formatDateTime(due) }),
                    state: late ? "late" : left < whole / 3 ? "soon" : "easy",
                };
            })
            .filter((clock) => clock.running || clock.late);
    }
}

export const complaintClocks = {
    component: ComplaintClocks,
    displayName: _t("Running clocks"),
    supportedTypes: ["json"],
    label: false,
};

registry.category("fields").add("hotel_complaint_clocks", complaintClocks);
