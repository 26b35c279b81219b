import { confirmDecision, openWaiting } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const decide = (button) => [
    {
        content: `ask for ${button}`,
        trigger: `button[name=action_open_${button}]`,
        run: "click",
    },
    {
        content: "the dialog names the document",
        trigger: ".modal .o_hotel_decide h2:contains(Dragon Trading)",
    },
];

tours.add("hotel_base_approval_submit", {
    steps: () => [
        {
            content: "submit",
            trigger: "button[name=action_submit]",
            run: "click",
        },
        {
            content: "the form says whom it waits for",
            trigger: ".o_hotel_banner:contains(Waits for Sales head)",
        },
        {
            content: "the course shows the tiers",
            trigger: ".o_hotel_step_pending:contains(Sales head)",
        },
        {
            content: "the reviewed fields are locked",
            trigger: ".o_field_widget[name=amount].o_readonly_modifier",
        },
    ],
});

tours.add("hotel_base_approval_send_back", {
    steps: () => [
        ...openWaiting("Dragon Trading"),
        ...decide("reject"),
        {
            content: "the reason is required",
            trigger: ".modal footer button[name=action_confirm]:visible",
            run: "click",
        },
        {
            content: "it is asked for",
            trigger: ".modal .o_field_widget[name=comment].o_field_invalid",
        },
        {
            content: "give the reason",
            trigger: ".modal .o_field_widget[name=comment] textarea",
            run: "edit The note is too short.",
        },
        ...confirmDecision,
        {
            content: "the course shows the reason",
            trigger: ".o_hotel_step_rejected:contains(The note is too short.)",
        },
    ],
});

tours.add("hotel_base_approval_submit_again", {
    steps: () => [
        {
            content: "the form says why it came back",
            trigger: ".o_hotel_banner:contains(The note is too short.)",
        },
        {
            content: "correct it",
            trigger: ".o_field_widget[name=note] input",
            run: "edit As agreed on the phone on Monday",
        },
        {
            content: "submit again",
            trigger: "button[name=action_submit]",
            run: "click",
        },
        {
            content: "a second round has begun, the first one is kept",
            trigger: ".o_hotel_course:has(.o_hotel_round:contains(Round 2)) .o_hotel_round_past:contains(Round 1)",
        },
    ],
});

tours.add("hotel_base_approval_approve", {
    steps: () => [...openWaiting("Dragon Trading"), ...decide("approve"), ...confirmDecision],
});

tours.add("hotel_base_approval_opinion", {
    steps: () => [
        ...openWaiting("Dragon Trading"),
        {
            content: "finance writes its opinion",
            trigger: ".o_field_widget[name=opinion] textarea",
            run: "edit Pays on time.",
        },
        ...decide("approve"),
        ...confirmDecision,
    ],
});

tours.add("hotel_base_approval_delegate", {
    steps: () => [
        ...openWaiting("Dragon Trading"),
        ...decide("delegate"),
        {
            content: "choose who decides instead",
            trigger: ".modal .o_field_widget[name=user_id] input",
            run: "edit Hr",
        },
        {
            content: "this one",
            trigger: ".ui-menu-item:contains(Hr), .o-autocomplete--dropdown-item:contains(Hr)",
            run: "click",
        },
        ...confirmDecision,
        {
            content: "the course shows who replaced whom",
            trigger: ".o_hotel_step_pending:contains(Hr for Gm)",
        },
    ],
});
