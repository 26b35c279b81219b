import { state } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

const FILE = [
    "external_ref,business_date,outlet,customer_code,revenue_kind,amount,currency",
    "T1,2026-03-02,FRONT,C0001,rooms,680.00,CNY",
    "T2,2026-03-31,FRONT,C0001,food,106.55,CNY",
    "T3,2026-03-31,FRONT,NOBODY,food,5.00,CNY",
].join("\n");

/** Finance imports a day's file, bills the month and registers the customer's payment (D8, F1, F5). */
registry.category("web_tour.tours").add("hotel_finance_month", {
    steps: () => [
        { content: "Import a file", trigger: ".o_list_button_add", run: "click" },
        {
            content: "Choose the file",
            trigger: ".o_field_widget[name=file] .o_select_file_button",
            run() {
                const input = document.querySelector(".o_field_widget[name=file] input.o_input_file");
                const transfer = new DataTransfer();
                transfer.items.add(new File([FILE], "march.csv", { type: "text/csv" }));
                input.files = transfer.files;
                input.dispatchEvent(new Event("change"));
            },
        },
        { content: "The first rows are shown", trigger: ".o_field_widget[name=preview] td:contains(106.55)" },
        {
            content: "The format was found by its columns",
            trigger: ".o_field_widget[name=format_id] input:value(City file)",
        },
        { content: "Import", trigger: "button[name=action_start]", run: "click" },
        { content: "It is done", trigger: state("Done"), timeout: 30000 },
        { trigger: ".o_form_view .o_field_widget[name=refused]:contains(1)" },
        { content: "The refused row says why", trigger: ".o_field_widget[name=refusal_ids] td:contains(NOBODY)" },

        { content: "Billing", trigger: "[data-menu-xmlid='hotel_credit.menu_billing']", run: "click" },
        { content: "Runs", trigger: "[data-menu-xmlid='hotel_credit.menu_billing_runs']", run: "click" },
        { trigger: ".o_breadcrumb:contains(Billing runs)" },
        { content: "Bill a month", trigger: ".o_list_button_add", run: "click" },
        { content: "Another month than the last", trigger: ".o_field_widget[name=month] button", run: "click" },
        { trigger: ".o_field_widget[name=month] input", run: "edit 03/15/2026 && click .o_form_sheet" },
        { content: "Bill", trigger: "button[name=action_start]:contains(Bill this month)", run: "click" },
        { content: "The month is billed", trigger: state("Done"), timeout: 30000 },
        { content: "Its invoices", trigger: "button[name=action_open_invoices]", run: "click" },
        { content: "Open the invoice", trigger: ".o_data_row td:contains(786.55)", run: "click" },
        { content: "It names the agreement", trigger: ".o_field_widget[name=hotel_agreement_id]" },
        { content: "It names who is liable", trigger: ".o_field_widget[name=hotel_salesperson_id]:contains(Sales)" },
        { content: "Its statement", trigger: "button[name=action_hotel_statement]", run: "click" },
        { trigger: ".o_field_widget[name=closing]:contains(786.55)" },
        { content: "Both slips are on it", trigger: ".o_field_widget[name=charge_ids] .o_data_row:nth-child(2)" },
        { content: "Back to the invoice", trigger: ".o_back_button", run: "click" },
        { content: "The customer pays", trigger: "button[name=action_register_payment]", run: "click" },
        { trigger: ".modal button[name=action_create_payments]", run: "click" },
        { content: "Paid", trigger: ".o_widget_web_ribbon .ribbon:contains(Paid)" },
    ],
});
