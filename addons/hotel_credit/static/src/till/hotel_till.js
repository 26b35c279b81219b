import { Component, onMounted, onWillStart, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";
import { formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { TillAnswer } from "./till_answer";
import { TillCustomer } from "./till_customer";
import { TillDay } from "./till_day";
import { asDate, money } from "./till_format";
import { TillHelpDialog } from "./till_help_dialog";
import { Scanner } from "./till_scanner";
import { TillSearch } from "./till_search";
import { TillSlip } from "./till_slip";
import { TillStore } from "./till_store";
import { TillVoidDialog } from "./till_void_dialog";

/** The cashier's screen: find the customer, compare the signature, enter the amounts, press one button (D1, D12). */
export class HotelTill extends Component {
    static template = "hotel_credit.HotelTill";
    static components = { TillSearch, TillCustomer, TillSlip, TillDay, TillAnswer };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Till");

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.ui = useService("ui");
        const notification = useService("notification");
        this.till = useState(new TillStore({ orm: useService("orm"), notification }));
        this.view = useState({ showDay: false, online: navigator.onLine });
        this.root = useRef("root");
        this.scanner = new Scanner((code) => this.scan(code));
        onWillStart(() => this.till.start());
        onMounted(() => this.focus("search"));
        useExternalListener(document, "keydown", this.onKeydown, { capture: true });
        useExternalListener(window, "online", () => (this.view.online = true));
        useExternalListener(window, "offline", () => (this.view.online = false));
        useEffect(
            (card) => {
                if (card) {
                    this.view.showDay = false;
                    this.focusNext();
                }
            },
            () => [this.till.card]
        );
        useEffect(
            (answer) => {
                if (answer) {
                    this.focus("answer");
                }
            },
            () => [this.till.answer || this.till.unanswered]
        );
    }

    get businessDate() {
        const date = asDate(this.till.businessDate);
        return date ? formatDate(date) : "";
    }

    get weekday() {
        return asDate(this.till.businessDate)?.toFormat("cccc") || "";
    }

    get dayTotal() {
        return this.till.day.totals.map((total) => money(total.amount, total.currency_id)).join(" + ") || money(0, this.till.currencyId);
    }

    get dayCount() {
        return this.till.day.totals.reduce((count, total) => count + total.count, 0);
    }

    get phase() {
        return this.till.answer || this.till.unanswered ? "answer" : this.till.card ? "slip" : "search";
    }

    // -- what the buttons and keys do ---------------------------------------------------------------------------

    focus(name) {
        const element = this.root.el?.querySelector(`[data-till-focus="${name}"]`);
        if (element) {
            element.focus({ preventScroll: element.dataset.tillFocus === "search" });
            element.select?.();
        }
    }

    /** After a customer was chosen: the signer if it is open who signed, else the first amount. */
    focusNext() {
        const open = !this.till.signer && !this.till.withGuarantor && this.till.card?.signers.length;
        this.focus(open ? "signer" : "amount");
    }

    async scan(code) {
        if (!this.till.sending && !this.till.answer && !this.till.unanswered) {
            await this.till.searchAndChoose(code);
        }
    }

    async authorise() {
        await this.till.authorise();
        const first = this.till.missing[0];
        if (first) {
            this.focus(first.at);
        }
    }

    next() {
        this.till.nextCustomer();
        this.view.showDay = false;
        // The search field appears with the next rendering.
        setTimeout(() => this.focus("search"));
    }

    correct() {
        this.till.correct();
        setTimeout(() => this.focus("amount"));
    }

    toggleDay() {
        this.view.showDay = !this.view.showDay;
        if (this.view.showDay) {
            this.till.loadDay();
        }
    }

    print(slip) {
        return this.action.doAction({
            type: "ir.actions.report",
            report_type: "qweb-pdf",
            report_name: "hotel_credit.report_charge_slip",
            report_file: "hotel_credit.report_charge_slip",
            name: _t("Charge slip"),
            context: { active_ids: [slip.id], active_model: "hotel.charge" },
        });
    }

    askVoid(slip) {
        this.dialog.add(TillVoidDialog, {
            slip,
            confirm: async (reason) => {
                await this.till.voidSlip(slip.number, reason);
                if (this.till.answer?.charge === slip.number) {
                    this.next();
                }
            },
        });
    }

    help() {
        this.dialog.add(TillHelpDialog, {});
    }

    leave() {
        return this.action.doAction("hotel_credit.hotel_charge_action_today", { clearBreadcrumbs: true });
    }

    onOutlet(ev) {
        this.till.chooseOutlet(Number(ev.target.value));
    }

    // -- keyboard -----------------------------------------------------------------------------------------------

    onKeydown(ev) {
        // A dialog on top has its own keys.
        if (this.ui.activeElement !== document || ev.isComposing) {
            return;
        }
        if (this.scanner.onKeydown(ev)) {
            return;
        }
        const action = this.phase === "answer" ? this.getAnswerKey(ev) : this.getKey(ev);
        if (action) {
            ev.preventDefault();
            ev.stopPropagation();
            action();
        }
    }

    getAnswerKey(ev) {
        const { answer, answeredSlip, sending } = this.till;
        if (sending || ev.ctrlKey || ev.altKey || ev.metaKey) {
            return null;
        }
        if (!answer) {
            return ev.key === "Enter" ? () => this.till.send(this.till.unanswered) : null;
        }
        if (!answer.granted) {
            return { Enter: () => this.correct(), Escape: () => this.next() }[ev.key];
        }
        const onButton = document.activeElement?.tagName === "BUTTON" && document.activeElement.dataset.tillFocus !== "answer";
        return {
            Enter: onButton ? null : () => this.next(),
            Escape: () => this.next(),
            p: answeredSlip && (() => this.print(answeredSlip)),
            v: answeredSlip?.can_void && (() => this.askVoid(answeredSlip)),
        }[ev.key.length === 1 ? ev.key.toLowerCase() : ev.key];
    }

    getKey(ev) {
        const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(document.activeElement?.tagName);
        if (ev.ctrlKey || ev.metaKey) {
            return ev.key === "Enter" ? () => this.authorise() : null;
        }
        if (ev.altKey) {
            return null;
        }
        const keys = {
            F1: () => this.help(),
            F2: () => this.focus("search"),
            F4: () => this.focus("amount"),
            F6: () => this.till.stepSigner(ev.shiftKey ? -1 : 1),
            F7: () => this.toggleMatches(),
            F8: () => this.toggleDay(),
            F9: () => this.root.el.querySelector(".o_till_photo_input")?.click(),
            Escape: () => this.next(),
        };
        if (!typing) {
            keys["/"] = () => this.focus("search");
            keys["?"] = () => this.help();
        }
        return keys[ev.key];
    }

    toggleMatches() {
        if (this.till.signer) {
            this.till.signatureMatches = !this.till.signatureMatches;
            this.till.missing = [];
        }
    }
}

registry.category("actions").add("hotel_till", HotelTill);
