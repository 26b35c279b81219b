import { patch } from "@web/core/utils/patch";
import { TimelineRenderer } from "@web_timeline/views/timeline/timeline_renderer.esm";

const { DateTime } = luxon;

const TIME = { hour: "2-digit", minute: "2-digit", hour12: false };
const DAY = { weekday: "short", day: "numeric", month: "long" };
const MONTH = { month: "long", year: "numeric" };

/** What the axis of a timeline says at each scale: the upper and the lower line, as options of Intl.DateTimeFormat. */
const MAJOR = { hour: DAY, minute: DAY, weekday: MONTH, day: MONTH, week: MONTH, month: { year: "numeric" } };
const MINOR = {
    minute: TIME,
    hour: TIME,
    weekday: { weekday: "short", day: "numeric" },
    day: { day: "numeric" },
    month: { month: "short" },
    year: { year: "numeric" },
};

function inWords(options, date) {
    return options ? DateTime.fromJSDate(date.toDate()).toLocaleString(options) : "";
}

/** What the axis says, in the user's language: options `format` of the timeline. */
export const axisFormat = {
    majorLabels: (date, scale) => inWords(MAJOR[scale], date),
    minorLabels: (date, scale) => inWords(MINOR[scale], date),
};

// The library below the view speaks English alone.
patch(TimelineRenderer.prototype, {
    init_timeline() {
        this.options.format = axisFormat;
        super.init_timeline();
    },
});
