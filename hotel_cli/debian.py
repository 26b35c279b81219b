"""Odoo out of Debian's archive, with a private apt: nothing of the system's apt is written, root is not needed.

The archive's address is the one this machine's apt uses; all packages are checked against Debian's signature.
"""

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from . import paths
from .processes import output, run, tail
from .ui import HotelError, step, warn

PACKAGE = "odoo-19"
PYTHON_FOLDER = Path("usr/lib/python3/dist-packages")
APT_HELPER = "/usr/lib/apt/apt-helper"
KEYRINGS = ("/usr/share/keyrings/debian-archive-keyring.pgp", "/usr/share/keyrings/debian-archive-keyring.gpg")

# odoo-19 is in sid alone. Its fonts and scripts are links to files of other packages; trixie has these under the names
# that the links point to, sid does not any more.
SIDE_PACKAGES = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
    "fonts-ocr-b",
)

# Two thirds of the size are translations; `dist-packages/addons` is an incomplete duplicate that must stay off the
# addons path; the egg-info asks for packages that need a compiler.
LEFT_OUT = ("*/i18n/[!z]*.po", "*/i18n_extra/[!z]*.po", f"./{PYTHON_FOLDER}/addons", "*.egg-info")

# The one file of the web client's assets that Debian leaves out (blurred backgrounds in calls). Without it each page
# logs an error and each browser tour fails.
MISSING_ASSET = PYTHON_FOLDER / "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"

APT_CONF = """\
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear APT::Default-Release;
Dir::Etc::sourcelist "{folder}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "{folder}/lists";
Dir::State::status "{folder}/status";
Dir::Cache "{folder}/cache";
APT::Architecture "{architecture}";
APT::Sandbox::User "{user}";
APT::Get::AllowUnauthenticated "false";
Acquire::AllowInsecureRepositories "false";
Acquire::Languages "none";
Acquire::Retries "3";
"""


class Unavailable(Exception):
    """Debian's package cannot be had on this machine."""


