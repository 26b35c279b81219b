import { state } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

/** One pixel, so that the customer has a picture to send. */
const PICTURE = Uint8Array.from(
    atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    (char) => char.charCodeAt(0)
);

const slip = (outlet) => `.o_hotel_slips .list-group-item:contains(${outlet})`;

/** The customer looks at a slip's photo, disputes it with a picture, and confirms the other slips (F2). */
registry.category("web_tour.tours").add("hotel_statement_portal", {
    steps: () => [
        { content: "The statement is there to be confirmed", trigger: ".o_hotel_statement .badge:contains(To confirm)" },
        { content: "A slip shows what was signed", trigger: `${slip("Restaurant")} a:contains(Signed slip)` },
        { content: "It is wrong", trigger: `${slip("Restaurant")} .o_hotel_dispute_open`, run: "click" },
        { trigger: `${slip("Restaurant")} form.collapse.show textarea`, run: "edit We were four, not six" },
        { trigger: `${slip("Restaurant")} input[name=name]`, run: "edit Li Wei" },
        {
            content: "A picture of the own copy",
            trigger: `${slip("Restaurant")} input[type=file]`,
            run() {
                const transfer = new DataTransfer();
                transfer.items.add(new File([PICTURE], "copy.png", { type: "image/png" }));
                this.anchor.files = transfer.files;
            },
        },
        { content: "Send it", trigger: `${slip("Restaurant")} .o_hotel_dispute`, run: "click", expectUnloadPage: true },
        { content: "Only this slip is in dispute", trigger: ".o_hotel_done:contains(not held up)" },
        { trigger: `${slip("Restaurant")} .alert:contains(We were four) a:contains(copy.png)` },
        { content: "The other slips", trigger: ".o_hotel_confirm_open:contains(Confirm the other slips)", run: "click" },
        { trigger: "#o_hotel_confirm.show input[name=name]", run: "edit Li Wei" },
        { trigger: "#o_hotel_confirm.show .o_hotel_confirm", run: "click", expectUnloadPage: true },
        { content: "It is recorded", trigger: ".o_hotel_done:contains(Your confirmation is recorded)" },
        { content: "With who did it", trigger: ".o_hotel_answer:contains(Confirmed by Li Wei)" },
        { content: "Nothing else can be disputed", trigger: ".o_hotel_slips:not(:has(.o_hotel_dispute_open))" },
    ],
});

/** With a login the customer finds the statement from the home page and confirms it; the login says who it is (F2). */
registry.category("web_tour.tours").add("hotel_statement_portal_login", {
    steps: () => [
        { content: "My statements", trigger: ".o_portal_my_home a[href='/my/statements']", run: "click", expectUnloadPage: true },
        { trigger: ".o_portal_my_doc_table a[href*='/my/statements/']", run: "click", expectUnloadPage: true },
        { trigger: ".o_hotel_confirm_open", run: "click" },
        { trigger: "#o_hotel_confirm.show .o_hotel_confirm", run: "click", expectUnloadPage: true },
        { trigger: ".o_hotel_answer:contains(Confirmed by Buyer)" },
    ],
});

/** Finance sends a statement, and allows part of what the customer disputed; the finance head approves (F2, F3). */
registry.category("web_tour.tours").add("hotel_statement_finance", {
    steps: () => [
        { content: "The statement", trigger: ".o_data_row td[name=name]", run: "click" },
        { trigger: state("To send") },
        { content: "Send it", trigger: "button[name=action_send]:contains(Send)", run: "click" },
        { trigger: state("Sent") },
        { trigger: ".o_field_widget[name=sent_to]:contains(books@blue-ocean.example)" },
        { content: "It came back signed on paper", trigger: "button[name=action_open_answer]", run: "click" },
        { trigger: ".modal .o_field_widget[name=answer] input[data-value=dispute]", run: "click" },
        { trigger: ".modal .o_field_widget[name=charge_id] input", run: "edit T0" },
        { trigger: ".modal .o_field_widget[name=charge_id] .dropdown-item:contains(T0)", run: "click" },
        { trigger: ".modal .o_field_widget[name=name] input", run: "edit Director Wang" },
        { trigger: ".modal .o_field_widget[name=comment] textarea", run: "edit Two breakfasts too many" },
        {
            trigger: ".modal .o_field_widget[name=scan] .o_select_file_button",
            run() {
                const input = document.querySelector(".modal .o_field_widget[name=scan] input.o_input_file");
                const transfer = new DataTransfer();
                transfer.items.add(new File([PICTURE], "paper.png", { type: "image/png" }));
                input.files = transfer.files;
                input.dispatchEvent(new Event("change"));
            },
        },
        { trigger: ".modal .o_field_widget[name=scan] input[readonly]:value(paper.png), .modal .o_field_widget[name=scan]:contains(paper.png)" },
        { trigger: ".modal button[name=action_record]", run: "click" },
        { trigger: state("Disputed") },
        { content: "Decide it", trigger: "button[name=action_open_disputes]", run: "click" },
        { trigger: ".o_data_row td[name=comment]:contains(Two breakfasts)", run: "click" },
        { trigger: "button[name=action_open_resolve]", run: "click" },
        { trigger: ".modal .o_field_widget[name=resolution] textarea", run: "edit Right, sorry" },
        { content: "The newest slip is the room", trigger: ".modal .o_field_widget[name=amount_rooms] input", run: "edit 30" },
        { trigger: ".modal button[name=action_decide]:contains(Ask for approval)", run: "click" },
        { content: "It waits for the finance head", trigger: state("Under review") },
        { trigger: ".o_field_widget[name=amount]:contains(30.00)" },
    ],
});
