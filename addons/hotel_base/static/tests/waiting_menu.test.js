import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, mockService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WaitingMenu } from "@hotel_base/waiting/waiting_menu";

describe.current.tags("desktop");
defineMailModels();

const waiting = (step, values = {}) => ({
    step, model: "hotel.visit", id: 40 + step, name: `Document ${step}`, kind: "Reception", role: "GM", requested_by: "Sally",
    started_at: "2026-03-18 01:00:00", deadline: "2026-03-20 08:00:00", late: false, ...values,
});
let documents;

beforeEach(() => {
    mockDate("2026-03-18 10:00:00");
    documents = [waiting(1, { late: true }), waiting(2, { deadline: false })];
    onRpc("hotel.approval.step", "get_waiting_for_me", () => ({ count: documents.length, documents }));
});

test("how many documents wait, which is late, until when", async () => {
    await mountWithCleanup(WaitingMenu);
    await animationFrame();
    expect(".o_hotel_waiting_count").toHaveText("2");
    await contains(".o_hotel_waiting_button").click();
    expect(".o_hotel_waiting_item").toHaveCount(2);
    expect(".o_hotel_waiting_item:first").toHaveText(/Document 1.*Late.*until/s);
    expect(".o_hotel_waiting_item:last").toHaveText(/handed over/);
});

test("a document opens from the list", async () => {
    mockService("action", { doAction: (action) => expect.step(`${action.res_model} ${action.res_id}`) });
    await mountWithCleanup(WaitingMenu);
    await animationFrame();
    await contains(".o_hotel_waiting_button").click();
    await contains(".o_hotel_waiting_item:contains(Document 2)").click();
    expect.verifySteps(["hotel.visit 42"]);
    expect(".o_hotel_waiting_item").toHaveCount(0);
});

test("with nothing to decide no number is shown", async () => {
    documents = [];
    await mountWithCleanup(WaitingMenu);
    await animationFrame();
    expect(".o_hotel_waiting_count").toHaveCount(0);
    await contains(".o_hotel_waiting_button").click();
    expect(".o_hotel_waiting_list").toHaveText(/Nothing waits for your decision/);
});
