import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** The service manager's start page: today, late, this week's figures; every number opens what lies behind it (I10, M5). */
export class ServiceManager extends Component {
    static template = "hotel_callback.ServiceManager";
    static props = { ...standardActionServiceProps };
    static displayName = _t("Service manager");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ page: null });
        this.names = {
            made: _t("Callbacks made"), reached: _t("Reached"), satisfied: _t("Satisfied"), reported: _t("Reported in time"),
            solved: _t("Problems solved"),
        };
        this.bands = { bonus: _t("Bonus"), normal: _t("Normal"), warned: _t("Warned"), none: _t("No bonus") };
        onWillStart(() => this.load());
    }

    async load() {
        this.state.page = await this.orm.call("hotel.callback.figure", "manager_page", []);
    }

    get day() {
        return formatDate(deserializeDate(this.state.page.day));
    }

    get shares() {
        const { week, shares, targets } = this.state.page;
        return Object.keys(shares).map((name) => {
            const [part, whole, leftOut] = shares[name];
            const value = week[`${name}_share`];
            return {
                name, part, whole, leftOut, value, label: this.names[name], counts: [week[part], week[whole], week[leftOut]],
                low: value !== null && targets[name] !== undefined && value < targets[name], target: targets[name],
            };
        });
    }

    percent(value) {
        return value === null || value === undefined ? "–" : `${value.toFixed(1)} %`;
    }

    openTile(tile) {
        return this.open(tile.name, tile.model, tile.domain);
    }

    openWeek(label, column, owner) {
        const domain = [...this.state.page.week_domain, [column, ">", 0]];
        if (owner) {
            domain.push(["owner_id", "=", owner]);
        }
        return this.open(label, "hotel.callback.figure", domain);
    }

    open(name, model, domain) {
        return this.action.doAction({
            type: "ir.actions.act_window", name, res_model: model, domain, views: [[false, "list"], [false, "form"]],
        });
    }

    run(action) {
        return this.action.doAction(action);
    }
}

registry.category("actions").add("hotel_callback.manager", ServiceManager);
