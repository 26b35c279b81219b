/*
 * The phone's page of a check point (H10). Plain JavaScript, no framework: it opens at once and again without network.
 *
 * A scan is written to the phone's memory first, with a key of its own, and taken out when the server has answered. So
 * neither a lost network nor a closed page loses one, and the server knows a scan that is sent twice by its key.
 */
const $ = (id) => document.getElementById(id);
const POINT = Number(document.body.dataset.point);
const QUEUE = "hotel_door.queue.";
const LIST = `hotel_door.list.${POINT}`;
const CHECK = `hotel_door.check.${POINT}`;
const BATCH = 100;
/** Milliseconds: patience before the phone's own list answers, until a call counts as lost, between two polls. */
const PATIENCE = 700, LOST = 6000, POLL = 4000, SAME_CODE = 3000;

const TEXT = {};
for (const text of $("texts").children) {
    TEXT[text.dataset.key] = text.textContent;
}
const ICONS = { green: "✓", yellow: "!", red: "✕" };

class Offline extends Error {}
class Refused extends Error {}

// ------------------------------------------------------------------ memory of the phone

const volatile = new Map(); // where the browser's storage is full or forbidden

function keep(key, value) {
    try {
        localStorage.setItem(key, JSON.stringify(value));
        volatile.delete(key);
    } catch {
        volatile.set(key, value);
        trouble(TEXT.full);
    }
}

function recall(key) {
    if (volatile.has(key)) {
        return volatile.get(key);
    }
    try {
        return JSON.parse(localStorage.getItem(key));
    } catch {
        return null;
    }
}

function forget(key) {
    volatile.delete(key);
    try {
        localStorage.removeItem(key);
    } catch {
        // nothing was kept there
    }
}

function keys(prefix) {
    const found = [...volatile.keys()];
    try {
        found.push(...Object.keys(localStorage));
    } catch {
        // nothing was kept there
    }
    return [...new Set(found)].filter((key) => key.startsWith(prefix));
}

/** Scans that wait, of every check point that this phone has worked at. */
const waiting = () =>
    keys(QUEUE)
        .map((key) => ({ key, point: Number(key.slice(QUEUE.length).split(".")[0]), scan: recall(key) }))
        .filter((item) => item.scan)
        .sort((a, b) => a.scan.at - b.scan.at);

function uuid() {
    if (crypto.randomUUID) {
        return crypto.randomUUID();
    }
    // Without https there is no randomUUID, but there are random numbers.
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ------------------------------------------------------------------ the server

async function call(point, what, params) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), LOST);
    let data;
    try {
        const response = await fetch(`/hotel/door/${point}/${what}`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ jsonrpc: "2.0", params }),
            signal: abort.signal,
        });
        if (!response.ok) {
            throw new Offline();
        }
        data = await response.json();
    } catch {
        setOnline(false);
        throw new Offline();
    } finally {
        clearTimeout(timer);
    }
    setOnline(true);
    if (data.error) {
        throw new Refused(data.error.code === 100 ? TEXT.login : data.error.data?.message || data.error.message);
    }
    return data.result;
}

let online = true;
function setOnline(value) {
    online = value;
    $("network").className = value ? "online" : "offline";
    $("network").textContent = value ? TEXT.online : TEXT.offline;
}

function trouble(text) {
    $("trouble").hidden = !text;
    $("trouble").textContent = text || "";
    if (text === TEXT.login) {
        const link = document.createElement("a");
        link.href = `/web/login?redirect=${encodeURIComponent(location.pathname)}`;
        link.textContent = " →";
        $("trouble").append(link);
    }
}

// ------------------------------------------------------------------ the list for the time without network

const guests = new Map(); // code -> {code, name, firm, title, table, persons, at, withdrawn}
let last = 0;

function takeList({ guests: rows, last: id }) {
    guests.clear();
    for (const [code, name, firm, title, table, persons, at, withdrawn] of rows) {
        guests.set(code, { code, name, firm, title, table, persons, at, withdrawn });
    }
    last = id;
    for (const { point, scan } of waiting()) {
        if (point === POINT && guests.has(scan.code)) {
            guests.get(scan.code).at ||= scan.at;
        }
    }
}

async function loadList() {
    try {
        const list = await call(POINT, "list", {});
        takeList(list);
        keep(LIST, list);
        trouble("");
    } catch (error) {
        const kept = recall(LIST);
        if (kept && !guests.size) {
            takeList(kept);
        }
        if (error instanceof Refused) {
            trouble(error.message);
        }
    }
}

async function loadNews() {
    const news = await call(POINT, "news", { since: last });
    last = news.last;
    $("passed").textContent = news.passed;
    $("expected").textContent = news.expected;
    let unknown = false;
    for (const [code, at] of news.news) {
        if (guests.has(code)) {
            guests.get(code).at ||= at;
        } else {
            unknown = true; // a walk-in at another phone
        }
    }
    if (unknown) {
        await loadList();
    }
}

