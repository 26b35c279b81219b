import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, makeServerError, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { VisitorDoor } from "@hotel_reception/visitor_door/visitor_door";

describe.current.tags("desktop");
defineMailModels();

const KINDS = [
    { id: 1, name: "Customer", unannounced: "let_in", refused: false, instructions: "", host: false },
    { id: 2, name: "Supplier", unannounced: "ask", refused: false, instructions: "", host: { id: 6, name: "Purchasing" } },
    { id: 3, name: "Seller", unannounced: "refuse", refused: false, instructions: "By appointment alone.", host: false },
];
const visitor = (id, name, values = {}) => ({
    id, name, state: "announced", firm: "", kind: "", host: "Sales head", told: "", visit: "", level: "", persons: 1, expected: "2026-03-10 02:00:00",
    arrival: false, departure: false, badge: "", badge_open: false, agreed: true, asked: false, answer: "", note: "", overnight: false, ...values,
});

let calls;
let today;
let checkIn;

beforeEach(() => {
    calls = [];
    today = {
        expected: [visitor(1, "Guest 1"), visitor(2, "Guest 2", { agreed: false })],
        here: [visitor(3, "Wang Fang", { state: "here", badge: "5", badge_open: true, arrival: "2026-03-10 01:00:00" })],
        badges: [],
        counts: { here: 1, persons: 1, overnight: 0 },
    };
    checkIn = (id) => visitor(id, `Guest ${id}`, { state: "here", badge: "7" });
    onRpc("hotel.visitor.door", "start", () => ({ company: "Lotus", tz: "Asia/Shanghai", privacy: { name: "Privacy", text: "<p>We keep your name.</p>" }, kinds: KINDS }));
    onRpc("hotel.visitor.door", "today", () => today);
    onRpc("hotel.visitor.door", "check_in", ({ args }) => {
        calls.push(["check_in", ...args]);
        return checkIn(args[0]);
    });
    onRpc("hotel.visitor.door", "search_hosts", () => [{ id: 4, name: "Sales head", department: "Sales", away: false }]);
    onRpc("hotel.visitor.door", "walk_up", ({ args }) => {
        calls.push(["walk_up", ...args]);
        return visitor(9, args[0].name, { badge: "8" });
    });
    onRpc("hotel.visitor.door", "scan", ({ args }) => {
        calls.push(["scan", ...args]);
        return today.here[0];
    });
    onRpc("hotel.visitor.door", "check_out", ({ args }) => {
        calls.push(["check_out", ...args]);
        return {};
    });
});

async function openDoor() {
    await mountWithCleanup(MainComponentsContainer);
    return mountWithCleanup(VisitorDoor, { props: { action: {}, actionId: 1 } });
}

describe("the door", () => {
    test("who agreed on the invitation comes in with one tap", async () => {
        await openDoor();
        await contains(".o_door_card:contains(Guest 1) .o_door_arrived").click();
        expect(calls).toEqual([["check_in", 1, false]]);
        expect(".o_notification").toHaveText(/Guest 1.*Badge 7/s);
    });

    test("who did not reads the text first", async () => {
        await openDoor();
        await contains(".o_door_card:contains(Guest 2) .o_door_arrived").click();
        expect(calls).toEqual([]);
        expect(".modal").toHaveText(/We keep your name/);
        await contains(".modal .o_door_agree_button").click();
        expect(calls).toEqual([["check_in", 2, true]]);
    });

    test("two taps let in once", async () => {
        const answer = new Deferred();
        checkIn = () => answer;
        const door = await openDoor();
        door.checkIn(today.expected[0]);
        door.checkIn(today.expected[0]);
        await animationFrame();
        expect(".o_door").toHaveClass("is_busy");
        answer.resolve(visitor(1, "Guest 1", { badge: "7" }));
        await animationFrame();
        expect(calls).toHaveLength(1);
        expect(".o_door").not.toHaveClass("is_busy");
    });

    test("after an error the tablet is usable again", async () => {
        expect.errors(1);
        checkIn = () => {
            throw makeServerError({ type: "UserError", message: "Badge 7 is with another visitor. Take another one." });
        };
        const door = await openDoor();
        await contains(".o_door_card:contains(Guest 1) .o_door_arrived").click();
        await animationFrame();
        expect(".modal").toHaveText(/with another visitor/);
        expect(door.state.busy).toBe(false);
        expect.verifyErrors(["RPC_ERROR"]);
    });

    test("without a network the lists stay, and nobody is disturbed", async () => {
        const door = await openDoor();
        onRpc("hotel.visitor.door", "today", () => {
            throw new Error("network");
        });
        await door.refresh(true);
        await animationFrame();
        expect(".o_door_card").toHaveCount(2);
        expect(".modal").toHaveCount(0);
    });

    test("a scanned badge lets its visitor out, a name only filters", async () => {
        await openDoor();
        await contains(".o_door_search input").edit("Wang", { confirm: false });
        await press("Enter");
        await animationFrame();
        expect(calls).toEqual([]);
        expect(".o_door_card").toHaveCount(0);
        await contains(".o_door_search input").edit("B-0005", { confirm: false });
        await press("Enter");
        await animationFrame();
        expect(calls).toEqual([["scan", "B-0005"], ["check_out", 3, true]]);
    });
});

describe("not announced", () => {
    test("nobody is let in before name, host and agreement are there", async () => {
        await openDoor();
        await contains(".o_door_walk_up").click();
        expect(".modal .o_door_let_in").toHaveAttribute("disabled");
        await contains(".modal input[name=name]").edit("Wang Fang", { confirm: false });
        await contains(".modal input[name=host]").edit("Sales", { confirm: false });
        await contains(".modal .o_door_hosts li").click();
        expect(".modal .o_door_let_in").toHaveAttribute("disabled");
        await contains(".modal input[name=agreed]").click();
        expect(".modal .o_door_let_in").not.toHaveAttribute("disabled");
        await contains(".modal .o_door_let_in").click();
        expect(calls[0].slice(0, 3)).toEqual([
            "walk_up", { name: "Wang Fang", firm: "", phone: "", plate: "", purpose: "", persons: 1, kind: 1, host: 4 }, true,
        ]);
        expect(calls[0][3]).toHaveLength(24, { message: "a reference, so that a second sending notes nobody twice" });
    });

    test("who is received by appointment alone can only be refused", async () => {
        await openDoor();
        await contains(".o_door_walk_up").click();
        await contains(".modal .o_door_kinds button:contains(Seller)").click();
        expect(".modal .alert-danger").toHaveText(/By appointment alone/);
        await contains(".modal input[name=name]").edit("Mr. Quick", { confirm: false });
        expect(".modal .o_door_let_in").toHaveAttribute("disabled");
        expect(".modal .o_door_refuse_button").not.toHaveAttribute("disabled");
    });

    test("the host of the kind is proposed, and asked before the agreement", async () => {
        await openDoor();
        await contains(".o_door_walk_up").click();
        await contains(".modal .o_door_kinds button:contains(Supplier)").click();
        expect(".modal .o_door_chosen").toHaveText(/Purchasing/);
        await contains(".modal input[name=name]").edit("Ms. Paper", { confirm: false });
        expect(".modal .o_door_let_in").toHaveText("Ask the host");
        expect(".modal .o_door_let_in").not.toHaveAttribute("disabled");
    });
});
