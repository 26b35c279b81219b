import { Component } from "@odoo/owl";
import { deserializeDateTime, toLocaleDateTimeString } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const ICONS = {
    waiting: "fa-circle-o",
    pending: "fa-hourglass-half",
    approved: "fa-check",
    rejected: "fa-times",
    skipped: "fa-minus",
    cancelled: "fa-ban",
};

/** The course of an approval: the rounds, newest first, each with its tiers as a line from top to bottom. */
export class ApprovalSteps extends Component {
    static template = "hotel_base.ApprovalSteps";
    static props = { ...standardFieldProps };

    get rounds() {
        return this.props.record.data.approval_course || [];
    }

    icon(step) {
        return ICONS[step.state];
    }

    instant(value) {
        return value ? toLocaleDateTimeString(deserializeDateTime(value)) : "";
    }

    avatar(person) {
        return `/web/image/res.users/${person.id}/avatar_128`;
    }

    /** What has become of a tier, in words. */
    verdict(step) {
        const by = step.decided_by?.name;
        switch (step.state) {
            case "approved":
                return _t("Approved by %s", by);
            case "rejected":
                return _t("Sent back by %s", by);
            case "cancelled":
                return by ? _t("Withdrawn by %s", by) : _t("Not asked any more");
            case "skipped":
                return _t("Not needed");
            case "pending":
                return _t("To decide");
            default:
                return _t("Waiting");
        }
    }

    replacement(replaced) {
        const values = { to: replaced.to, from: replaced.from || _t("the whole role"), by: replaced.by };
        return replaced.by
            ? _t("%(to)s for %(from)s, named by %(by)s", values)
            : _t("%(to)s for %(from)s, who may not decide this", values);
    }
}

registry.category("fields").add("hotel_approval_steps", {
    component: ApprovalSteps,
    displayName: _t("Approval course"),
    supportedTypes: ["one2many"],
    fieldDependencies: [{ name: "approval_course", type: "json", readonly: true }],
});