// ------------------------------------------------------------------ scanning

function judgeHere(scan, before) {
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
    if (before) {
        return { ...guest, verdict: "already", colour: "yellow", first_at: before, kept: true };
    }
    return { ...guest, verdict: "in", colour: "green", kept: true };
}

let lastCode = "", lastTime = 0;
async function scanCode(code, way) {
    code = code.trim();
    const now = Date.now();
    // A camera sees one code many times in a second.
    if (!code || (way === "qr" && code === lastCode && now - lastTime < SAME_CODE)) {
        return;
    }
    [lastCode, lastTime] = [code, now];
    await pass({ code, way });
}

async function pass(values) {
    const scan = { uuid: uuid(), at: Date.now(), place: $("place").value.trim(), ...values };
    const key = `${QUEUE}${POINT}.${scan.uuid}`;
    keep(key, scan);
    const guest = guests.get(scan.code);
    const before = guest?.at;
    if (guest && !guest.withdrawn) {
        guest.at ||= scan.at;
    }
    let answered = false;
    const here = () => show({ ...judgeHere(scan, before), asking: online }, scan);
    const timer = setTimeout(() => answered || here(), online ? PATIENCE : 0);
    try {
        const [answer] = await call(POINT, "scan", { scans: [scan] });
        answered = true;
        forget(key);
        learn(answer);
        show(answer, scan);
        remember(answer, scan);
        trouble("");
        loadNews().catch(() => {});
    } catch (error) {
        answered = true;
        const answer = judgeHere(scan, before);
        show(answer, scan);
        remember(answer, scan);
        if (error instanceof Refused) {
            trouble(error.message);
        }
    } finally {
        clearTimeout(timer);
        showWaiting();
    }
}

function learn(answer) {
    if (answer.code) {
        const guest = guests.get(answer.code) || {};
        guests.set(answer.code, { ...guest, ...answer, at: answer.first_at || guest.at, withdrawn: answer.verdict === "cancelled" });
    }
}

let sending = false;
async function send() {
    if (sending) {
        return;
    }
    sending = true;
    try {
        for (const point of new Set(waiting().map((item) => item.point))) {
            const items = waiting().filter((item) => item.point === point).slice(0, BATCH);
            const answers = await call(point, "scan", { scans: items.map((item) => item.scan) });
            answers.forEach((answer, index) => {
                forget(items[index].key);
                learn(answer);
                if (answer.verdict !== "in") {
                    // It was let in by the phone's own list, or sent to the side: somebody should look.
                    keep(CHECK, [{ ...answer, at: items[index].scan.at, code: items[index].scan.code }, ...(recall(CHECK) || [])].slice(0, 50));
                }
            });
            trouble("");
        }
    } catch (error) {
        if (error instanceof Refused) {
            trouble(error.message);
        }
    } finally {
        sending = false;
        showWaiting();
        showCheck();
    }
}

// ------------------------------------------------------------------ what is shown

const time = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function describe(answer) {
    const lines = [[answer.firm, answer.title].filter(Boolean).join(" · ")];
    lines.push([answer.table && `${TEXT.table} ${answer.table}`, answer.persons > 1 && `${answer.persons} ${TEXT.persons}`].filter(Boolean).join(" · "));
    if (answer.verdict === "already" && answer.first_at) {
        lines.push([`${TEXT.first} ${time(answer.first_at)}`, answer.first_place, answer.first_by].filter(Boolean).join(" · "));
    }
    if (answer.declined) {
        lines.push(TEXT.declined);
    }
    if (answer.asking) {
        lines.push(TEXT.asking);
    } else if (answer.kept) {
        lines.push(TEXT.not_sent);
    }
    return lines.filter(Boolean).join("\n");
}

function show(answer, scan) {
    const box = $("answer");
    box.className = answer.colour;
    box.dataset.verdict = answer.verdict;
    box.querySelector(".icon").textContent = ICONS[answer.colour];
    box.querySelector(".verdict").textContent = TEXT[answer.verdict];
    box.querySelector(".name").textContent = answer.name || scan.code || "";
    box.querySelector(".more").textContent = describe(answer);
    if (!answer.asking) {
        beep(answer.colour);
    }
}

function row(answer, text) {
    const item = document.createElement("li");
    item.className = answer.colour;
    const who = document.createElement("span");
    who.textContent = `${ICONS[answer.colour] || ""} ${answer.name || answer.code || ""}`;
    const small = document.createElement("small");
    small.textContent = text;
    item.append(who, small);
    return item;
}

