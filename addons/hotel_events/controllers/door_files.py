"""The files of the check point's page: scripts that import each other, the style, and the library that reads codes."""

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path

from odoo import http
from odoo.http import STATIC_CACHE_LONG, request
from odoo.tools import file_open, file_path

STATIC = "hotel_events/static/door"
#: Shipped by Odoo; where a phone has no reader of its own, or has one that reads nothing.
READER = "web/static/lib/zxing-library/zxing-library.js"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
WORKER = "sw.js"


@cache
def read_files():
    """Return {name: content} of all files that the page may ask for, and the service worker."""
    paths = [f"{STATIC}/{path.name}" for path in sorted(Path(file_path(STATIC)).iterdir()) if path.suffix in TYPES]
    contents = {}
    for path in [*paths, READER]:
        with file_open(path, "rb") as file:
            contents[Path(path).name] = file.read()
    return contents


@cache
def get_version():
    """Return the version of all files together: a phone never runs one of today with one of yesterday."""
    digest = hashlib.sha256()
    for name, content in read_files().items():
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:16]


def get_address(name):
    """Return the address of a file. It holds the version, and so do the relative imports of a script that came from there."""
    return f"/hotel/door/files/{get_version()}/{name}"


def get_scripts():
    """Return the addresses of the modules of the check point's page, fetched at once instead of one after the other."""
    return [get_address(name) for name in read_files() if name.endswith(".js") and name not in (WORKER, "live.js", Path(READER).name)]


@cache
def _compress(name):
    return gzip.compress(read_files()[name], mtime=0)


class HotelDoorFiles(http.Controller):
    """Serve the files of the check point's page (H10); they hold no data, and a service worker fetches them without a login."""

    @http.route("/hotel/door/files/<string:version>/<string:name>", type="http", auth="public", methods=["GET"], sitemap=False, readonly=True)
    def file(self, version, name):
        """Serve one file of this version, to be kept for good; another version is not here."""
        if version != get_version() or name not in read_files() or name == WORKER:
            raise request.not_found()
        headers = [
            ("Content-Type", TYPES[Path(name).suffix]),
            ("Cache-Control", f"public, max-age={STATIC_CACHE_LONG}, immutable"),
            ("Vary", "Accept-Encoding"),
        ]
        if "gzip" not in request.httprequest.headers.get("Accept-Encoding", ""):
            return request.make_response(read_files()[name], headers)
        # The library is 1.2 MB, a fifth of it compressed: the network at the door is a bad one.
        return request.make_response(_compress(name), [*headers, ("Content-Encoding", "gzip")])

    @http.route("/hotel/door/sw.js", type="http", auth="public", methods=["GET"], sitemap=False, readonly=True)
    def service_worker(self):
        """Serve the script that keeps the page on the phone; its address is what allows it to."""
        files = [get_address(name) for name in read_files() if name not in (WORKER, "live.js")]
        head = f"const VERSION = {json.dumps(get_version())};\nconst FILES = {json.dumps(files)};\n"
        content = head.encode() + read_files()[WORKER]
        return request.make_response(content, [("Content-Type", TYPES[".js"]), ("Cache-Control", "no-cache")])
