"""What addons/ holds, what that depends on, and keys that tell whether either has changed."""

import ast
import hashlib

from . import environment, paths

# The chart of accounts of the hotels' country; and both languages at once, since one alone would switch English off.
LOCALISATION = "l10n_cn"
# The first one is what new users get.
LANGUAGES = "en_US,zh_CN"

# Needs no reinstallation of the addons: read from the files at run time.
NOT_INSTALLED = {"tests", "static", "__pycache__"}


def own():
    """Our installable addons: name -> manifest."""
    manifests = {}
    for path in sorted(paths.ADDONS.glob("*/__manifest__.py")):
        manifest = ast.literal_eval(path.read_text())
        if manifest.get("installable", True):
            manifests[path.parent.name] = manifest
    return manifests


def dependencies():
    """The modules of others that ours need, in order of name."""
    manifests = own()
    wanted = {name for manifest in manifests.values() for name in manifest.get("depends", ())}
    return sorted((wanted | {LOCALISATION}) - manifests.keys())


def dependencies_key(source):
    """Changes with Odoo, the packages or what we depend on."""
    parts = [str(source.library), environment.RUNTIME.read_text(), LANGUAGES, *dependencies()]
    return _digest("\n".join(parts).encode())


def key(source):
    """Changes with any file of ours that an installation reads (models, views, data, translations), too."""
    digest = hashlib.sha256(dependencies_key(source).encode())
    for path in sorted(paths.ADDONS.rglob("*")):
        relative = path.relative_to(paths.ADDONS)
        if path.is_file() and not NOT_INSTALLED.intersection(relative.parts):
            digest.update(str(relative).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _digest(content):
    return hashlib.sha256(content).hexdigest()[:16]