function remember(answer, scan) {
    $("last").prepend(row({ code: scan.code, ...answer }, `${TEXT[answer.verdict]} · ${time(scan.at)}`));
    while ($("last").children.length > 10) {
        $("last").lastChild.remove();
    }
}

function showWaiting() {
    const count = waiting().length;
    $("waiting").hidden = !count;
    $("waiting_count").textContent = count;
}

function showCheck() {
    const list = recall(CHECK) || [];
    $("check_head").hidden = !list.length;
    $("check").replaceChildren(
        ...list.map((answer, index) => {
            const item = row(answer, `${TEXT[answer.verdict]} · ${time(answer.at)}${answer.first_at ? ` (${TEXT.first} ${time(answer.first_at)} ${answer.first_place || ""})` : ""}`);
            const button = document.createElement("button");
            button.textContent = TEXT.done;
            button.onclick = () => {
                keep(CHECK, list.filter((_other, other) => other !== index));
                showCheck();
            };
            item.append(button);
            return item;
        })
    );
}

function search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [...guests.values()].filter((guest) => words.every((word) => `${guest.name} ${guest.firm}`.toLowerCase().includes(word)));
    $("found").replaceChildren(
        ...found.slice(0, 20).map((guest) => {
            const item = row({ ...guest, colour: guest.withdrawn ? "red" : guest.at ? "yellow" : "green" }, [guest.firm, guest.table, guest.at && time(guest.at)].filter(Boolean).join(" · "));
            const button = document.createElement("button");
            button.textContent = "OK";
            button.onclick = () => {
                $("found").replaceChildren();
                $("code").value = "";
                scanCode(guest.code, "search");
            };
            item.append(button);
            return item;
        })
    );
    if (!found.length) {
        $("found").append(row({ name: TEXT.nobody, colour: "" }, ""));
    }
}

// ------------------------------------------------------------------ sound and camera

let audio = null;
function beep(colour) {
    if (!audio) {
        return;
    }
    const tone = audio.createOscillator();
    tone.frequency.value = { green: 880, yellow: 440, red: 220 }[colour];
    tone.connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + (colour === "green" ? 0.12 : 0.4));
}

let stream = null;
async function toggleCamera() {
    const video = $("video");
    if (stream) {
        stream.getTracks().forEach((track) => track.stop());
        stream = null;
        video.hidden = true;
        $("camera").setAttribute("aria-pressed", "false");
        return;
    }
    try {
        let Detector = window.BarcodeDetector;
        if (!Detector) {
            await import("/web/static/lib/zxing-library/zxing-library.js");
            const { buildZXingBarcodeDetector } = await import("/web/static/src/core/barcode/ZXingBarcodeDetector.js");
            Detector = buildZXingBarcodeDetector(window.ZXing);
        }
        const detector = new Detector({ formats: ["qr_code"] });
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
        video.srcObject = stream;
        video.hidden = false;
        $("camera").setAttribute("aria-pressed", "true");
        await video.play();
        const look = async () => {
            if (!stream) {
                return;
            }
            try {
                const [found] = video.readyState > 1 ? await detector.detect(video) : [];
                if (found) {
                    await scanCode(found.rawValue, "qr");
                }
            } catch {
                // a picture that cannot be read; the next one comes
            }
            setTimeout(look, 150);
        };
        look();
    } catch {
        trouble(TEXT.no_camera);
    }
}

// ------------------------------------------------------------------ begin

$("entry").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("code").value.trim();
    if (!text) {
        return;
    }
    if (guests.has(text) || /^\d{10,}$/.test(text)) {
        $("code").value = "";
        $("found").replaceChildren();
        scanCode(text, "typed");
    } else {
        search(text);
    }
});
$("walk_in").onclick = () => {
    $("walk_in_form").hidden = !$("walk_in_form").hidden;
};
$("walk_in_form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, firm, phone } = Object.fromEntries(new FormData(event.target));
    event.target.reset();
    event.target.hidden = true;
    pass({ walk_in: { name, firm, phone }, way: "walk_in" });
});
$("camera").onclick = toggleCamera;
$("sound").onclick = () => {
    audio = audio ? null : new AudioContext();
    $("sound").setAttribute("aria-pressed", String(Boolean(audio)));
};
$("place").value = recall("hotel_door.place") || "";
$("place").onchange = () => keep("hotel_door.place", $("place").value.trim());
window.addEventListener("online", send);
setInterval(async () => {
    await send();
    await loadNews().catch((error) => error instanceof Refused && trouble(error.message));
}, POLL);
if (navigator.serviceWorker) {
    navigator.serviceWorker.register("/hotel/door/sw.js").catch(() => {});
}
showWaiting();
showCheck();
await loadList();
await send();
document.body.dataset.ready = "1";
$("code").focus();
