"""Odoo 19's source: the user's own tree (ODOO_HOME), what is in the cache, or Debian's package."""

import os
import re
from collections import namedtuple
from pathlib import Path

from . import debian, paths
from .processes import lock
from .ui import HotelError, step

OdooSource = namedtuple("OdooSource", "library addons version")
OdooSource.__doc__ = """`library` holds the package `odoo`; `addons` is a second folder of addons, or None."""

ALTERNATIVES = """Odoo 19 is fetched from Debian (package odoo-19) through this machine's own apt. Where that cannot be, either
  ODOO_HOME=/path/to/odoo ./hotel demo    an own Odoo 19.0 source tree (a git checkout of branch 19.0, or an unpacked release)
  docker compose -f docker/compose.yaml up    the official image (see docs/operations.md)"""


def find():
    """The source that would be used now, or None."""
    home = os.environ.get("ODOO_HOME")
    if home:
        return _own_tree(Path(home).expanduser().absolute())
    for folder in sorted(paths.CACHE.glob("odoo-19.*"), key=_version_key, reverse=True):
        if folder.suffix != ".part":
            return OdooSource(folder / debian.PYTHON_FOLDER, None, folder.name[len("odoo-") :])
    return None


def ensure():
    """The source, fetched when there is none.

    :raises HotelError: when it cannot be had here, naming the alternatives
    """
    source = find()
    if source:
        return source
    with lock(paths.CACHE, "odoo", "another ./hotel is fetching Odoo; waiting"):
        source = find()
        if source:
            return source
        try:
            with step("Finding Odoo 19 in Debian's archive"):
                archive = debian.Archive(paths.CACHE / "apt")
                version = archive.refresh()
            archive.unpack(paths.CACHE / f"odoo-{version}")
        except debian.Unavailable as error:
            raise HotelError(f"{error}\n{ALTERNATIVES}") from error
    return find()


def _own_tree(home):
    release = home / "odoo" / "release.py"
    if not release.exists() or "version_info = (19, 0" not in release.read_text():
        raise HotelError(f"ODOO_HOME={home} is no Odoo 19.0 source tree: {release} is missing or names another version.\n{ALTERNATIVES}")
    # A git checkout keeps most addons beside the package, an installed tree inside it.
    inside = (home / "odoo" / "addons" / "web").is_dir()
    return OdooSource(home, None if inside else home / "addons", "19.0 (ODOO_HOME)")


def _version_key(folder):
    return [int(part) if part.isdigit() else 0 for part in re.split(r"\D+", folder.name)]
