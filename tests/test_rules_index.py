"""The index of rules is generated; it must not go stale."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_index_of_rules_is_current():
    spec = importlib.util.spec_from_file_location("rules_index", DOCS / "rules_index.py")
    index = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(index)
    current = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert current == index.render(index.shown_rules()), "docs/rules.md is stale: run python docs/rules_index.py"
