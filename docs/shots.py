"""The pictures of the user guide, a row each, for docs/screenshots.py: who looks at what, and what has to be done on the screen first."""

import json
from pathlib import Path
from typing import NamedTuple

SPA = Path(__file__).parents[1] / "data" / "slips_spa.csv"
DESKTOP, TALL, TABLET, PHONE = (1366, 850), (1366, 1150), (1024, 768), (412, 860)


class Shot(NamedTuple):
    name: str
    login: str
    path: str
    lang: str = "en_US"
    size: tuple = DESKTOP
    script: str = ""
    wait: float = 2.5


#: Helpers that every script can use: wait for an element, click it, type into it.
HELPERS = """
const until = async (find) => {
    for (let turn = 0; turn < 100; turn++) {
        const found = find();
        if (found) return found;
        await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`not there: ${find}`);
};
const one = (selector) => until(() => document.querySelector(selector));
const type = async (selector, text) => {
    const field = await one(selector);
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
};
"""


def opens(text):
    """JavaScript that opens the record of a list or kanban in which `text` stands."""
    return (
        "const row = await until(() => [...document.querySelectorAll('.o_data_row, .o_kanban_record')]"
        f".find((each) => each.textContent.includes({json.dumps(text)}))); (row.querySelector('.o_data_cell') || row).click();"
    )


def press(selector):
    """JavaScript that clicks the first element that `selector` finds."""
    return f"(await one({json.dumps(selector)})).click();"


def tab(name):
    """JavaScript that turns to a page of a form's notebook."""
    return press(f".o_notebook a[name={name}]")


def event_page(name):
    """JavaScript that opens a page of the great dinner's event, from the list of event orders."""
    return opens("Yunfan") + press("button[name=action_open_event]") + tab(name)


def types(selector, text):
    """JavaScript that types `text` into a field."""
    return f"await type({json.dumps(selector)}, {json.dumps(text)});"


def till(customer, amount="", send=False):
    """JavaScript that finds a customer at the till, takes its first signer, types an amount and charges it."""
    return (
        types(".o_till_search input", customer)
        + press(".o_till_found li")
        + (press(".o_till_signer:not(.is_invalid)") + press(".o_till_matches input") if amount else "")
        + (types("input[name=food]", amount) + types("input[name=check_number]", "20417") if amount else "")
        + (press(".o_till_authorise") + "await one('.o_till_answer');" if send else "")
    )


def uploads(path):
    """JavaScript that puts a file of the repository into the form's file field."""
    return (
        f"const file = new File([{json.dumps(path.read_text(encoding='utf-8'))}], {json.dumps(path.name)});"
        "const paper = new DataTransfer(); paper.items.add(file);"
        "const input = await one('.o_form_view input[type=file]'); input.files = paper.files;"
        "input.dispatchEvent(new Event('change', { bubbles: true }));"
    )


def desk(text, send=False):
    """JavaScript that finds somebody at the sales desk, chooses the first row, and enters them."""
    return (
        types("[data-desk-focus=search]", text)
        + "await until(() => !document.querySelector('.o_desk_search .fa-spin') && document.querySelector('.o_desk_found li'));"
        + "await new Promise((done) => setTimeout(done, 900));"
        + (press(".o_desk_found li") + press(".o_desk_choices .btn") + press(".o_desk_send") + "await one('.o_desk_answer');" if send else "")
    )


def portal_event(name):
    """JavaScript that opens one of the customer's events from their list in the portal."""
    text = json.dumps(name)
    return f"(await until(() => [...document.querySelectorAll('.o_portal_my_doc_table a')].find((each) => each.textContent.includes({text})))).click();"


def goes(model, name, field, path):
    """JavaScript that goes to an address with a field of the record of this name in it: pages outside the backend."""
    params = {"model": model, "method": "search_read", "args": [[["name", "ilike", name]], [field]], "kwargs": {"limit": 1, "order": "id"}}
    return (
        f"const asked = {json.dumps({'jsonrpc': '2.0', 'method': 'call', 'params': params})};"
        "const sent = {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(asked)};"
        "const found = await (await fetch('/web/dataset/call_kw', sent)).json();"
        f"setTimeout(() => location.assign({json.dumps(path)}.replace('*', found.result[0][{json.dumps(field)}])), 50);"
    )


