"""Take the user guide's screenshots from a running demo: ``python docs/screenshots.py [--url URL] [name ...]``.

Needs Chromium and the product's own virtual environment with the tools for tests (``./hotel test`` installs them: requests,
websocket-client, Pillow). Each shot is a row of ``SHOTS`` in docs/shots.py: file name, login (the demo's passwords equal the
logins), language, path, size and, if a screen has to be brought into a state first, JavaScript that does it.
"""

import argparse
import base64
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests
import websocket
from PIL import Image
from shots import HELPERS, PHONE, SHOTS

IMAGES = Path(__file__).parent / "images"


class Browser:
    """A headless Chromium, driven over its DevTools socket."""

    def __init__(self):
        self.profile = tempfile.mkdtemp()
        binary = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        self.process = subprocess.Popen(
            [
                binary,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                f"--user-data-dir={self.profile}",
                "about:blank",
            ],
            stderr=subprocess.PIPE,
            text=True,
        )
        for line in self.process.stderr:
            if found := re.search(r"ws://127\.0\.0\.1:(\d+)/", line):
                break
        tabs = requests.get(f"http://127.0.0.1:{found[1]}/json", timeout=10).json()
        page = next(tab for tab in tabs if tab["type"] == "page")
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60)
        self.count = 0

    def call(self, method, **params):
        """Send one DevTools command and return its result."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def run(self, script):
        """Evaluate JavaScript in the page, waiting for a promise; return its value."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if failure := answer.get("exceptionDetails"):
            raise RuntimeError(failure.get("exception", {}).get("description") or failure["text"])
        return answer.get("result", {}).get("value")

    def wait_for(self, script, seconds=30):
        end = time.monotonic() + seconds
        while not self.run(script):
            if time.monotonic() > end:
                raise TimeoutError(script)
            time.sleep(0.2)

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def log_in(url, login, lang):
    """Return the session id of ``login``, with the user's language set to ``lang``."""
    session = requests.Session()
    token = re.search(r'csrf_token: "([^"]+)"', session.get(f"{url}/web/login", timeout=60).text)[1]
    answer = session.post(
        f"{url}/web/login", data={"csrf_token": token, "login": login, "password": login}, timeout=60
    )
    if "/web/login" in answer.url:
        sys.exit(f"{login} cannot log in at {url}: is this the demo?")
    rpc = {"jsonrpc": "2.0", "method": "call"}
    info = session.post(f"{url}/web/session/get_session_info", json=dict(rpc, params={}), timeout=60).json()
    params = {"model": "res.users", "method": "write", "args": [[info["result"]["uid"]], {"lang": lang}], "kwargs": {}}
    session.post(f"{url}/web/dataset/call_kw", json=dict(rpc, params=params), timeout=60).raise_for_status()
    return session.cookies["session_id"]


def take(browser, url, shot, folder):
    width, height = shot.size
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=height,
        deviceScaleFactor=1,
        mobile=shot.size == PHONE,
    )
    browser.call("Emulation.setTouchEmulationEnabled", enabled=shot.size == PHONE)
    browser.call("Emulation.setTimezoneOverride", timezoneId="Asia/Shanghai")
    browser.call("Emulation.setLocaleOverride", locale=shot.lang.replace("_", "-"))
    browser.call("Network.setCookie", name="session_id", value=log_in(url, shot.login, shot.lang), url=url)
    # The portal keeps a language of its own in the browser.
    browser.call("Network.setCookie", name="frontend_lang", value=shot.lang, url=url)
    browser.call("Page.navigate", url=f"{url}{shot.path}")
    browser.wait_for("document.readyState === 'complete' && !!document.querySelector('.o_action, .o_content, main, .o_action_manager > *')")
    time.sleep(shot.wait)
    if shot.script:
        browser.run(f"(async () => {{ {HELPERS} {shot.script} }})()")
        time.sleep(shot.wait)
    picture = browser.call("Page.captureScreenshot", format="png")["data"]
    # 256 colours are enough for a screen and a third of the size.
    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    image.save(folder / f"{shot.name}.png", optimize=True)
    print(shot.name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8069")
    parser.add_argument("--out", type=Path, default=IMAGES)
    parser.add_argument("names", nargs="*", help="which shots; all if none is named")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    failed = []
    browser = Browser()
    try:
        for shot in SHOTS:
            if not options.names or shot.name in options.names:
                try:
                    take(browser, options.url.rstrip("/"), shot, options.out)
                except (RuntimeError, TimeoutError) as error:
                    failed.append(f"{shot.name}: {error}")
    finally:
        browser.close()
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
