/*
 * Keeps the check points' pages on the phone (H10), with their files, from the first visit on. Calls (POST) go past it.
 * The server writes VERSION and FILES above: one version of all files, part of their addresses. A new version is fetched
 * whole before it takes over and the one before goes, so that no page ever runs with half of each.
 */
/* global VERSION, FILES */
const CACHES = "hotel-door-";
const CACHE = CACHES + VERSION;
const PAGE = /^\/hotel\/door\/\d+$/, FILE = /^\/hotel\/door\/files\//;
/** Milliseconds before the kept page is shown instead of one that is still under way. */
const PATIENCE = 4000;

/** Keep a page as the server answers; what it no longer shows to this user (another login, another post) is forgotten. */
async function note(path, response) {
    if (response.ok && !response.redirected) {
        await (await caches.open(CACHE)).put(path, response);
    } else if (response.status < 500) {
        const names = await caches.keys();
        await Promise.all(names.filter((name) => name.startsWith(CACHES)).map(async (name) => (await caches.open(name)).delete(path)));
    }
}

async function install() {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES);
    // The page that brings this worker was loaded without it; those that were kept by the version before are due anew.
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
    const kept = await Promise.all((await caches.keys()).filter((name) => name.startsWith(CACHES)).map(async (name) => (await caches.open(name)).keys()));
    const paths = [...open, ...kept.flat()].map(({ url }) => new URL(url).pathname).filter((path) => PAGE.test(path));
    await Promise.all([...new Set(paths)].map(async (path) => note(path, await fetch(path))));
    await self.skipWaiting();
}

async function activate() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(CACHES) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
}

async function ask(request, path) {
    const response = await fetch(request);
    await note(path, response.clone());
    return response;
}

/** Network first; the kept copy where there is none, where the server is down, and where the network takes too long. */
async function page(event, path) {
    const asked = ask(event.request, path);
    event.waitUntil(asked.catch(() => {}));
    const kept = await caches.match(path, { ignoreVary: true });
    if (!kept) {
        return asked;
    }
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
    return Promise.race([asked.then((response) => (response.status < 500 ? response : kept), () => kept), late]);
}

/** A file never changes under its address: the kept one is as good as the server's. */
async function file(request) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) {
        return kept;
    }
    const response = await fetch(request);
    if (response.ok) {
        await (await caches.open(CACHE)).put(request, response.clone());
    }
    return response;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
    const { method, mode, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (method !== "GET" || origin !== self.location.origin) {
        return;
    }
    if (mode === "navigate" && PAGE.test(pathname)) {
        event.respondWith(page(event, pathname));
    } else if (FILE.test(pathname)) {
        event.respondWith(file(event.request));
    }
});
