/* What the page shows (H10): the answer, the lines below it, troubles. It knows nothing of network or memory. */

export const el = (id) => document.getElementById(id);
export const POINT = Number(document.body.dataset.point);
/** The page's words, in the user's language, as the server wrote them. */
export const TEXT = Object.fromEntries([...el("texts").children].map((text) => [text.dataset.key, text.textContent]));

const ICONS = { green: "✓", yellow: "!", red: "✕" };
/** Scans that stay in sight; letters of a name that is set smaller, and of a code that is cut. */
const LAST = 10, LONG_NAME = 18, LONG_CODE = 40;

export const time = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function showNetwork(online) {
    el("network").className = online ? "online" : "offline";
    el("network").textContent = online ? TEXT.online : TEXT.offline;
}

export function showCounts(passed, expected) {
    el("passed").textContent = passed;
    el("expected").textContent = expected;
}

export function showWaiting(count) {
    el("waiting").hidden = !count;
    el("waiting_count").textContent = count;
}

const troubles = new Map();

/** Say what is wrong with one thing (server, queue, memory, camera), or with an empty text that it is right again. */
export function trouble(what, text = "") {
    if (troubles.get(what) === text) {
        return;
    }
    text ? troubles.set(what, text) : troubles.delete(what);
    const lines = [...new Set(troubles.values())];
    el("trouble").hidden = !lines.length;
    el("trouble").replaceChildren(
        ...lines.map((line) => {
            const paragraph = document.createElement("div");
            paragraph.textContent = line;
            if (line === TEXT.login) {
                const link = document.createElement("a");
                link.href = `/web/login?redirect=${encodeURIComponent(location.pathname)}`;
                link.textContent = TEXT.log_in;
                paragraph.append(" ", link);
            }
            return paragraph;
        })
    );
}

function describe(answer) {
    const lines = [[answer.firm, answer.title].filter(Boolean).join(" · ")];
    if (answer.verdict !== "cancelled") {
        lines.push([answer.table && `${TEXT.table} ${answer.table}`, answer.persons > 1 && `${answer.persons} ${TEXT.persons}`].filter(Boolean).join(" · "));
    }
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

/** Show the answer to a scan over the whole width: colour, sign and words. */
export function showAnswer(answer, scan) {
    const box = el("answer");
    box.className = answer.colour;
    box.dataset.verdict = answer.verdict;
    box.querySelector(".icon").textContent = ICONS[answer.colour];
    box.querySelector(".verdict").textContent = TEXT[answer.verdict];
    const name = answer.name || (scan.code || "").slice(0, LONG_CODE);
    box.querySelector(".name").textContent = name;
    box.querySelector(".name").classList.toggle("long", name.length > LONG_NAME);
    box.querySelector(".more").textContent = describe(answer);
}

/** Return a line of a list: sign and name, a small text, and a button if there is something to do. */
export function row(answer, text, button, act) {
    const item = document.createElement("li");
    item.className = answer.colour || "";
    const who = document.createElement("span");
    who.textContent = `${ICONS[answer.colour] || ""} ${answer.name || (answer.code || "").slice(0, LONG_CODE)}`;
    const small = document.createElement("small");
    small.textContent = text;
    const words = document.createElement("div");
    words.append(who, small);
    item.append(words);
    if (button) {
        const press = document.createElement("button");
        press.textContent = button;
        press.onclick = act;
        item.append(press);
    }
    return item;
}

/** Put a scan on top of the last ones. */
export function showLast(answer, scan) {
    el("last_head").hidden = false;
    el("last").prepend(row({ code: scan.code, ...answer }, `${TEXT[answer.verdict]} · ${time(scan.at)}`));
    while (el("last").children.length > LAST) {
        el("last").lastChild.remove();
    }
}
