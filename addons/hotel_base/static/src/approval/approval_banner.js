import { Component } from "@odoo/owl";
import { deserializeDateTime, toLocaleDateTimeString } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The line at the head of a document under approval: whose turn it is until when, or why it was sent back. */
export class ApprovalBanner extends Component {
    static template = "hotel_base.ApprovalBanner";
    static props = { ...standardFieldProps };

    get banner() {
        return this.props.record.data[this.props.name] || {};
    }

    get deadline() {
        return toLocaleDateTimeString(deserializeDateTime(this.banner.deadline));
    }
}

registry.category("fields").add("hotel_approval_banner", {
    component: ApprovalBanner,
    displayName: _t("Approval banner"),
    supportedTypes: ["json"],
});
