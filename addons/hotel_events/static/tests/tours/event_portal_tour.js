import { registry } from "@web/core/registry";

/** Draw a line in the box, as a finger does. */
function draw() {
    const box = this.anchor.getBoundingClientRect();
    const touch = (type, x, y) =>
        this.anchor.dispatchEvent(
            new PointerEvent(type, {
                bubbles: true,
                cancelable: true,
                pointerId: 1,
                pointerType: "mouse",
                isPrimary: true,
                button: 0,
                buttons: type === "pointerup" ? 0 : 1,
                pressure: 0.5,
                clientX: box.left + x,
                clientY: box.top + y,
            })
        );
    touch("pointerdown", 20, 20);
    for (let step = 1; step < 20; step++) {
        touch("pointermove", 20 + step * 5, 20 + (step % 4) * 12);
    }
    touch("pointerup", 120, 30);
}

/** H15, H18: the customer cancels an event in the portal: sees what is kept, signs by hand, and sees the request wait. */
registry.category("web_tour.tours").add("hotel_event_request", {
    steps: () => [
        { content: "My events", trigger: ".o_portal_my_home a[href='/my/events']", run: "click", expectUnloadPage: true },
        { trigger: ".o_portal_my_doc_table a:contains(Annual dinner)", run: "click", expectUnloadPage: true },
        { content: "The deposit", trigger: ".o_hotel_event_deposit tr:contains(Deposit received):contains(2,000.00)" },
        { content: "Cancel it", trigger: ".o_hotel_ask_cancel", run: "click", expectUnloadPage: true },
        { trigger: ".o_hotel_expected .o_hotel_back:contains(2,000.00)" },
        { trigger: "textarea[name=reason]", run: "edit The firm saves" },
        { trigger: ".o_hotel_review", run: "click", expectUnloadPage: true },
        { trigger: "body[is-ready=true]" },
        { content: "What it comes to", trigger: ".o_hotel_event_review .o_hotel_kept:contains(0.00)" },
        { trigger: ".o_hotel_reason:contains(The firm saves)" },
        { content: "Nothing is sent unsigned", trigger: ".o_portal_sign_submit:disabled" },
        { trigger: ".o_web_sign_name_and_signature input", run: "edit Li Wei" },
        { content: "By hand", trigger: "canvas.o_web_sign_signature", run: draw },
        { trigger: "canvas.o_web_sign_signature", run: "canvasNotEmpty" },
        { trigger: ".o_portal_sign_submit:enabled:contains(Sign and send)", run: "click", expectUnloadPage: true },
        { content: "It has come in", trigger: ".o_hotel_done:contains(has come in)" },
        { trigger: ".o_hotel_asked_waiting:contains(Li Wei)" },
        { content: "Not a second one", trigger: ".o_hotel_not_now:contains(has to be decided)" },
    ],
});

/** H18: who signed takes it back. */
registry.category("web_tour.tours").add("hotel_event_request_withdraw", {
    steps: () => [
        { trigger: ".o_hotel_asked_waiting .o_hotel_withdraw", run: "click", expectUnloadPage: true },
        { trigger: ".o_hotel_done:contains(withdrawn)" },
        { trigger: ".o_hotel_asked_withdrawn" },
        { content: "Another can be signed", trigger: ".o_hotel_ask_cancel" },
    ],
});
