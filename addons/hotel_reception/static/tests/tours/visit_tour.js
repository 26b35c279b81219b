import {
    addLine,
    approve,
    leaveLine,
    openWaiting,
    pickCell,
    press,
    save,
    state,
    tab,
    write,
    writeCell,
} from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("hotel_visit_host", {
    steps: () => [
        { content: "A new request", trigger: ".o-kanban-button-new", run: "click" },
        write("firm", "Dragon Trading", "From where"),
        { content: "When", trigger: ".o_field_widget[name=arrival] input, .o_field_widget[name=arrival] button", run: "edit 03/10/2098 10:00:00" },
        { content: "Until when", trigger: ".o_field_widget[name=departure] input, .o_field_widget[name=departure] button", run: "edit 03/11/2098 16:00:00" },
        write("purpose", "Look at the halls for their yearly dinner.", "What for"),
        tab("guests"),
        addLine("guest_ids"),
        writeCell("name", "Zhou Min"),
        ...pickCell("rank_id", "Staff"),
        tab("costs"),
        addLine("cost_ids"),
        ...pickCell("category_id", "Dinner"),
        writeCell("quantity", "2"),
        writeCell("price", "95"),
        leaveLine,
        save,
        { content: "What needs approval and why stands there before spending", trigger: ".o_field_widget[name=approval_needed]:contains(above the level's amount)" },
        tab("itinerary"),
        addLine("item_ids"),
        writeCell("name", "Pick-up at the airport"),
        ...pickCell("driver_id", "Driver"),
        leaveLine,
        press("action_submit"),
        { content: "It waits for the head", trigger: ".o_hotel_banner:contains(Waits for Sales head):contains(Department head)" },
        { content: "What is reviewed is locked", trigger: ".o_field_widget[name=firm].o_readonly_modifier" },
    ],
});

tours.add("hotel_visit_gm", {
    steps: () => [
        ...openWaiting("Dragon Trading"),
        { content: "It is my turn", trigger: ".o_hotel_banner:contains(Your decision is asked for)" },
        tab("costs"),
        { content: "Why it comes to me", trigger: ".o_field_widget[name=approval_needed]:contains(Dinner)" },
        ...approve("Dragon Trading"),
        { content: "It is planned", trigger: state("Planned") },
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
