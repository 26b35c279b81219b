import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, Deferred } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, makeServerError, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { ConnectionLostError } from "@web/core/network/rpc";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { HotelDesk } from "@hotel_reception/desk/hotel_desk";

describe.current.tags("desktop");
defineMailModels();

const DESK = {
    id: 1, name: "Sales centre", may_enter: true, is_reception: true, is_salesperson: false, sign_in_by: "desk", owner_by: "register",
};
const person = (id, name, values = {}) => ({
    id, user_id: id, user: name, number: id, place: id, state: "free", since: false, reason: "", turns: 0, on_duty: true, is_me: false, ...values,
});
const FOUND = {
    kind: "customer", id: 8, name: "Mr. Gu", firm: "Cedar", phone: "138••••1111", plate: "苏A88990", owner: "Cai", owner_id: 3,
    owner_state: "busy", last_contact: "2026-03-01", bought: true, today: false,
};
const ANSWER = {
    entry: 21, name: "SC/21", number: 21, user_id: 1, user: "Ann", why: "next", why_label: "Next in the queue", waiting: false,
    customer: "吴小姐", is_new: true, owner: false, turn_used: true, counts: true, repeated: false, lines: ["Ann: first"],
};

let entered = [];
let answerWith;
let found;

beforeEach(() => {
    entered = [];
    answerWith = () => ANSWER;
    found = [];
    onRpc("hotel.desk", "desk_start", () => ({
        user_id: 9, user: "Reception", desks: [DESK],
        sources: [{ id: 11, name: "Website" }, { id: 12, name: "Walked past" }], needs: [{ id: 31, name: "Banquet" }, { id: 32, name: "Wedding" }],
    }));
    onRpc("hotel.desk", "board", () => ({
        queue: [person(1, "Ann"), person(2, "Bob", { state: "busy", reason: "On the telephone" })],
        entries: [], counts: {}, absentees: [], next: 1,
    }));
    onRpc("hotel.desk", "match", ({ args }) => {
        expect.step(`match ${args[1]}`);
        return found;
    });
    onRpc("hotel.desk", "register_entry", ({ args }) => {
        entered.push(args[1]);
        return answerWith();
    });
});

const openDesk = () => mountWithCleanup(HotelDesk, { props: { action: { params: {} }, actionId: 1 } });
const type = (text) => contains("[data-desk-focus=search]").edit(text, { confirm: false });

describe("finding", () => {
    test("the search waits until typing pauses, and the last text wins", async () => {
        await openDesk();
        await type("顾");
        await type("顾建");
        await advanceTime(200);
        expect.verifySteps(["match 顾建"]);
        expect(".o_desk_new").toHaveText(/顾建/);
    });

    test("an answer that comes late does not replace that of a newer text", async () => {
        const desk = await openDesk();
        const first = new Deferred();
        onRpc("hotel.desk", "match", ({ args }) => (args[1] === "Gu" ? first : [FOUND]));
        desk.store.query = "Gu";
        const late = desk.store.search("Gu");
        desk.store.query = "Gu C";
        await desk.store.search("Gu C");
        first.resolve([]);
        await late;
        await animationFrame();
        expect(desk.store.foundFor).toBe("Gu C");
        expect(".o_desk_found li:not(.o_desk_new)").toHaveCount(1);
    });

    test("who is found shows the owner, and the owner's state", async () => {
        found = [FOUND];
        await openDesk();
        await type("Gu");
        await advanceTime(200);
        expect.verifySteps(["match Gu"]);
        expect(".o_desk_found li.active").toHaveText(/Mr. Gu.*138••••1111.*Cai.*busy/s);
    });

    test("what was typed for somebody new goes where it belongs", async () => {
        const { store } = await openDesk();
        for (const [text, field] of [["139 1234 5678", "phone"], ["苏A·88990", "plate"], ["吴小姐", "name"], ["Hall 3 party", "name"], ["007", "name"]]) {
            store.query = text;
            store.choose(null);
            expect(store.entry[field]).toBe(text, { message: text });
        }
    });
});

