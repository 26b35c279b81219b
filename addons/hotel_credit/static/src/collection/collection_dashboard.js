import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatMonetary } from "@web/views/fields/formatters";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const COLORS = ["#5b8c5a", "#c9b458", "#d99a4e", "#d0743c", "#b5482f", "#8c2f2f", "#5c1f2b"];
const OPEN = "#3f6c9b";
const LATE = "#c0563b";
/** Beside a bar there is room for so many characters. */
const LABEL = 18;

const short = (name) => (name.length > LABEL ? `${name.slice(0, LABEL)}…` : name);

/** F6: the figures of collection at the end of a day: tiles and graphs; a bar opens what it stands for. */
export class HotelCollectionDashboard extends Component {
    static template = "hotel_credit.CollectionDashboard";
    static components = { Layout, DateTimeInput };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.refs = Object.fromEntries(
            ["ageing", "rate", "exposures", "limits", "guarantors"].map((name) => [name, useRef(name)])
        );
        this.charts = [];
        this.state = useState({ asOf: false, figures: null });
        onWillStart(async () => {
            await Promise.all([loadBundle("web.chartjs_lib"), this.load()]);
        });
        useEffect(
            () => {
                this.draw();
                return () => this.destroyCharts();
            },
            () => [this.state.figures]
        );
        onWillUnmount(() => this.destroyCharts());
    }

    get display() {
        return { controlPanel: {} };
    }

    get day() {
        return this.state.asOf ? deserializeDate(this.state.asOf) : false;
    }

    get today() {
        return deserializeDate(this.state.figures.today);
    }

    get rateClass() {
        const { rate, target } = this.state.figures;
        return rate === null ? "" : rate >= target ? "o_hotel_good" : "o_hotel_bad";
    }

    async load() {
        this.state.figures = await this.orm.call("hotel.collection.figures", "get_dashboard", [this.state.asOf]);
        this.state.asOf = this.state.figures.as_of;
    }

    setDay(day) {
        if (day) {
            this.state.asOf = serializeDate(day);
            this.load();
        }
    }

    money(amount) {
        return formatMonetary(amount, { currencyId: this.state.figures.currency_id });
    }

    openAgeing(by) {
        return this.action.doAction("hotel_credit.hotel_ageing_action", {
            additionalContext: { by, as_of: this.state.asOf },
        });
    }

    openItems(model, domain, name) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: model,
            views: [
                [false, "list"],
                [false, "pivot"],
            ],
            domain,
            context: { hotel_as_of: this.state.asOf },
        });
    }

    openLimits() {
        return this.action.doAction("hotel_credit.hotel_credit_month_action");
    }

    destroyCharts() {
        this.charts.forEach((chart) => chart.destroy());
        this.charts = [];
    }

    draw() {
        const { figures } = this.state;
        this.chart("ageing", "bar", {
            labels: figures.ageing.map((each) => each.label),
            datasets: [{ data: figures.ageing.map((each) => each.amount), backgroundColor: COLORS }],
            legend: false,
            click: (index) => {
                const bucket = figures.ageing[index];
                return this.openItems("hotel.ageing", [["bucket", "=", bucket.code]], bucket.label);
            },
        });
        this.chart("rate", "line", {
            labels: figures.months.map((each) => each.month.slice(0, 7)),
            datasets: [
                {
                    label: _t("Collected in time (%)"),
                    data: figures.months.map((each) => each.rate),
                    borderColor: OPEN,
                    backgroundColor: OPEN,
                    spanGaps: true,
                    tension: 0.2,
                },
                {
                    label: _t("Aimed at (%)"),
                    data: figures.months.map(() => figures.target),
                    borderColor: LATE,
                    borderDash: [6, 4],
                    pointRadius: 0,
                },
            ],
            scales: { y: { min: 0, max: 100 } },
        });
        this.people("exposures", figures.exposures, "hotel.ageing", "partner_id");
        this.people("guarantors", figures.guarantors, "hotel.ageing.share", "user_id");
        this.chart("limits", "bar", {
            labels: figures.limits.map((each) => short(each.name)),
            datasets: [
                {
                    data: figures.limits.map((each) => each.share),
                    backgroundColor: figures.limits.map((each) => (each.share >= 80 ? LATE : OPEN)),
                },
            ],
            legend: false,
            horizontal: true,
            scales: { x: { min: 0, suggestedMax: 100 } },
            click: () => this.openLimits(),
        });
    }

    people(name, rows, model, field) {
        this.chart(name, "bar", {
            labels: rows.map((row) => short(row.name)),
            datasets: [
                { label: _t("Overdue"), data: rows.map((row) => row.overdue), backgroundColor: LATE },
                { label: _t("Not due"), data: rows.map((row) => Math.max(row.total - row.overdue, 0)), backgroundColor: OPEN },
            ],
            horizontal: true,
            scales: { x: { stacked: true }, y: { stacked: true } },
            click: (index) => this.openItems(model, [[field, "=", rows[index].id]], rows[index].name),
        });
    }

    chart(name, type, { labels, datasets, legend = true, horizontal = false, scales = {}, click }) {
        const canvas = this.refs[name].el;
        if (!canvas) {
            return;
        }
        this.charts.push(
            new Chart(canvas, {
                type,
                data: { labels, datasets },
                options: {
                    animation: false,
                    maintainAspectRatio: false,
                    indexAxis: horizontal ? "y" : "x",
                    scales,
                    plugins: { legend: { display: legend, position: "bottom" } },
                    onClick: (_event, elements) => {
                        if (click && elements.length) {
                            click(elements[0].index);
                        }
                    },
                },
            })
        );
    }
}

registry.category("actions").add("hotel_credit.collection_dashboard", HotelCollectionDashboard);
