"""Python with `env` in a process of its own, which a test may end at any moment."""

import signal
import subprocess
import tempfile

from hotel_cli import odoo
from hotel_cli.ui import HotelError

BEGIN = "begin"


class OdooProcess:
    """Odoo's shell on a database, working through `code`; used as `with`, it is killed at the end if it still runs."""

    def __init__(self, database, code):
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 (kept open as long as the process)
        self._process = subprocess.Popen(
            odoo.shell_command(database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=odoo.environment(),
        )
        self._process.stdin.write(f"print({BEGIN!r}, flush=True)\n{code}")
        self._process.stdin.close()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.kill()
        self._process.stdout.close()
        self._log.close()

    def wait_until_begun(self):
        """Wait until Odoo is loaded and the code begins."""
        for line in self._process.stdout:
            if line.strip() == BEGIN:
                return
        raise HotelError(f"the process did not begin:\n{self._errors()}")

    @property
    def runs(self):
        """Whether it is still at work."""
        return self._process.poll() is None

    def kill(self):
        """End it by SIGKILL: nothing in it can tidy up."""
        self._process.kill()
        self._process.wait()

    def wait_until_killed(self):
        """Wait for its end, which has to be a SIGKILL.

        :raise AssertionError: the code ended by itself
        """
        self._process.stdout.read()
        code = self._process.wait()
        assert code == -signal.SIGKILL, f"it was not killed but ended with {code}:\n{self._errors()}"

    def finish(self):
        """Wait for its end and return what it printed.

        :raise HotelError: the code raised, or the process was killed
        """
        printed = self._process.stdout.read()
        if self._process.wait():
            raise HotelError(f"the process ended with {self._process.returncode}:\n{self._errors()}")
        return printed

    def _errors(self):
        self._log.seek(0)
        return self._log.read()
