import { state, tab } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

/** H16: from the enquiry to the offer with its package, as the salesperson does it. */
registry.category("web_tour.tours").add("hotel_event_offer", {
    steps: () => [
        tab("hotel_event"),
        { trigger: "[name=hotel_event_guests] input", run: "edit 80" },
        ...stepUtils.saveForm(),
        { content: "make the offer", trigger: "button[name=action_hotel_event_offer]:contains(Event offer)", run: "click" },
        { content: "it is the offer of an event", trigger: "[name=hotel_event_title] input:value(Annual dinner)" },
        { content: "with the package for 80 guests", trigger: ".o_data_row:contains(Banquet menu) [name=product_uom_qty]:contains(80)" },
        { content: "and the hall", trigger: ".o_data_row:contains(Function room, evening)" },
    ],
});

/** H16: the customer signs the offer in the portal. */
registry.category("web_tour.tours").add("hotel_event_sign", {
    steps: () => [
        { trigger: "body[is-ready=true]" },
        { content: "sign", trigger: ".o_portal_sale_sidebar a:contains(Sign)", run: "click" },
        { trigger: ".modal .o_web_sign_name_and_signature input", run: "edit Li Wei" },
        { trigger: ".modal .o_web_sign_name_and_signature input:value(Li Wei)" },
        { trigger: ".modal canvas.o_web_sign_signature", run: "canvasNotEmpty" },
        { trigger: ".modal .o_portal_sign_submit:enabled", run: "click", expectUnloadPage: true },
        { content: "it is signed", trigger: "#quote_content:contains(Thank You)" },
    ],
});

/** H1, H20: the salesperson names what is missing; the order says what stands against its issue. */
registry.category("web_tour.tours").add("hotel_event_order_prepare", {
    steps: () => [
        { content: "what is missing", trigger: ".alert:contains(Way of payment)" },
        { content: "what each department does", trigger: "[name=requirement_ids] .o_field_x2many_list_row_add a", run: "click" },
        { trigger: "[name=requirement_ids] .o_selected_row [name=text] textarea", run: "edit Menu A for eighty" },
        tab("deposit"),
        { trigger: "[name=payment_way] select, [name=payment_way] input", run: "click" },
        { trigger: ".o_select_menu_item:contains(Bank transfer)", run: "click" },
        { trigger: "[name=deposit_due] input, [name=deposit_due] button", run: "click" },
        { trigger: "[name=deposit_due] input", run: "edit 05/10/2999" },
        { trigger: "[name=settlement_date] input, [name=settlement_date] button", run: "click" },
        { trigger: "[name=settlement_date] input", run: "edit 06/10/2999" },
        ...stepUtils.saveForm(),
        { content: "finance has to agree", trigger: ".badge:contains(finance has to agree)" },
        { content: "the way of payment is not missing any more", trigger: ".alert:not(:contains(Way of payment)):contains(Finance has not agreed)" },
    ],
});

/** H20: finance agrees to the budget, from which the deposit follows. */
registry.category("web_tour.tours").add("hotel_event_budget", {
    steps: () => [
        { trigger: "button[name=action_agree_budget]", run: "click" },
        tab("deposit"),
        { content: "the deposit follows", trigger: ".badge:contains(agreed):not(:contains(has to))" },
        { trigger: "[name=budget_ids] .o_data_row" },
    ],
});

/** H2, H5: the salesperson asks for the deposit. */
registry.category("web_tour.tours").add("hotel_event_deposit", {
    steps: () => [
        { trigger: "button[name=action_request_deposit]", run: "click" },
        { content: "the down payment invoice", trigger: ".o_list_view .o_data_row" },
    ],
});

/** H5: the deposit is in: the order goes to the departments. */
registry.category("web_tour.tours").add("hotel_event_issue", {
    steps: () => [
        { trigger: "button[name=action_issue]:contains(Issue to departments)", run: "click" },
        { trigger: state("Issued") },
        { content: "nobody has confirmed yet", trigger: "button[name=action_open_acknowledgements]:contains(0 / 1)" },
    ],
});

/** H5: the head of a department confirms having read it. */
registry.category("web_tour.tours").add("hotel_event_acknowledge", {
    steps: () => [
        { trigger: ".o_data_row:contains(issue 1) button[name=action_acknowledge]", run: "click" },
        { content: "nothing is left", trigger: ".o_view_nocontent:contains(confirmed everything)" },
    ],
});

/** H18: the GM approves on a phone that the event is cancelled. */
registry.category("web_tour.tours").add("hotel_event_exception_phone", {
    steps: () => [
        { content: "who it is about comes first", trigger: ".o_hotel_to_decide:contains(Blue Ocean)" },
        { trigger: ".o_hotel_to_decide:contains(has not been received yet)" },
        { trigger: ".o_statusbar_buttons button:contains(Approve), .o-statusbar-buttons-dropdown, .o_statusbar_button_dropdown_item:contains(Approve)", run: "click" },
        { trigger: ".modal footer button.btn-success, .modal footer button.btn-primary", run: "click" },
        { trigger: "[name=amount]:contains(00)" },
    ],
});
