import { registry } from "@web/core/registry";

const DESK = ".o_callback_desk";

/** Enter a date and time as the browser's own picker does. */
function pick(value) {
    return ({ anchor }) => {
        anchor.value = value;
        anchor.dispatchEvent(new Event("input", { bubbles: true }));
        anchor.dispatchEvent(new Event("change", { bubbles: true }));
    };
}

registry.category("web_tour.tours").add("hotel_callback_desk", {
    steps: () => [
        { content: "Today's list, the urgent customer first", trigger: ".o_callback_row:first:contains(Blue Ocean)" },
        { content: "Page Down opens the first", trigger: DESK, run: "press PageDown" },
        { content: "The story: the last stay", trigger: ".o_callback_story:contains(808)" },
        { content: "The script beside it", trigger: ".o_callback_script:contains(How was the room?)" },
        { content: "F2: reached", trigger: DESK, run: "press F2" },
        { content: "Spoke with", trigger: ".o_callback_record input[name=spoke_with]:focus", run: "edit Li Wei" },
        { content: "Answer of the script", trigger: ".o_callback_script button:contains(Very good):first", run: "click" },
        { content: "Points", trigger: ".o_callback_step:contains(9)", run: "click" },
        { content: "Satisfied, by key", trigger: DESK, run: "press alt+3" },
        { content: "is chosen", trigger: ".o_callback_record .btn-primary:contains(Dissatisfied)" },
        { content: "A problem", trigger: ".o_callback_record button:contains(Problems):not(:contains(No))", run: "click" },
        { content: "What it is", trigger: ".o_callback_problem textarea", run: "edit The room was cold && press Tab" },
        { content: "F9: complaint", trigger: DESK, run: "press F9" },
        { content: "It is taken up", trigger: ".o_callback_problem .text-success:contains(cold)" },
        { content: "Nothing is missing any more", trigger: ".o_callback_record:not(:has(.o_callback_missing))" },
        { content: "Ctrl Enter: close, next one", trigger: DESK, run: "press ctrl+Enter" },
        { content: "The next customer is there", trigger: ".o_callback_call h2:contains(Second)" },
        { content: "F7: not convenient", trigger: DESK, run: "press F7" },
        { content: "Another time", trigger: ".o_callback_later input", run: pick("2099-01-05T10:30") },
        { content: "too far ahead is refused", trigger: ".o_callback_later button", run: "click" },
        { content: "told why", trigger: ".modal:contains(more than a year)" },
        { content: "Close", trigger: ".modal button:contains(Close), .modal .btn-close", run: "click" },
        { content: "No answer instead", trigger: `body:not(:has(.modal)) ${DESK}`, run: "press F3" },
        { content: "The third: closed as unreachable after the third try", trigger: ".o_callback_call h2:contains(Third)" },
        { content: "F4: busy", trigger: DESK, run: "press F4" },
        { content: "The day's work is counted", trigger: ".o_callback_list .text-success:contains(2)" },
    ],
});

registry.category("web_tour.tours").add("hotel_callback_manager", {
    steps: () => [
        { content: "Today", trigger: ".o_tile_today strong:contains(1)" },
        { content: "The week: made 1 of 2", trigger: ".o_share_made strong:contains(50.0 %)" },
        { content: "What the share is made of", trigger: ".o_share_made .o_share_whole:contains(2)", run: "click" },
        { content: "Two rows", trigger: ".o_list_view .o_data_row:eq(1)" },
        { content: "Back", trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { content: "Reports to review", trigger: ".o_tile_review strong:contains(1)", run: "click" },
        { content: "Open it", trigger: ".o_list_view .o_data_row td[name=owner_id]", run: "click" },
        { content: "Review", trigger: ".o_form_view button:contains(Review)", run: "click" },
        { content: "Instruction", trigger: ".modal textarea", run: "edit Show them the new hall" },
        { content: "Confirm", trigger: ".modal button:contains(Confirm)", run: "click" },
        { content: "Reviewed", trigger: ".o_form_view .o_arrow_button_current:contains(Reviewed)" },
    ],
});

registry.category("web_tour.tours").add("hotel_callback_rule", {
    steps: () => [
        { content: "The regulation", trigger: ".o_list_view .o_data_row:contains(Shopping plaza) td[name=name]", run: "click" },
        { content: "Switch on", trigger: "button:contains(Switch on for this hotel)", run: "click" },
        { content: "Yes", trigger: ".modal button:contains(Ok), .modal .btn-primary", run: "click" },
        { content: "Its rules are on", trigger: "body:not(:has(.o_form_view)) .o_data_row:contains(Within three days after a repair)" },
        { content: "Open one", trigger: "body:not(:has(.o_form_view)) .o_data_row:contains(after a repair) td[name=name]", run: "click" },
        { content: "Preview", trigger: "button:contains(Preview)", run: "click" },
        { content: "One customer in 90 days", trigger: ".modal .o_data_row:contains(Repaired)" },
        { content: "Close", trigger: ".modal button:contains(Close)", run: "click" },
        { content: "Back on the rule", trigger: "body:not(:has(.modal)) .o_form_view" },
    ],
});
