import { onWillUnmount, useEffect } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { progressBarField, ProgressBarField } from "@web/views/fields/progress_bar/progress_bar_field";

const PERIOD = 2000;

/** A progress bar that reads its record anew every two seconds while the record's state says that work goes on. */
export class HotelLiveProgressField extends ProgressBarField {
    static props = { ...ProgressBarField.props, runningState: { type: String, optional: true } };

    setup() {
        super.setup();
        this.timer = null;
        useEffect(
            (state) => {
                this.stop();
                if (state === this.props.runningState) {
                    this.schedule();
                }
            },
            () => [this.props.record.data.state]
        );
        onWillUnmount(() => this.stop());
    }

    schedule() {
        this.timer = setTimeout(async () => {
            const { record } = this.props;
            if (!(await record.isDirty())) {
                await record.load();
            }
            if (this.timer && record.data.state === this.props.runningState) {
                this.schedule();
            }
        }, PERIOD);
    }

    stop() {
        clearTimeout(this.timer);
        this.timer = null;
    }
}

registry.category("fields").add("hotel_live_progress", {
    ...progressBarField,
    component: HotelLiveProgressField,
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...progressBarField.extractProps(fieldInfo, dynamicInfo),
        runningState: fieldInfo.options.running,
    }),
});
