"""The benchmarks in bench/: found without being run, and run where they belong."""

import ast
import json
import subprocess
import tempfile
from pathlib import Path

from . import odoo, paths
from .ui import HotelError

FOLDER = paths.ROOT / "bench"


def names():
    return sorted(path.stem for path in FOLDER.glob("[!_]*.py"))


def title(name):
    docstring = ast.get_docstring(_tree(name)) or ""
    return docstring.splitlines()[0] if docstring else ""


def workers(name):
    """How many worker processes a benchmark wants to be served by; None for one that runs within Odoo."""
    for node in _tree(name).body:
        if isinstance(node, ast.Assign) and any(getattr(target, "id", None) == "serve" for target in node.targets):
            return ast.literal_eval(node.value)
    return None


def run(name, database):
    """Run one benchmark on a fresh database and return its figures."""
    count = workers(name)
    if count is None:
        return odoo.call(database, "bench", name=name)
    with tempfile.NamedTemporaryFile("r", suffix=".json") as answer:
        # in the environment's Python, since it may use its packages
        command = [str(paths.PYTHON), "-m", "hotel_cli.inside.bench", name, database, str(count), answer.name]
        if subprocess.run(command, cwd=paths.ROOT, env=odoo.environment()).returncode:
            raise HotelError(f"benchmark {name} failed")
        return json.loads(Path(answer.name).read_text())


def _tree(name):
    return ast.parse((FOLDER / f"{name}.py").read_text())
