import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";

/** The keys, for who works without a mouse. */
export class TillHelpDialog extends Component {
    static template = "hotel_credit.TillHelpDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.keys = [
            ["/  F2", _t("Find a customer; scan a signer card at any time")],
            ["↑ ↓  Enter", _t("Choose what was found; go from field to field")],
            ["F6  Shift+F6", _t("Next, previous signer")],
            ["F7", _t("The signature matches")],
            ["F4", _t("Amounts")],
            ["F9", _t("Photo of the signed slip")],
            ["Ctrl+Enter", _t("Authorise")],
            ["Enter", _t("After the answer: next customer, or back to the slip")],
            ["P  V", _t("After a green answer: print, void")],
            ["F8", _t("Slips of today")],
            ["Esc", _t("Clear the screen")],
        ];
    }
}
