"""A phone for tests: a real Chromium, driven step by step, with a network that can really go and a camera that sees a picture."""

import contextlib
import socket
import struct
import threading
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import qrcode
from PIL import Image

from odoo import fields
from odoo.tests import HttpCase, common, new_test_user

#: Seconds for one step, on a machine that does much else.
PATIENCE = 120
#: What every step in the page may use.
HELPERS = """
const el = (id) => document.getElementById(id);
const until = async (what, condition) => {
    for (let tries = 0; tries < 1500; tries++) {
        if (await condition()) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const video = el("video");
    const state = [el("answer")?.innerText, el("trouble")?.innerText, el("network")?.innerText, video && !video.hidden && `video ${video.readyState}`];
    throw new Error(`waited in vain: ${what}; ${state.filter(Boolean).join("; ")}`);
};
const enter = (text) => {
    el("code").value = text;
    el("entry").requestSubmit();
};
const shown = (verdict, colour, name) => until(`${verdict} ${name}`, () =>
    el("answer").dataset.verdict === verdict && el("answer").className === colour && el("answer").textContent.includes(name));
const queue = () => Object.keys(localStorage).filter((key) => key.startsWith("hotel_door.queue."));
"""
READY = "!window.left && document.body.dataset.ready === '1'"


class Wire:
    """The network between phone and server: a port that passes on what comes, or one of the ways in which it does not.

    No emulation in the browser: page and service worker alike meet what is there.
    """

    def __init__(self, target):
        self.target = target
        self.answer = self._pass_on
        self.phones = set()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, name="wire", daemon=True).start()

    def up(self):
        self._become(self._pass_on)

    def down(self):
        """There is no network: each connection is cut."""
        self._become(_cut)

    def silent(self):
        """There is network, as a phone shows it, but nothing comes back."""
        self._become(lambda phone: None)

    def without_server(self):
        """A proxy answers that its server is down."""
        self._become(_refuse)

    def close(self):
        self.down()
        self.listener.close()

    def _become(self, answer):
        with self.lock:
            self.answer = answer
            phones, self.phones = self.phones, set()
        for phone in phones:
            _cut(phone)

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                phone, _address = self.listener.accept()
                with self.lock:
                    self.phones.add(phone)
                    self.answer(phone)

    def _pass_on(self, phone):
        server = socket.create_connection(self.target)
        for source, sink in ((phone, server), (server, phone)):
            threading.Thread(target=_copy, args=(source, sink), daemon=True).start()


def _copy(source, sink):
    """Pass on all that comes; read on where nobody takes it any more, so that the server notices nothing."""
    broken = False
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            if not broken:
                try:
                    sink.sendall(data)
                except OSError:
                    broken = True
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


def _refuse(connection):
    with contextlib.suppress(OSError):
        connection.recv(1 << 16)
        connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\nConnection: close\r\n\r\n502")
    connection.close()


def _cut(connection):
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


