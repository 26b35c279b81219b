"""The check point's page on a phone whose network goes and whose camera sees guests' codes: real Chromium, nothing made believe in the page."""

import json
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import new_test_user, tagged

from ..controllers import door_files
from .phone_browser import PhoneCase, film

#: Chromium plays a film as its camera; where there is no film it has none.
FILMED = ("--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=%s")

#: A code that ZXing does not read in the film's size.
UNREADABLE = "16363005198102379087"


@tagged("post_install", "-at_install")
class TestDoorPhone(PhoneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li, cls.wang, cls.zhou = cls.make_event("phone_door", ("Li Na", "Wang Wei", "Zhou Min"))
        cls.gift = cls.env["hotel.event.checkpoint"].create({"event_id": cls.event.id, "name": "Gift desk", "kind": "gift"})
        cls.page, cls.gift_page = f"/hotel/door/{cls.door.id}", f"/hotel/door/{cls.gift.id}"
        # Read once: while the browser is open, its requests have the database to themselves.
        cls.codes = {guest.name: guest.barcode for guest in (cls.li, cls.wang, cls.zhou)}

    def scans(self):
        """Return [(guest, way)] of what the server has."""
        self.env.invalidate_all()
        scans = self.env["hotel.event.scan"].search([("event_id", "=", self.event.id)])
        return sorted((scan.registration_id.name, scan.way) for scan in scans)

    def test_the_page_is_reloaded_and_works_without_network(self):
        """H10: after one visit alone: green from the list, yellow for who passed before the network went; sent once when it is back."""
        li, wang, zhou = self.codes.values()

        def steps(phone):
            phone.run(f"enter('{li}'); await shown('in', 'green', 'Li Na'); await until('it is sent', () => !queue().length);")
            phone.run("await until('the page is kept', () => document.body.dataset.kept === '1' && !el('kept').hidden);")
            self.network.down()
            phone.reload()
            phone.run(f"""
                await until('no network', () => el('network').className === 'offline');
                enter('{wang}');
                await shown('in', 'green', 'Wang Wei');
                await until('one waits', () => queue().length === 1 && el('waiting_count').textContent === '1');
                enter('{wang}');
                await shown('already', 'yellow', 'Wang Wei');
                enter('{li}');
                await shown('already', 'yellow', 'Li Na');
            """)
            # The phone closes the page to save memory, as phones do; what waits is still there and known.
            phone.reload()
            phone.run(f"""
                await until('three wait', () => el('waiting_count').textContent === '3');
                enter('{wang}');
                await shown('already', 'yellow', 'Wang Wei');
                enter('{zhou}');
                await shown('in', 'green', 'Zhou Min');
                await until('five wait', () => queue().length === 5);
            """)
            self.network.up()
            phone.run("""
                await until('the queue is sent', () => !queue().length && el('waiting').hidden);
                await until('online', () => el('network').className === 'online' && el('passed').textContent === '3');
                await until('doubles are to be checked', () => el('check').children.length === 3);
            """)

        self.phone(self.page, "phone_door", steps)
        self.assertEqual(self.scans(), [("Li Na", "typed"), ("Wang Wei", "typed"), ("Zhou Min", "typed")])

    def test_only_what_the_user_may_see_stays_on_the_phone(self):
        """H10: two pages of one user are kept, the login page and a page without right are not; logging out leaves nothing."""
        other = self.event.copy({"name": "Other", "hotel_door_user_ids": False}).hotel_checkpoint_ids[0]
        gift, strange = self.gift_page, f"/hotel/door/{other.id}"
        there = "return Promise.all([...arguments].map((path) => caches.match(path))).then((found) => found.map(Boolean));"

        def kept(phone, *paths):
            return phone.run(f"return (function () {{ {there} }})(...{list(paths)!r});")

        def steps(phone):
            phone.run("await until('the page is kept', () => document.body.dataset.kept === '1');")
            phone.open(self.address(gift))
            phone.open(self.address(strange), ready="document.readyState === 'complete' && !document.getElementById('door')")
            self.assertEqual(kept(phone, self.page, gift, strange, "/web/login"), [True, True, False, False])
            self.network.down()
            phone.open(self.address(gift))
            phone.run("await until('the other page', () => el('point').textContent === 'Gift desk' && el('network').className === 'offline');")
            # Without network nobody logs out: the page says so and stays.
            phone.run("el('log_out').click(); await until('told', () => !el('trouble').hidden);")
            self.assertEqual(kept(phone, self.page, gift), [True, True])
            self.network.up()
            phone.run("""await until('online', () => el('network').className === 'online'); window.left = true; el('log_out').click();""")
            phone.wait_until("!window.left && location.pathname === '/web/login' && document.readyState === 'complete'")
            self.assertEqual(kept(phone, self.page, gift, "/web/login"), [False, False, False])
            self.assertEqual(phone.run("return Object.keys(localStorage).filter((key) => /^hotel_door[.](list|passed)/.test(key));"), [])
            # The page that brings the login keeps none either.
            phone.open(self.address(gift), ready="!window.left && location.pathname === '/web/login' && document.readyState === 'complete'")
            self.assertEqual(kept(phone, gift, "/web/login"), [False, False])

        self.phone(self.page, "phone_door", steps)

    def test_a_page_that_the_server_no_longer_shows_is_forgotten(self):
        """H10: the session has ended, in whatever way: the answer is the login page, and the phone keeps the page no longer."""

        def steps(phone):
            phone.run("await until('the page is kept', async () => document.body.dataset.kept === '1' && await caches.match(location.pathname));")
            phone.delete_cookie("session_id", url=self.address("/"))
            phone.open(self.address(self.page), ready="!window.left && location.pathname === '/web/login' && document.readyState === 'complete'")
            self.assertFalse(phone.run(f"return Boolean(await caches.match('{self.page}'));"))

        self.phone(self.page, "phone_door", steps)

    def test_the_next_user_of_a_phone_finds_nothing_of_the_one_before(self):
        """H10: who logs in without the other logging out: other check points' pages and lists are gone with the first page."""
        new_test_user(self.env, "phone_gift", "base.group_user", password="phone_gift")
        self.event.hotel_door_user_ids |= self.env["res.users"].search([("login", "=", "phone_gift")])
        login = {"db": self.env.cr.dbname, "login": "phone_gift", "password": "phone_gift"}

        def steps(phone):
            phone.run("await until('the page is kept', () => document.body.dataset.kept === '1');")
            phone.run(f"""
                await fetch('/web/session/authenticate', {{
                    method: 'POST',
                    headers: {{ 'Content-Type': 'application/json' }},
                    body: JSON.stringify({{ jsonrpc: '2.0', params: {json.dumps(login)} }}),
                }});
            """)
            phone.open(self.address(self.gift_page))
            phone.run(f"""
                await until('the page is kept', () => document.body.dataset.kept === '1');
                if (await caches.match('{self.page}') || localStorage['hotel_door.list.{self.door.id}']) {{
                    throw new Error('the first user is still there');
                }}
            """)

        self.phone(self.page, "phone_door", steps)

    def test_a_bad_network_and_a_server_that_is_down_keep_nobody_waiting(self):
        """H10: the kept page comes where the network swallows everything, and where a proxy answers for a server that is down."""

        def steps(phone):
            phone.run("await until('the page is kept', () => document.body.dataset.kept === '1');")
            for wrong, name in ((self.network.silent, "Li Na"), (self.network.without_server, "Wang Wei")):
                wrong()
                phone.reload()
                phone.run(f"enter('{self.codes[name]}'); await shown('in', 'green', '{name}');")
                phone.run("await until('it is known that nobody answers', () => el('network').className === 'offline');")
            self.network.up()
            phone.run("await until('the queue is sent', () => !queue().length && el('passed').textContent === '2');")

        self.phone(self.page, "phone_door", steps)
        self.assertEqual(self.scans(), [("Li Na", "typed"), ("Wang Wei", "typed")])

    def test_a_new_version_takes_over_whole(self):
        """H10: with the next page that is opened; the files of the version before are gone from the phone."""
        before, after = f"hotel-door-{door_files.get_version()}", "hotel-door-" + "f" * 16

        def steps(phone):
            phone.run(f"await until('one version', async () => document.body.dataset.kept === '1' && (await caches.keys()).join() === '{before}');")
            with patch.object(door_files, "get_version", lambda: "f" * 16):
                phone.reload()
                phone.run(f"await until('the new one alone', async () => (await caches.keys()).join() === '{after}');")
                self.network.down()
                phone.reload()
                phone.run(f"""
                    if (![...document.querySelectorAll('script, link')].every((each) => (each.src || each.href).includes('/{"f" * 16}/'))) {{
                        throw new Error('a file of the version before');
                    }}
                    enter('{self.codes['Li Na']}');
                    await shown('in', 'green', 'Li Na');
                """)
                self.network.up()
                phone.run("await until('it is sent', () => !queue().length);")

        self.phone(self.page, "phone_door", steps)

    def test_a_guest_who_is_added_meanwhile_is_on_the_phones_list(self):
        """H10: fetched anew when the number of guests changes, at most once a minute."""

        def steps(phone):
            phone.run(f"""
                const now = Date.now;
                Date.now = () => now() + 120e3;
                await until('counted', () => el('expected').textContent === '3');
                const scans = [{{ uuid: 'd'.repeat(32), walk_in: {{ name: 'Sun Li' }} }}];
                await fetch('/hotel/door/{self.door.id}/scan', {{
                    method: 'POST',
                    headers: {{ 'Content-Type': 'application/json' }},
                    body: JSON.stringify({{ jsonrpc: '2.0', params: {{ scans }} }}),
                }});
                await until('the walk-in of the other phone is known', () => {{
                    enter('sun');
                    return el('found').textContent.includes('Sun Li');
                }});
            """)

        self.phone(self.page, "phone_door", steps)

    def test_what_cannot_be_sent_holds_up_nothing(self):
        """H10: scans of a check point where the user no longer works wait alone; a code that is no guest's is never kept."""
        other = self.event.copy({"name": "Other", "hotel_door_user_ids": False}).hotel_checkpoint_ids[0]

        def steps(phone):
            phone.run(f"""
                localStorage['hotel_door.queue.{other.id}.a'] = JSON.stringify({{ uuid: 'a'.repeat(32), at: 1, code: '1' }});
                localStorage['hotel_door.queue.{self.door.id}.b'] = JSON.stringify({{ uuid: 'b'.repeat(32), at: 2, code: '{self.codes['Li Na']}' }});
                await until('one is sent', () => queue().length === 1 && el('waiting_count').textContent === '1');
                await until('the other is told', () => el('trouble').textContent.includes('You do not work at this check point'));
                enter('9'.repeat(3000));
                await shown('bad', 'red', '999');
                if (queue().length !== 1) {{
                    throw new Error('nonsense was kept');
                }}
            """)

        self.phone(self.page, "phone_door", steps)
        self.assertEqual(self.scans(), [("Li Na", "qr")])

    def test_the_camera_reads_a_guests_code(self):
        """H10: with the library that Odoo ships, as on a phone without a reader of its own; a code that stays in sight is one scan."""
        with tempfile.TemporaryDirectory() as folder:
            picture = film(Path(folder, "guest.y4m"), self.codes["Li Na"])

            def steps(phone):
                phone.set_permission("camera", "granted")
                phone.run("if (window.BarcodeDetector) { throw new Error('this browser has a reader of its own'); }")
                phone.run("""
                    el('camera').click();
                    await until('in by its code', () => el('last').textContent.includes('Li Na'));
                    await shown('in', 'green', 'Li Na');
                    await until('it is sent', () => !queue().length);
                    await until('the camera is on', () => !el('video').hidden && el('camera').getAttribute('aria-pressed') === 'true');
                    // The guest goes on holding the code there.
                    const decode = ZXing.QRCodeReader.prototype.decode;
                    let looks = 0;
                    ZXing.QRCodeReader.prototype.decode = function () { looks++; return decode.apply(this, arguments); };
                    await until('it has looked often', () => looks > 30);
                    if (el('last').children.length !== 1) {
                        throw new Error('one guest, many scans');
                    }
                """)
                # Out of sight it does not look; it goes on when somebody looks at the page again.
                phone.run("""
                    let hidden = true;
                    Object.defineProperty(document, 'hidden', { get: () => hidden });
                    const stream = el('video').srcObject;
                    document.dispatchEvent(new Event('visibilitychange'));
                    await until('the camera is off', () => el('video').hidden && stream.getTracks().every((track) => track.readyState === 'ended'));
                    hidden = false;
                    document.dispatchEvent(new Event('visibilitychange'));
                    await until('the camera is on again', () => !el('video').hidden && el('video').readyState > 1);
                    el('camera').click();
                    await until('the camera is off', () => el('video').hidden && el('camera').getAttribute('aria-pressed') === 'false');
                """)

            self.phone(self.page, "phone_door", steps, (FILMED[0], FILMED[1] % picture))
        self.assertEqual(self.scans(), [("Li Na", "qr")])

    def test_the_camera_reads_codes_without_network(self):
        """H10: after a reload without network too: the library is kept with the page. A code that it fails at in the picture's own size."""
        self.wang.barcode = UNREADABLE
        with tempfile.TemporaryDirectory() as folder:
            picture = film(Path(folder, "guest.y4m"), UNREADABLE)

            def steps(phone):
                phone.set_permission("camera", "granted")
                phone.run("await until('the page is kept', () => document.body.dataset.kept === '1');")
                self.network.down()
                phone.reload()
                phone.run("el('camera').click(); await shown('in', 'green', 'Wang Wei'); await until('it waits', () => queue().length);")
                self.network.up()
                phone.run("await until('it is sent', () => !queue().length); el('camera').click();")

            self.phone(self.page, "phone_door", steps, (FILMED[0], FILMED[1] % picture))
        self.assertEqual(self.scans(), [("Wang Wei", "qr")])

    def test_what_is_in_the_cameras_way_is_said(self):
        """H10: refused, no camera, a page without https: each in words of its own, which stay; codes are typed as before."""

        def told(phone, words):
            phone.run(f"el('camera').click(); await until('told', () => el('trouble').textContent.includes('{words}'));")
            phone.run(f"""
                enter('{self.codes['Li Na']}');
                await until('a scan', () => el('last').textContent.includes('Li Na') && !queue().length);
                if (!el('trouble').textContent.includes('{words}') || !el('video').hidden) {{
                    throw new Error('the words are gone');
                }}
            """)

        def refused(phone):
            phone.set_permission("camera", "denied")
            told(phone, "may not use the camera")

        def none(phone):
            phone.set_permission("camera", "granted")
            told(phone, "no camera")
            phone.run("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });")
            told(phone, "needs a page opened with https")

        self.phone(self.page, "phone_door", refused, FILMED[:1])
        self.phone(self.page, "phone_door", none)
