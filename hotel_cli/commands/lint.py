"""Check the code's style: ruff everywhere, pylint-odoo in addons/."""

import subprocess

from .. import addons, odoo, paths, setup

# Odoo's conventions alone, without these:
LEFT_OUT = (
    "missing-readme",  # docs/ describes the addons in one place
    "context-overridden",  # meant where it is done: keys have to go
    "no-search-all",  # what is read whole is small: companies, outlets, kinds
    "missing-return",  # of hooks that return nothing
    "consider-merging-classes-inherited",  # a large model is laid out in several files, one concern each
)
PYLINT = ("pylint", "--disable=all", "--enable=odoolint", f"--disable={','.join(LEFT_OUT)}")


def configure(parser):
    parser.add_argument("--fix", action="store_true", help="let ruff mend what it can, e.g. the order of imports")


def run(options):
    setup.ensure(development=True)
    checks = [["ruff", "check", *(["--fix"] if options.fix else []), "."], [*PYLINT, *(f"addons/{name}" for name in addons.own())]]
    return max(subprocess.run(check, cwd=paths.ROOT, env=odoo.environment()).returncode for check in checks)
