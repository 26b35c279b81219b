import { state } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

/** F3, F4: the customer pays less; the window books it, refuses the difference, and offers the take-over. */
registry.category("web_tour.tours").add("hotel_refused_difference", {
    steps: () => [
        { content: "The invoice is open", trigger: ".o_field_widget[name=hotel_agreement_id]" },
        { content: "The customer pays", trigger: "button[name=action_register_payment]", run: "click" },
        { content: "Less than is due", trigger: ".modal .o_field_widget[name=amount] input", run: "edit 150 && press Tab" },
        { content: "The window says why the rest cannot go", trigger: ".modal .alert:contains(the difference cannot be written off)" },
        { content: "No write-off is offered", trigger: ".modal:not(:has(input[type=radio][data-value=reconcile]))" },
        { content: "Book, and have the rest taken over", trigger: ".modal button[name=action_hotel_take_over]", run: "click" },
        { content: "The shortfall names what is missing", trigger: ".o_field_widget[name=amount] input:value(50.00)" },
        { content: "Who answers for it", trigger: ".o_field_widget[name=employee_id] input", run: "edit Sales" },
        { trigger: ".o-autocomplete--dropdown-item a:contains(Sales):not(:contains(Sales2))", run: "click" },
        { content: "And why", trigger: ".o_field_widget[name=reason] textarea", run: "edit The signed slip was lost" },
        { content: "Ask", trigger: "button[name=action_ask]", run: "click" },
        { content: "The employee is asked", trigger: state("Asked") },
    ],
});

/** F4: the named employee, without accounting rights, sees which invoice it is and takes the shortfall over. */
registry.category("web_tour.tours").add("hotel_take_over", {
    steps: () => [
        { content: "What I am asked", trigger: ".o_data_row td:contains(Blue Ocean)", run: "click" },
        { content: "Which invoice", trigger: ".o_field_widget[name=invoice_name]:contains(INV/)" },
        { content: "Whose", trigger: ".o_field_widget[name=customer]:contains(Blue Ocean)" },
        { content: "How much", trigger: ".o_field_widget[name=amount]:contains(50.00)" },
        { content: "I take it over", trigger: "button[name=action_accept]", run: "click" },
        { content: "Knowing what it means", trigger: ".modal:contains(You will owe) button.btn-primary", run: "click" },
        { content: "It is mine now", trigger: state("Taken over") },
        { content: "What I owe", trigger: ".o_field_widget[name=employee_open]:contains(50.00)" },
    ],
});

/** F6: ageing, another day, by guarantor, down to the slips; the figures. */
registry.category("web_tour.tours").add("hotel_ageing", {
    steps: () => [
        { content: "What is open", trigger: ".o_hotel_ageing_total:contains(300.00)" },
        { content: "By guarantor", trigger: "button[data-by=guarantor]", run: "click" },
        { trigger: ".o_hotel_ageing_name:contains(Sales)" },
        { content: "By customer again", trigger: "button[data-by=customer]", run: "click" },
        { trigger: ".o_hotel_ageing_name:contains(Blue Ocean)" },
        { content: "An earlier day", trigger: ".o_hotel_ageing_day input", run: "edit 03/10/2026 && press Enter" },
        { content: "Only February was open", trigger: ".o_hotel_ageing_total:contains(100.00)" },
        { content: "Its items", trigger: ".o_hotel_ageing_total", run: "click" },
        { content: "The invoice of that day", trigger: ".o_list_view .o_data_row td:contains(INV/)" },
        { content: "Its slips", trigger: ".o_data_row button[name=action_open_charges]", run: "click" },
        { trigger: ".o_breadcrumb:contains(Slips of)" },
        { content: "One slip", trigger: ".o_list_view .o_data_row td:contains(Restaurant)" },
        { content: "The figures", trigger: "[data-menu-xmlid='hotel_credit.menu_collection']", run: "click" },
        { trigger: "[data-menu-xmlid='hotel_credit.menu_collection_dashboard']", run: "click" },
        { content: "Open", trigger: ".o_hotel_figure_open:contains(300.00)" },
        { content: "Days sales outstanding", trigger: ".o_hotel_figure_dso:contains(90)" },
        { content: "Graphs are drawn", trigger: ".o_hotel_chart canvas" },
    ],
});
