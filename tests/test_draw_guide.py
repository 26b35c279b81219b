"""The guide's ten lines for auditors repeat a lucky draw, and find out one that was changed."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _record():
    rule = _load(ROOT / "addons/hotel_events/rules/lucky_draw.py")
    seed, word = "5a" * 32, "春天"
    guests = [(number, f"来宾 {number}") for number in range(100, 160)]
    return {
        "seed": seed,
        "fingerprint": rule.fingerprint(seed),
        "word": word,
        "guests": guests,
        "list_fingerprint": rule.list_fingerprint(guests),
        "winners": rule.winning_order(seed, guests, word, 20),
    }


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"seed": "5b" * 32}, False),
        ({"word": "夏天"}, False),
        ({"winners": list(range(100, 120))}, False),
        ({"guests": [(number, "X") for number in range(100, 160)]}, False),
    ],
)
def test_the_guides_lines_repeat_a_draw(tmp_path, monkeypatch, change, right):
    """H12: what docs/guide.md gives to auditors works as it stands there."""
    guide = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
    lines = next(block for block in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if "list_fingerprint" in block)
    (tmp_path / "draw.json").write_text(json.dumps({**_record(), **change}))
    monkeypatch.chdir(tmp_path)
    if right:
        exec(lines, {})
    else:
        with pytest.raises(AssertionError):
            exec(lines, {})
