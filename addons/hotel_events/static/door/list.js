/* The guests whom this phone knows (H10): its own list answers where the server does not. */
import { forget, keep, keys, recall } from "./memory.js";
import { call, Refused } from "./server.js";
import { POINT, showCounts, trouble } from "./show.js";

const LISTS = "hotel_door.list.", PASSED = "hotel_door.passed.";
/** Milliseconds: a list that was not fetched anew for so long is forgotten; between two fetches of a whole list. */
const STALE = 7 * 24 * 3600e3, PAUSE = 60e3;

/** code -> {code, name, firm, title, table, persons, at, withdrawn} */
const guests = new Map();
let last = 0, expected = null, fetched = 0, outdated = false;

export const has = (code) => guests.has(code);
export const count = () => guests.size;

function take({ guests: rows, last: id }) {
    guests.clear();
    for (const [code, name, firm, title, table, persons, at, withdrawn] of rows) {
        guests.set(code, { code, name, firm, title, table, persons, at, withdrawn });
    }
    last = id;
}

function keepPassed() {
    keep(PASSED + POINT, [...guests.values()].filter((guest) => guest.at).map((guest) => [guest.code, guest.at]));
}

/** Note that a guest has passed, unless that was known already. */
export function notePassed(code, at) {
    const guest = guests.get(code);
    if (guest && !guest.withdrawn && !guest.at) {
        guest.at = at;
        keepPassed();
    }
}

/** Take over what the server said of a guest. */
export function learn(answer) {
    if (answer.code) {
        const guest = guests.get(answer.code) || {};
        guests.set(answer.code, { ...guest, ...answer, at: answer.first_at || guest.at, withdrawn: answer.verdict === "cancelled" });
        keepPassed();
    }
}

/** Fetch the whole list; without network the kept one is good enough. */
export async function loadList() {
    try {
        const list = await call(POINT, "list");
        fetched = Date.now();
        outdated = false;
        take(list);
        keep(LISTS + POINT, { ...list, fetched });
        keepPassed();
        trouble("server");
    } catch (error) {
        const kept = guests.size ? null : recall(LISTS + POINT);
        if (kept) {
            take(kept);
            for (const [code, at] of recall(PASSED + POINT) || []) {
                notePassed(code, at);
            }
        }
        if (error instanceof Refused) {
            trouble("server", error.message);
        }
    }
}

/** Fetch who passed at other phones; the whole list anew where somebody is not on it. */
export async function loadNews() {
    const news = await call(POINT, "news", { since: last });
    trouble("server");
    last = news.last;
    showCounts(news.passed, news.expected);
    outdated ||= expected !== null && expected !== news.expected;
    expected = news.expected;
    for (const [code, at] of news.news) {
        if (guests.has(code)) {
            guests.get(code).at ||= at;
        } else {
            outdated = true; // a walk-in at another phone
        }
    }
    if (news.news.length) {
        keepPassed();
    }
    if (outdated && Date.now() - fetched > PAUSE) {
        await loadList();
    }
}

/** Answer a scan from the list alone. */
export function judge(scan) {
    if (scan.walk_in) {
        return { verdict: "in", colour: "green", ...scan.walk_in, table: "", kept: true };
    }
    const guest = guests.get(scan.code);
    if (!guest) {
        return { verdict: "offline_unknown", colour: "yellow", kept: true };
    }
    if (guest.withdrawn) {
        return { ...guest, verdict: "cancelled", colour: "red", kept: true };
    }
    if (guest.at) {
        return { ...guest, verdict: "already", colour: "yellow", first_at: guest.at, kept: true };
    }
    return { ...guest, verdict: "in", colour: "green", kept: true };
}

/** Return the guests in whose name and company all words of a text are. */
export function search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return [...guests.values()].filter((guest) => words.every((word) => `${guest.name} ${guest.firm}`.toLowerCase().includes(word)));
}

/** Forget the kept lists: all, those of other check points, or those that nobody fetched for days. */
export function forgetLists({ others = false, stale = false } = {}) {
    for (const key of keys(LISTS)) {
        const point = key.slice(LISTS.length);
        const old = !(recall(key)?.fetched > Date.now() - STALE);
        if ((!others || point !== String(POINT)) && (!stale || old)) {
            forget(key);
            forget(PASSED + point);
        }
    }
}
