import { describe, expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { axisFormat } from "@hotel_events/room_diary/timeline_locale";

describe.current.tags("desktop");

/** A moment of the timeline's library: all that is asked of it is its date. */
const moment = { toDate: () => luxon.DateTime.fromISO("2026-03-18T14:05").toJSDate() };

test("the diary's axis speaks the user's language", () => {
    patchWithCleanup(luxon.Settings, { defaultLocale: "en" });
    expect(axisFormat.majorLabels(moment, "hour")).toBe("Wed, March 18");
    expect(axisFormat.majorLabels(moment, "day")).toBe("March 2026");
    expect(axisFormat.minorLabels(moment, "hour")).toBe("14:05");
    patchWithCleanup(luxon.Settings, { defaultLocale: "zh-CN" });
    expect(axisFormat.majorLabels(moment, "hour")).toMatch(/3月18日.*周三|3月18日周三/);
    expect(axisFormat.majorLabels(moment, "month")).toBe("2026年");
    expect(axisFormat.minorLabels(moment, "weekday")).toMatch(/18日/);
});

test("a scale without words says nothing", () => {
    expect(axisFormat.majorLabels(moment, "millisecond")).toBe("");
});
