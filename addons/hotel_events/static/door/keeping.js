/* What stays on the phone (H10): the page for the time without network, and nothing of it for the next person after a logout. */
import { count, forgetLists } from "./list.js";
import { keep, recall } from "./memory.js";
import { call, Offline } from "./server.js";
import { el, POINT, TEXT, trouble } from "./show.js";

const USER = "hotel_door.user", CACHES = "hotel-door-", PAGE = /^\/hotel\/door\/\d+$/;

async function forgetPages(but = "") {
    for (const name of (await window.caches?.keys()) || []) {
        if (name.startsWith(CACHES)) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                const { pathname } = new URL(request.url);
                if (PAGE.test(pathname) && pathname !== but) {
                    await cache.delete(request);
                }
            }
        }
    }
}

/** Somebody else works with this phone now: what it kept for the one before at other check points goes. */
export async function forgetOthers() {
    const user = document.body.dataset.user;
    forgetLists({ stale: true });
    if (recall(USER) !== user) {
        forgetLists({ others: true });
        await forgetPages(location.pathname);
        keep(USER, user);
    }
}

/** Let the service worker keep the page with all its files; say whether this phone is ready for the time without network. */
export async function keepPage() {
    try {
        await navigator.serviceWorker.register("/hotel/door/sw.js");
    } catch {
        el("not_kept").hidden = false; // no https, or a certificate that the phone does not know
        return;
    }
    await navigator.serviceWorker.ready;
    el("kept_count").textContent = count();
    el("kept").hidden = false;
    document.body.dataset.kept = "1";
}

/** Log out and leave neither page nor list; scans that wait stay and are sent by who opens the page next. */
export async function logOut() {
    try {
        await call(POINT, "news");
    } catch (error) {
        if (error instanceof Offline) {
            trouble("server", TEXT.logout_offline);
            return;
        }
    }
    forgetLists();
    await forgetPages();
    location.assign(`/web/session/logout?redirect=${encodeURIComponent(`/web/login?redirect=${location.pathname}`)}`);
}
