"""Running other programs, and keeping two of ours from doing one thing at once."""

import fcntl
import os
import subprocess
import time
from contextlib import contextmanager

from . import paths
from .ui import HotelError, say


def run(command, log, error=None, **options):
    """Run a program with its output in .local/log/<log>.log; when it fails, show the end of that.

    :param error: a sentence on what could not be done, and what the user can do
    """
    path = paths.LOGS / f"{log}.log"
    with path.open("w") as output:
        code = subprocess.run(
            [str(part) for part in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=options.pop("stdin", subprocess.DEVNULL),
            **options,
        ).returncode
    if code:
        raise HotelError(f"{error or f'{command[0]} failed'}\n{tail(path)}\n(all of it: {path})")


def output(command, **options):
    """What a program prints, or an empty text when it fails or is not there."""
    try:
        result = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            text=True,
            **options,
        )
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 else ""


def tail(path, lines=15):
    """The last lines of a log, indented."""
    try:
        text = path.read_text(errors="replace").splitlines()[-lines:]
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text)


@contextmanager
def lock(folder, name, waiting=None):
    """Hold a lock among all `./hotel` processes that use this folder; released even when we are killed."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f".{name}.lock", "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"  {waiting or 'waiting for another ./hotel that is doing the same'} ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_alive(pid):
    """Whether a process with that number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until(condition, seconds, pause=0.1):
    """Ask again and again; True as soon as the condition holds, False when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(pause)
    return bool(condition())
