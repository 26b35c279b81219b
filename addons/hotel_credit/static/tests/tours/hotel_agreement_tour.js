import { registry } from "@web/core/registry";

/** C1, C2: finance receives the signed papers, sees what is missing, completes them and activates. */
registry.category("web_tour.tours").add("hotel_agreement_activate", {
    steps: () => [
        { content: "open the agreement", trigger: ".o_data_row:contains(Blue Ocean) td[name=name]", run: "click" },
        { content: "what is missing is named", trigger: ".alert-info:contains(the finance seal)" },
        { content: "activating now is refused", trigger: "button[name=action_activate]", run: "click" },
        { content: "with all that is missing", trigger: ".modal:contains(the finance seal)" },
        { content: "close the message", trigger: ".modal .modal-footer button", run: "click" },
        { content: "the finance seal is there now", trigger: "body:not(:has(.modal)) div[name=finance_sealed] input", run: "click" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "nothing is missing any more", trigger: ".o_form_saved, .o_form_view:not(:has(.alert-info:contains(the finance seal)))" },
        { content: "hand over, with today as the day of receipt", trigger: "button[name=action_hand_to_finance]", run: "click" },
        { content: "activate", trigger: ".o_form_view:not(:has(button[name=action_hand_to_finance])) button[name=action_activate]", run: "click" },
        { content: "it is active", trigger: ".o_statusbar_status button[data-value=active].o_arrow_button_current" },
        { content: "see which outlets have to confirm", trigger: "a.nav-link[name=outlets]", run: "click" },
        { content: "each outlet of the house was told", trigger: "div[name=acknowledgement_ids] .o_data_row:contains(FRONT)" },
    ],
});

/** C2: the auditor files the agreement. */
registry.category("web_tour.tours").add("hotel_agreement_file", {
    steps: () => [
        { content: "open the agreement", trigger: ".o_data_row:contains(Blue Ocean) td[name=name]", run: "click" },
        { content: "the terms are not the auditor's", trigger: ".o_form_view div[name=overdue_policy]:not(:has(select))" },
        { content: "archive number", trigger: "div[name=archive_number] input", run: "edit 2026-017" },
        { content: "archive place", trigger: "div[name=archive_place] input", run: "edit Cabinet 3" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "it is kept who filed it", trigger: "div[name=archived_by_id]:contains(Auditor)" },
    ],
});
