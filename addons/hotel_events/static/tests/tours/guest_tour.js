import { registry } from "@web/core/registry";

const LIST = "Name,Company,Phone\nMa Jun,Ruikang,13900001111\nWu Jing,Ruikang,13900002222\nXu Wei,Ruikang,139";

registry.category("web_tour.tours").add("hotel_guest_import", {
    steps: () => [
        { content: "the guests of the event", trigger: ".o_notebook_headers a[name=hotel_guests]", run: "click" },
        { content: "take a list", trigger: "button[name=action_hotel_import_guests]", run: "click" },
        { content: "from the clipboard", trigger: ".modal [name=source] input[data-value=text]", run: "click" },
        { content: "paste it", trigger: ".modal [name=text] textarea", run: ({ edit }) => edit(LIST) },
        { content: "import", trigger: ".modal button[name=action_import]", run: "click" },
        { content: "the fault is named with its row", trigger: ".modal [name=faults]:contains(no complete phone number)" },
        { content: "take the others", trigger: ".modal button[name=action_import_good]", run: "click" },
        { content: "the guests are there", trigger: ".o_list_view .o_data_cell:contains(Ma Jun)" },
    ],
});