class Archive:
    """Debian's archive as seen by a private apt in `folder`."""

    def __init__(self, folder):
        self.folder = folder
        self.conf = folder / "apt.conf"
        self._require_tools()
        for part in ("lists/partial", "cache/archives/partial", "probe/partial", "debs", "empty"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / "status").touch()
        self.conf.write_text(
            APT_CONF.format(
                folder=folder,
                architecture=output(["dpkg", "--print-architecture"]).strip(),
                user=pwd.getpwuid(os.getuid()).pw_name,
            )
        )

    def refresh(self):
        """Read the package lists.

        :returns: the version of Odoo that Debian has
        :raises Unavailable: when no archive that this machine uses has one
        """
        if not any(self._read_lists(mirror) for mirror in self._mirrors()):
            raise Unavailable("No archive that this machine's apt uses serves Debian sid signed by Debian's key.")
        policy = output(["apt-cache", "-c", self.conf, "policy", PACKAGE])
        match = re.search(r"Candidate: (\S+)", policy)
        if not match or not match[1].startswith("19."):
            raise Unavailable(f"Debian has no {PACKAGE} (candidate: {match[1] if match else 'none'}).")
        return match[1]

    def unpack(self, target):
        """Download what is missing, check it, and unpack it all to `target` in one go."""
        downloads = self._downloads()
        total = sum(size for _uri, _name, size, _hash in downloads)
        debs = self.folder / "debs"
        with step(f"Downloading Odoo ({total / 1e6:.0f} MB)") as current:
            current.detail = lambda: f"{100 * _size(debs) // total} %"
            for uri, name, _bytes, checksum in downloads:
                # unlike `apt-get download`, the helper refuses a whole file whose content is wrong, and goes on with a part
                run(
                    [APT_HELPER, "-c", self.conf, "-q", "download-file", uri, debs / name, checksum],
                    "download",
                    f"{name} could not be downloaded; run again to go on where it stopped",
                )
        with step("Unpacking Odoo"):
            part = target.with_name(target.name + ".part")
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            for _uri, name, *_ in downloads:
                _extract(debs / name, part)
            stub = part / MISSING_ASSET
            if not stub.exists():
                stub.parent.mkdir(parents=True, exist_ok=True)
                stub.write_text("/* not in Debian: no background blur in calls */\n")
            dangling = [path for path in (part / "usr/lib").rglob("*") if path.is_symlink() and not path.exists()]
            if dangling:
                raise HotelError(f"Debian's package has links to nowhere, first ones: {dangling[:3]}")
            part.rename(target)
            shutil.rmtree(debs)

    @staticmethod
    def _require_tools():
        for tool in ("apt-get", "apt-cache", "dpkg", "dpkg-deb", APT_HELPER):
            if not shutil.which(tool):
                raise Unavailable(f"{tool} is not on this machine (no Debian?).")

    @staticmethod
    def _keyring():
        for keyring in KEYRINGS:
            if os.access(keyring, os.R_OK):
                return keyring
        raise Unavailable("Debian's archive keyring is missing (package debian-archive-keyring).")

    def _mirrors(self):
        """The archives of this machine's apt, in its order; asked so that no downloaded list is needed."""
        answer = output(["apt-get", "-o", f"Dir::State::lists={self.folder / 'probe'}", "update", "--print-uris"])
        found = re.findall(r"^'(.*?)/dists/[^']*/InRelease'", answer, re.MULTILINE)
        return [mirror for mirror in dict.fromkeys(found) if "security" not in mirror]

    def _read_lists(self, mirror):
        keyring = self._keyring()
        (self.folder / "sources.list").write_text(
            "".join(f"deb [signed-by={keyring}] {mirror} {suite} main\n" for suite in ("sid", "trixie"))
        )
        if self._update():
            return True
        if "is expired" not in self._update_log.read_text():
            return False
        warn("the signed index of this machine's mirror is past its date (a frozen mirror); it is used all the same")
        with self.conf.open("a") as conf:
            conf.write('Acquire::Check-Valid-Until "false";\n')
        return self._update()

    @property
    def _update_log(self):
        return paths.LOGS / "apt-update.log"

    def _update(self):
        try:
            run(["apt-get", "-c", self.conf, "-q", "-o", "APT::Update::Error-Mode=any", "update"], "apt-update")
        except HotelError:
            return False
        return True

    def _downloads(self):
        """Address, file name, size and SHA-256 of each package, from the signed index."""
        wanted = [f"{PACKAGE}/sid", *(f"{name}/trixie" for name in SIDE_PACKAGES)]
        # in an empty folder: a file that is already there would be left out of the answer
        answer = output(["apt-get", "-c", self.conf, "download", "--print-uris", *wanted], cwd=self.folder / "empty")
        downloads = []
        for line in answer.splitlines():
            uri, name, size, checksum = line.split()
            if not checksum.startswith("SHA256:"):
                raise HotelError(f"the archive's index has no SHA-256 for {name}")
            downloads.append((uri.strip("'"), name, int(size), checksum))
        if len(downloads) != len(wanted):
            raise Unavailable(f"The archive lacks some of: {', '.join(wanted)}.\n{tail(self._update_log)}")
        return downloads


def _extract(deb, target):
    excludes = [f"--exclude={pattern}" for pattern in LEFT_OUT]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(deb)], stdout=subprocess.PIPE) as package:
        tar = subprocess.run(["tar", "-x", "-C", str(target), "--no-same-owner", "--wildcards", *excludes], stdin=package.stdout)
        package.stdout.close()
    if tar.returncode or package.returncode:
        raise HotelError(f"{deb.name} could not be unpacked (disk full?)")


def _size(folder):
    """Bytes in a folder that another program is filling."""
    try:
        return sum(entry.stat().st_size for entry in os.scandir(folder))
    except OSError:
        return 0
