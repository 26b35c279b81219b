import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("hotel_room_booking", {
    url: "/odoo/action-hotel_events.hotel_room_booking_action?view_type=list",
    steps: () => [
        { content: "a new booking", trigger: ".o_list_button_add", run: "click" },
        { content: "what it is for", trigger: "[name=name] input", run: "edit Annual dinner" },
        { content: "which room", trigger: "[name=room_id] input", run: "edit Plum" },
        { content: "take it", trigger: ".ui-autocomplete a:contains(Plum Room)", run: "click" },
        { content: "when it begins", trigger: "[name=start] input[data-field=start], [name=start] button[data-field=start]", run: "click" },
        { content: "type it", trigger: "[name=start] input[data-field=start]", run: "edit 03/10/2999 09:00:00" },
        { content: "when it ends", trigger: "[name=start] input[data-field=stop], [name=start] button[data-field=stop]", run: "click" },
        { content: "type it", trigger: "[name=start] input[data-field=stop]", run: "edit 03/10/2999 12:00:00" },
        ...stepUtils.saveForm(),
        { content: "make it firm", trigger: "button[name=action_confirm]", run: "click" },
        { content: "it is confirmed", trigger: ".o_arrow_button_current:contains(Confirmed)" },
        { content: "give it back", trigger: "button[name=action_open_cancel]", run: "click" },
        { content: "why", trigger: ".modal [name=reason] input", run: "edit The customer stays at home" },
        { content: "cancel", trigger: ".modal button[name=action_cancel]", run: "click" },
        { content: "it is kept with the reason", trigger: "[name=cancel_reason]:contains(stays at home)" },
    ],
});
