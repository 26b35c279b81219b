import { Component, onMounted, onWillStart, useExternalListener, useRef, useState } from "@odoo/owl";
import { deserializeDateTime, formatDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const { DateTime } = luxon;
const SATISFACTION = ["satisfied", "average", "dissatisfied"];
const STEPS = ["none", "call", "visit", "task", "complaint"];

/** The caller's screen: today's list, the customer's story, the script beside the answers, the result, the next one (I3-I8). */
export class CallbackDesk extends Component {
    static template = "hotel_callback.CallbackDesk";
    static props = { ...standardActionServiceProps };
    static displayName = _t("Callbacks of today");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.state = useState({
            todo: [], done: 0, call: null, record: {}, answers: {}, missing: [], later: null, help: false, busy: false, dirty: false,
        });
        this.labels = {
            satisfaction: { satisfied: _t("Satisfied"), average: _t("Average"), dissatisfied: _t("Dissatisfied") },
            next_step: {
                none: _t("Nothing more"), call: _t("Call again"), visit: _t("Visit"), task: _t("Task"), complaint: _t("Complaint"),
            },
            way: { phone: _t("Phone call"), visit: _t("Visit"), message: _t("Message"), letter: _t("Letter") },
        };
        this.satisfactions = SATISFACTION;
        this.steps = STEPS;
        onWillStart(() => this.load());
        onMounted(() => this.focus("list"));
        useExternalListener(document, "keydown", this.onKeydown, { capture: true });
    }

    // -- data ---------------------------------------------------------------------------------------------------

    async load() {
        const { todo, done } = await this.orm.call("hotel.callback", "desk_list", []);
        this.state.todo = todo;
        this.state.done = done;
    }

    async open(id) {
        await this.save();
        const call = await this.orm.call("hotel.callback", "desk_open", [[id]]);
        this.show(call);
        setTimeout(() => this.focus("attempts"));
    }

    show(call) {
        this.state.call = call;
        this.state.record = { ...call.record };
        this.state.answers = Object.fromEntries(call.script.map((question) => [question.id, question.value]));
        this.state.missing = call.missing;
        this.state.later = null;
        this.state.dirty = false;
    }

    /** Save what is entered; what is still missing is told beside the button. */
    async save() {
        if (!this.state.call || !this.state.dirty) {
            return true;
        }
        const record = { ...this.state.record, score: parseInt(this.state.record.score) || 0 };
        for (const name of ["satisfaction", "has_problem", "next_step"]) {
            record[name] = record[name] || false;
        }
        if (this.state.call.way !== "visit") {
            delete record.signed_by;
        }
        const saved = await this.run(() =>
            this.orm.call("hotel.callback", "action_save_record", [[this.state.call.id], record, this.state.answers])
        );
        if (saved) {
            this.state.missing = saved;
            this.state.dirty = false;
        }
        return Boolean(saved);
    }

    /** Carry out a call to the server, one at a time; its refusal is shown by Odoo. Return its answer, or undefined. */
    async run(call) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            return await call();
        } finally {
            this.state.busy = false;
        }
    }

    // -- what the buttons and keys do ---------------------------------------------------------------------------

    set(name, value) {
        this.state.record[name] = this.state.record[name] === value ? "" : value;
        this.state.dirty = true;
        this.save();
    }

    edit(name, ev) {
        this.state.record[name] = ev.target.value;
        this.state.dirty = true;
    }

    answer(question, value) {
        this.state.answers[question.id] = this.state.answers[question.id] === value ? "" : value;
        this.state.dirty = true;
    }

    toggle(question, value) {
        const chosen = (this.state.answers[question.id] || "").split(", ").filter(Boolean);
        this.state.answers[question.id] = (
            chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
        ).join(", ");
        this.state.dirty = true;
    }

    editAnswer(question, ev) {
        this.state.answers[question.id] = ev.target.value;
        this.state.dirty = true;
    }

    scale(question) {
        return Array.from({ length: question.max - question.min + 1 }, (_, index) => String(question.min + index));
    }

    isChosen(question, choice) {
        return (this.state.answers[question.id] || "").split(", ").includes(choice);
    }

    async attempt(result) {
        if (!this.state.call) {
            return;
        }
        if (result === "not_convenient") {
            this.state.later = DateTime.now().plus({ days: 1 }).set({ hour: 10, minute: 0 }).toFormat("yyyy-MM-dd'T'HH:mm");
            setTimeout(() => this.focus("later"));
            return;
        }
        const id = this.state.call.id;
        if (!(await this.save())) {
            return;
        }
        const answer = await this.run(() => this.orm.call("hotel.callback", "action_attempt", [[id], result]));
        if (!answer) {
            return;
        }
        if (result === "reached") {
            this.show(await this.orm.call("hotel.callback", "desk_open", [[id]]));
            setTimeout(() => this.focus("spoke_with"));
        } else {
            this.notification.add(
                answer.state === "unreachable" ? _t("Closed as unreachable.") : _t("Next try: %s", this.time(answer.planned_at)),
                { type: "info" }
            );
            await this.next();
        }
    }

    async putOff() {
        const at = DateTime.fromISO(this.state.later);
        if (!at.isValid) {
            return;
        }
        const answer = await this.run(() =>
            this.orm.call("hotel.callback", "action_attempt", [[this.state.call.id], "not_convenient"], {
                next_at: serializeDateTime(at),
                note: this.state.record.summary || "",
            })
        );
        if (answer) {
            this.notification.add(_t("Agreed: %s", this.time(answer.planned_at)), { type: "success" });
            await this.next();
        }
    }

    async takeUp(kind) {
        if (!this.state.call) {
            return;
        }
        this.state.record.has_problem = "yes";
        this.state.dirty = true;
        if (!(this.state.record.problems || "").trim()) {
            this.focus("problems");
            this.notification.add(_t("Write down the problem first, then press the key again."), { type: "warning" });
            return;
        }
        const id = this.state.call.id;
        await this.save();
        const methods = { complaint: "action_make_complaint", task: "action_make_task", visit: "action_make_problem_visit" };
        const done = await this.run(() => this.orm.call("hotel.callback", methods[kind], [[id]]));
        if (done) {
            this.state.record.next_step = kind;
            this.state.dirty = true;
            await this.save();
            this.show(await this.orm.call("hotel.callback", "desk_open", [[id]]));
            this.notification.add(_t("The problem is taken up."), { type: "success" });
        }
    }

    async close() {
        if (!this.state.call || !(await this.save())) {
            return;
        }
        const way = this.state.call.way;
        const method = way === "message" || way === "letter" ? "action_send_message" : "action_close";
        const done = await this.run(() => this.orm.call("hotel.callback", method, [[this.state.call.id]]));
        if (done) {
            this.notification.add(_t("%s is done.", this.state.call.customer), { type: "success" });
            await this.next();
        }
    }

    /** Go on with the first of the list that may be called now. */
    async next() {
        const last = this.state.call?.id;
        this.state.call = null;
        this.state.dirty = false;
        await this.load();
        const following = this.state.todo.find((row) => row.id !== last && row.open);
        if (following) {
            await this.open(following.id);
        } else {
            setTimeout(() => this.focus("list"));
        }
    }

    openForm() {
        return this.action.doAction({
            type: "ir.actions.act_window", res_model: "hotel.callback", res_id: this.state.call.id, views: [[false, "form"]],
        });
    }

    openCustomer() {
        return this.action.doAction({
            type: "ir.actions.act_window", res_model: "res.partner", res_id: this.state.call.partner_id, views: [[false, "form"]],
        });
    }

    time(value) {
        return formatDateTime(deserializeDateTime(value));
    }

    hour(value) {
        return deserializeDateTime(value).toFormat("HH:mm");
    }

    /** The customer's own clock: whoever calls abroad sees it. */
    get customerTime() {
        return DateTime.now().setZone(this.state.call.zone).toFormat("HH:mm");
    }

    get abroad() {
        return DateTime.now().setZone(this.state.call.zone).offset !== DateTime.now().offset;
    }

    focus(name) {
        const element = this.root.el?.querySelector(`[data-desk-focus="${name}"]`);
        element?.focus();
        element?.select?.();
    }

    move(step) {
        const ids = this.state.todo.map((row) => row.id);
        if (!ids.length) {
            return;
        }
        const index = this.state.call ? ids.indexOf(this.state.call.id) : -1;
        const id = ids[Math.min(Math.max(index + step, 0), ids.length - 1)];
        if (id !== this.state.call?.id) {
            return this.open(id);
        }
    }

    onKeydown(ev) {
        if (document.querySelector(".modal")) {
            return;
        }
        const keys = {
            F1: () => (this.state.help = !this.state.help),
            F2: () => this.attempt("reached"),
            F3: () => this.attempt("no_answer"),
            F4: () => this.attempt("busy"),
            F6: () => this.attempt("wrong_number"),
            F7: () => this.attempt("not_convenient"),
            F8: () => this.focus("script"),
            F9: () => this.takeUp("complaint"),
            F10: () => this.takeUp("task"),
            PageDown: () => this.move(1),
            PageUp: () => this.move(-1),
            Escape: () => this.escape(),
        };
        let todo = keys[ev.key];
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey)) {
            todo = () => this.close();
        } else if (ev.key === "s" && (ev.ctrlKey || ev.metaKey)) {
            todo = () => this.save();
        } else if (ev.altKey && ["1", "2", "3"].includes(ev.key) && this.state.call) {
            todo = () => this.set("satisfaction", SATISFACTION[ev.key - 1]);
        } else if (ev.altKey && ev.key === "0" && this.state.call) {
            todo = () => this.set("has_problem", "no");
        } else if (ev.altKey && ["5", "6", "7", "8", "9"].includes(ev.key) && this.state.call) {
            todo = () => this.set("next_step", STEPS[ev.key - 5]);
        }
        if (todo) {
            ev.preventDefault();
            ev.stopPropagation();
            todo();
        }
    }

    escape() {
        if (this.state.later) {
            this.state.later = null;
        } else if (this.state.help) {
            this.state.help = false;
        } else {
            this.focus("list");
        }
    }
}

registry.category("actions").add("hotel_callback.desk", CallbackDesk);
