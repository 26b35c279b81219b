import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { press, queryAll, queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, Deferred } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, makeServerError, mountWithCleanup, onRpc, serverState } from "@web/../tests/web_test_helpers";
import { fromUnits, readAmount, toUnits } from "@hotel_credit/till/till_decimal";
import { device, newReference } from "@hotel_credit/till/till_device";
import { HotelTill } from "@hotel_credit/till/hotel_till";

describe.current.tags("desktop");
defineMailModels();

const OUTLET = {
    id: 5, name: "Restaurant", code: "REST", company_id: 1, currency_id: 1, business_date: "2026-03-18", trusted_signatures: false,
};
const ROW = { partner_id: 7, name: "Blue Ocean", agreement_id: 9, agreement: "A9", state: "active" };
const card = (month = {}) => ({
    customer: { id: 7, name: "Blue Ocean", contact: false, contact_ref: false, ref: "BO", phone: false },
    business_date: "2026-03-18",
    agreement: {
        id: 9, name: "A9", state: "active", state_label: "Active", currency_id: 1, date_start: "2026-01-01", date_end: "2026-12-31",
        within: true, outlet_allowed: true, salesperson: "Sally",
    },
    month: { unlimited: false, limit: 100, used: 40, remaining: 60, month: "2026-03-01", ...month },
    overdue: false,
    signers: [
        { id: 3, name: "Ms. Lin", code: "S3", title: "", state: "valid", state_label: "Valid", specimen: "", specimen_ids: [] },
        { id: 4, name: "Mr. Old", code: "S4", title: "", state: "ended", state_label: "Ended", specimen: "", specimen_ids: [] },
    ],
});

/** What the server was asked to charge, in order. */
let charged = [];
let answerWith;

beforeEach(() => {
    charged = [];
    answerWith = () => ({ granted: true, charge: "SL/1", state: "authorised", reasons: [], remaining: 47.5, repeated: false });
    serverState.currencies = [{ id: 1, name: "CNY", symbol: "¥", position: "before", digits: [69, 2] }];
    onRpc("hotel.till", "start", () => ({
        user: "Cara",
        outlets: [OUTLET],
        kinds: [{ code: "food", name: "Food" }, { code: "rooms", name: "Rooms" }],
    }));
    onRpc("hotel.till", "slips", () => ({ business_date: "2026-03-18", slips: [], totals: [], voided: 0 }));
    onRpc("hotel.till", "search_customers", () => ({ rows: [ROW], signer: false }));
    onRpc("hotel.till", "customer_card", () => card());
    onRpc("hotel.charge", "authorise", ({ args }) => {
        charged.push(args[0]);
        return answerWith();
    });
});

/** Open the till, choose the customer and enter the amount of food. */
async function openSlip(amount) {
    const till = await mountWithCleanup(HotelTill, { props: { action: {}, actionId: 1 } });
    await till.till.choose(ROW);
    await animationFrame();
    if (amount !== undefined) {
        await contains("[data-till-focus=amount]").edit(amount, { confirm: false });
    }
    return till.till;
}

async function tickSignature() {
    await contains("[data-till-focus=matches]").click();
}

const authorise = () => contains(".o_till_authorise").click();

describe("amounts", () => {
    test("what a person types is read as a plain number", () => {
        const read = {
            "12.5": "12.5", "12,5": "12.5", "12,50": "12.50", "1,234.50": "1234.50", "1,234": "1234", " 1 000 ": "1000",
            ".5": "0.5", "5.": "5", "": "", ".": "", "-5": null, "1e5": null, abc: null, "1.2.3": null,
        };
        for (const [text, plain] of Object.entries(read)) {
            expect(readAmount(text)).toBe(plain, { message: `“${text}”` });
        }
    });

    test("sums are counted in the smallest unit of the currency", () => {
        expect(toUnits("0.1", 2) + toUnits("0.2", 2)).toBe(30);
        expect(fromUnits(toUnits("0.1", 2) + toUnits("0.2", 2), 2)).toBe(0.3);
        expect(toUnits("1.005", 2)).toBe(null, { message: "more decimals than the currency has" });
        expect(toUnits("5", 0)).toBe(5);
    });

    test("the total is that of all kinds, to the cent", async () => {
        const till = await openSlip("0.10");
        till.setAmount("rooms", "0,20");
        await animationFrame();
        expect(".o_till_total strong").toHaveText(/0\.30/);
    });

    test("a wrong amount is marked and nothing is sent", async () => {
        await openSlip("1.005");
        await tickSignature();
        await authorise();
        expect(".o_till_amount.is_wrong").toHaveCount(1);
        expect(".o_till_missing").toHaveText(/Food: “1.005” is no amount/);
        expect(charged).toHaveLength(0);
    });

    test("keys of the pad stop at the currency's decimals", async () => {
        const till = await openSlip();
        for (const key of ["1", ".", "2", ".", "3", "4"]) {
            till.pressKey(key);
        }
        expect(till.amounts.food).toBe("1.23");
        till.pressKey("back");
        expect(till.amounts.food).toBe("1.2");
    });
});

