"""Where things are. Nothing outside these folders is written, but for system packages when root asks for them."""

import os
from pathlib import Path


def _folder(variable, default):
    return Path(os.path.abspath(os.path.expanduser(os.environ.get(variable) or default)))


ROOT = Path(__file__).resolve().parent.parent
ADDONS = ROOT / "addons"

# Of this checkout alone: environment, databases, logs.
LOCAL = _folder("HOTEL_LOCAL", ROOT / ".local")
VENV = LOCAL / "venv"
PYTHON = VENV / "bin" / "python"
BIN = LOCAL / "bin"
ODOO = BIN / "odoo"
CONFIG = LOCAL / "odoo.conf"
DATA = LOCAL / "data"
FILESTORE = DATA / "filestore"
LOGS = LOCAL / "log"
RUN = LOCAL / "run"

# Shared by the user's checkouts: Odoo's source.
CACHE = _folder("HOTEL_CACHE", Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "hotel-odoo19")


def make_folders():
    """Create the folders that everything else takes for granted."""
    for folder in (LOCAL, BIN, DATA, FILESTORE, LOGS, RUN, CACHE):
        folder.mkdir(parents=True, exist_ok=True)
