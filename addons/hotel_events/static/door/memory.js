/* The phone's memory (H10): what is kept over a closed page, and in the page alone where the browser keeps nothing. */
import { TEXT, trouble } from "./show.js";

/** Where the browser's storage is full or forbidden. */
const volatile = new Map();

function stored(act, otherwise) {
    try {
        return act(localStorage);
    } catch {
        return otherwise;
    }
}

export function keep(key, value) {
    const text = JSON.stringify(value);
    if (stored((storage) => (storage.setItem(key, text), true), false)) {
        volatile.delete(key);
    } else {
        volatile.set(key, value);
        trouble("memory", TEXT.full);
    }
}

export function recall(key) {
    return volatile.has(key) ? volatile.get(key) : stored((storage) => JSON.parse(storage.getItem(key)), null);
}

export function forget(key) {
    volatile.delete(key);
    stored((storage) => storage.removeItem(key));
}

/** Return the keys that begin with `prefix`. */
export function keys(prefix) {
    const found = new Set([...volatile.keys(), ...stored((storage) => Object.keys(storage), [])]);
    return [...found].filter((key) => key.startsWith(prefix));
}
