import { getCurrency } from "@web/core/currency";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { fromUnits, readAmount, toUnits } from "./till_decimal";
import { device } from "./till_device";
import { findMissing, prepareValues } from "./till_values";

const ANSWER_WITHIN = 30000;
/** Errors after which the server is sure to have charged nothing. All others leave the question open. */
const DEFINITE = new Set([
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "odoo.exceptions.AccessError",
    "odoo.exceptions.MissingError",
]);

function isDefinite(error) {
    const name = error instanceof RPCError ? error.exceptionName : "";
    return DEFINITE.has(name) || name.startsWith("odoo.addons.hotel_credit.exceptions.");
}

function within(promise, milliseconds) {
    let timer;
    const late = new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Error("timeout")), milliseconds);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** All that the cashier's screen knows, and what it asks of the server. It knows nothing of elements and keys. */
export class TillStore {
    constructor({ orm, notification }) {
        this.orm = orm;
        this.notification = notification;
        this.ready = false;
        this.user = "";
        this.outlets = [];
        this.outlet = null;
        this.kinds = [];
        this.online = true;
        this.sending = false;
        this.answer = null;
        this.unanswered = null;
        this.day = { slips: [], totals: [], voided: 0, business_date: false };
        this.query = "";
        this.found = [];
        this.foundFor = "";
        this.foundSigner = null;
        this.position = 0;
        this.searching = false;
        this.searchNumber = 0;
        this.card = null;
        this.loadingCard = false;
        this.clearSlip();
    }

    clearSlip() {
        this.amounts = Object.fromEntries(this.kinds.map((kind) => [kind.code, ""]));
        this.activeKind = this.kinds[0]?.code || null;
        this.signerId = null;
        this.withGuarantor = false;
        this.guarantorApproval = "";
        this.signatureMatches = false;
        this.guest = "";
        this.checkNumber = "";
        this.photo = null;
        this.missing = [];
    }

    async start() {
        const { user, outlets, kinds } = await this.orm.call("hotel.till", "start", []);
        Object.assign(this, { user, outlets, kinds });
        this.clearSlip();
        const remembered = outlets.find((outlet) => outlet.id === device.outletId);
        this.outlet = remembered || outlets[0] || null;
        const left = device.unanswered;
        if (left && outlets.some((outlet) => outlet.code === left.values.outlet)) {
            this.unanswered = left;
        }
        this.ready = true;
        await this.loadDay();
    }

    async chooseOutlet(id) {
        this.outlet = this.outlets.find((outlet) => outlet.id === id);
        device.outletId = id;
        this.nextCustomer();
        await this.loadDay();
    }

    async loadDay() {
        if (this.outlet) {
            this.day = await this.orm.silent.call("hotel.till", "slips", [this.outlet.id]);
        }
    }

    get businessDate() {
        return this.day.business_date || this.outlet?.business_date;
    }

    // -- customer -----------------------------------------------------------------------------------------------

    async search(text) {
        this.query = text;
        const number = ++this.searchNumber;
        if (!text.trim()) {
            Object.assign(this, { found: [], foundFor: "", foundSigner: null, searching: false });
            return;
        }
        this.searching = true;
        try {
            const { rows, signer } = await this.orm.silent.call("hotel.till", "search_customers", [text, this.outlet.id]);
            if (number === this.searchNumber) {
                Object.assign(this, { found: rows, foundFor: text, foundSigner: signer || null, position: 0 });
            }
        } finally {
            if (number === this.searchNumber) {
                this.searching = false;
            }
        }
    }

    /** Enter in the search field: a scanned card chooses customer and signer, otherwise the marked line is taken. */
    async searchAndChoose(text) {
        if (this.foundFor !== text) {
            await this.search(text);
        }
        if (this.foundFor !== text) {
            return;
        }
        if (this.foundSigner && this.position === 0) {
            await this.choose(this.foundSigner, this.foundSigner.signer_id);
        } else if (this.found.length) {
            await this.choose(this.found[this.position]);
        }
    }

    movePosition(step) {
        const count = this.found.length;
        if (count) {
            this.position = (this.position + step + count) % count;
        }
    }

    async choose(row, signerId = null) {
        this.loadingCard = true;
        this.searchNumber++;
        try {
            this.card = await this.orm.call("hotel.till", "customer_card", [this.outlet.id], {
                partner: row.partner_id,
                agreement: row.agreement_id || null,
            });
            Object.assign(this, { found: [], foundFor: "", foundSigner: null, query: "", searching: false });
            this.clearSlip();
            const valid = this.card.signers.filter((signer) => signer.state === "valid");
            this.signerId = signerId || (valid.length === 1 ? valid[0].id : null);
        } finally {
            this.loadingCard = false;
        }
    }

    nextCustomer() {
        Object.assign(this, { card: null, answer: null, query: "", found: [], foundFor: "", foundSigner: null });
        this.clearSlip();
    }

    get signer() {
        return this.card?.signers.find((signer) => signer.id === this.signerId) || null;
    }

