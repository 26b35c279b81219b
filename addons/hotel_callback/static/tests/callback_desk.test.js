import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, Deferred, mockDate } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, makeMockEnv, makeServerError, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { CallbackDesk } from "@hotel_callback/desk/desk";
import { formatSpan } from "@hotel_callback/complaint/complaint_clocks";

describe.current.tags("desktop");
defineMailModels();

const row = (id, customer, values = {}) => ({
    id, customer, topics: "After the stay", planned_at: "2026-03-18 02:00:00", class: "A", way: "phone", attempts: 0, late: false, open: true, ...values,
});
const call = (id, values = {}) => ({
    id, customer: `Customer ${id}`, partner_id: 70 + id, class: "A", class_why: "", phone: "139", zone: "Asia/Shanghai", due_at: "2026-03-18 09:00:00", way: "phone",
    reasons: [{ name: "After the stay" }], contacts: [], story: [], attempt_list: [], problems_taken_up: [], missing: ["Satisfaction"],
    script: [
        { id: 5, title: "How was the room?", type: "scale", min: 1, max: 5, choices: [], mandatory: true, value: "", page: false },
        { id: 6, title: "What did you use?", type: "choices", choices: ["Pool", "Bar"], mandatory: false, value: "Bar", page: false },
    ],
    record: { spoke_with: "", satisfaction: "", score: "", has_problem: "", problems: "", suggestions: "", next_step: "", summary: "", signed_by: "" },
    ...values,
});

let asked;
let saves;

beforeEach(() => {
    asked = [];
    saves = () => [];
    mockDate("2026-03-18 10:00:00");
    onRpc("hotel.callback", "desk_list", () => ({ todo: [row(1, "Customer 1"), row(2, "Customer 2", { late: true }), row(3, "Customer 3", { open: false })], done: 4 }));
    onRpc("hotel.callback", "desk_open", ({ args }) => call(args[0][0]));
    onRpc("hotel.callback", "action_save_record", ({ args }) => {
        asked.push(["save", args[0][0], args[1], args[2]]);
        return saves();
    });
    onRpc("hotel.callback", "action_attempt", ({ args, kwargs }) => {
        asked.push(["attempt", args[0][0], args[1], kwargs.next_at || ""]);
        return { state: "planned", planned_at: "2026-03-19 02:00:00" };
    });
    onRpc("hotel.callback", "action_close", ({ args }) => {
        asked.push(["close", args[0][0]]);
        return true;
    });
    onRpc("hotel.callback", "action_make_complaint", ({ args }) => {
        asked.push(["complaint", args[0][0]]);
        return { id: 1 };
    });
});

async function openCall(id = 1) {
    const desk = await mountWithCleanup(CallbackDesk, { props: { action: {}, actionId: 1 } });
    await desk.open(id);
    await advanceTime(1);
    await animationFrame();
    return desk;
}

describe("the caller's screen", () => {
    test("the list, what is late, and the customer's story with the script", async () => {
        await openCall();
        expect(".o_callback_row").toHaveCount(3);
        expect(".o_callback_row.is_late").toHaveText(/Customer 2/);
        expect(".o_callback_question").toHaveCount(2);
        expect(".o_callback_step").toHaveCount(5);
        expect(".o_callback_missing").toHaveText("Satisfaction");
    });

    test("no answer goes on with the next who may be called now", async () => {
        await openCall();
        await press("F3");
        await animationFrame();
        await animationFrame();
        expect(asked).toEqual([["attempt", 1, "no_answer", ""]]);
        expect(".o_callback_call h2").toHaveText(/Customer 2/);
    });

    test("not convenient asks for a better time and plans it", async () => {
        const desk = await openCall();
        await press("F7");
        await animationFrame();
        expect("[data-desk-focus=later]").toHaveCount(1);
        expect(desk.state.later).toBe("2026-03-19T10:00");
        expect(asked).toEqual([], { message: "nothing is noted before the time is agreed" });
        await contains(".o_callback_later button").click();
        await animationFrame();
        expect(asked).toHaveLength(1);
        expect(asked[0].slice(0, 3)).toEqual(["attempt", 1, "not_convenient"]);
        expect(asked[0][3]).toMatch(/^2026-03-19 /);
    });

    test("answers of the script are saved before the callback is closed", async () => {
        await openCall();
        await contains(".o_callback_step:contains(4)").click();
        await contains(".o_callback_question:contains(What did you use) button:contains(Pool)").click();
        await contains("input[name=spoke_with]").edit("Ms. Lin", { confirm: false });
        await press(["ctrl", "Enter"]);
        await animationFrame();
        await animationFrame();
        expect(asked.map((each) => each[0])).toEqual(["save", "close"]);
        expect(asked[0][2]).toMatchObject({ spoke_with: "Ms. Lin", score: 0, satisfaction: false });
        expect(asked[0][2].signed_by).toBe(undefined, { message: "a call has no signature" });
        expect(asked[0][3]).toEqual({ 5: "4", 6: "Bar, Pool" });
    });

    test("a problem is written down before it is taken up", async () => {
        const desk = await openCall();
        await press("F9");
        await animationFrame();
        expect(asked).toEqual([]);
        expect("[data-desk-focus=problems]").toHaveCount(1);
        desk.state.record.problems = "The room was cold.";
        await press("F9");
        await animationFrame();
        await animationFrame();
        expect(asked.map((each) => each[0])).toEqual(["save", "complaint", "save"]);
        expect(asked[2][2].next_step).toBe("complaint");
    });

    test("two presses close once", async () => {
        const closed = new Deferred();
        onRpc("hotel.callback", "action_close", ({ args }) => {
            asked.push(["close", args[0][0]]);
            return closed;
        });
        await openCall();
        await press(["ctrl", "Enter"]);
        await press(["ctrl", "Enter"]);
        await animationFrame();
        expect(".o_callback_close").toHaveAttribute("disabled");
        expect(asked).toEqual([["close", 1]]);
        closed.resolve(true);
        await animationFrame();
    });

    test("what the server refuses is shown, and the callback stays open", async () => {
        expect.errors(1);
        onRpc("hotel.callback", "action_close", () => {
            throw makeServerError({ type: "UserError", message: "Still missing: satisfaction." });
        });
        const desk = await openCall();
        desk.close();
        await animationFrame();
        await animationFrame();
        expect.verifyErrors(["RPC_ERROR"]);
        expect(desk.state.busy).toBe(false);
        expect(".o_callback_call h2").toHaveText(/Customer 1/);
    });
});

describe("clocks of complaints", () => {
    test("spans read as a person says them", async () => {
        await makeMockEnv();
        const spans = { 5: "00:05", 754: "12:34", 7509: "2:05:09", 3599: "59:59", 97920: "1 d 03:12", "-65": "01:05" };
        for (const [seconds, text] of Object.entries(spans)) {
            expect(String(formatSpan(Number(seconds)))).toBe(text);
        }
    });
});
