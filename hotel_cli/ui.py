"""What the user sees: a line for each step with its seconds, plain errors, tables."""

import os
import sys
import threading
import time
from contextlib import contextmanager

TTY = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
SPINNER = "|/-\\"


class HotelError(Exception):
    """Something the user has to know or do; shown without a traceback."""


def say(text=""):
    """Tell the user; on standard error, so that standard output stays what a script produced."""
    print(text, file=sys.stderr, flush=True)


def warn(text):
    say(f"WARNING: {text}")


class Step:
    """One running step. `detail` may be a text or a function that is asked again and again (terminals only)."""

    def __init__(self, title):
        self.title = title
        self.detail = ""
        self.started = time.monotonic()

    @property
    def seconds(self):
        return time.monotonic() - self.started

    def line(self):
        detail = self.detail() if callable(self.detail) else self.detail
        return f"{self.title} ({self.seconds:.0f} s{', ' + detail if detail else ''})"


@contextmanager
def step(title):
    """Show what goes on and how long it took. Long steps turn a spinner on a terminal, and stay one line elsewhere."""
    current = Step(title)
    done = threading.Event()
    if TTY:
        spinner = threading.Thread(target=_spin, args=(current, done), daemon=True)
        spinner.start()
    else:
        print(f"  {title} ...", end="", file=sys.stderr, flush=True)
    outcome = "failed after "
    try:
        yield current
        outcome = ""
    finally:
        done.set()
        if TTY:
            spinner.join()
            print(f"\r\033[K  {title} ...", end="", file=sys.stderr)
        print(f" {outcome}{current.seconds:.1f} s", file=sys.stderr, flush=True)


def _spin(current, done):
    turn = 0
    while not done.wait(0.2):
        turn += 1
        width = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 80
        text = f"{SPINNER[turn % len(SPINNER)]} {current.line()}"[: max(width - 1, 20)]
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def table(rows, header=None):
    """Rows of values as aligned text; numbers to the right."""
    rows = [[_cell(value) for value in row] for row in rows]
    if header:
        rows.insert(0, [(title, False) for title in header])
    if not rows:
        return ""
    widths = [max(len(row[column][0]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(text.rjust(width) if right else text.ljust(width) for (text, right), width in zip(row, widths)).rstrip()
        for row in rows
    ]
    if header:
        lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _cell(value):
    if isinstance(value, bool) or value is None:
        return ("yes" if value else "no") if value is not None else "", False
    if isinstance(value, int):
        return f"{value:,}", True
    if isinstance(value, float):
        return f"{value:,.2f}", True
    return str(value), False


def confirm(question):
    """Ask on the terminal; without one the answer is no."""
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
