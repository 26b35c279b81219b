import { pick } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** A salesperson makes a customer a member. */
tours.add("hotel_club_join", {
    steps: () => [
        { content: "a new member", trigger: ".o_list_button_add", run: "click" },
        ...pick("partner_id", "Li Na"),
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "the number is given", trigger: ".o_field_widget[name=number]:contains(CM)" },
        { content: "the lowest tier", trigger: ".o_field_widget[name=tier_id]:contains(Silver)" },
    ],
});

/** The member redeems points, and what was redeemed is handed over. */
tours.add("hotel_club_redeem", {
    steps: () => [
        { content: "open the member", trigger: ".o_data_row td:contains(Li Na)", run: "click" },
        { content: "the points are there", trigger: ".o_field_widget[name=points]:contains(150)" },
        { content: "redeem", trigger: "button[name=action_redeem]", run: "click" },
        ...pick("reward_id", "Breakfast"),
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "the points are taken", trigger: "body:not(:has(.modal)) .o_field_widget[name=points]:contains(90)" },
        { content: "the redemptions", trigger: ".o_notebook a[name=redeemed]", run: "click" },
        { content: "it is there", trigger: ".o_field_widget[name=redemption_ids] .o_data_row:contains(Breakfast)" },
    ],
});

tours.add("hotel_club_give", {
    steps: () => [
        { content: "open the redemption", trigger: ".o_data_row td:contains(Li Na)", run: "click" },
        { content: "hand it over", trigger: "button[name=action_give]", run: "click" },
        { content: "it is", trigger: ".o_field_widget[name=given_by_id]:contains(Sales)" },
    ],
});
