import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const row = (name) => `[name=hotel_item_ids] .o_data_row:contains("${name}")`;

registry.category("web_tour.tours").add("hotel_event_coordinator", {
    steps: () => [
        { content: "The template is loaded from the order", trigger: "button[name=action_apply_kind]", run: "click" },
        { content: "To the event", trigger: "button[name=action_open_event]", run: "click" },
        { content: "Its run sheet", trigger: ".o_notebook a[name=hotel_run_sheet]", run: "click" },
        { content: "came with the template", trigger: row("Dinner") },
        { content: "The first item is dragged below the second", trigger: `${row("Sign-in")} .o_row_handle`, run: `drag_and_drop(${row("Dinner")} .o_row_handle)` },
        { content: "It stands below", trigger: "[name=hotel_item_ids] .o_data_row:eq(1):contains(Sign-in)" },
        { content: "Durations are kept, what follows is shifted", trigger: "button[name=action_hotel_line_up]", run: "click" },
        { content: "Times follow", trigger: `${row("Dinner")} [name=start]:contains(9:30:00), ${row("Dinner")} [name=start]:contains("9:30")` },
        { content: "Another item", trigger: "[name=hotel_item_ids] .o_field_x2many_list_row_add a", run: "click" },
        { content: "what", trigger: "[name=hotel_item_ids] .o_selected_row [name=name] input", run: "edit Band plays" },
        { content: "where", trigger: "[name=hotel_item_ids] .o_selected_row [name=place] input", run: "edit foyer" },
        { content: "when", trigger: "[name=hotel_item_ids] .o_selected_row [name=start] button, [name=hotel_item_ids] .o_selected_row [name=start] input", run: "click" },
        { content: "the same time as the sign-in", trigger: "[name=hotel_item_ids] .o_selected_row [name=start] input", run: "edit 03/31/2999 11:35:00" },
        ...stepUtils.saveForm(),
        { content: "The overlap is shown", trigger: `${row("Band plays")} [name=overlap]:contains(Sign-in)` },
        { content: "The countdown", trigger: ".o_notebook a[name=hotel_countdown]", run: "click" },
        { content: "A task is done", trigger: "[name=hotel_task_ids] .o_data_row:contains(Order the flowers) button[name=action_done]", run: "click" },
        { content: "It is", trigger: "[name=hotel_task_ids] .o_data_row:contains(Order the flowers) [name=state]:contains(Done)" },
        { content: "The crew", trigger: ".o_notebook a[name=hotel_crew]", run: "click" },
        { content: "A role", trigger: "[name=hotel_duty_ids] .o_data_row:contains(Stage X) [name=employee_id]", run: "click" },
        { content: "gets a person", trigger: "[name=hotel_duty_ids] .o_selected_row [name=employee_id] input", run: "edit Chen" },
        { content: "this one", trigger: ".ui-autocomplete a:contains(Chen Jie)", run: "click" },
        ...stepUtils.saveForm(),
        { content: "The guests are to be invited", trigger: ".o_notebook a[name=hotel_countdown]", run: "click" },
        { content: "Calls, letters, reminder", trigger: "button[name=action_hotel_start_invitations]", run: "click" },
        { content: "They are on the countdown", trigger: "[name=hotel_task_ids] .o_data_row:contains(Remind the guests)" },
        { content: "The sheet for the wall", trigger: ".o_notebook a[name=hotel_run_sheet]", run: "click" },
        { content: "can be printed", trigger: "button[name=action_hotel_print_run_sheet]:enabled" },
    ],
});

registry.category("web_tour.tours").add("hotel_event_plan_approve", {
    steps: () => [
        { content: "More of the event", trigger: ".o-form-buttonbox .o_button_more", run: "click" },
        { content: "The emergency plan", trigger: ".o-dropdown--menu button[name=action_hotel_open_emergency]", run: "click" },
        { content: "is complete", trigger: "[name=risk_ids] .o_data_row:contains(Fire)" },
        { content: "Approve", trigger: "button[name=action_approve]", run: "click" },
        { content: "Approved", trigger: ".o_arrow_button_current:contains(Approved)" },
    ],
});

registry.category("web_tour.tours").add("hotel_event_day", {
    steps: () => [
        { content: "My event is open", trigger: ".o_event_day_head h1:contains(Dinner of Yunfan)" },
        { content: "What is now", trigger: ".o_event_day_now article.is_mine:contains(Dinner):contains(Wang Fang)" },
        { content: "What is next", trigger: ".o_event_day_next article:contains(Fireworks):contains(Lake)" },
        { content: "What is over", trigger: ".o_event_day_row.is_past:contains(Sign-in)" },
        { content: "Only mine", trigger: ".o_event_day_mine input", run: "click" },
        { content: "The rest is gone", trigger: ".o_event_day main:not(:has(.o_event_day_row:contains(Fireworks)))" },
        { content: "Who else is here", trigger: ".o_event_day_tabs button:contains(Crew)", run: "click" },
        { content: "Their phones", trigger: ".o_event_day_row:contains(Chen Jie) a[href='tel:+8613800000001']" },
        { content: "My tasks", trigger: ".o_event_day_tabs button:contains(My tasks)", run: "click" },
        { content: "Done", trigger: ".o_event_day_task:contains(Count the chairs) button", run: "click" },
        { content: "Nothing is left", trigger: ".o_event_day_empty" },
        { content: "Something happened", trigger: ".o_event_day_incident", run: "click" },
        { content: "what", trigger: ".modal [name=name] input", run: "edit Glass broken" },
        { content: "who", trigger: ".modal [name=person] input", run: "edit A guest" },
        { content: "what was done", trigger: ".modal [name=action] textarea", run: "edit Swept at once" },
        { content: "log it", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "back on the page", trigger: "body:not(:has(.modal)) .o_event_day" },
    ],
});
