from odoo.tests import new_test_user, tagged

from .phone_browser import DoorEventCase

#: What every script on a phone needs: wait for something, act, and say how it ended.
PHONE = """
const el = (id) => document.getElementById(id);
const until = async (what, condition) => {
    for (let tries = 0; tries < 400; tries++) {
        if (condition()) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`waited in vain: ${what}`);
};
const enter = (text) => {
    el("code").value = text;
    el("entry").requestSubmit();
};
const shown = (verdict, colour, name) => until(`${verdict} ${name}`, () =>
    el("answer").dataset.verdict === verdict && el("answer").className === colour && el("answer").textContent.includes(name));
const queue = () => Object.keys(localStorage).filter((key) => key.startsWith("hotel_door.queue."));
(async () => {
    try {
        %s
        console.log("test successful");
    } catch (error) {
        console.error(error.message);
    }
})();
"""

ONLINE = """
enter("%(li)s");
await shown("in", "green", "Li Na");
await until("count", () => el("passed").textContent === "1");
enter("%(li)s");
await shown("already", "yellow", "Li Na");
enter("99999999999999999");
await shown("unknown", "red", "");
enter("wang");
await until("found by name", () => el("found").textContent.includes("Wang Wei"));
el("found").querySelector("button").click();
await shown("in", "green", "Wang Wei");
el("walk_in").click();
el("walk_in_form").elements.name.value = "Sun Li";
el("walk_in_form").requestSubmit();
await shown("in", "green", "Sun Li");
await until("nothing waits", () => !queue().length && el("waiting").hidden);
if (document.documentElement.scrollWidth > window.innerWidth) {
    throw new Error("the page is wider than the phone");
}
"""

OFFLINE = """
const real = window.fetch;
window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
enter("%(li)s");
await shown("in", "green", "Li Na");
await until("one waits", () => queue().length === 1 && !el("waiting").hidden && el("network").className === "offline");
enter("%(li)s");
await shown("already", "yellow", "Li Na");
enter("%(wang)s");
await shown("in", "green", "Wang Wei");
await until("three wait", () => queue().length === 3 && el("waiting_count").textContent === "3");
// The page is opened anew, with network: what the closed one kept is sent.
const page = document.createElement("iframe");
page.src = location.href;
document.body.append(page);
await until("the queue is sent", () => !queue().length);
await until("the double is shown to be checked", () => page.contentDocument.getElementById("check").textContent.includes("Li Na"));
window.fetch = real;
await until("this page is online again", () => el("network").className === "online" && el("passed").textContent === "2");
"""


@tagged("post_install", "-at_install")
class TestGuestTours(DoorEventCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Phone numbers without a country's code are those of the hotel's country.
        cls.env.company.country_id = cls.env.ref("base.cn")
        cls.li, cls.wang = cls.make_event("tour_door", ("Li Na", "Wang Wei"))
        cls.codes = {"li": cls.li.barcode, "wang": cls.wang.barcode}

    def phone(self, script, url, login=None, ready="document.readyState === 'complete'"):
        self.browser_size, self.touch_enabled = "390x844", True
        self.browser_js(url, PHONE % script, ready=ready, login=login, timeout=120)

    def test_door_staff_scan_search_and_add_a_walk_in(self):
        """H10: at phone size: green, yellow, red, search by name, walk-in; nothing is left waiting."""
        self.phone(ONLINE % self.codes, f"/hotel/door/{self.door.id}", "tour_door", "document.body.dataset.ready === '1'")
        scans = self.env["hotel.event.scan"].search([("checkpoint_id", "=", self.door.id)])
        self.assertEqual(sorted(scans.mapped("registration_id.name")), ["Li Na", "Sun Li", "Wang Wei"])
        self.assertEqual(set(scans.mapped("way")), {"typed", "search", "walk_in"})

    def test_scans_made_without_network_are_kept_and_sent_later(self):
        """H10: the phone answers from its own list, keeps the scans over a closed page and sends each once."""
        self.phone(OFFLINE % self.codes, f"/hotel/door/{self.door.id}", "tour_door", "document.body.dataset.ready === '1'")
        scans = self.env["hotel.event.scan"].search([("checkpoint_id", "=", self.door.id)])
        self.assertEqual(sorted(scans.mapped("registration_id.name")), ["Li Na", "Wang Wei"])

    def test_a_guest_answers_on_the_phone(self):
        """H10: the public page, without a login."""
        # In a frame, so that what watches it outlives the page that the answer brings.
        script = """
            if (document.documentElement.scrollWidth > window.innerWidth) {
                throw new Error("the page is wider than the phone");
            }
            const frame = document.createElement("iframe");
            frame.src = location.href;
            document.body.append(frame);
            const one = (selector) => frame.contentDocument?.querySelector(selector);
            await until("the page", () => one("#diet") && frame.contentDocument.readyState === "complete");
            one("#companions").value = "1";
            one("#diet").value = "no seafood";
            one("button[value=coming]").click();
            await until("the answer is noted", () => one("button[value=coming]")?.textContent.includes("✓"));
        """
        self.phone(script, f"/event/reply/{self.li.hotel_token}", ready="!!document.querySelector('#diet')")
        self.li.invalidate_recordset()
        self.assertEqual((self.li.hotel_reply, self.li.hotel_persons, self.li.hotel_diet), ("coming", 2, "no seafood"))

    def test_the_live_page_counts(self):
        """H10: answers and check points, without a reload."""
        self.door.with_user(self.staff).scan([{"uuid": "a" * 32, "code": self.li.barcode}])
        script = "await until('one has passed', () => document.querySelector('[data-point] b').textContent === '1' && el('clock').textContent);"
        self.phone(script, f"/hotel/door/live/{self.event.id}", "tour_door")

    def test_a_coordinator_imports_guests(self):
        """H10: pasted list with a fault, corrected by leaving it out; then the tables are filled."""
        new_test_user(self.env, "tour_coordinator", "hotel_base.group_sales", password="tour_coordinator")
        self.start_tour(f"/odoo/action-event.action_event_view/{self.event.id}", "hotel_guest_import", login="tour_coordinator")
        self.assertEqual(
            sorted(self.event.registration_ids.mapped("name")), ["Li Na", "Ma Jun", "Wang Wei", "Wu Jing"]
        )

    def test_nobody_else_opens_the_pages(self):
        """H10: an employee who is not named, and a visitor without a login, see neither the page nor the figures."""
        new_test_user(self.env, "tour_nobody", "base.group_user", password="tour_nobody")
        self.authenticate("tour_nobody", "tour_nobody")
        for page in (f"/hotel/door/{self.door.id}", f"/hotel/door/live/{self.event.id}", "/hotel/door/999999"):
            self.assertEqual(self.url_open(page).status_code, 404)
        self.assertEqual(self.url_open("/hotel/event/guest_template/en_US.xlsx").status_code, 404)
        answer = self.make_jsonrpc_request_raw(f"/hotel/door/{self.door.id}/scan", {"scans": []})
        self.assertIn("AccessError", answer)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(f"/hotel/door/{self.door.id}").url)
        self.assertIn("SessionExpired", self.make_jsonrpc_request_raw(f"/hotel/door/{self.door.id}/list", {}))

    def make_jsonrpc_request_raw(self, url, params):
        return self.url_open(url, json={"jsonrpc": "2.0", "params": params}).text
