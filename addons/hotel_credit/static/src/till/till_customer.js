import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { asDate, day, money } from "./till_format";
import { readPhoto } from "./till_photo";

const BADGES = { active: "success", suspended: "danger", expired: "secondary", terminated: "secondary", to_sign: "warning" };

/** The customer: agreement, the month's limit as a bar, signers; the specimen beside the photo of the slip (D12). */
export class TillCustomer extends Component {
    static template = "hotel_credit.TillCustomer";
    static props = { till: Object };

    setup() {
        this.till = useState(this.props.till);
        this.notification = useService("notification");
        this.day = day;
    }

    get card() {
        return this.till.card;
    }

    get badge() {
        return BADGES[this.card.agreement.state];
    }

    money(amount) {
        return money(amount, this.till.currencyId);
    }

    get monthName() {
        return asDate(this.card.month.month).toFormat("LLLL");
    }

    /** Shares of the bar in percent: used, this slip, and what of this slip no longer fits. */
    get bar() {
        const { limit, used, remaining } = this.card.month;
        const total = this.till.total;
        const whole = Math.max(limit, used + total, 0.01);
        const fits = Math.max(0, Math.min(total, remaining));
        return { used: (used / whole) * 100, fits: (fits / whole) * 100, over: ((total - fits) / whole) * 100 };
    }

    get after() {
        return this.card.month.remaining - this.till.total;
    }

    /** What stands in the way, as the screen knows it; the server's answer names every reason. */
    get warnings() {
        const { agreement, overdue } = this.card;
        const list = [];
        if (!agreement) {
            list.push({
                level: "danger",
                text: _t("No agreement: this customer cannot charge on account. A department head can apply for a temporary credit."),
            });
            return list;
        }
        if (agreement.state !== "active") {
            list.push({ level: "danger", text: _t("The agreement is not active: %s.", agreement.state_label) });
        }
        if (!agreement.in_dates) {
            list.push({
                level: "danger",
                text: _t("The business day lies outside the agreement's dates (%(start)s – %(end)s).", {
                    start: day(agreement.date_start),
                    end: day(agreement.date_end),
                }),
            });
        }
        if (!agreement.outlet_allowed) {
            list.push({
                level: "danger",
                text: _t("The customer may not charge here, only at: %s.", agreement.outlets.join(", ")),
            });
        }
        if (overdue > 0 && agreement.overdue_policy !== "ignore") {
            list.push({
                level: agreement.overdue_policy === "refuse" ? "danger" : "warning",
                text: _t("Overdue: %s. Please remind the customer.", this.money(overdue)),
            });
        }
        return list;
    }

    signerNote(signer) {
        if (signer.state === "ended") {
            return _t("Ended from %s", day(signer.ended_on));
        }
        if (signer.state === "not_yet") {
            return signer.valid_from ? _t("Valid from %s", day(signer.valid_from)) : _t("Not valid yet");
        }
        return signer.code || "";
    }

    onGuarantorApproval(ev) {
        this.till.guarantorApproval = ev.target.value;
        this.till.missing = [];
    }

    onSignerKey(ev) {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[ev.key];
        if (step) {
            ev.preventDefault();
            this.till.stepSigner(step);
        }
    }

    async onPhoto(ev) {
        const [file] = ev.target.files;
        if (!file) {
            return;
        }
        try {
            this.till.photo = await readPhoto(file);
        } catch (error) {
            this.notification.add(error.message, { type: "danger" });
        }
        // The same file may be chosen again.
        ev.target.value = "";
    }

    onMatches(ev) {
        this.till.signatureMatches = ev.target.checked;
        this.till.missing = [];
    }

    isMissing(at) {
        return this.till.missing.some((item) => item.at === at);
    }
}
