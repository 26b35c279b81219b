"""Check the code's style: ruff everywhere, pylint-odoo in addons/."""

import subprocess

from .. import addons, odoo, paths, setup

# Odoo's conventions alone. docs/ describes the addons in one place; a whole context is set where keys have to go.
PYLINT = ("pylint", "--disable=all", "--enable=odoolint", "--disable=missing-readme,context-overridden")


def configure(_parser):
    pass


def run(_options):
    setup.ensure(development=True)
    checks = [["ruff", "check", "."], [*PYLINT, *(f"addons/{name}" for name in addons.own())]]
    return max(subprocess.run(check, cwd=paths.ROOT, env=odoo.environment()).returncode for check in checks)
