/* Calls to the server (H10): they end within seconds, answered, refused or without network. */
import { showNetwork, TEXT } from "./show.js";

/** Milliseconds until a call counts as lost. */
const LOST = 6000;

/** Nobody answered: the network is gone, or the proxy stands without its server. */
export class Offline extends Error {}
/** The server answered that it will not; the message is for people. */
export class Refused extends Error {}

let online = true;
export const isOnline = () => online;

function setOnline(value) {
    online = value;
    showNetwork(value);
}

export async function call(point, what, params = {}) {
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