class PhoneBrowser(common.ChromeBrowser):
    """Chromium whose test is a function of Python: it drives the page over reloads, which no script in the page outlives."""

    switches = ()
    network = None

    def _spawn_chrome(self, cmd):
        return super()._spawn_chrome([*cmd[:-1], *self.switches, cmd[-1]])

    def _handle_request_paused(self, **params):
        """Leave out Odoo's own scripts and styles: the door's pages need none, and the login page's run on when a test is over."""
        if "/web/assets/" in params["request"]["url"]:
            self._websocket_send("Fetch.fulfillRequest", params={"requestId": params["requestId"], "responseCode": 200})
        else:
            super()._handle_request_paused(**params)

    def _wait_code_ok(self, code, timeout, error_checker=None):
        self.error_checker = error_checker
        code(self)
        # A page that goes on asking would meet the next step's database.
        self._websocket_request("Page.navigate", params={"url": "about:blank"}, timeout=PATIENCE)
        self.network.down()
        if self._result.done():
            self._result.result()

    def run(self, script):
        """Run a step in the page and return what it returns.

        :raise AssertionError: what the page said when it failed
        """
        answer = self._websocket_request(
            "Runtime.evaluate",
            params={"expression": f"(async () => {{ {HELPERS} {script} }})()", "awaitPromise": True, "returnByValue": True},
            timeout=PATIENCE,
        )
        if failure := answer.get("exceptionDetails"):
            raise AssertionError(failure.get("exception", {}).get("description") or failure["text"])
        return answer["result"].get("value")

    def reload(self, ready=READY):
        """Load the page anew, as a finger does that pulls it down."""
        self.run("window.left = true")
        self._websocket_request("Page.reload")
        self.wait_until(ready)

    def open(self, url, ready=READY):
        self.run("window.left = true")
        self._websocket_request("Page.navigate", params={"url": url}, timeout=PATIENCE)
        self.wait_until(ready)

    def wait_until(self, ready):
        if not self._wait_ready(ready, timeout=PATIENCE):
            raise AssertionError(f"waited in vain: {ready}")

    def set_permission(self, name, setting):
        self._websocket_request("Browser.setPermission", params={"permission": {"name": name}, "setting": setting})


class DoorEventCase(HttpCase):
    """An event that begins in an hour, with a door and somebody who works there; the clock runs."""

    @classmethod
    def make_event(cls, login, guests):
        """Make the event, with a login of door staff (its password is the login) and guests by name."""
        begin = fields.Datetime.now() + timedelta(hours=1)
        cls.staff = new_test_user(cls.env, login, "base.group_user", password=login, name="Door staff")
        cls.event = cls.env["event.event"].create({
            "name": "Spring dinner",
            "date_begin": begin,
            "date_end": begin + timedelta(hours=3),
            "event_mail_ids": [],
            "company_id": cls.env.company.id,
            "hotel_door_user_ids": [fields.Command.set(cls.staff.ids)],
        })  # fmt: skip
        cls.door = cls.env["hotel.event.checkpoint"].create({"event_id": cls.event.id, "name": "Door"})
        return cls.env["event.registration"].create([
            {"event_id": cls.event.id, "state": "draft", "name": name, "company_name": "Yunfan"} for name in guests
        ])  # fmt: skip


class PhoneCase(DoorEventCase):
    """A phone at the door; `network` can go and come back."""

    browser_size = "390x844"
    touch_enabled = True

    def setUp(self):
        super().setUp()
        self.network = Wire(("127.0.0.1", self.http_port()))
        self.addCleanup(self.network.close)

    def address(self, path):
        """Return the address of a page as the phone reaches it."""
        return f"http://127.0.0.1:{self.network.port}{path}"

    def phone(self, path, login, steps, switches=(), ready=READY):
        """Open a page and go through `steps`, a function that takes the browser."""
        browser = type("Phone", (PhoneBrowser,), {"switches": switches, "network": self.network})
        self.network.up()
        with patch.object(common, "ChromeBrowser", browser):
            self.browser_js(self.address(path), steps, ready=ready, login=login, timeout=PATIENCE)


def film(path, content, size=(640, 480), frames=2):
    """Write a film of a QR code for Chromium's make-believe camera: YUV4MPEG2, grey, the same picture again and again."""
    code = qrcode.make(content, border=4).get_image().convert("L")
    side = min(size) * 3 // 4 // code.width * code.width
    picture = code.resize((side, side))
    frame = Image.new("L", size, 200)
    frame.paste(picture, ((size[0] - side) // 2, (size[1] - side) // 2))
    chroma = bytes([128]) * (size[0] * size[1] // 2)
    header = f"YUV4MPEG2 W{size[0]} H{size[1]} F10:1 Ip A1:1 C420jpeg\n".encode()
    Path(path).write_bytes(header + b"".join(b"FRAME\n" + frame.tobytes() + chroma for _frame in range(frames)))
    return path
