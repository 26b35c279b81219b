import { pick, state, tab } from "@hotel_base/../tests/tours/clicks";
import { delay } from "@odoo/hoot-dom";
import { registry } from "@web/core/registry";

const SEARCH = ".o_desk [data-desk-focus=search]";

registry.category("web_tour.tours").add("hotel_desk_entry", {
    steps: () => [
        { content: "The queue is there, Ann is next", trigger: ".o_desk_people li.is_next:contains(Ann)" },
        { content: "A new caller: type the number", trigger: `${SEARCH}:focus`, run: "edit 139 1234 5678" },
        { content: "Nobody is found: the last row is for somebody new", trigger: ".o_desk_new.active", run: "press F3" },
        { content: "It is a call", trigger: ".o_desk_call.active" },
        { content: "Enter takes the row", trigger: SEARCH, run: "press Enter" },
        { content: "The number is filled in, the name is asked", trigger: ".o_desk_form input[name=phone]:value(139 1234 5678)" },
        { content: "Name", trigger: ".o_desk_form input[name=name]:focus", run: "edit 吴小姐 && press Enter" },
        { content: "Enter goes on to the phone", trigger: ".o_desk_form input[name=phone]:focus", run: "press Enter" },
        { content: "to the firm", trigger: ".o_desk_form input[name=firm]:focus", run: "edit Blue Lake Travel && press Enter" },
        { content: "to the number plate", trigger: ".o_desk_form input[name=plate]:focus", run: "press Enter" },
        { content: "to the source: a number key chooses", trigger: "[data-desk-focus=source]:focus", run: "press 4" },
        { content: "to the need: again", trigger: "[data-desk-focus=need]:focus", run: "press 2" },
        { content: "Both are chosen", trigger: ".o_desk_choices:contains(Need) .btn.active:contains(Wedding)" },
        { content: "Who receives?", trigger: ".o_desk_choices:contains(Source) .btn.active:contains(Website)", run: "press ctrl+Enter" },
        { content: "Ann: next in the queue", trigger: ".o_desk_answer h2:contains(Ann)" },
        { content: "and why", trigger: ".o_desk_answer:contains(first in the queue who was free)", run: "press Enter" },
        { content: "The board has moved on: Bob is next", trigger: ".o_desk_people li.is_next:contains(Bob)" },
        { content: "A known customer by a part of the plate", trigger: `${SEARCH}:focus`, run: "edit 苏A889" },
        { content: "is found with the owner", trigger: ".o_desk_found li.active:contains(Mr. Gu):contains(Cai)", run: "press Enter" },
        { content: "Source first, all else is known", trigger: "[data-desk-focus=source]:focus", run: "press 3" },
        { content: "Send", trigger: "[data-desk-focus=need]:focus", run: "press ctrl+Enter" },
        { content: "The owner comes first", trigger: ".o_desk_answer h2:contains(Cai)", run: "press Enter" },
        { content: "Bob is on the telephone", trigger: ".o_desk_people li.is_next:contains(Bob) .o_desk_busy", run: "click" },
        { content: "with a reason", trigger: ".o_desk_proposals button:contains(On the telephone)", run: "click" },
        { content: "Bob keeps the place, nobody is free", trigger: ".o_desk_people li.is_busy:contains(Bob)" },
        { content: "A third one", trigger: SEARCH, run: "edit Tang" },
        { content: "New", trigger: ".o_desk_new.active:contains(Tang)", run: "press Enter" },
        { content: "Without a number", trigger: ".o_desk_form input[name=phone]:focus", run: "press ctrl+Enter" },
        { content: "Nobody is free: wait", trigger: ".o_desk_answer.is_waiting", run: "press Enter" },
        { content: "Ann receives the call", trigger: ".o_desk_entries li:contains(吴小姐) .o_desk_take", run: "click" },
        { content: "and is done with it", trigger: ".o_desk_entries li.is_taken:contains(吴小姐) .o_desk_result", run: "click" },
        { content: "Offer wanted", trigger: ".modal .o_field_widget[name=result] .o_radio_item:contains(Offer wanted) input", run: "click" },
        { content: "Save", trigger: ".modal footer button:contains(Save)", run: "click" },
        { content: "Ann is free and is given who waits", trigger: ".o_desk_entries li.is_assigned:contains(Tang):contains(Ann)" },
        { content: "The proof opens from the entry", trigger: ".o_desk_entries li:contains(Tang) .o_desk_proof", run: "click" },
        { content: "with the queue as it was", trigger: ".modal .o_hotel_desk_proof:contains(busy: keeps the place)" },
        { content: "Close", trigger: ".modal .btn-close", run: "click" },
        { content: "Back at the desk", trigger: "body:not(:has(.modal)) .o_desk" },
    ],
});

/** The pause before each key that the test asks for (ms): none, or as long as a person takes. */
const pause = () => delay(Number(document.cookie.match(/hotel_key_ms=(\d+)/)?.[1] || 0));
const keys = (...pressed) =>
    pressed.map((key) => ({
        content: `press ${key}`,
        trigger: ".o_desk",
        run: async ({ press }) => {
            await pause();
            await press(key);
        },
    }));
