import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** How long names roll before the winner stands, in milliseconds. */
const ROLL = 2500;
const STEP = 70;

/** The hall's big screen of a lucky draw: names roll for the eye, who wins is the server's answer. */
export class DrawScreen extends Component {
    static template = "hotel_events.DrawScreen";
    static props = { ...standardActionServiceProps };
    static displayName = _t("Big screen");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        const { params, context } = this.props.action;
        this.drawId = params?.draw_id || params?.active_id || context?.active_id || this.props.actionStack?.at(-1)?.active_id;
        this.state = useState({ draw: null, rolling: null, shown: null, busy: false, word: "", asking: false, reason: "" });
        onWillStart(async () => {
            if (this.drawId) {
                this.state.draw = await this.orm.call("hotel.event.draw", "get_screen", [[Number(this.drawId)]]);
                this.state.shown = this.draw.winners.at(-1) || null;
            }
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    get draw() {
        return this.state.draw;
    }

    get prize() {
        const id = this.state.rolling ? this.rollingPrize : this.state.shown?.prize_id || this.draw.next;
        return this.draw.prizes.find((prize) => prize.id === id);
    }

    get upcoming() {
        return this.draw.prizes.find((prize) => prize.id === this.draw.next);
    }

    get winnersOfPrize() {
        return this.draw.winners.filter((winner) => !winner.absent && !(this.state.rolling && winner.place >= this.rollingPlace));
    }

    async call(method, args = []) {
        this.state.busy = true;
        try {
            this.state.draw = await this.orm.call("hotel.event.draw", method, [[this.draw.id], ...args]);
            return true;
        } catch (error) {
            this.notification.add(error.data?.message || error.message, { type: "danger", sticky: true });
            return false;
        } finally {
            this.state.busy = false;
        }
    }

    announce() {
        return this.call("screen_announce");
    }

    open() {
        return this.call("screen_open", [this.state.word]);
    }

    close() {
        return this.call("screen_close");
    }

    async next() {
        if (this.state.busy || this.state.rolling) {
            return;
        }
        const place = this.draw.place;
        this.roll(this.draw.next, place);
        const rolled = new Promise((resolve) => setTimeout(resolve, ROLL));
        const drawn = await this.call("screen_draw", [place]);
        await rolled;
        this.stop();
        if (drawn) {
            this.state.shown = this.draw.winners.find((winner) => winner.place === place) || null;
        }
    }

    async again() {
        const reason = this.state.reason.trim();
        if (!reason || this.state.busy || this.state.rolling) {
            return;
        }
        this.state.asking = false;
        const place = this.draw.place;
        const absent = this.state.shown;
        this.roll(absent.prize_id, place);
        const rolled = new Promise((resolve) => setTimeout(resolve, ROLL));
        const drawn = await this.call("screen_absent", [absent.id, reason]);
        await rolled;
        this.stop();
        this.state.reason = "";
        this.state.shown = drawn ? this.draw.winners.find((winner) => winner.place === place) || null : absent;
    }

    roll(prizeId, place) {
        const names = this.draw.rolling;
        let at = 0;
        this.rollingPrize = prizeId;
        this.rollingPlace = place;
        this.state.shown = null;
        this.state.rolling = names[0] || { name: "", phone: "" };
        this.timer = setInterval(() => {
            at = (at + 7) % Math.max(names.length, 1);
            this.state.rolling = names[at] || this.state.rolling;
        }, STEP);
    }

    stop() {
        clearInterval(this.timer);
        this.state.rolling = null;
    }

    async verify() {
        const action = await this.orm.call("hotel.event.draw", "action_verify", [[this.draw.id]]);
        return this.action.doAction(action);
    }

    leave() {
        return this.action.doAction(
            { type: "ir.actions.act_window", res_model: "hotel.event.draw", res_id: this.draw?.id, views: [[false, "form"]], target: "main" },
            { clearBreadcrumbs: true }
        );
    }
}

registry.category("actions").add("hotel_event_draw_screen", DrawScreen);
