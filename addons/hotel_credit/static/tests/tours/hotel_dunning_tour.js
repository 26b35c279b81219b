import { press, state } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

const approve = (before = []) => [
    ...before,
    press("action_open_approve", "Approve"),
    { content: "Confirm", trigger: ".modal button[name=action_confirm]", run: "click" },
    { trigger: "body:not(:has(.modal))" },
];

/** Finance starts the run of the day, looks at the notices and prints nothing yet (G1). */
registry.category("web_tour.tours").add("hotel_dunning_run", {
    steps: () => [
        { content: "A run of today", trigger: ".o_list_button_add", run: "click" },
        { content: "Issue", trigger: "button[name=action_start]:contains(Issue the notices)", run: "click" },
        { content: "It is done", trigger: state("Done"), timeout: 30000 },
        { content: "Its notices", trigger: "button[name=action_open_notices]", run: "click" },
        { content: "Open the notice", trigger: ".o_data_row td:contains(1,000.00)", run: "click" },
        { content: "The invoice is named", trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(INV)" },
        { content: "Who is asked", trigger: ".nav-link:contains(Responses)", run: "click" },
        { content: "The salesperson", trigger: ".o_field_widget[name=response_ids] .o_data_row:contains(Sales)" },
        { content: "The letter can be printed", trigger: "button[name=action_print_letter]" },
    ],
});

/** The salesperson finds the notice under "To answer" and records what was done (G8). */
registry.category("web_tour.tours").add("hotel_dunning_answer", {
    steps: () => [
        { content: "It waits for me", trigger: ".o_data_row:contains(Blue Ocean)" },
        { content: "Open it", trigger: ".o_data_row td[name=notice_id]", run: "click" },
        { content: "What is owed", trigger: ".o_field_widget[name=open_amount]:contains(1,000.00)" },
        {
            content: "What I did",
            trigger: ".o_field_widget[name=action] textarea",
            run: "edit Called Mr Li: he pays on Thursday.",
        },
        { content: "Record", trigger: "button[name=action_record]", run: "click" },
        { content: "On record", trigger: state("Responded") },
        { content: "It cannot be changed any more", trigger: ".o_field_widget[name=action]:not(:has(textarea))" },
    ],
});

/** Finance completes and submits the claim that was made from the notice (G4). */
registry.category("web_tour.tours").add("hotel_bad_debt_claim", {
    steps: () => [
        { content: "Claim", trigger: "button[name=action_claim_bad_debt]", run: "click" },
        { content: "A draft with the invoice", trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(1,000.00)" },
        {
            content: "What happened",
            trigger: ".o_field_widget[name=description] textarea",
            run: "edit The court has opened insolvency proceedings.",
        },
        { content: "Evidence", trigger: ".nav-link:contains(Evidence)", run: "click" },
        { content: "The hotel's own record", trigger: "button[name=action_add_record]", run: "click" },
        { content: "With its hash", trigger: ".o_field_widget[name=evidence_ids] .o_data_row:contains(Overdue record)" },
        { content: "Who would be liable", trigger: ".nav-link:contains(Liability)", run: "click" },
        { content: "The salesperson", trigger: ".o_field_widget[name=share_ids] .o_data_row:contains(Sales)" },
        { content: "Submit", trigger: "button[name=action_submit]", run: "click" },
        { content: "Under review", trigger: state("Under review") },
    ],
});

/** The finance head decides on the late warning and approves (G3, G5). */
registry.category("web_tour.tours").add("hotel_bad_debt_finance", {
    steps: () =>
        approve([
            { content: "The warning came late", trigger: ".alert:contains(days late)" },
            {
                content: "It did not cause the loss",
                trigger: ".o_field_widget[name=late_caused] .o_radio_item:first input",
                run: "click",
            },
            {
                content: "The reason",
                trigger: ".o_field_widget[name=late_reason] textarea",
                run: "edit The customer was insolvent before.",
            },
        ]).concat([{ trigger: ".o_form_view button[name=action_check_evidence]" }]),
});

/** The GM agrees. */
registry.category("web_tour.tours").add("hotel_bad_debt_gm", {
    steps: () => approve([{ content: "Decided by finance", trigger: ".o_field_widget[name=late_caused] input:checked" }]),
});

/** The chairman agrees; the entry is posted (G5). */
registry.category("web_tour.tours").add("hotel_bad_debt_chairman", {
    steps: () =>
        approve().concat([
            { content: "Written off", trigger: state("Approved") },
            { content: "The entry", trigger: "button[name=action_open_entry]", run: "click" },
            { content: "The salesperson owes it", trigger: ".o_data_row:contains(Sales)" },
        ]),
});
