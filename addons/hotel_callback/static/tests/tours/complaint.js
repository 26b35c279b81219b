import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const answer = (name, text) => [
    {
        content: `write ${name}`,
        trigger: `.o_field_widget[name=${name}] textarea`,
        run: `edit ${text}`,
    },
];

/** The customer tells in the portal what went wrong. */
tours.add("hotel_complaint_portal_file", {
    steps: () => [
        { content: "a new complaint", trigger: "button[name=create_new_ticket]", run: "click", expectUnloadPage: true },
        { content: "what it is about", trigger: "select[name=category]", run: "selectByLabel Noise" },
        { content: "in a few words", trigger: "input[name=subject]", run: "edit Karaoke until three" },
        { content: "the room", trigger: "input[name=room]", run: "edit 1208" },
        { content: "what happened", trigger: "textarea[name=description]", run: "edit I could not sleep all night." },
        { content: "send it", trigger: "button:contains(Send complaint)", run: "click", expectUnloadPage: true },
        { content: "it is received", trigger: ".o_complaint_state:contains(New)" },
        { content: "and when", trigger: ".o_complaint_progress:contains(Received)" },
    ],
});

/** The clerk deals with it, from the list with the running clocks to the solution. */
tours.add("hotel_complaint_work", {
    steps: () => [
        { content: "its clock counts down on the list", trigger: ".o_data_row:contains(Karaoke) .o_hotel_clock_time:contains(/^\\d/)" },
        { content: "open it", trigger: ".o_data_row:contains(Karaoke) td[name=name]", run: "click" },
        { content: "the room was recognised", trigger: ".o_field_widget[name=complaint_room_id] input:value(1208)" },
        { content: "reacted", trigger: "button[name=action_complaint_react]:enabled", run: "click" },
        { content: "the first clock is gone", trigger: ".o_arrow_button_current:contains(Taken up)" },
        { content: "what we do", trigger: ".o_notebook a[name=work]", run: "click" },
        ...answer("complaint_finding", "The bar was open until three."),
        { content: "checked", trigger: "button[name=action_complaint_check]", run: "click" },
        { content: "it is", trigger: ".o_arrow_button_current:contains(Facts checked)" },
        ...answer("complaint_answer", "You were given another room."),
        { content: "answered", trigger: "button[name=action_complaint_reply]", run: "click" },
        { content: "it is", trigger: ".o_arrow_button_current:contains(Answered)" },
        { content: "the cause", trigger: ".o_field_widget[name=complaint_cause_id] input", run: "edit Procedure" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains(Procedure)", run: "click" },
        ...answer("complaint_measure", "The bar closes at midnight."),
        { content: "solved", trigger: "button[name=action_complaint_close]", run: "click" },
        { content: "closed", trigger: ".o_arrow_button_current:contains(Closed)" },
        { content: "the satisfaction call runs", trigger: ".o_hotel_clock:contains(Satisfaction call)" },
    ],
});

/** The customer is satisfied, and says so in the portal. */
tours.add("hotel_complaint_portal_satisfied", {
    steps: () => [
        { content: "open the complaint", trigger: "a:contains(Karaoke)", run: "click", expectUnloadPage: true },
        { content: "the answer is there", trigger: "#card_body:contains(You were given another room.)" },
        { content: "yes", trigger: "#answer_satisfied", run: "click" },
        { content: "send", trigger: ".o_complaint_satisfaction button", run: "click", expectUnloadPage: true },
        { content: "thank you", trigger: ".o_complaint_answer:contains(Satisfied)" },
    ],
});

/** The manager decides the proposed level, and a compensation is asked for. */
tours.add("hotel_complaint_level", {
    steps: () => [
        { content: "open it", trigger: ".o_data_row:contains(Again) td[name=name]", run: "click" },
        { content: "a level is proposed", trigger: ".alert-warning:contains(Important)" },
        { content: "decide", trigger: "button[name=action_complaint_open_level].btn-primary", run: "click" },
        { content: "why it is proposed", trigger: ".modal:contains(Same customer)" },
        { content: "without a reason nothing is decided", trigger: ".modal button[name=action_confirm]", run: "click" },
        { content: "it is asked for", trigger: ".modal .o_field_widget[name=note].o_field_invalid textarea", run: "edit A regular guest" },
        { content: "confirm", trigger: ".modal button[name=action_confirm]", run: "click" },
        { content: "decided", trigger: "body:not(:has(.modal)) .o_field_widget[name=complaint_level]:contains(Important)" },
        { content: "compensation", trigger: "button[name=action_complaint_compensation]:not(.oe_stat_button)", run: "click" },
        { content: "what it is worth", trigger: ".o_field_widget[name=amount] input", run: "edit 800" },
        { content: "why", trigger: ".o_field_widget[name=reason] textarea", run: "edit Two nights without sleep" },
        { content: "submit", trigger: "button[name=action_submit]", run: "click" },
        { content: "it waits for the department head", trigger: ".o_hotel_banner:contains(Department head)" },
    ],
});

/** Approve what waits for me. */
tours.add("hotel_complaint_approve", {
    steps: () => [
        { content: "something waits for me", trigger: ".o_hotel_waiting_button", run: "click" },
        { content: "open it", trigger: ".o_hotel_waiting_item", run: "click" },
        { content: "approve", trigger: "button[name=action_open_approve]", run: "click" },
        { content: "decide", trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
        { content: "done", trigger: "body:not(:has(.modal)) .o_form_view:not(:has(button[name=action_open_approve]))" },
    ],
});

/** Each percentage opens what it was counted of. */
tours.add("hotel_complaint_figures", {
    steps: () => [
        { content: "the share of solved ones", trigger: ".o_data_row:contains(Solved) td[name=denominator]:contains(1)" },
        { content: "open out of what it was counted", trigger: ".o_data_row:contains(Solved) button[name=action_denominator]", run: "click" },
        { content: "the complaints", trigger: ".o_data_row:contains(Karaoke)" },
    ],
});
