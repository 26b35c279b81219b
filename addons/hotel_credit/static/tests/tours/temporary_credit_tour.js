import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** E1: a department head at the front desk applies, signs and submits; what is missing is said before. */
tours.add("hotel_temporary_credit_apply", {
    steps: () => [
        { content: "who leaves", trigger: ".o_field_widget[name=partner_id] input", run: "edit Wang Fang" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains(Wang Fang):not(:contains(Create))", run: "click" },
        { content: "the room", trigger: ".o_field_widget[name=amount_rooms] input", run: "edit 1000" },
        { content: "the dinner", trigger: ".o_field_widget[name=amount_food] input", run: "edit 200.01" },
        { content: "why", trigger: ".o_field_widget[name=reason] textarea", run: "edit The company transfers next week" },
        { content: "unsigned it cannot be submitted", trigger: "button[name=action_submit]", run: "click" },
        { content: "the reason is told", trigger: ".modal:contains(The guarantor has not signed)" },
        { content: "close", trigger: ".modal .modal-footer button", run: "click" },
        { content: "the total is shown", trigger: "body:not(:has(.modal)) .oe_title:contains(1,200.01)" },
        { content: "sign", trigger: ".o_field_widget[name=signature] .o_signature", run: "click" },
        { content: "as written by the machine", trigger: ".modal .o_web_sign_auto_button", run: "click" },
        { content: "adopt the signature", trigger: ".modal footer button.btn-primary:not([disabled])", run: "click" },
        { content: "it is there", trigger: "body:not(:has(.modal)) .o_field_widget[name=signature] img" },
        { content: "submit", trigger: "button[name=action_submit]", run: "click" },
        { content: "it waits for the GM", trigger: ".o_hotel_banner:contains(General manager)" },
        { content: "what was applied for is locked", trigger: ".o_field_widget[name=amount_rooms].o_readonly_modifier" },
    ],
});

/** E1, E6: the GM decides on a phone, standing: who, why, how much and until when come first. */
tours.add("hotel_temporary_credit_decide", {
    steps: () => [
        { content: "something waits for me", trigger: ".o_hotel_waiting_button", run: "click" },
        { content: "open it", trigger: ".o_hotel_waiting_item:contains(Wang Fang)", run: "click" },
        { content: "what it is about comes first", trigger: ".o_hotel_to_decide:contains(The company transfers next week)" },
        { content: "approve with the thumb", trigger: "button[name=action_open_approve]", run: "click" },
        { content: "confirm", trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
        { content: "it is approved", trigger: "body:not(:has(.modal)) .o_form_view:not(:has(button[name=action_open_approve]))" },
        { content: "and due", trigger: ".o_field_widget[name=due_date]" },
    ],
});

/** E7: the guarantor sees what they are liable for. */
tours.add("hotel_my_guarantees", {
    steps: () => [
        { content: "what I answer for", trigger: ".o_data_row:contains(Wang Fang)" },
        { content: "half of it", trigger: ".o_data_row td[name=liable_amount]:contains(600.01)" },
        { content: "open it", trigger: ".o_data_row td[name=kind]", run: "click" },
        { content: "who was liable when", trigger: ".o_form_view div[name=holder_ids] .o_data_row:contains(Head Fb)" },
    ],
});

const confirm = [
    { content: "what I take part in is listed", trigger: ".o_form_view div[name=line_ids] .o_data_row:contains(Wang Fang)" },
    { content: "confirm", trigger: "button[name=action_confirm]", run: "click" },
    { content: "nothing is asked of me any more", trigger: ".o_form_view:not(:has(button[name=action_confirm]))" },
];

/** E8: HR makes the hand-over and submits it. */
tours.add("hotel_handover_make", {
    steps: () => [
        { content: "from", trigger: ".o_field_widget[name=employee_id] input", run: "edit Head Fb" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains(Head Fb)", run: "click" },
        { content: "to", trigger: ".o_field_widget[name=to_employee_id] input", run: "edit Head Rooms" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains(Head Rooms)", run: "click" },
        { content: "the head responsible", trigger: ".o_field_widget[name=department_head_id] input", run: "edit Sales Head" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains(Sales Head)", run: "click" },
        { content: "save: the list is made", trigger: ".o_form_button_save", run: "click" },
        { content: "with the guarantee", trigger: "div[name=line_ids] .o_data_row:contains(Wang Fang):contains(50 %)" },
        { content: "submit", trigger: "button[name=action_submit]", run: "click" },
        { content: "five confirm", trigger: ".alert-info:contains(who takes over)" },
    ],
});

/** E8: each of the five confirms. */
tours.add("hotel_handover_confirm", { steps: () => confirm });
