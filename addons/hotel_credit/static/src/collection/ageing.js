import { Component, onWillStart, useState } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatMonetary } from "@web/views/fields/formatters";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const SHOWN = 100;

/** F6: the ageing at the end of a day, by customer, agreement, salesperson or guarantor; each cell opens its items. */
export class HotelAgeing extends Component {
    static template = "hotel_credit.Ageing";
    static components = { Layout, DateTimeInput };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        const params = this.props.action.context || {};
        this.groups = [
            { key: "customer", label: _t("Customer") },
            { key: "agreement", label: _t("Agreement") },
            { key: "salesperson", label: _t("Salesperson") },
            { key: "guarantor", label: _t("Guarantor") },
        ];
        this.state = useState({
            by: params.by || "customer",
            asOf: params.as_of || false,
            table: null,
            shown: SHOWN,
            filter: "",
            loading: false,
        });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    get day() {
        return this.state.asOf ? deserializeDate(this.state.asOf) : false;
    }

    get today() {
        return deserializeDate(this.state.table.today);
    }

    get rows() {
        const text = this.state.filter.trim().toLowerCase();
        return text ? this.state.table.rows.filter((row) => row.name.toLowerCase().includes(text)) : this.state.table.rows;
    }

    get visibleRows() {
        return this.rows.slice(0, this.state.shown);
    }

    async load() {
        this.state.loading = true;
        this.state.table = await this.orm.call("hotel.ageing", "get_table", [this.state.asOf, this.state.by]);
        this.state.asOf = this.state.table.as_of;
        this.state.loading = false;
    }

    money(amount) {
        return amount ? formatMonetary(amount, { currencyId: this.state.table.currency_id, noSymbol: true }) : "";
    }

    setDay(day) {
        if (day) {
            this.state.asOf = serializeDate(day);
            this.load();
        }
    }

    setGroup(key) {
        this.state.by = key;
        this.state.shown = SHOWN;
        this.load();
    }

    showMore() {
        this.state.shown += SHOWN;
    }

    /** Open the items of a row and bucket; without them all of the row, or all. */
    open(row, bucket) {
        const { table } = this.state;
        const domain = [];
        if (row) {
            domain.push([table.field, "=", row.id]);
        }
        if (bucket) {
            domain.push(["bucket", "=", bucket.code]);
        }
        const name = [row && row.name, bucket && bucket.label, table.as_of].filter(Boolean).join(", ");
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: table.model,
            views: [
                [false, "list"],
                [false, "pivot"],
                [false, "graph"],
            ],
            domain,
            context: { hotel_as_of: table.as_of },
        });
    }

    async print(kind) {
        const action = await this.orm.call("hotel.ageing", "action_print", [this.state.asOf, this.state.by, kind]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("hotel_credit.ageing", HotelAgeing);
