import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("hotel_visitor_door", {
    steps: () => [
        { content: "Who agreed on the invitation comes in with one tap", trigger: ".o_door_card:contains(Guest 1) .o_door_arrived", run: "click" },
        { content: "In the house, with a badge", trigger: ".o_door_here .o_door_row:contains(Guest 1) .o_door_badge:contains(1)" },
        { content: "Who did not, reads the text", trigger: ".o_door_card:contains(Guest 2) .o_door_arrived", run: "click" },
        { content: "and agrees with one tap", trigger: ".modal .o_door_agree_button", run: "click" },
        { content: "In the house too", trigger: ".o_door_here .o_door_row:contains(Guest 2) .o_door_badge:contains(2)" },

        { content: "Somebody comes unannounced", trigger: ".o_door_walk_up", run: "click" },
        { content: "What as", trigger: ".modal .o_door_kinds button:contains(Customer)", run: "click" },
        { content: "Name", trigger: ".modal input[name=name]", run: "edit Wang Fang" },
        { content: "Firm", trigger: ".modal input[name=firm]", run: "edit Silk Road Travel" },
        { content: "Whom", trigger: ".modal input[name=host]", run: "edit Sales" },
        { content: "This one", trigger: ".modal .o_door_hosts li:contains(Sales head)", run: "click" },
        { content: "Not before the visitor agrees", trigger: ".modal .o_door_let_in:disabled" },
        { content: "Agreed", trigger: ".modal input[name=agreed]", run: "click" },
        { content: "Let in", trigger: ".modal .o_door_let_in:enabled", run: "click" },
        { content: "In the house", trigger: ".o_door_here .o_door_row:contains(Wang Fang):contains(Sales head)" },

        { content: "A seller", trigger: ".o_door_walk_up", run: "click" },
        { content: "is not received", trigger: ".modal .o_door_kinds button:contains(door-to-door)", run: "click" },
        { content: "Name", trigger: ".modal input[name=name]", run: "edit Mr. Quick" },
        { content: "Refuse", trigger: ".modal .o_door_refuse_button", run: "click" },
        { content: "with the reason", trigger: ".modal input[name=reason]", run: "edit Sells insurance" },
        { content: "Refuse", trigger: ".modal .o_door_refuse_button:enabled", run: "click" },

        { content: "Guest 1 leaves with the badge returned", trigger: "body:not(:has(.modal)) .o_door_row:contains(Guest 1) .o_door_leave", run: "click" },
        { content: "Gone", trigger: ".o_door_here:not(:has(.o_door_row:contains(Guest 1)))" },
        { content: "Guest 2 leaves without", trigger: ".o_door_row:contains(Guest 2) .o_door_leave_badge", run: "click" },
        { content: "The badge is missed", trigger: ".o_door_missing:contains(Guest 2)" },
        { content: "It comes back", trigger: ".o_door_missing:contains(Guest 2) .o_door_badge_back", run: "click" },
        { content: "None is missed", trigger: ".o_door:not(:has(.o_door_missing))" },
        { content: "The badge of who is here is scanned", trigger: ".o_door_search input", run: "edit 3" },
        { content: "It finds who wears it", trigger: ".o_door_here .o_door_row:contains(Wang Fang)" },
        { content: "Show everybody again", trigger: ".o_door_search input", run: "clear" },
        { content: "One person is in the house", trigger: ".o_door_evacuation:contains(1)" },
    ],
});
