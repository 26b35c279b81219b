/* The camera (H10): on while its button is pressed and the page is seen; whatever is in its way is said in plain words. */
import { openReader } from "./reader.js";
import { el, TEXT, trouble } from "./show.js";

/** Milliseconds between two pictures; how long, and in how many pictures, a code is out of sight before it counts again. */
const PAUSE = 150, AWAY = 3000, MISSES = 5;

const TROUBLES = {
    NotAllowedError: "camera_refused",
    SecurityError: "camera_refused",
    NotFoundError: "camera_none",
    OverconstrainedError: "camera_none",
    NotReadableError: "camera_busy",
    AbortError: "camera_busy",
};

let stream = null, starting = false, resume = false, awake = null;

/** A guest holds the code there for longer than a picture takes: it is one scan until the code is gone and comes back. */
function onceInSight() {
    let code = null, seen = 0, misses = 0;
    return (found) => {
        if (!found) {
            misses++;
            return false;
        }
        const now = Date.now();
        const fresh = found !== code || (misses >= MISSES && now - seen >= AWAY);
        [code, seen, misses] = [found, now, 0];
        return fresh;
    };
}

async function look(read, taken) {
    const isNew = onceInSight();
    while (stream) {
        try {
            const code = el("video").readyState > 1 ? await read(el("video")) : null;
            if (stream && isNew(code)) {
                taken(code);
            }
        } catch {
            // a picture that cannot be read; the next one comes
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
}

function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    awake?.release();
    awake = null;
    el("video").srcObject = null;
    el("video").hidden = true;
    el("camera").setAttribute("aria-pressed", "false");
}

async function start(taken) {
    if (!navigator.mediaDevices?.getUserMedia) {
        trouble("camera", TEXT.camera_https);
        return;
    }
    starting = true;
    let read;
    try {
        read = await openReader().catch(() => null);
        if (!read) {
            trouble("camera", TEXT.camera_reader);
            return;
        }
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
        stream.getVideoTracks()[0].onended = () => {
            stop();
            trouble("camera", TEXT.camera_busy);
        };
        el("video").srcObject = stream;
        el("video").hidden = false;
        el("camera").setAttribute("aria-pressed", "true");
        await el("video").play();
        trouble("camera");
    } catch (error) {
        stop();
        trouble("camera", TEXT[TROUBLES[error.name] || "camera_busy"]);
        return;
    } finally {
        starting = false;
    }
    look(read, taken);
    // The screen stays on while it looks; where the phone does not allow that, a tap wakes it.
    const lock = await navigator.wakeLock?.request("screen").catch(() => null);
    stream ? (awake = lock) : lock?.release();
}

/** Wire the button; `taken` gets each code once while it is in sight. */
export function wireCamera(taken) {
    el("camera").onclick = () => {
        if (!starting) {
            resume = false;
            stream ? stop() : start(taken);
        }
    };
    document.addEventListener("visibilitychange", () => {
        if (document.hidden && stream) {
            resume = true;
            stop();
        } else if (!document.hidden && resume && !starting) {
            resume = false;
            start(taken);
        }
    });
}
