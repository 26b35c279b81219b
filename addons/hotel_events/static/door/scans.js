/*
 * Scans and their queue (H10). A scan is written to the phone's memory first, with a key of its own, and taken out when
 * the server has answered. So neither a lost network nor a closed page loses one, and the server knows a scan that is
 * sent twice by its key.
 */
import { addCheck } from "./check.js";
import { judge, learn, loadNews, notePassed } from "./list.js";
import { forget, keep, keys, recall } from "./memory.js";
import { call, isOnline, Offline, Refused } from "./server.js";
import { el, POINT, showAnswer, showLast, showWaiting, TEXT, trouble } from "./show.js";
import { beep } from "./sound.js";

const QUEUE = "hotel_door.queue.";
/** Scans in a call; what the server takes as a code at most: more is no guest's, and a queue of it would be too large to send. */
const BATCH = 100, MOST_CODE = 64;
/** Milliseconds before the phone's own list answers. */
const PATIENCE = 700;

function uuid() {
    // Without https there is no randomUUID, but there are random numbers.
    return crypto.randomUUID?.() || [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the scans that wait, of every check point that this phone has worked at, oldest first. */
export function waiting() {
    return keys(QUEUE)
        .map((key) => ({ key, point: Number(key.slice(QUEUE.length).split(".")[0]), scan: recall(key) }))
        .filter((item) => item.scan)
        .sort((a, b) => a.scan.at - b.scan.at);
}

/** The kept list does not know yet who passed by what still waits. */
export function noteWaiting() {
    for (const { point, scan } of waiting()) {
        if (point === POINT) {
            notePassed(scan.code, scan.at);
        }
    }
    showWaiting(waiting().length);
}

let latest = null, sounded = "";

/** Show an answer, unless the next guest stands there already. */
function tell(answer, scan) {
    if (latest !== scan) {
        return;
    }
    showAnswer(answer, scan);
    if (sounded !== scan.uuid + answer.colour) {
        sounded = scan.uuid + answer.colour;
        beep(answer.colour);
    }
}

/** Let somebody pass: a code that was scanned, typed or found, or a walk-in. */
export async function pass(values) {
    const scan = { uuid: uuid(), at: Date.now(), place: el("place").value.trim(), ...values };
    latest = scan;
    if (scan.code?.length > MOST_CODE) {
        tell({ verdict: "bad", colour: "red" }, scan);
        return;
    }
    const key = `${QUEUE}${POINT}.${scan.uuid}`;
    keep(key, scan);
    const own = judge(scan);
    notePassed(scan.code, scan.at);
    let told = false;
    const timer = setTimeout(() => {
        told = true;
        tell({ ...own, asking: isOnline() }, scan);
    }, isOnline() ? PATIENCE : 0);
    let answer = own;
    try {
        const answers = await call(POINT, "scan", { scans: [scan] });
        answer = answers[0];
        forget(key);
        learn(answer);
        trouble("server");
        if (told && own.colour === "green" && answer.colour !== "green") {
            addCheck(answer, scan);
        }
        loadNews().catch(() => {});
    } catch (error) {
        if (error instanceof Refused) {
            trouble("server", error.message);
        }
    }
    clearTimeout(timer);
    tell(answer, scan);
    showLast(answer, scan);
    showWaiting(waiting().length);
}

async function sendBatch(point) {
    const items = waiting().filter((item) => item.point === point).slice(0, BATCH);
    const answers = await call(point, "scan", { scans: items.map((item) => item.scan) });
    answers.forEach((answer, index) => {
        forget(items[index].key);
        learn(answer);
        if (answer.verdict !== "in") {
            // It was let in by the phone's own list, or sent to the side.
            addCheck(answer, items[index].scan);
        }
    });
}

let sending = false;

/** Send what waits, a batch for each check point; what one of them refuses holds up no other. */
export async function send() {
    if (sending) {
        return;
    }
    sending = true;
    let refusal = "";
    try {
        for (const point of new Set(waiting().map((item) => item.point))) {
            try {
                await sendBatch(point);
            } catch (error) {
                if (error instanceof Offline) {
                    return;
                }
                refusal = error instanceof Refused ? error.message : TEXT.not_sent;
            }
        }
        trouble("queue", refusal);
    } finally {
        sending = false;
        showWaiting(waiting().length);
    }
}
