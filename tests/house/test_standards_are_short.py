"""A standard is read whole in a minute: how long its file and its parts are, by syntax, and that no two files say the same six lines."""

from __future__ import annotations

import ast
import statistics
from collections import defaultdict
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover

CATALOGUE = discover(CHECKS)
MOST_LINES = 90
"""Of a file without its EXAMPLES, which are data: a standard with many edges has many rows."""
MOST_OF_MET = 15
MEDIAN_OF_MET = 8
SAME_LINES = 6


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def examples_of(tree: ast.Module) -> int:
    return sum(lines_of(n) for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "EXAMPLES")


def body_lines(function: ast.FunctionDef) -> int:
    """Lines of a function's statements, its docstring apart."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]  # parsed from a file: every node has lines


def met_lines() -> dict[str, int]:
    found = {}
    for standard in CATALOGUE:
        for node in parsed(standard.path).body:
            if isinstance(node, ast.FunctionDef) and node.name == "met":
                found[standard.code] = body_lines(node)
    return found


@pytest.mark.parametrize("standard", list(CATALOGUE), ids=lambda standard: standard.code)
def test_a_file_is_no_longer_than_a_page(standard):
    text = standard.path.read_text(encoding="utf-8")
    assert len(text.splitlines()) - examples_of(ast.parse(text)) <= MOST_LINES


def test_the_question_itself_is_a_few_lines():
    found = met_lines()
    assert not {code: n for code, n in found.items() if n > MOST_OF_MET}
    assert statistics.median(found.values()) <= MEDIAN_OF_MET


def lines_that_count(path: Path) -> list[tuple[int, str]]:
    """(line number, text) of a file's lines, its card too: no blanks, comments, imports or lone punctuation, no examples (data)."""
    text = path.read_text(encoding="utf-8")
    left_out = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom) or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXAMPLES")
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = ((n, " ".join(line.split())) for n, line in enumerate(text.splitlines(), start=1) if n not in left_out)
    return [(n, line) for n, line in lines if not line.startswith("#") and any(c.isalnum() for c in line)]


def repeats(folder: Path, length: int = SAME_LINES) -> list[str]:
    """Places in two files that say the same ``length`` lines."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*.py")):
        lines = lines_that_count(path)
        for start in range(len(lines) - length + 1):
            window = lines[start : start + length]
            found[tuple(line for _, line in window)].append(f"{path.name}:{window[0][0]}")
    return [" and ".join(places) for places in found.values() if len({place.split(":")[0] for place in places}) > 1]


def test_no_two_standards_say_the_same_six_lines():
    assert not repeats(CHECKS)


def test_two_files_that_repeat_each_other_are_noticed(tmp_path):
    same = "def met(rows):\n" + "".join(f"    value_{n} = rows[{n}]\n" for n in range(6))
    (tmp_path / "one.py").write_text(same, encoding="utf-8")
    (tmp_path / "two.py").write_text(f'"""Another."""\nimport pandas\n\n{same}', encoding="utf-8")
    assert repeats(tmp_path)
