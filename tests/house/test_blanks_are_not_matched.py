"""pandas joins blank to blank. What asks about children joins through ``tables.matched``, which does not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CHECKS

LIBRARY = CHECKS.parent / "fscp_readiness"
ASKING = sorted(path for folder in (LIBRARY / "standards", LIBRARY / "findings", CHECKS) for path in folder.rglob("*.py"))


def merges(text: str) -> list[int]:
    """Lines on which frames are merged by pandas' own ``merge``; one with itself, whole (cross), has no key to be blank."""
    calls = [each for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)]
    return [each.lineno for each in calls if each.func.attr == "merge" and "how='cross'" not in ast.unparse(each)]


@pytest.mark.parametrize("path", ASKING, ids=lambda path: path.stem)
def test_no_two_blanks_are_taken_for_one_child(path: Path):
    assert merges(path.read_text(encoding="utf-8")) == [], "join with matched(rows, more, on=...) from fscp_readiness.tables"


def test_a_merge_would_be_seen():
    assert merges("rows.merge(more, on='child_id')\n") == [1] and merges("rows.merge(more, how='cross')\n") == []
