import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const pick = (question, number) => ({
    content: question,
    trigger: `div.js_question-wrapper:contains("${question}") label:contains("${number}")`,
    run: "click",
});

/** Put a small picture into the file field that a photo comes from. */
async function takePhoto() {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 20;
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], "glass.png", { type: "image/png" }));
    const input = document.querySelector(".o_field_widget[name=photo] input[type=file]");
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
}

registry.category("web_tour.tours").add("hotel_event_feedback", {
    steps: () => [
        { content: "the guest begins", trigger: 'button.btn:contains("Start")', run: "click" },
        pick("The event as a whole", "4"),
        pick("Food and drinks", "5"),
        {
            content: "what should be better",
            trigger: 'div.js_question-wrapper:contains("What should we do better") textarea',
            run: "edit More rice, please",
        },
        { content: "hand it in", trigger: 'button[value="finish"]', run: "click" },
        { content: "sure", trigger: ".modal footer .btn-primary", run: "click" },
        { content: "thanked", trigger: '.o_survey_finished:contains("We read every answer")' },
    ],
});

registry.category("web_tour.tours").add("hotel_event_damage", {
    url: "/odoo/event-damage/new",
    steps: () => [
        { content: "the event", trigger: "[name=event_id] input", run: "click" },
        { content: "take it", trigger: ".modal .o_kanban_record:contains(Annual dinner)", run: "click" },
        { content: "what is broken", trigger: "body:not(:has(.modal)) [name=tariff_id] input", run: "click" },
        { content: "take it", trigger: ".modal .o_kanban_record:contains(Tea cup)", run: "click" },
        { content: "how many", trigger: "body:not(:has(.modal)) [name=quantity] input", run: "edit 2" },
        { content: "a photo", trigger: ".o_field_widget[name=photo]", run: takePhoto },
        { content: "it is there", trigger: ".o_field_widget[name=photo] img[src*=data]" },
        { content: "who signs", trigger: "[name=signed_by] input", run: "edit Ms Lin" },
        { content: "sign", trigger: ".o_field_widget[name=signature] .o_signature", run: "click" },
        { content: "adopt the signature", trigger: ".modal footer button.btn-primary:not([disabled])", run: "click" },
        { content: "it is there", trigger: "body:not(:has(.modal)) .o_field_widget[name=signature] img" },
        ...stepUtils.saveForm(),
        { content: "the price is the tariff's", trigger: "[name=amount]:contains(100)" },
        { content: "the host has signed", trigger: "button[name=action_sign]", run: "click" },
        { content: "sure", trigger: ".modal footer .btn-primary", run: "click" },
        { content: "it is on the bill", trigger: "body:not(:has(.modal)) .o_form_view [name=sale_line_id]:contains(Damage)" },
    ],
});

registry.category("web_tour.tours").add("hotel_event_closing", {
    steps: () => [
        { content: "what follows the event", trigger: ".o_notebook a[name=hotel_after]", run: "click" },
        { content: "its closing report", trigger: ".o_notebook button[name=action_hotel_closing]", run: "click" },
        { content: "what went well", trigger: "[name=went_well] textarea", run: "edit The band" },
        { content: "what did not", trigger: "[name=went_badly] textarea", run: "edit The lift" },
        { content: "what we learn", trigger: "[name=lessons] textarea", run: "edit Check the lift at noon" },
        { content: "hand it in", trigger: "button[name=action_submit]", run: "click" },
        { content: "it is handed in", trigger: ".o_arrow_button_current:contains(Handed in)" },
        { content: "it stays as it is", trigger: "[name=went_well].o_readonly_modifier:contains(The band)" },
    ],
});
