/* The phone's page of a check point (H10). Plain JavaScript, no framework: it opens at once and again without network. */
import { wireCamera } from "./camera.js";
import { showCheck } from "./check.js";
import { forgetOthers, keepPage, logOut } from "./keeping.js";
import { has, loadList, loadNews, search } from "./list.js";
import { keep, recall } from "./memory.js";
import { noteWaiting, pass, send } from "./scans.js";
import { Refused } from "./server.js";
import { el, row, TEXT, time, trouble } from "./show.js";
import { toggleSound } from "./sound.js";

const PLACE = "hotel_door.place";
/** Milliseconds between two looks at the server; names that a search shows. */
const POLL = 4000, FOUND = 20;

function showFound(text) {
    const found = search(text).slice(0, FOUND);
    el("found").replaceChildren(
        ...found.map((guest) => {
            const colour = guest.withdrawn ? "red" : guest.at ? "yellow" : "green";
            const where = [guest.firm, guest.table && `${TEXT.table} ${guest.table}`, guest.at && time(guest.at)];
            return row({ ...guest, colour }, where.filter(Boolean).join(" · "), colour === "green" ? TEXT.let_in : TEXT.look, () => {
                el("found").replaceChildren();
                el("code").value = "";
                pass({ code: guest.code, way: "search" });
            });
        })
    );
    if (!found.length) {
        el("found").append(row({ name: TEXT.nobody }, ""));
    }
}

el("entry").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = el("code").value.trim();
    if (has(text) || /^\d{10,}$/.test(text)) {
        el("code").value = "";
        el("found").replaceChildren();
        pass({ code: text, way: "typed" });
    } else if (text) {
        showFound(text);
    }
});
el("code").addEventListener("input", () => el("code").value || el("found").replaceChildren());
el("walk_in").onclick = () => {
    const form = el("walk_in_form");
    form.hidden = !form.hidden;
    el("walk_in").setAttribute("aria-pressed", String(!form.hidden));
    if (!form.hidden) {
        form.elements.name.focus();
    }
};
el("walk_in_form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, firm, phone } = Object.fromEntries(new FormData(event.target));
    event.target.reset();
    el("walk_in").click();
    pass({ walk_in: { name, firm, phone }, way: "walk_in" });
});
el("sound").onclick = toggleSound;
el("log_out").onclick = logOut;
el("place").value = recall(PLACE) || "";
el("place").onchange = () => keep(PLACE, el("place").value.trim());
wireCamera((code) => code.trim() && pass({ code: code.trim(), way: "qr" }));
window.addEventListener("online", send);

/** Look at the server again and again, one look after the other however slow the network is. */
async function poll() {
    try {
        await send();
        await loadNews();
    } catch (error) {
        if (error instanceof Refused) {
            trouble("server", error.message);
        }
    }
    setTimeout(poll, POLL);
}

showCheck();
await loadList();
noteWaiting();
document.body.dataset.ready = "1";
el("code").focus();
setTimeout(poll);
await forgetOthers();
await keepPage();