const begin = (name) => ({ content: `${name} begins`, trigger: `${SEARCH}:focus`, run: () => performance.mark(name) });
const end = (name) => ({
    content: `${name} is answered`,
    trigger: ".o_desk_answer h2",
    run: () => console.info(`${name}: ${(performance.measure(name, name).duration / 1000).toFixed(1)} s`),
});

/** L3: somebody known and somebody new, entered key by key; how long each took is written to the browser's log. */
registry.category("web_tour.tours").add("hotel_desk_typed", {
    steps: () => [
        begin("desk entry, known customer"),
        ...keys(..."13800001111"),
        { content: "found", trigger: ".o_desk_found li.active:contains(Mr. Gu)" },
        ...keys("Enter"),
        { content: "source", trigger: "[data-desk-focus=source]:focus" },
        ...keys("3"),
        { content: "need", trigger: "[data-desk-focus=need]:focus" },
        ...keys("ctrl+Enter"),
        end("desk entry, known customer"),
        ...keys("Enter"),
        begin("desk entry, new customer"),
        ...keys(..."13912345678"),
        { content: "nobody has it", trigger: ".o_desk_new.active" },
        ...keys("Enter"),
        { content: "name", trigger: "input[name=name]:focus" },
        ...keys(..."wumin", "Enter", "Enter", "Enter", "Enter"),
        { content: "source", trigger: "[data-desk-focus=source]:focus" },
        ...keys("4", "2"),
        ...keys("ctrl+Enter"),
        end("desk entry, new customer"),
        ...keys("Enter"),
        { content: "ready for the next one", trigger: `${SEARCH}:focus` },
    ],
});

registry.category("web_tour.tours").add("hotel_desk_sign_in", {
    steps: () => [
        { content: "Nobody is there yet", trigger: ".o_desk_queue:contains(Nobody has signed in)" },
        { content: "Sign in", trigger: ".o_desk_sign_in", run: "click" },
        { content: "First in the queue", trigger: ".o_desk_people li.is_me.is_next:contains(Ann)" },
        { content: "Busy", trigger: ".o_desk_busy", run: "click" },
        { content: "Reason", trigger: ".o_desk_reason", run: "edit Preparing the hall && press Enter" },
        { content: "Passed over", trigger: ".o_desk_people li.is_busy:contains(Ann)" },
        { content: "Back", trigger: ".o_desk_back", run: "click" },
        { content: "Next again", trigger: ".o_desk_people li.is_next:contains(Ann)" },
        { content: "The board for the wall", trigger: "button[title='Queue board']", run: "click" },
        { content: "says who is next", trigger: ".o_desk_next strong:contains(Ann)" },
        { content: "Back to the desk", trigger: "button[title='Back to the desk']", run: "click" },
        { content: "Sign out", trigger: ".o_desk_sign_out", run: "click" },
        { content: "Nobody is there", trigger: ".o_desk_queue:contains(Nobody has signed in)" },
    ],
});

registry.category("web_tour.tours").add("hotel_desk_dispute", {
    steps: () => [
        { content: "The dispute to be decided", trigger: ".o_data_row:contains(Ms. Yu) .o_data_cell", run: "click" },
        { content: "The register is before the sales head", trigger: ".o_field_widget[name=register_ids] .o_data_row:contains(SC/)" },
        tab("proof"),
        { content: "with the queue", trigger: ".o_hotel_desk_proof:contains(receives the customer)" },
        { content: "Decide", trigger: ".o_statusbar_buttons button:contains(Decide)", run: "click" },
        ...pick("user_id", "Bob", "Bob", ".modal"),
        { content: "Why", trigger: ".modal .o_field_widget[name=decision] textarea", run: "edit His messages of January were shown." },
        { content: "Decide", trigger: ".modal footer button:contains(Decide)", run: "click" },
        { content: "Decided", trigger: state("Decided") },
        { content: "on record", trigger: ".o_field_widget[name=decision]:contains(messages of January)" },
    ],
});

registry.category("web_tour.tours").add("hotel_desk_week", {
    steps: () => [
        { content: "The weekly report", trigger: ".o_data_row:contains(Sales centre) .o_data_cell", run: "click" },
        { content: "By person", trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(Ann)" },
        tab("sources"),
        { content: "Website", trigger: ".o_field_widget[name=source_ids] .o_data_row:contains(Website)" },
        { content: "Daily counts", trigger: "button[data-menu-xmlid='hotel_reception.menu_desk'], .o_menu_sections a:contains(Sales desk), .o_menu_sections button:contains(Sales desk)", run: "click" },
        { content: "in the menu", trigger: ".dropdown-item:contains(Daily counts)", run: "click" },
        { content: "as a table", trigger: ".o_pivot table:contains(Ann)" },
        { content: "as bars", trigger: ".o_switch_view.o_graph", run: "click" },
        { content: "drawn", trigger: ".o_graph_canvas_container canvas" },
    ],
});
