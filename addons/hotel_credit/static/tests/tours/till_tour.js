import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const SEARCH = ".o_till [data-till-focus=search]";
const AMOUNT = (kind) => `.o_till_amount input[name=${kind}]`;

/** Choose a picture for the signed slip, as a camera or file dialog would. */
async function takePhoto() {
    const canvas = document.createElement("canvas");
    canvas.width = 3000;
    canvas.height = 1500;
    canvas.getContext("2d").fillText("signed", 20, 100);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], "slip.png", { type: "image/png" }));
    const input = document.querySelector(".o_till_photo_input");
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The server charges, but its answer gets lost on the way, once. */
function loseNextAnswer() {
    const Original = browser.XMLHttpRequest;
    browser.XMLHttpRequest = class extends Original {
        open(method, url, ...rest) {
            this.address = url;
            return super.open(method, url, ...rest);
        }
        addEventListener(type, listener, ...rest) {
            const heard = (ev) => {
                if (this.address.includes("/hotel.charge/authorise") && browser.XMLHttpRequest !== Original) {
                    browser.XMLHttpRequest = Original;
                    this.dispatchEvent(new ProgressEvent("error"));
                } else {
                    listener.call(this, ev);
                }
            };
            return super.addEventListener(type, type === "load" ? heard : listener, ...rest);
        }
    };
}

registry.category("web_tour.tours").add("hotel_till_charge", {
    steps: () => [
        { content: "Only the cashier's outlet is there", trigger: ".o_till_outlet select:has(option:contains(Restaurant))" },
        { content: "Find the customer by a part of the name", trigger: SEARCH, run: "edit blue oc" },
        { content: "Take the one that was found", trigger: ".o_till_found li:contains(Blue Ocean)", run: "click" },
        { content: "The limit is shown", trigger: ".o_till_limit:contains(10,000.00)" },
        { content: "The only valid signer is chosen, with specimen", trigger: ".o_till_signer.active:contains(Zhang Min)" },
        { content: "Two amounts: the first by the keypad", trigger: ".o_till_amount:contains(Food) input", run: "click" },
        { content: "1", trigger: ".o_till_keypad button:contains(1)", run: "click" },
        { content: "2", trigger: ".o_till_keypad button:contains(2)", run: "click" },
        { content: ".", trigger: ".o_till_keypad button:contains(.)", run: "click" },
        { content: "5", trigger: ".o_till_keypad button:contains(5)", run: "click" },
        { content: "the second typed", trigger: AMOUNT("beverage"), run: "edit 30" },
        { content: "Check number", trigger: ".o_till_slip input[name=check_number]", run: "edit T-17" },
        { content: "Guest", trigger: ".o_till_slip input[name=guest]", run: "edit Mr. Wu" },
        { content: "The sum", trigger: ".o_till_total:contains(42.50)" },
        { content: "Too early: the signature is not compared yet", trigger: ".o_till_authorise", run: "click" },
        { content: "Photo of the signed slip", trigger: ".o_till_missing:contains(Compare the signature)", run: takePhoto },
        { content: "The photo is shown beside the specimen", trigger: ".o_till_picture.is_photo img" },
        { content: "It matches", trigger: ".o_till_matches input", run: "click" },
        { content: "Charge", trigger: ".o_till_authorise", run: "click" },
        { content: "Green, with what is left", trigger: ".o_till_answer.is_granted:contains(9,957.50)" },
        { content: "It was the wrong table: void", trigger: ".o_till_answer button:contains(Void)", run: "click" },
        { content: "With a reason", trigger: ".o_till_void_reason", run: "edit Wrong table" },
        { content: "Void", trigger: ".o_till_void_confirm:enabled", run: "click" },
        { content: "The list tells it", trigger: ".o_till_day li.is_voided:contains(Wrong table)" },
    ],
});

registry.category("web_tour.tours").add("hotel_till_keyboard", {
    steps: () => [
        { content: "Scan the signer's card", trigger: SEARCH, run: "edit S1 && press Enter" },
        { content: "Customer and signer at once", trigger: ".o_till_signer.active:contains(Zhang Min)" },
        { content: "F4: amounts", trigger: ".o_till", run: "press F4" },
        { content: "First amount", trigger: `${AMOUNT("rooms")}:focus`, run: "edit 800 && press Enter" },
        { content: "Second amount", trigger: `${AMOUNT("food")}:focus`, run: "edit 120.5" },
        { content: "F7: the signature matches", trigger: ".o_till_total:contains(920.50)", run: "press F7" },
        { content: "Charge", trigger: ".o_till_matches.is_on", run: "press ctrl+Enter" },
        { content: "Green", trigger: ".o_till_answer.is_granted:contains(920.50)", run: "press Enter" },
        { content: "Ready for the next customer", trigger: ".o_till_phase_search [data-till-focus=search]:focus" },
        { content: "The list has the slip", trigger: ".o_till_day li:contains(920.50)" },
    ],
});

registry.category("web_tour.tours").add("hotel_till_refused", {
    steps: () => [
        { content: "Find by the agreement's number", trigger: SEARCH, run: "edit A-TILL && press Enter" },
        { content: "The overdrawn limit is red at once", trigger: AMOUNT("banquet"), run: "edit 10000.01" },
        { content: "Compared", trigger: ".o_till_limit.is_over:contains(Over the limit)", run: "press F7" },
        { content: "Charge all the same", trigger: ".o_till_matches.is_on", run: "press ctrl+Enter" },
        { content: "Red, with rule", trigger: ".o_till_answer.is_refused .o_till_reasons li:contains(10,000.00)" },
        { content: "and who can help", trigger: ".o_till_reasons small:contains(Who can help):contains(Sales)", run: "press Enter" },
        { content: "Back on the slip nothing is lost", trigger: `${AMOUNT("banquet")}:value(10000.01)`, run: "edit 10000" },
        { content: "Charge the rest of the limit", trigger: ".o_till_limit:not(.is_over)", run: "press ctrl+Enter" },
        { content: "Green, nothing left", trigger: ".o_till_answer.is_granted:contains(0.00)" },
    ],
});

registry.category("web_tour.tours").add("hotel_till_lost_answer", {
    steps: () => [
        { content: "Scan the signer's card", trigger: SEARCH, run: "edit S1 && press Enter" },
        { content: "Amount", trigger: AMOUNT("food"), run: "edit 66" },
        { content: "Compared", trigger: ".o_till_total:contains(66.00)", run: "press F7" },
        { content: "The line breaks", trigger: ".o_till_matches.is_on", run: loseNextAnswer },
        { content: "Charge", trigger: ".o_till_authorise", run: "click" },
        { content: "Neither green nor red", trigger: ".o_till_answer.is_waiting:contains(never charged twice)", run: "press Enter" },
        { content: "The first answer comes again", trigger: ".o_till_answer.is_granted:contains(charged already)" },
    ],
});
