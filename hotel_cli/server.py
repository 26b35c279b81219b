"""One running Odoo that serves one database."""

import fcntl
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from . import odoo, paths, postgres
from .processes import tail, wait_until
from .ui import HotelError, warn

HOST = "127.0.0.1"
FIRST_PORT = 8069


class Server:
    """Odoo on a database: threads in one process, or `workers` processes (then the gevent process has a port of its own).

    The file .local/run/<database>.json tells other commands about it. Odoo holds a lock on that file as long as it
    lives, so that a file left behind by a crash, or a process number used again, misleads nobody.
    """

    def __init__(self, database, port=None, workers=0, cron=True, host=HOST):
        self.database = database
        self.host = host
        self.workers = workers
        self.cron = cron
        self.wanted_port = port
        self.port = None
        self.gevent_port = None
        self.process = None
        self._log = None

    @property
    def url(self):
        return f"http://{HOST if self.host in ('', '0.0.0.0') else self.host}:{self.port}"

    def start(self, log=None):
        """Start Odoo; `log` is a file for what it logs, by default that goes to the terminal."""
        first = self.wanted_port or FIRST_PORT
        self.port, *locks = reserve_port(first, self.host)
        if self.port != first:
            warn(f"port {first} is taken; using {self.port}")
        if self.workers:
            self.gevent_port, lock = reserve_port(self.port + 1, self.host)
            locks.append(lock)
        # where wkhtmltopdf finds style sheets and images
        set_parameter(self.database, "report.url", self.url)
        command = [paths.ODOO, "server", "-d", self.database, f"--db-filter=^{re.escape(self.database)}$", "--no-database-list"]
        command += [f"--http-interface={self.host}", f"--http-port={self.port}", f"--workers={self.workers}"]
        if self.workers:
            command.append(f"--gevent-port={self.gevent_port}")
        if not self.cron:
            command.append("--max-cron-threads=0")
        output = log.open("w") if log else None
        with _claim(self.database) as record:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                env=odoo.environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # the locks go with the process; a session of its own, or Ctrl-C would reach it as well as us
                pass_fds=[handle.fileno() for handle in (record, *locks)],
                start_new_session=True,
            )
            json.dump({"pid": self.process.pid, "url": self.url, "database": self.database}, record)
        for handle in filter(None, (output, *locks)):
            handle.close()
        self._log = log

    def wait_until_ready(self, seconds=180):
        """Wait for the first page.

        :raises HotelError: when Odoo ends or does not answer in time
        """
        wait_until(lambda: self.process.poll() is not None or answers(self.url), seconds)
        if self.process.poll() is not None or not answers(self.url):
            self.stop()
            details = f":\n{tail(self._log)}" if self._log else ""
            raise HotelError(f"Odoo did not start on {self.database}{details}")

    def shell(self, code):
        """Run Python code in Odoo's shell on the database and return what it prints.

        :raises HotelError: when it raises
        """
        result = subprocess.run(
            odoo.shell_command(self.database), input=code, text=True, capture_output=True, env=odoo.environment()
        )
        if result.returncode:
            raise HotelError(f"the script failed:\n{result.stderr}")
        return result.stdout

    def stop(self):
        """End Odoo and wait for it."""
        if self.process and self.process.poll() is None:
            end(self.process.pid)
            self.process.wait()
        (paths.RUN / f"{self.database}.json").unlink(missing_ok=True)


def reserve_port(first, host=HOST):
    """The first port from `first` on that nobody uses, and a lock on it: Odoo takes it up only after some seconds."""
    folder = Path(tempfile.gettempdir(), f"hotel-ports-{os.getuid()}")
    folder.mkdir(exist_ok=True)
    for port in range(first, 65536):
        lock = (folder / str(port)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError:
            lock.close()
            continue
        return port, lock
    raise HotelError(f"no free port from {first} on")


def answers(url):
    """Whether the server at this address serves pages."""
    try:
        with urllib.request.urlopen(f"{url}/web/login", timeout=30) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def warm_up(url, database, login="admin", password="admin"):
    """Open the first pages once, so that their assets are made before a person waits for them (10 s).

    :returns: the number of files fetched
    """
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    body = json.dumps({"params": {"db": database, "login": login, "password": password}}).encode()
    request = urllib.request.Request(f"{url}/web/session/authenticate", body, {"Content-Type": "application/json"})
    files = set()
    # the last one names what lists, graphs and pivots load when they are first opened
    for page in (f"{url}/web/login", request, f"{url}/odoo", f"{url}/web/bundle/web.assets_backend_lazy"):
        with browser.open(page, timeout=180) as answer:
            text = answer.read().decode(errors="replace")
        files.update(re.findall(r'"(/web/assets/[^"]+)"', text))
    for file in files:
        with browser.open(url + file, timeout=180) as answer:
            answer.read()
    return len(files)


def running():
    """The servers of this checkout that run now: dicts of pid, url, database."""
    found = []
    for path in sorted(paths.RUN.glob("*.json")):
        with path.open() as record:
            if _is_locked(record):
                found.append(json.load(record))
    return found


def find(database):
    """The running server of a database, or None."""
    return next((server for server in running() if server["database"] == database), None)


def end(pid, seconds=30):
    """End Odoo: politely, and by force when it does not end."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if wait_until(lambda: _is_gone(pid), seconds):
            return


def reload(pid):
    """Let Odoo start anew on its port with the code of now."""
    os.kill(pid, signal.SIGHUP)


def set_parameter(database, key, value):
    """Set a system parameter before Odoo runs."""
    key, value = postgres.literal(key), postgres.literal(value)
    postgres.query(
        f"INSERT INTO ir_config_parameter (key, value) VALUES ({key}, {value}) ON CONFLICT (key) DO UPDATE SET value = {value}",
        database,
    )


def _claim(database):
    """The open, locked record of a server that is about to start."""
    path = paths.RUN / f"{database}.json"
    record = path.open("a+")
    try:
        fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        record.close()
        running_server = find(database) or {}
        raise HotelError(f"{database} is being served already: {running_server.get('url', 'it just starts')} (./hotel stop ends it)") from None
    record.truncate(0)
    return record


def _is_locked(record):
    try:
        fcntl.flock(record, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _is_gone(pid):
    try:
        # our own child stays in the list of processes until it is waited for
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return True
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
