/** What the tours of all our addons do over and over: steps (lists of them, or one) and the places that they look at. */

/** The state that a document's status bar shows. */
export const state = (label) => `.o_statusbar_status .o_arrow_button_current:contains(${label})`;

/** A form behind no dialog, in which nothing is asked of the user any more. */
export const NOTHING_ASKED = "body:not(:has(.modal)) .o_form_view:not(:has(button[name=action_open_approve]))";

/** Press a button of a form by the name of its method. */
export const press = (method, content = method) => ({ content, trigger: `button[name=${method}]`, run: "click" });

/** Turn to a page of the notebook. */
export const tab = (name) => ({ content: `turn to ${name}`, trigger: `.o_notebook a[name=${name}]`, run: "click" });

/** Write into a field, of one line or several. */
export const write = (field, text, content = `${field}: ${text}`) => ({
    content,
    trigger: `.o_field_widget[name=${field}] input, .o_field_widget[name=${field}] textarea`,
    run: `edit ${text}`,
});

/** Write into a cell of the line that is being edited. */
export const writeCell = (field, text) => ({
    content: `${field}: ${text}`,
    trigger: `.o_selected_row .o_field_widget[name=${field}] input`,
    run: `edit ${text}`,
});

/** Choose a record of a many2one by typing. */
export const pick = (field, text, label = text, scope = "") => [
    { content: `type ${text}`, trigger: `${scope} .o_field_widget[name=${field}] input`.trim(), run: `edit ${text}` },
    {
        content: `take ${label}`,
        trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option):not(:contains(Create)) a:contains("${label}")`,
        run: "click",
    },
];

/** The same in the line that is being edited. */
export const pickCell = (field, text, label = text) => pick(field, text, label, ".o_selected_row");

export const addLine = (field) => ({
    content: `a line of ${field}`,
    trigger: `.o_field_widget[name=${field}] .o_field_x2many_list_row_add a`,
    run: "click",
});

/** Leave the line that is being edited. */
export const leaveLine = { content: "leave the line", trigger: ".o_form_sheet .oe_title", run: "click" };

export const save = { content: "save", trigger: ".o_form_button_save", run: "click" };

/** Open what waits for the user's decision, from the systray. */
export const openWaiting = (document) => [
    { content: "something waits for me", trigger: ".o_hotel_waiting_count" },
    { content: "see the list", trigger: ".o_hotel_waiting_button", run: "click" },
    { content: "open it", trigger: `.o_hotel_waiting_item:contains(${document})`, run: "click" },
    { content: "it is my turn", trigger: ".o_form_view button[name=action_open_approve]" },
];

/** Approve the document on the screen; the dialog names it. */
export const approve = (document) => [
    press("action_open_approve", "ask to approve"),
    { content: "the dialog names the document", trigger: `.modal .o_hotel_decide h2:contains(${document})` },
    ...confirmDecision,
];

export const confirmDecision = [
    { content: "decide", trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
    { content: "nothing is asked of me any more", trigger: NOTHING_ASKED },
];
