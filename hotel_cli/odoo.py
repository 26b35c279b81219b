"""Odoo's command line: its settings, its environment, and calls into its process."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from . import paths, postgres
from .processes import tail
from .ui import HotelError

CALL = "from hotel_cli.inside import answer_call; answer_call(env)\n"


def addons_path(source):
    return ",".join(str(folder) for folder in (paths.ADDONS, source.addons) if folder)


def write_settings(source, path=paths.CONFIG, **more):
    """Write Odoo's configuration file; what differs from run to run stands on the command line instead."""
    settings = {
        "addons_path": addons_path(source),
        "data_dir": paths.DATA,
        "http_interface": "127.0.0.1",
        "list_db": False,
        "unaccent": True,
        "screenshots": paths.LOCAL / "screenshots",
        **more,
    }
    text = "[options]\n" + "".join(f"{name} = {value}\n" for name, value in settings.items())
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(text)
    part.rename(path)


def environment():
    """The environment of Odoo, pytest and everything else that runs in it."""
    folders = [str(paths.BIN), str(paths.VENV / "bin"), postgres.client_path(), os.environ.get("PATH")]
    return {
        **os.environ,
        **postgres.client_settings(),
        "PATH": os.pathsep.join(filter(None, folders)),
        "ODOO_RC": str(paths.CONFIG),
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }


def shell_command(database, level="warn"):
    return [str(paths.ODOO), "shell", "-d", database, "--no-http", "--max-cron-threads=0", f"--log-level={level}", "--shell-interface=python"]


def call(database, module, log=None, **arguments):
    """Call `main(env, **arguments)` of hotel_cli.inside.<module> within Odoo.

    :param log: a file name in .local/log for what it prints; by default that goes to the terminal
    :returns: what it returns (JSON)
    """
    with tempfile.TemporaryDirectory(prefix="hotel-") as folder:
        question, answer = Path(folder, "question.json"), Path(folder, "answer.json")
        question.write_text(json.dumps({"module": module, "arguments": arguments}, default=str))
        variables = {"HOTEL_CALL": str(question), "HOTEL_ANSWER": str(answer), "PYTHONPATH": str(paths.ROOT)}
        output = (paths.LOGS / f"{log}.log").open("w") if log else None
        try:
            code = subprocess.run(
                shell_command(database),
                input=CALL,
                text=True,
                env={**environment(), **variables},
                stdout=output,
                stderr=output,
            ).returncode
        finally:
            if output:
                output.close()
        if code or not answer.exists():
            details = f"\n{tail(paths.LOGS / f'{log}.log')}" if log else ""
            raise HotelError(f"{module} failed in database {database}{details}")
        return json.loads(answer.read_text())