    chooseSigner(id) {
        this.signerId = id;
        this.withGuarantor = false;
        this.guarantorApproval = "";
        // What was compared was another signature.
        this.signatureMatches = false;
        this.missing = [];
    }

    chooseGuarantor() {
        this.signerId = null;
        this.withGuarantor = true;
        this.signatureMatches = false;
        this.missing = [];
    }

    /** The next signer with a valid signature, for who works without a mouse. */
    stepSigner(step) {
        const valid = (this.card?.signers || []).filter((signer) => signer.state === "valid");
        if (valid.length) {
            const current = valid.findIndex((signer) => signer.id === this.signerId);
            const next = current < 0 ? (step > 0 ? 0 : valid.length - 1) : (current + step + valid.length) % valid.length;
            this.chooseSigner(valid[next].id);
        }
    }

    // -- amounts ------------------------------------------------------------------------------------------------

    get currencyId() {
        return this.card?.agreement?.currency_id || this.outlet?.currency_id;
    }

    get digits() {
        return getCurrency(this.currencyId)?.digits[1] ?? 2;
    }

    units(kind) {
        const plain = readAmount(this.amounts[kind]);
        return plain === null ? null : toUnits(plain, this.digits);
    }

    get totalUnits() {
        return this.kinds.reduce((sum, kind) => sum + (this.units(kind.code) || 0), 0);
    }

    get total() {
        return fromUnits(this.totalUnits, this.digits);
    }

    get passesLimit() {
        const month = this.card?.month;
        return Boolean(month && !month.unlimited && this.total > month.remaining + 10 ** -(this.digits + 2));
    }

    setAmount(kind, text) {
        this.amounts[kind] = text;
        this.missing = [];
    }

    pressKey(key) {
        const kind = this.activeKind;
        const text = this.amounts[kind];
        if (key === "back") {
            this.setAmount(kind, text.slice(0, -1));
        } else if (key === "." && text.includes(".")) {
            return;
        } else {
            const [, fraction] = (text + key).split(".");
            if (!fraction || fraction.length <= this.digits) {
                this.setAmount(kind, text + key);
            }
        }
    }

    // -- charging -----------------------------------------------------------------------------------------------

    async authorise() {
        if (this.sending || this.answer || this.unanswered) {
            return;
        }
        this.missing = findMissing(this);
        if (!this.missing.length) {
            await this.send({
                values: prepareValues(this),
                customer: this.card.customer.name,
                amount: this.total,
                currencyId: this.currencyId,
                companyId: this.outlet.company_id,
            });
        }
    }

    /** Ask the choke point in the outlet's company, whichever company the user works in otherwise. */
    ask(method, args, companyId) {
        return this.orm.silent.call("hotel.charge", method, args, { context: { allowed_company_ids: [companyId] } });
    }

    /**
     * Send one slip and wait for an answer. Without one the same reference is kept on the device, so that the slip can
     * be sent again without being charged twice, also after the page was closed (D5).
     */
    async send(attempt) {
        this.sending = true;
        device.unanswered = attempt;
        let answer;
        try {
            answer = await within(this.ask("authorise", [attempt.values], attempt.companyId), ANSWER_WITHIN);
        } catch (error) {
            if (!isDefinite(error)) {
                Object.assign(this, { unanswered: attempt, sending: false });
                return;
            }
            answer = { granted: false, reasons: [{ message: error.data.message }] };
        }
        this.receive(attempt, answer);
    }

    receive(attempt, answer) {
        device.unanswered = null;
        Object.assign(this, { sending: false, unanswered: null, answer: { ...answer, attempt } });
        if (answer.granted) {
            this.loadDay();
        }
    }

    /** Give the slip up after no answer came, unless the server has it after all. */
    async giveUp() {
        const { unanswered } = this;
        this.sending = true;
        try {
            const question = this.ask("lookup", [unanswered.values.external_ref, unanswered.values.outlet], unanswered.companyId);
            const slip = await within(question, ANSWER_WITHIN);
            if (slip && slip.charge) {
                this.receive(unanswered, { granted: true, reasons: [], ...slip, repeated: true });
                return;
            }
            device.unanswered = null;
            this.unanswered = null;
            this.notification.add(_t("Nothing was charged."), { type: "success" });
        } catch (error) {
            this.notification.add(
                isDefinite(error) ? error.data.message : _t("Still no answer. Check the network, then try again."),
                { type: "warning" }
            );
        } finally {
            this.sending = false;
        }
    }

    /** Back to the slip after a refusal; a refused slip is judged anew under a new reference. */
    correct() {
        this.answer = null;
    }

    get answeredSlip() {
        return this.day.slips.find((slip) => slip.number === this.answer?.charge) || null;
    }

    async voidSlip(number, reason) {
        await this.ask("void", [number, reason], this.outlet.company_id);
        await this.loadDay();
        this.notification.add(_t("Slip %s is void.", number), { type: "success" });
    }
}