describe("entering", () => {
    test("a new caller by keyboard alone", async () => {
        await openDesk();
        await type("吴小姐");
        await press("F3");
        await press("Enter");
        await animationFrame();
        expect.verifySteps(["match 吴小姐"]);
        expect("input[name=phone]").toBeFocused();
        await contains("input[name=phone]").edit("13912345678", { confirm: false });
        await contains("[data-desk-focus=source]").focus();
        await press("2");
        await animationFrame();
        await press("2");
        await press(["ctrl", "Enter"]);
        await animationFrame();
        expect(entered).toMatchObject([{ kind: "call", name: "吴小姐", phone: "13912345678", source_id: 12, need_id: 32, match: false }]);
        expect(".o_desk_answer h2").toHaveText("Ann");
        await press("Enter");
        await animationFrame();
        expect("[data-desk-focus=search]").toBeFocused();
    });

    test("two presses of the button enter once", async () => {
        const answer = new Deferred();
        answerWith = () => answer;
        const { store } = await openDesk();
        store.query = "Tang";
        store.choose(null);
        store.send();
        store.send();
        await animationFrame();
        expect(".o_desk_send").toHaveAttribute("disabled");
        answer.resolve(ANSWER);
        await animationFrame();
        expect(entered).toHaveLength(1);
    });

    test("without an answer the same reference is sent again", async () => {
        const { store } = await openDesk();
        const { orm } = store;
        store.query = "Tang";
        store.choose(null);
        const { ref } = store.entry;
        store.orm = { silent: { call: () => Promise.reject(new ConnectionLostError("/web")) } };
        await store.send();
        await animationFrame();
        expect(".alert-danger").toHaveText(/nobody is entered twice/);
        answerWith = () => ({ ...ANSWER, repeated: true });
        store.orm = orm;
        await store.send();
        await animationFrame();
        expect(entered).toMatchObject([{ ref }]);
        expect(".o_desk_answer").toHaveText(/nobody was entered twice/);
    });

    test("the server's refusal is shown as it says it, and what was entered stays", async () => {
        answerWith = () => {
            throw makeServerError({ type: "UserError", message: "“Tang…” is longer than 80 characters." });
        };
        const { store } = await openDesk();
        store.query = "Tang";
        store.choose(null);
        await store.send();
        await animationFrame();
        expect(".alert-danger").toHaveText(/longer than 80 characters/);
        expect("input[name=name]").toHaveValue("Tang");
    });

    test("an empty entry is not sent", async () => {
        const { store } = await openDesk();
        store.query = "Tang";
        store.choose(null);
        store.entry.name = " ";
        await store.send();
        await animationFrame();
        expect(".alert-danger").toHaveText(/Enter a name, a firm, a phone number or a number plate/);
        expect(entered).toHaveLength(0);
    });

    test("nobody is free: the customer is asked to wait", async () => {
        answerWith = () => ({ ...ANSWER, user: false, waiting: true });
        const { store } = await openDesk();
        store.query = "Tang";
        store.choose(null);
        await store.send();
        await animationFrame();
        expect(".o_desk_answer.is_waiting").toHaveText(/nobody is free/);
    });
});

describe("the queue", () => {
    test("who is next and who is hindered", async () => {
        await openDesk();
        expect(queryAllTexts(".o_desk_people li.is_next")).toHaveLength(1);
        expect(".o_desk_people li.is_next").toHaveText(/Ann/);
        expect(".o_desk_people li.is_busy").toHaveText(/Bob/);
    });

    test("a skip needs a reason, and a refused one stays open with the server's words", async () => {
        onRpc("hotel.desk", "skip", ({ args }) => {
            expect.step(args.slice(1).join());
            throw makeServerError({ type: "UserError", message: "Ann is with a customer." });
        });
        await mountWithCleanup(MainComponentsContainer);
        await openDesk();
        await contains(".o_desk_people li:contains(Ann) .o_desk_absent").click();
        expect(".modal .btn-primary").toHaveAttribute("disabled");
        await contains(".o_desk_reason").edit("  gone home ", { confirm: false });
        await contains(".modal .btn-primary").click();
        await animationFrame();
        expect.verifySteps(["1,absent,gone home"]);
        expect(".modal .alert-danger").toHaveText(/Ann is with a customer/);
    });
});