describe("the limit", () => {
    test("a slip that fills the month exactly does not pass it, a cent more does", async () => {
        const till = await openSlip("60.00");
        expect(till.passesLimit).toBe(false);
        expect(".o_till_limit").not.toHaveClass("is_over");
        till.setAmount("food", "60.01");
        await animationFrame();
        expect(till.passesLimit).toBe(true);
        expect(".o_till_limit").toHaveClass("is_over");
    });

    test("without a limit none is passed", async () => {
        onRpc("hotel.till", "customer_card", () => card({ unlimited: true, limit: 0, remaining: 0 }));
        const till = await openSlip("999999");
        expect(till.passesLimit).toBe(false);
    });

    test("the screen warns, the server decides: a slip above the limit can be sent", async () => {
        await openSlip("60.01");
        await tickSignature();
        await authorise();
        expect(charged).toHaveLength(1);
    });
});

describe("charging", () => {
    test("nothing is sent before the signature was compared", async () => {
        await openSlip("12.50");
        await authorise();
        expect(".o_till_missing").toHaveText(/Compare the signature/);
        expect(charged).toHaveLength(0);
        await tickSignature();
        await authorise();
        expect(charged).toMatchObject([
            { outlet: "REST", agreement: "A9", signer: "S3", amounts: { food: "12.50" }, currency: "CNY", signature_matches: true },
        ]);
    });

    test("another signer is another signature to compare", async () => {
        const till = await openSlip("12.50");
        await tickSignature();
        till.chooseSigner(4);
        expect(till.signatureMatches).toBe(false);
    });

    test("two clicks send one slip", async () => {
        const answer = new Deferred();
        answerWith = () => answer;
        const till = await openSlip("12.50");
        await tickSignature();
        till.authorise();
        till.authorise();
        await animationFrame();
        expect(".o_till_authorise").toHaveAttribute("disabled");
        answer.resolve({ granted: true, charge: "SL/1", state: "authorised", reasons: [], remaining: 47.5, repeated: false });
        await animationFrame();
        expect(charged).toHaveLength(1);
        expect(".o_till_answer.is_granted").toHaveCount(1);
        expect(device.unanswered).toBe(null);
    });

    test("a refusal shows all reasons, and the slip can be corrected", async () => {
        answerWith = () => ({
            granted: false,
            charge: false,
            reasons: [
                { code: "over_limit", rule: "D3", message: "Above the limit.", who: "Sales head" },
                { code: "overdue_statement", rule: "D1", message: "Something is overdue.", who: "Finance" },
            ],
            remaining: 60,
        });
        await openSlip("70");
        await tickSignature();
        await authorise();
        await animationFrame();
        expect(queryAllTexts(".o_till_answer.is_refused .o_till_reasons > li").join(" ")).toMatch(/Above the limit.*Something is overdue/s);
        await press("Enter");
        await animationFrame();
        expect(".o_till_answer").toHaveCount(0);
        expect("[data-till-focus=amount]").toHaveValue("70");
    });

    test("what the server says is wrong is shown as its reason", async () => {
        answerWith = () => {
            throw makeServerError({ type: "UserError", message: "The outlet is closed." });
        };
        await openSlip("12.50");
        await tickSignature();
        await authorise();
        await animationFrame();
        expect(".o_till_answer.is_refused").toHaveText(/The outlet is closed/);
        expect(device.unanswered).toBe(null);
    });
});

describe("without an answer", () => {
    test("the slip is kept on the device and goes again under the same reference", async () => {
        answerWith = () => new Deferred();
        const till = await openSlip("12.50");
        await tickSignature();
        const sent = till.authorise();
        await advanceTime(31000);
        await sent;
        await animationFrame();
        expect(".o_till_answer").toHaveText(/did not answer/);
        expect(device.unanswered.values.external_ref).toBe(charged[0].external_ref);

        await till.authorise();
        expect(charged).toHaveLength(1, { message: "no second slip while the first is open" });

        answerWith = () => ({ granted: true, charge: "SL/1", state: "authorised", reasons: [], remaining: 47.5, repeated: true });
        await contains(".o_till_answer .is_main").click();
        await animationFrame();
        expect(charged[1]).toEqual(charged[0]);
        expect(".o_till_answer").toHaveText(/nothing was charged twice/);
        expect(device.unanswered).toBe(null);
    });

    test("a slip left behind by a closed page is asked about first", async () => {
        device.unanswered = {
            values: { outlet: "REST", amounts: { food: "8" }, external_ref: "left" }, customer: "Blue Ocean", amount: 8, currencyId: 1, companyId: 1,
        };
        onRpc("hotel.charge", "lookup", ({ args }) => {
            expect.step(args.join());
            return { charge: "SL/9", state: "authorised", remaining: 52 };
        });
        await mountWithCleanup(HotelTill, { props: { action: {}, actionId: 1 } });
        expect(".o_till_answer").toHaveText(/left/);
        await contains(".o_till_answer_buttons button:last").click();
        await animationFrame();
        expect.verifySteps(["left,REST"]);
        expect(".o_till_answer.is_granted").toHaveText(/SL\/9/, { message: "the server had it after all" });
    });

    test("references of slips differ", () => {
        const references = new Set(Array.from({ length: 100 }, newReference));
        expect(references.size).toBe(100);
        expect(queryAll(".o_till")).toHaveLength(0);
    });
});
