/* The sound of an answer (H10), for a hall where nobody looks at the phone. */
import { el } from "./show.js";

const TONES = { green: 880, yellow: 440, red: 220 };
let audio = null;

export function beep(colour) {
    if (!audio) {
        return;
    }
    const tone = audio.createOscillator();
    tone.frequency.value = TONES[colour];
    tone.connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + (colour === "green" ? 0.12 : 0.4));
}

export function toggleSound() {
    audio = audio ? null : new AudioContext();
    el("sound").setAttribute("aria-pressed", String(Boolean(audio)));
    beep("green");
}
