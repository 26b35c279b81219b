"""The Python environment of this checkout, with Odoo in it, and the launcher that starts Odoo."""

import hashlib
import os
import shutil
import subprocess

from . import paths, programs
from .processes import output, run
from .ui import HotelError, step

RUNTIME = paths.ROOT / "requirements.txt"
DEVELOPMENT = paths.ROOT / "requirements-dev.txt"

# Python versions that Odoo 19 and all pinned wheels support, the most tried first.
PYTHONS = ("python3.12", "python3.11", "python3.10", "python3", "python3.13")
SUITABLE = "import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))"

# `python -m odoo` would do, but for its workers: they start the gevent process from the same file, which then is a part
# of a package run as a script and dies again and again without a word.
LAUNCHER = """\
#!{python}
from odoo.cli.command import main
main()
"""

# reportlab's own renderer has no wheel for Python 3.13, and what replaces it asks for a package that needs a compiler.
BARCODES_ON_3_13 = ("rlPyCairo==0.4.0", "cairocffi==1.7.1", "cffi", "pycparser")


def ensure(source, development=False):
    """Make or complete the environment.

    :param source: where Odoo is (odoo_source.OdooSource)
    :param development: with what tests and linters need
    """
    if not _works():
        python = _python() or _install_venv()
        with step("Making the Python environment"):
            shutil.rmtree(paths.VENV, ignore_errors=True)
            run([python, "-m", "venv", paths.VENV], "venv", "the Python environment could not be made")
    _link_odoo(source)
    _install(RUNTIME, "Installing Odoo's Python packages")
    if development:
        _install(DEVELOPMENT, "Installing the tools for tests")


def missing(requirements):
    """Whether a requirements file has changed since it was installed (or never was)."""
    marker = _marker(requirements)
    return not _works() or not marker.exists() or marker.read_text() != _state(requirements)


def _works():
    return paths.PYTHON.exists() and bool(output([paths.PYTHON, "-c", "print(1)"]))


def _python():
    candidates = [os.environ["PYTHON"]] if os.environ.get("PYTHON") else PYTHONS
    for name in candidates:
        python = shutil.which(name)
        if python and subprocess.run([python, "-c", SUITABLE], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def _install_venv():
    programs.install("python3-venv")
    python = _python()
    if not python:
        raise HotelError("No Python 3.10 to 3.13 with venv. Debian: apt-get install python3-venv; or set PYTHON=/path/to/python3.12.")
    return python


def _link_odoo(source):
    """Let the environment see the package `odoo` alone, and let pip know that it is there (OCA's addons ask for it)."""
    library = paths.LOCAL / "lib"
    library.mkdir(exist_ok=True)
    link = library / "odoo"
    if not link.is_symlink() or os.readlink(link) != str(source.library / "odoo"):
        link.unlink(missing_ok=True)
        link.symlink_to(source.library / "odoo")
    site = next(paths.VENV.glob("lib/python3*/site-packages"))
    (site / "odoo19.pth").write_text(f"{library}\n")
    info = site / "odoo-19.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odoo\nVersion: 19.0\n")
    (info / "INSTALLER").write_text("hotel\n")
    (info / "RECORD").write_text("")
    paths.ODOO.write_text(LAUNCHER.format(python=paths.PYTHON))
    paths.ODOO.chmod(0o755)


def _install(requirements, title):
    if not missing(requirements):
        return
    pip = [paths.PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    failed = "pip could not install the packages (no network?); run again to go on"
    with step(title):
        run([*pip, "-r", requirements], "pip", failed)
        if requirements == RUNTIME and output([paths.PYTHON, "-c", "import sys; sys.version_info >= (3, 13) and print(1)"]):
            run([*pip, "--no-deps", *BARCODES_ON_3_13], "pip", failed)
        _marker(requirements).write_text(_state(requirements))


def _marker(requirements):
    return paths.VENV / f".{requirements.stem}"


def _state(requirements):
    return hashlib.sha256(requirements.read_bytes()).hexdigest()
