import { pick } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("hotel_event_draw", {
    url: "/odoo/action-hotel_events.hotel_event_draw_action",
    steps: () => [
        { content: "a new draw", trigger: ".o_list_button_add", run: "click" },
        ...pick("event_id", "Tour dinner"),
        { content: "a prize", trigger: "[name=prize_ids] .o_field_x2many_list_row_add a", run: "click" },
        { content: "its tier", trigger: "[name=prize_ids] .o_selected_row [name=name] input", run: "edit First prize" },
        { content: "how many", trigger: "[name=prize_ids] .o_selected_row [name=quantity] input", run: "edit 2" },
        ...stepUtils.saveForm(),
        { content: "announce", trigger: "button[name=action_announce]", run: "click" },
        { content: "really", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "the fingerprint is shown", trigger: ".o_arrow_button_current:contains(Announced)" },
        { content: "to the hall", trigger: "button[name=action_open_screen]", run: "click" },
        { content: "the fingerprint in large letters", trigger: ".o_draw_fingerprint:contains(/^[0-9a-f]{64}$/)" },
        { content: "a word from the hall", trigger: ".o_draw_word input", run: "edit spring" },
        { content: "freeze", trigger: ".o_draw_open", run: "click" },
        { content: "draw", trigger: ".o_draw_next", run: "click" },
        { content: "the winner stands", trigger: ".o_draw_name.is_winner" },
        { content: "not here", trigger: ".o_draw_absent", run: "click" },
        { content: "why", trigger: ".o_draw_reason", run: "edit Called three times" },
        { content: "again", trigger: ".o_draw_again", run: "click" },
        { content: "another winner", trigger: ".o_draw_name.is_winner:not(.is_absent)" },
        { content: "the next prize", trigger: ".o_draw_next:enabled", run: "click" },
        { content: "close", trigger: ".o_draw_close:enabled", run: "click" },
        { content: "the seed is shown", trigger: ".o_draw_proof code" },
        { content: "repeat", trigger: ".o_draw_verify", run: "click" },
        { content: "the record is right", trigger: ".o_notification:contains(The record is right)" },
        { content: "back", trigger: ".o_draw_leave", run: "click" },
        { content: "closed", trigger: ".o_arrow_button_current:contains(Closed)" },
    ],
});

registry.category("web_tour.tours").add("hotel_event_invitation", {
    url: "/odoo/action-hotel_events.hotel_event_invitation_action",
    steps: () => [
        { content: "a new list", trigger: ".o_list_button_add", run: "click" },
        { content: "its name", trigger: "[name=name] input", run: "edit Regular guests" },
        ...pick("event_id", "Tour dinner"),
        ...pick("industry_ids", "Tour trade"),
        { content: "draw", trigger: "button[name=action_draw]", run: "click" },
        { content: "the shares", trigger: "[name=share_ids] td:contains(Tour trade)" },
        { content: "who", trigger: ".o_statusbar_buttons button[name=action_open_lines]", run: "click" },
        { content: "the customers", trigger: ".o_list_view td:contains(Tour customer)" },
        { content: "as a graph", trigger: ".o_switch_view.o_graph", run: "click" },
        { content: "the pie", trigger: ".o_graph_renderer canvas" },
        { content: "back to the list", trigger: ".breadcrumb-item a:contains(Regular guests), .o_back_button", run: "click" },
        { content: "invite", trigger: "button[name=action_invite]", run: "click" },
        { content: "really", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "invited", trigger: ".o_arrow_button_current:contains(Invited)" },
        { content: "who came", trigger: "button[name=action_open_registrations]", run: "click" },
        { content: "the guest", trigger: ".o_data_row:contains(Tour customer), .o_kanban_record:contains(Tour customer)" },
    ],
});

registry.category("web_tour.tours").add("hotel_event_material", {
    url: "/odoo/action-hotel_events.hotel_event_material_action",
    steps: () => [
        { content: "receive", trigger: ".o_data_row:contains(Tea set) button[name=action_open_move]:first", run: "click" },
        { content: "all that was planned", trigger: ".modal [name=quantity] input", run: "edit 40" },
        { content: "from whom", trigger: ".modal [name=person] input", run: "edit The tea house" },
        { content: "enter", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "nothing is to come", trigger: "body:not(:has(.modal)) .o_view_nocontent, body:not(:has(.modal)) .o_list_view:not(:has(.o_data_row:contains(Tea set) .fa-sign-in))" },
        { content: "all materials", trigger: ".o_searchview_facet:contains(Still to come) .o_facet_remove", run: "click" },
        { content: "the tea set", trigger: ".o_data_row:contains(Tea set) td[name=name]", run: "click" },
        { content: "give", trigger: ".o_statusbar_buttons button:contains(Give)", run: "click" },
        { content: "some", trigger: ".modal [name=quantity] input", run: "edit 12" },
        { content: "to whom", trigger: ".modal [name=person] input", run: "edit Ushers" },
        { content: "enter", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "it is noted", trigger: "[name=move_ids] .o_data_row:contains(Ushers)" },
        { content: "and counted", trigger: "[name=on_hand]:contains(28)" },
    ],
});

registry.category("web_tour.tours").add("hotel_event_draw_address", {
    steps: () => [{ content: "the draw of the address", trigger: ".o_draw_fingerprint:contains(/^[0-9a-f]{64}$/)" }],
});
