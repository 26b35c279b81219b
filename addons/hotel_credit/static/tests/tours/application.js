import { approve, openWaiting } from "@hotel_base/../tests/tours/clicks";
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("hotel_credit_application_file", {
    steps: () => [
        {
            content: "choose the customer",
            trigger: ".o_field_widget[name=partner_id] input",
            run: "edit Blue Ocean",
        },
        {
            content: "this one",
            trigger: ".o-autocomplete--dropdown-item:contains(Blue Ocean Trading):not(:contains(Li Wei))",
            run: "click",
        },
        {
            content: "the limit asked for",
            trigger: ".o_field_widget[name=requested_limit] input",
            run: "edit 60000",
        },
        {
            content: "why",
            trigger: ".o_field_widget[name=purpose] textarea",
            run: "edit Monthly dinners for partners",
        },
        {
            content: "write the report: the application is saved by it",
            trigger: "button[name=action_new_investigation]:visible",
            run: "click",
        },
        {
            content: "company size",
            trigger: ".o_field_widget[name=company_size] textarea",
            run: "edit 120 employees, two branches",
        },
        {
            content: "business results",
            trigger: ".o_field_widget[name=business_results] textarea",
            run: "edit Profitable for five years",
        },
        {
            content: "credit standing",
            trigger: ".o_field_widget[name=credit_standing] textarea",
            run: "edit Pays suppliers within 30 days",
        },
        {
            content: "grade",
            trigger: ".o_field_widget[name=grade] input[data-value=b]",
            run: "click",
        },
        {
            content: "recommended limit",
            trigger: ".o_field_widget[name=recommended_limit] input",
            run: "edit 60000",
        },
        {
            content: "save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "a salesperson saves it, but does not pass it",
            trigger: ".o_form_saved:not(:has(button[name=action_pass]))",
        },
    ],
});

tours.add("hotel_credit_application_pass_report", {
    steps: () => [
        {
            content: "pass the report",
            trigger: "button[name=action_pass]",
            run: "click",
        },
        {
            content: "it is passed and fixed",
            trigger: ".o_arrow_button_current[data-value=passed], .o_field_statusbar:contains(Passed)",
        },
        {
            content: "no button any more",
            trigger: ".o_form_view:not(:has(button[name=action_pass]))",
        },
    ],
});

tours.add("hotel_credit_application_submit", {
    steps: () => [
        {
            content: "nothing is missing, so nothing is warned about",
            trigger: ".o_form_view:not(:has(.alert-info:visible:contains(Before the agreement)))",
        },
        {
            content: "submit",
            trigger: "button[name=action_submit]",
            run: "click",
        },
        {
            content: "it waits for the sales head",
            trigger: ".o_hotel_banner:contains(Waits for Sales head)",
        },
        {
            content: "what was asked for is locked",
            trigger: ".o_field_widget[name=requested_limit].o_readonly_modifier",
        },
    ],
});

tours.add("hotel_credit_application_approve", {
    steps: () => [...openWaiting("Blue Ocean"), ...approve("Blue Ocean")],
});

tours.add("hotel_credit_application_finance", {
    steps: () => [
        ...openWaiting("Blue Ocean"),
        {
            content: "the review page",
            trigger: ".o_notebook .nav-link[name=review]",
            run: "click",
        },
        {
            content: "finance writes its opinion",
            trigger: ".o_field_widget[name=finance_opinion] textarea",
            run: "edit Papers complete, figures plausible.",
        },
        ...approve("Blue Ocean"),
    ],
});

tours.add("hotel_credit_application_gm", {
    steps: () => [
        ...openWaiting("Blue Ocean"),
        {
            content: "the GM grants another limit than was asked for",
            trigger: ".o_field_widget[name=granted_limit] input",
            run: "edit 55000",
        },
        ...approve("Blue Ocean"),
        {
            content: "above 50,000: the chairman is asked",
            trigger: ".o_hotel_banner:contains(Chairman)",
        },
    ],
});

tours.add("hotel_credit_application_chairman", {
    steps: () => [
        ...openWaiting("Blue Ocean"),
        {
            content: "the chairman sees what the GM granted",
            trigger: ".o_field_widget[name=gm_granted_limit]:contains(55,000)",
        },
        ...approve("Blue Ocean"),
        {
            content: "the application became an agreement",
            trigger: "button[name=action_open_agreement]",
        },
    ],
});
