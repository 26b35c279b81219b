/* Keeps the check point's page on the phone: network first, the kept copy where there is none. Calls (POST) go past it. */
const CACHE = "hotel-door-1";
const KEPT = /^\/hotel\/door\/\d+$|^\/hotel_events\/static\/door\/|^\/web\/static\/lib\/zxing-library\/|^\/web\/static\/src\/core\/barcode\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function networkFirst(request) {
    const cache = await caches.open(CACHE);
    try {
        const response = await fetch(request);
        // The login page that an ended session redirects to is not the check point's page.
        if (response.ok && !response.redirected) {
            await cache.put(request, response.clone());
        }
        return response;
    } catch (error) {
        const kept = await cache.match(request, { ignoreVary: true });
        if (kept) {
            return kept;
        }
        throw error;
    }
}

self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method === "GET" && url.origin === self.location.origin && KEPT.test(url.pathname)) {
        event.respondWith(networkFirst(event.request));
    }
});
