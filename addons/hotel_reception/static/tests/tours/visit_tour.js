import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const pick = (field, text, label = text, cell = false) => [
    {
        content: `Type ${text}`,
        trigger: `${cell ? ".o_selected_row " : ""}.o_field_widget[name=${field}] input`,
        run: `edit ${text}`,
    },
    {
        content: `Take ${label}`,
        trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) a:contains("${label}"), .ui-menu-item a:contains("${label}")`,
        run: "click",
    },
];

const cell = (field, text) => ({
    content: `${field}: ${text}`,
    trigger: `.o_selected_row .o_field_widget[name=${field}] input`,
    run: `edit ${text}`,
});

const tab = (name) => ({ content: `Turn to ${name}`, trigger: `.o_notebook a[name=${name}]`, run: "click" });

const addLine = (field) => ({
    content: "Add a line",
    trigger: `.o_field_widget[name=${field}] .o_field_x2many_list_row_add a`,
    run: "click",
});

tours.add("hotel_visit_host", {
    steps: () => [
        { content: "A new request", trigger: ".o-kanban-button-new", run: "click" },
        { content: "From where", trigger: ".o_field_widget[name=firm] input", run: "edit Dragon Trading" },
        { content: "When", trigger: ".o_field_widget[name=arrival] input, .o_field_widget[name=arrival] button", run: "edit 03/10/2098 10:00:00" },
        { content: "Until when", trigger: ".o_field_widget[name=departure] input, .o_field_widget[name=departure] button", run: "edit 03/11/2098 16:00:00" },
        { content: "What for", trigger: ".o_field_widget[name=purpose] textarea", run: "edit Look at the halls for their yearly dinner." },
        tab("guests"),
        addLine("guest_ids"),
        cell("name", "Zhou Min"),
        ...pick("rank_id", "Staff", "Staff", true),
        tab("costs"),
        addLine("cost_ids"),
        ...pick("category_id", "Dinner", "Dinner", true),
        cell("quantity", "2"),
        cell("price", "95"),
        { content: "Leave the line", trigger: ".o_form_sheet .oe_title", run: "click" },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { content: "What needs approval and why stands there before spending", trigger: ".o_field_widget[name=approval_needed]:contains(above the level's amount)" },
        tab("itinerary"),
        addLine("item_ids"),
        cell("name", "Pick-up at the airport"),
        ...pick("driver_id", "Driver", "Driver", true),
        { content: "Leave the line", trigger: ".o_form_sheet .oe_title", run: "click" },
        { content: "Submit", trigger: "button[name=action_submit]", run: "click" },
        { content: "It waits for the head", trigger: ".o_hotel_banner:contains(Waits for Sales head):contains(Department head)" },
        { content: "What is reviewed is locked", trigger: ".o_field_widget[name=firm].o_readonly_modifier" },
    ],
});

tours.add("hotel_visit_gm", {
    steps: () => [
        { content: "Something waits for me", trigger: ".o_hotel_waiting_count:contains(1)" },
        { content: "See the list", trigger: ".o_hotel_waiting_button", run: "click" },
        { content: "Open it", trigger: ".o_hotel_waiting_item:contains(Dragon Trading)", run: "click" },
        { content: "It is my turn", trigger: ".o_hotel_banner:contains(Your decision is asked for)" },
        tab("costs"),
        { content: "Why it comes to me", trigger: ".o_field_widget[name=approval_needed]:contains(Dinner)" },
        { content: "Approve", trigger: "button[name=action_open_approve]", run: "click" },
        { content: "Decide", trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
        { content: "It is planned", trigger: ".o_statusbar_status .o_arrow_button_current:contains(Planned)" },
        tab("told"),
        { content: "The driver was told", trigger: ".o_field_widget[name=notice_ids] .o_data_row:contains(Driver)" },
    ],
});

tours.add("hotel_visit_programme", {
    steps: () => [
        tab("itinerary"),
        { content: "The step is there", trigger: ".o_field_widget[name=item_ids] .o_data_row:contains(Pick-up at the airport)" },
        { content: "What can be printed", trigger: ".o_cp_action_menus .dropdown-toggle, .o_control_panel .o_cp_action_menus button", run: "click" },
        { content: "Print", trigger: ".o-dropdown--menu .dropdown-toggle:contains(Print), .o-dropdown--menu .o-dropdown-item:contains(Print)", run: "hover" },
        { content: "The programme, in both languages", trigger: ".o-dropdown--menu:contains(Guests' programme (Chinese)):contains(Work sheet for the staff (English))" },
    ],
});
