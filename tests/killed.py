"""Kill a process of Odoo with SIGKILL at a chosen statement: as sudden as from outside, and at the same place each time."""

from .odoo_process import OdooProcess

#: Counts what the process commits and, after the wanted commit, its statements; dies instead of sending one too many.
DIE = """
import os, signal
from odoo.sql_db import Cursor

_commit, _execute, _seen = Cursor.commit, Cursor.execute, {{"commits": 0, "statements": 0}}

def commit(self):
    result = _commit(self)
    _seen["commits"] += 1
    _seen["statements"] = 0
    return result

def execute(self, *arguments, **options):
    if _seen["commits"] >= {commits}:
        _seen["statements"] += 1
        if _seen["statements"] > {statements}:
            os.kill(os.getpid(), signal.SIGKILL)
    return _execute(self, *arguments, **options)

Cursor.commit, Cursor.execute = commit, execute
"""


def run_and_die(database, code, commits, statements):
    """Run `code` in Odoo's shell and kill it after so many commits and then so many SQL statements.

    :raise AssertionError: it was done before, or ended in another way
    """
    with OdooProcess(database, DIE.format(commits=commits, statements=statements) + code) as process:
        process.wait_until_killed()
