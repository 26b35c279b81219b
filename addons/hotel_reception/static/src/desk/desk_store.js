import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";

const DESK_KEY = "hotel_reception.desk";
const POLL = 30000;
const SEARCH_AFTER = 120;

/** A reference of this entry, so that an answer that got lost is asked for again and enters nobody twice. */
function newReference() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return `desk-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

const isPhone = (text) => /^[\d\s()+./\-#*０-９＋]+$/.test(text) && text.replace(/\D/g, "").length >= 4;
const isPlate = (text) => /^[\p{L}\d·\s-]{3,10}$/u.test(text) && /\d/.test(text) && /\p{L}/u.test(text) && !/\s\p{L}{3,}/u.test(text);

/** All that the desk's screens know, and what they ask of the server. It knows nothing of elements and keys. */
export class DeskStore {
    constructor({ orm, bus, notification }) {
        Object.assign(this, { orm, bus, notification });
        this.ready = false;
        this.desks = [];
        this.desk = null;
        this.sources = [];
        this.needs = [];
        this.userId = null;
        this.user = "";
        this.board = { queue: [], entries: [], counts: {}, absentees: [], next: false };
        this.clock = Date.now();
        this.query = "";
        this.found = [];
        this.foundFor = "";
        this.position = 0;
        this.searching = false;
        this.answer = null;
        this.sending = false;
        this.failure = "";
        this.kind = "walk_in";
        this.clear();
    }

    clear() {
        this.entry = null;
        this.missing = "";
        this.query = "";
        this.found = [];
        this.foundFor = "";
        this.position = 0;
    }

    async start(wanted) {
        const { user_id, user, desks, sources, needs } = await this.orm.call("hotel.desk", "desk_start", []);
        Object.assign(this, { userId: user_id, user, desks, sources, needs });
        const remembered = wanted || Number(browser.localStorage.getItem(DESK_KEY));
        this.desk = desks.find((desk) => desk.id === remembered) || desks[0] || null;
        this.ready = true;
        this.listen();
        await this.loadBoard();
    }

    listen() {
        this.onPing = ({ desk_id }) => desk_id === this.desk?.id && this.loadBoard();
        this.bus.subscribe("hotel_desk", this.onPing);
        this.addChannel();
        // The bus may be cut off: the board is never older than this.
        this.poll = browser.setInterval(() => this.loadBoard(), POLL);
        this.ticking = browser.setInterval(() => (this.clock = Date.now()), 10000);
    }

    stop() {
        this.bus.unsubscribe("hotel_desk", this.onPing);
        this.removeChannel();
        browser.clearInterval(this.poll);
        browser.clearInterval(this.ticking);
    }

    addChannel() {
        if (this.desk) {
            this.bus.addChannel(`hotel_desk_${this.desk.id}`);
        }
    }

    removeChannel() {
        if (this.desk) {
            this.bus.deleteChannel(`hotel_desk_${this.desk.id}`);
        }
    }

    async chooseDesk(id) {
        this.removeChannel();
        this.desk = this.desks.find((desk) => desk.id === id);
        browser.localStorage.setItem(DESK_KEY, id);
        this.addChannel();
        this.next();
        await this.loadBoard();
    }

    async loadBoard() {
        if (this.desk) {
            this.board = await this.orm.silent.call("hotel.desk", "board", [[this.desk.id]]);
            this.clock = Date.now();
        }
    }

    /** Do something at the desk, then show the new state; what the server refuses is shown as it says it. */
    async act(method, ...args) {
        try {
            await this.orm.call("hotel.desk", method, [[this.desk.id], ...args]);
        } finally {
            await this.loadBoard();
        }
    }

    async actOnEntry(id, method) {
        try {
            await this.orm.call("hotel.desk.entry", method, [[id]]);
        } finally {
            await this.loadBoard();
        }
    }

    get me() {
        return this.board.queue.find((person) => person.is_me) || null;
    }

    // -- finding who comes ------------------------------------------------------------------------------------

    type(text) {
        this.query = text;
        this.position = 0;
        this.missing = "";
        browser.clearTimeout(this.typing);
        this.typing = browser.setTimeout(() => this.search(text), SEARCH_AFTER);
    }

    async search(text) {
        const asked = text.trim();
        if (asked.length < 2) {
            Object.assign(this, { found: [], foundFor: asked, searching: false });
            return;
        }
        this.searching = true;
        try {
            const found = await this.orm.silent.call("hotel.desk", "match", [[this.desk.id], asked]);
            if (this.query.trim() === asked) {
                Object.assign(this, { found, foundFor: asked });
            }
        } finally {
            this.searching = false;
        }
    }

    /** Rows found, and the last one for somebody new. */
    get rowCount() {
        return this.found.length + 1;
    }

    move(step) {
        this.position = (this.position + step + this.rowCount) % this.rowCount;
    }

    /** Enter in the search field: the marked row, after the search for exactly this text. */
    async take() {
        const asked = this.query.trim();
        if (!asked) {
            return;
        }
        browser.clearTimeout(this.typing);
        if (this.foundFor !== asked) {
            await this.search(asked);
        }
        if (this.query.trim() === asked) {
            this.choose(this.position < this.found.length ? this.found[this.position] : null);
        }
    }

    /** Begin an entry: a row that was found, or null for somebody new with what was typed. */
    choose(row) {
        const text = this.query.trim();
        const typed = isPhone(text) ? { phone: text } : isPlate(text) ? { plate: text } : { name: text };
        const wasPhone = row && isPhone(text) && row.phone;
        this.entry = {
            match: row,
            name: "",
            firm: "",
            phone: wasPhone ? row.phone : "",
            plate: "",
            note: "",
            sourceId: null,
            needId: null,
            namesOwner: false,
            ref: newReference(),
            ...(row ? {} : typed),
        };
        Object.assign(this, { found: [], missing: "", failure: "" });
    }

    back() {
        this.entry = null;
        this.failure = "";
    }

    // -- entering ---------------------------------------------------------------------------------------------

    async send() {
        const { entry } = this;
        if (!entry || this.sending) {
            return;
        }
        if (!entry.match && ![entry.name, entry.firm, entry.phone, entry.plate].some((text) => text.trim())) {
            this.missing = _t("Enter a name, a firm, a phone number or a number plate.");
            return;
        }
        this.sending = true;
        this.failure = "";
        try {
            this.answer = await this.orm.silent.call("hotel.desk", "register_entry", [
                [this.desk.id],
                {
                    kind: this.kind,
                    ref: entry.ref,
                    match: entry.match ? { kind: entry.match.kind, id: entry.match.id } : false,
                    name: entry.name,
                    firm: entry.firm,
                    phone: entry.phone,
                    plate: entry.plate,
                    note: entry.note,
                    source_id: entry.sourceId || false,
                    need_id: entry.needId || false,
                    names_owner: entry.namesOwner,
                },
            ]);
        } catch (error) {
            // The same reference is sent again: what the server has entered already it enters no second time.
            this.failure = error.data?.message || _t("No answer. Send again: nobody is entered twice.");
        } finally {
            this.sending = false;
        }
        if (this.answer) {
            await this.loadBoard();
        }
    }

    next() {
        this.answer = null;
        this.failure = "";
        this.kind = "walk_in";
        this.clear();
    }
}