BASE, CREDIT = "/odoo/action-hotel_base.", "/odoo/action-hotel_credit."
RECEPTION, RECEPTIONS = "/odoo/action-hotel_reception.", "/odoo/receptions"
APPLICATIONS, AGREEMENTS = "/odoo/credit-applications", "/odoo/credit-agreements"
CHINESE = "zh_CN"
EVENTS = "/odoo/action-hotel_events."
DRAWS = EVENTS + "hotel_event_draw_action"
AFTER_EVENT = opens("Yangtze") + press("button[name=action_open_event]") + tab("hotel_after")
PORTAL_EVENT = portal_event("管理培训")
#: A page that is left takes its script with it: the form is sent from the list, as the page itself would send it.
PORTAL_SIGN = (
    'const link = await until(() => [...document.querySelectorAll(".o_portal_my_doc_table a")].find((each) => each.textContent.includes("答谢晚宴")));'
    'const form = document.createElement("form"); form.method = "post"; form.action = link.href + "/request";'
    'const typed = {csrf_token: odoo.csrf_token, kind: "refund", amount: "5,000", reason: "来宾减少 60 位。Sixty guests fewer."};'
    "for (const [name, value] of Object.entries(typed)) {"
    'const field = document.createElement("input"); field.name = name; field.value = value; form.append(field); }'
    "document.body.append(form); setTimeout(() => form.submit(), 50);"
)
EVENT_LIST = "/odoo/action-event.action_event_view?view_type=list"
GUEST_IMPORT = (
    opens("答谢晚宴") + tab("hotel_guests") + press("button[name=action_hotel_import_guests]") + press(".modal [name=source] input[data-value=text]")
    + "const list = await one('.modal [name=text] textarea'); list.value = 'Name,Phone,E-mail\\n马军,139000,ma@example\\n吴静,13900002222,\\n吴静,,';"
    + "list.dispatchEvent(new InputEvent('input', { bubbles: true })); list.dispatchEvent(new Event('change', { bubbles: true }));"
    + press(".modal button[name=action_import]")
)  # fmt: skip
GUEST_SEATING = opens("答谢晚宴") + tab("hotel_guests") + press("button[name=action_hotel_seating]")
GUEST_REPLY_EN = goes("event.registration", "John Carter", "hotel_token", "/event/reply/*?lang=en_US")
GUEST_REPLY_ZH = goes("event.registration", "王", "hotel_token", "/event/reply/*?lang=zh_CN")
DOOR = goes("hotel.event.checkpoint", "Sign-in", "id", "/hotel/door/*")
EVENT_LIVE = goes("event.event", "Safety training", "id", "/hotel/door/live/*")
SHOTS = [
    Shot("waiting", "gm", "/odoo/waiting-for-me", script=press(".o_hotel_waiting_button")),
    Shot("waiting_zh", "gm", "/odoo/waiting-for-me", CHINESE),
    Shot("late", "finance_head", "/odoo/hotel-late"),
    Shot("acknowledge", "cashier", "/odoo/hotel-acknowledge"),
    Shot("customer", "sales", "/odoo/contacts", script=opens("Yunfan")),
    Shot("opportunity", "sales", "/odoo/crm", script=opens("Twelve dealer")),
    Shot("applications", "sales", APPLICATIONS),
    Shot("applications_list", "sales", APPLICATIONS, script=press(".o_switch_view.o_list")),
    Shot("application", "gm", APPLICATIONS, script=opens("Yangtze")),
    Shot("application_zh", "gm", APPLICATIONS, CHINESE, script=opens("长江航运")),
    Shot("investigation", "sales_head", CREDIT + "hotel_credit_investigation_action", script=opens("Yangtze")),
    Shot("renewal", "chairman", APPLICATIONS, script=opens("Renewal") + tab("record"), size=(1366, 1500)),
    Shot("agreements", "finance", AGREEMENTS),
    Shot("agreements_kanban", "finance", AGREEMENTS, script=press(".o_switch_view.o_kanban")),
    Shot("agreement", "finance", AGREEMENTS, script=opens("Yunfan")),
    Shot("agreement_zh", "finance", AGREEMENTS, CHINESE, script=opens("云帆")),
    Shot("signers", "finance", AGREEMENTS, script=opens("Yunfan") + tab("signers"), size=TALL),
    Shot("till", "cashier", "/odoo/till", size=TABLET),
    Shot("till_customer", "cashier", "/odoo/till", size=TABLET, script=till("Yunfan", "680")),
    Shot("till_green", "cashier", "/odoo/till", size=TABLET, script=till("Yunfan", "680", send=True)),
    Shot("till_red", "cashier", "/odoo/till", size=TABLET, script=till("Yunfan", "48000", send=True)),
    Shot("till_zh", "cashier", "/odoo/till", CHINESE, size=TABLET, script=till("云帆", "680")),
    Shot("till_red_zh", "cashier", "/odoo/till", CHINESE, size=TABLET, script=till("云帆", "48000", send=True)),
    Shot("till_phone", "cashier", "/odoo/till", size=PHONE, script=till("Yunfan")),
    Shot("till_phone_green", "cashier", "/odoo/till", size=PHONE, script=till("Yunfan", "120", send=True)),
    Shot("slips", "finance", "/odoo/slips"),
    Shot("slips_pivot", "finance", "/odoo/slips", script=press(".o_switch_view.o_pivot")),
    Shot("import", "finance", CREDIT + "hotel_charge_import_action", script=press(".o_list_button_add") + uploads(SPA)),
    Shot("billing", "finance", CREDIT + "hotel_billing_run_action", script=press(".o_data_row .o_data_cell")),
    Shot("statements", "finance", CREDIT + "hotel_statement_action"),
    Shot("statement", "finance", CREDIT + "hotel_statement_action", script=press(".o_data_row .o_data_cell")),
    Shot("statement_zh", "finance", CREDIT + "hotel_statement_action", CHINESE, script=press(".o_data_row .o_data_cell")),
    Shot("statement_run", "finance", CREDIT + "hotel_statement_run_action"),
    Shot("statement_unconfirmed", "finance", CREDIT + "hotel_statement_unconfirmed_action"),
    Shot("statement_unconfirmed_zh", "finance", CREDIT + "hotel_statement_unconfirmed_action", CHINESE),
    Shot("statement_answered", "finance", CREDIT + "hotel_statement_action", script=opens("Dexin"), size=TALL),
    Shot("dispute", "finance", CREDIT + "hotel_statement_dispute_action", script=opens("We were four"), size=TALL),
    Shot("dispute_zh", "finance", CREDIT + "hotel_statement_dispute_action", CHINESE, script=opens("We were four"), size=TALL),
    Shot("dispute_decide", "finance", CREDIT + "hotel_statement_dispute_action", script=opens("We were four") + press("button[name=action_open_resolve]")),
    Shot("allowance", "finance_head", CREDIT + "hotel_sales_allowance_action", script=press(".o_data_row .o_data_cell")),
    Shot("portal_statements", "customer", "/my/statements"),
    Shot("portal_statement", "customer", "/my/statements", script=press(".o_portal_my_doc_table a"), size=TALL),
    Shot("portal_statement_zh", "customer", "/my/statements", CHINESE, script=press(".o_portal_my_doc_table a"), size=TALL),
    Shot("portal_statement_phone", "customer", "/my/statements", script=press(".o_portal_my_doc_table a"), size=PHONE),
    Shot("invoice", "finance", CREDIT + "hotel_invoice_action", script=press(".o_data_row .o_data_cell")),
    Shot("ageing", "finance", CREDIT + "hotel_ageing_action"),
    Shot("ageing_zh", "finance", CREDIT + "hotel_ageing_action", CHINESE),
    Shot("collection_figures", "finance_head", CREDIT + "hotel_collection_dashboard_action", size=TALL, wait=4),
    Shot("collection_figures_zh", "finance_head", CREDIT + "hotel_collection_dashboard_action", CHINESE, TALL, wait=4),
    Shot("bank_lines", "finance", CREDIT + "account_bank_statement_line_action"),
    Shot("bank_lines_zh", "finance", CREDIT + "account_bank_statement_line_action", CHINESE),
    Shot("shortfalls", "finance", CREDIT + "hotel_shortfall_action"),
    Shot("shortfall", "sales", CREDIT + "hotel_shortfall_action_mine", script=press(".o_data_row .o_data_cell")),
    Shot("shortfall_zh", "sales", CREDIT + "hotel_shortfall_action_mine", CHINESE, script=press(".o_data_row .o_data_cell")),
    Shot("settings", "admin", BASE + "res_config_settings_action_hotel", size=TALL),
    Shot("outlets", "admin", "/odoo/hotel-outlets"),
    Shot("policies", "admin", "/odoo/approval-policies", script=opens("Credit application")),
    Shot("dunning_run", "finance", CREDIT + "hotel_dunning_run_action", script=press(".o_data_row .o_data_cell")),
    Shot("dunning_notices", "finance", CREDIT + "hotel_dunning_notice_action"),
    Shot("dunning_notice", "finance", CREDIT + "hotel_dunning_notice_action", script=opens("Golden Years"), size=TALL),
    Shot("dunning_notice_zh", "finance", CREDIT + "hotel_dunning_notice_action", CHINESE, script=opens("金色年华"), size=TALL),
    Shot("dunning_responses", "sales2", "/odoo/dunning-responses"),
    Shot("dunning_responses_zh", "sales2", "/odoo/dunning-responses", CHINESE),
    Shot("dunning_response", "sales2", "/odoo/dunning-responses", script=press(".o_data_row .o_data_cell")),
    Shot("bad_debts", "finance", "/odoo/bad-debts"),
    Shot("bad_debt", "gm", "/odoo/bad-debts", script=opens("4,250.50"), size=(1366, 1400)),
    Shot("bad_debt_zh", "gm", "/odoo/bad-debts", CHINESE, script=opens("4,250.50"), size=(1366, 1400)),
    Shot("termination", "gm", AGREEMENTS, script=opens("Golden Years")),
    Shot("receptions", "gm", RECEPTIONS),
    Shot("reception", "gm", RECEPTIONS, script=opens("Tourism") + tab("costs"), size=TALL),
    Shot("reception_zh", "gm", RECEPTIONS, CHINESE, script=opens("文旅局") + tab("costs"), size=TALL),
    Shot("reception_itinerary", "sales_head", RECEPTIONS, script=opens("Yangtze") + tab("itinerary"), size=TALL),
    Shot("reception_told", "sales_head", RECEPTIONS, script=opens("Yangtze") + tab("told"), size=TALL),
    Shot("reception_costs", "finance", RECEPTION + "hotel_visit_report_action"),
    Shot("reception_level", "admin", RECEPTION + "hotel_visit_level_action", script=opens("VIP"), size=TALL),
    Shot("door", "door", "/odoo/door", size=TABLET),
    Shot("door_zh", "door", "/odoo/door", CHINESE, size=TABLET),
    Shot("door_agree", "door", "/odoo/door", size=TABLET, script=press(".o_door_arrived")),
    Shot("door_walk_up", "door", "/odoo/door", size=TABLET, script=press(".o_door_walk_up")),
    Shot("visitors", "head_fo", "/odoo/visitors"),
    Shot("desk", "head_fo", "/odoo/desk", script=desk("13851"), size=TALL),
    Shot("desk_zh", "head_fo", "/odoo/desk", CHINESE, script=desk("13851"), size=TALL),
    Shot("desk_answer", "head_fo", "/odoo/desk", script=desk("Zhou", send=True), size=TALL),
    Shot("desk_answer_zh", "head_fo", "/odoo/desk", CHINESE, script=desk("周敏", send=True), size=TALL),
    Shot("desk_board", "sales", "/odoo/desk-board"),
    Shot("desk_board_zh", "sales", "/odoo/desk-board", CHINESE),
    Shot("desk_entries", "sales_head", "/odoo/desk-entries"),
    Shot("desk_proof", "sales_head", "/odoo/desk-entries", script=opens("Fang Yu")),
    Shot("desk_proof_zh", "sales_head", "/odoo/desk-entries", CHINESE, script=opens("Fang Yu")),
    Shot("desk_customers", "sales_head", "/odoo/desk-customers"),
    Shot("desk_dispute", "sales_head", "/odoo/desk-disputes", script=opens("Meng Yao"), size=TALL),
    Shot("desk_dispute_zh", "sales_head", "/odoo/desk-disputes", CHINESE, script=opens("Meng Yao"), size=TALL),
    Shot("desk_week", "gm", "/odoo/desk-weeks", script=press(".o_data_row:last-child .o_data_cell"), size=TALL),
    Shot("desk_week_zh", "gm", "/odoo/desk-weeks", CHINESE, script=press(".o_data_row:last-child .o_data_cell"), size=TALL),
    Shot("desk_daily", "gm", "/odoo/desk-daily"),
    Shot("desk_settings", "admin", "/odoo/desks", script=opens("Sales centre"), size=TALL),
    Shot("desk_settings_zh", "admin", "/odoo/desks", CHINESE, script=opens("SC"), size=TALL),
    Shot("callback_rule", "sales_head", "/odoo/callback-rules", script=press(".o_group_header") + press(".o_data_row .o_data_cell"), size=TALL),
    Shot("callback_rule_zh", "sales_head", "/odoo/callback-rules", CHINESE, script=press(".o_group_header") + press(".o_data_row .o_data_cell"), size=TALL),
    Shot("callback_desk", "sales", "/odoo/callback-desk"),
    Shot("callback_desk_zh", "sales", "/odoo/callback-desk", CHINESE),
    Shot("service_manager", "sales_head", "/odoo/service-manager", size=TALL),
    Shot("service_manager_zh", "sales_head", "/odoo/service-manager", CHINESE, size=TALL),
    Shot("handover", "hr", "/odoo/hotel-handovers", script=press(".o_data_row .o_data_cell")),
    Shot("room_diary", "sales", EVENTS + "hotel_room_booking_action", wait=4),
    Shot("room_diary_zh", "sales", EVENTS + "hotel_room_booking_action", CHINESE, wait=4),
    Shot("room_booking", "sales", EVENTS + "hotel_room_booking_action?view_type=list", script=opens("Press briefing")),
    Shot("room_booking_zh", "sales", EVENTS + "hotel_room_booking_action?view_type=list", CHINESE, script=opens("Press briefing")),
    Shot("room", "admin", EVENTS + "hotel_room_action", script=opens("LOTUS")),
    Shot("event_run_sheet", "sales", EVENTS + "hotel_event_order_action", script=event_page("hotel_run_sheet"), size=TALL),
    Shot("event_run_sheet_zh", "sales", EVENTS + "hotel_event_order_action", CHINESE, script=event_page("hotel_run_sheet"), size=TALL),
    Shot("event_countdown", "sales", EVENTS + "hotel_event_order_action", script=event_page("hotel_countdown"), size=TALL),
    Shot("event_countdown_zh", "sales", EVENTS + "hotel_event_order_action", CHINESE, script=event_page("hotel_countdown"), size=TALL),
    Shot("event_crew", "sales", EVENTS + "hotel_event_order_action", script=event_page("hotel_crew"), size=TALL),
    Shot("event_crew_zh", "sales", EVENTS + "hotel_event_order_action", CHINESE, script=event_page("hotel_crew"), size=TALL),
    Shot("event_emergency", "head_fo", EVENTS + "hotel_event_emergency_action", script=opens("Ruikang"), size=TALL),
    Shot("event_emergency_zh", "head_fo", EVENTS + "hotel_event_emergency_action", CHINESE, script=opens("Ruikang"), size=TALL),
    Shot("event_day", "sales2", "/odoo/event-day", size=PHONE),
    Shot("event_day_zh", "sales2", "/odoo/event-day", CHINESE, size=PHONE),
    Shot("event_guests", "sales", EVENT_LIST, script=opens("Appreciation dinner") + tab("hotel_guests"), size=TALL),
    Shot("event_guests_zh", "sales", EVENT_LIST, CHINESE, script=opens("答谢晚宴") + tab("hotel_guests"), size=TALL),
    Shot("guest_import", "sales", EVENT_LIST, script=GUEST_IMPORT),
    Shot("guest_import_zh", "sales", EVENT_LIST, CHINESE, script=GUEST_IMPORT),
    Shot("guest_seating", "sales", EVENT_LIST, script=GUEST_SEATING, wait=4),
    Shot("guest_seating_zh", "sales", EVENT_LIST, CHINESE, script=GUEST_SEATING, wait=4),
    Shot("guest_reply", "sales", EVENTS + "hotel_guest_action", size=PHONE, script=GUEST_REPLY_EN),
    Shot("guest_reply_zh", "sales", EVENTS + "hotel_guest_action", CHINESE, size=PHONE, script=GUEST_REPLY_ZH),
    Shot("door_phone", "head_fo", EVENTS + "hotel_event_checkpoint_action", size=PHONE, script=DOOR),
    Shot("door_phone_zh", "head_fo", EVENTS + "hotel_event_checkpoint_action", CHINESE, size=PHONE, script=DOOR),
    Shot("event_live", "sales", EVENT_LIST, script=EVENT_LIVE),
    Shot("event_live_zh", "sales", EVENT_LIST, CHINESE, script=EVENT_LIVE),
    Shot("guests", "sales", EVENTS + "hotel_guest_action"),
    Shot("checkpoints", "head_fo", EVENTS + "hotel_event_checkpoint_action"),
    Shot("checkpoints_zh", "head_fo", EVENTS + "hotel_event_checkpoint_action", CHINESE),
    Shot("event_offer", "sales", EVENTS + "event_offer_action", script=opens("Bluestone"), size=TALL),
    Shot("event_offer_zh", "sales", EVENTS + "event_offer_action", CHINESE, script=opens("Bluestone"), size=TALL),
    Shot("event_order", "sales", "/odoo/event-orders", script=opens("Yunfan"), size=TALL),
    Shot("event_order_zh", "sales", "/odoo/event-orders", CHINESE, script=opens("Yunfan"), size=TALL),
    Shot("event_order_deposit", "sales", "/odoo/event-orders", script=opens("Yunfan") + press("a[name=deposit]"), size=TALL),
    Shot("event_order_deposit_zh", "sales", "/odoo/event-orders", CHINESE, script=opens("Yunfan") + press("a[name=deposit]"), size=TALL),
    Shot("event_materials", "sales", EVENTS + "hotel_event_material_action"),
    Shot("event_materials_zh", "sales", EVENTS + "hotel_event_material_action", CHINESE),
    Shot("event_draw", "sales", DRAWS, script=opens("湖畔客户联谊晚会"), size=TALL),
    Shot("event_draw_zh", "sales", DRAWS, CHINESE, script=opens("湖畔客户联谊晚会"), size=TALL),
    Shot("event_draw_screen", "sales", DRAWS, script=opens("新春抽奖") + press("button[name=action_open_screen]"), wait=3),
    Shot("event_draw_screen_zh", "sales", DRAWS, CHINESE, script=opens("新春抽奖") + press("button[name=action_open_screen]"), wait=3),
    Shot("event_invitation", "sales", EVENTS + "hotel_event_invitation_action", script=opens("Large customers"), size=TALL),
    Shot("event_invitation_zh", "sales", EVENTS + "hotel_event_invitation_action", CHINESE, script=opens("大客户"), size=TALL),
    Shot("event_budget", "finance", EVENTS + "hotel_event_budget_report_action", wait=3),
    Shot("event_budget_zh", "finance", EVENTS + "hotel_event_budget_report_action", CHINESE, wait=3),
    Shot("event_issue", "head_fb", "/odoo/event-issues", script=opens("EO/")),
    Shot("event_issue_zh", "head_fb", "/odoo/event-issues", CHINESE, script=opens("EO/")),
    Shot("event_cancellation", "gm", EVENTS + "hotel_event_cancellation_action", script=opens("Crane"), size=TALL),
    Shot("event_cancellation_zh", "gm", EVENTS + "hotel_event_cancellation_action", CHINESE, script=opens("Crane"), size=TALL),
    Shot("portal_event", "customer", "/my/events", script=PORTAL_EVENT, size=TALL),
    Shot("portal_event_zh", "customer", "/my/events", CHINESE, script=PORTAL_EVENT, size=TALL),
    Shot("portal_event_sign", "customer", "/my/events", script=PORTAL_SIGN, size=PHONE, wait=6),
    Shot("portal_event_sign_zh", "customer", "/my/events", CHINESE, script=PORTAL_SIGN, size=PHONE, wait=6),
    Shot("event_after", "sales", "/odoo/event-orders", script=AFTER_EVENT, size=TALL),
    Shot("event_after_zh", "sales", "/odoo/event-orders", CHINESE, script=AFTER_EVENT, size=TALL),
    Shot("event_damage", "sales", "/odoo/event-damage", script=opens("DN/"), size=PHONE),
    Shot("event_damage_zh", "sales", "/odoo/event-damage", CHINESE, script=opens("DN/"), size=PHONE),
    Shot("event_closing", "gm", EVENTS + "hotel_event_closing_action", script=opens("Yangtze"), size=TALL),
    Shot("event_closing_zh", "gm", EVENTS + "hotel_event_closing_action", CHINESE, script=opens("Yangtze"), size=TALL),
    Shot("event_income", "gm", EVENTS + "hotel_event_income_action", wait=4),
    Shot("event_income_zh", "gm", EVENTS + "hotel_event_income_action", CHINESE, wait=4),
    Shot("temporary_credit", "head_fo", "/odoo/temporary-credits", script=opens("Okafor"), size=TALL),
    Shot("temporary_credit_zh", "head_fo", "/odoo/temporary-credits", CHINESE, script=opens("Okafor"), size=TALL),
    Shot("temporary_credit_phone", "gm", "/odoo/temporary-credits", size=PHONE, script=opens("Crane")),
    Shot("temporary_credit_phone_zh", "gm", "/odoo/temporary-credits", CHINESE, PHONE, script=opens("Crane")),
    Shot("guarantees", "finance", "/odoo/guarantees"),
    Shot("guarantees_zh", "finance", "/odoo/guarantees", CHINESE),
    Shot("payroll_holds", "hr", "/odoo/payroll-holds"),
    Shot("payroll_holds_zh", "hr", "/odoo/payroll-holds", CHINESE),
    Shot("complaints", "sales_head", "/odoo/complaints"),
    Shot("complaints_zh", "sales_head", "/odoo/complaints", CHINESE),
    Shot("complaint", "sales_head", "/odoo/complaints", script=opens("Drilling again"), size=TALL),
    Shot("complaint_zh", "sales_head", "/odoo/complaints", CHINESE, script=opens("Drilling again"), size=TALL),
    Shot("complaint_figures", "sales_head", "/odoo/action-hotel_callback.hotel_complaint_figures_action"),
    Shot("complaint_figures_zh", "sales_head", "/odoo/action-hotel_callback.hotel_complaint_figures_action", CHINESE),
    Shot("complaint_portal", "admin", "/my/tickets"),
    Shot("complaint_portal_zh", "admin", "/my/tickets", CHINESE),
    Shot("mystery_check", "sales_head", "/odoo/mystery-checks", script=press(".o_data_row:nth-child(2) .o_data_cell"), size=TALL),
    Shot("mystery_check_zh", "sales_head", "/odoo/mystery-checks", CHINESE, script=press(".o_data_row:nth-child(2) .o_data_cell"), size=TALL),
    Shot("club_member", "sales", "/odoo/club-members", script=opens("Deng Hao")),
    Shot("club_member_zh", "sales", "/odoo/club-members", CHINESE, script=opens("Deng Hao")),
    Shot("club_events", "sales", "/odoo/club-events"),
    Shot("club_events_zh", "sales", "/odoo/club-events", CHINESE),
]
