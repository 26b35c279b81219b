/* Scans that were answered otherwise than the phone had said (H10): somebody should look. */
import { keep, recall } from "./memory.js";
import { el, POINT, row, TEXT, time } from "./show.js";

const CHECK = `hotel_door.check.${POINT}`;
const MOST = 50;

const first = (answer) => (answer.first_at ? ` (${[TEXT.first, time(answer.first_at), answer.first_place].filter(Boolean).join(" ")})` : "");

export function showCheck() {
    const list = recall(CHECK) || [];
    el("check_head").hidden = !list.length;
    el("check").replaceChildren(
        ...list.map((answer, index) =>
            row(answer, `${TEXT[answer.verdict]} · ${time(answer.at)}${first(answer)}`, TEXT.done, () => {
                keep(CHECK, list.filter((_other, other) => other !== index));
                showCheck();
            })
        )
    );
}

export function addCheck(answer, scan) {
    const list = recall(CHECK) || [];
    if (!list.some((each) => each.uuid === answer.uuid)) {
        keep(CHECK, [{ ...answer, at: scan.at, code: scan.code }, ...list].slice(0, MOST));
    }
    showCheck();
}
