"""What stops a night or a command says what happened, what to do and what stands all the same. The sentences: docs/reference/codes.md."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from fscp_readiness.cli.nightly import what_stands
from fscp_readiness.cli.speaking import explain_failure
from fscp_readiness.extracts import SourceProblem

ROOT = Path(__file__).resolve().parents[2]
FEWEST_WORDS = 5
MET_BY_READERS = frozenset(
    {"ConfigProblem", "SourceProblem", "ArgumentsProblem", "TableRefused", "StateRefused", "SnapshotGone", "CannotPublish"}
)
"""What the command line and the page of a night without a pack say: whoever reads it is to be told what to do."""

DOING = (
    r"add|ask|call|change|choose|close|compile|copy|export|give|have|install|leave|look|lower|name|put|report|restore|run|save|say|see|send"
    r"|set|sign|spell|take|write"
)
TO_DO = re.compile(rf"(?:^|[.;:,)…] |\bor |\band |IT: )(?:{DOING})\b|\?|store restore|[.;…] …$", re.IGNORECASE)


def pages():
    """tools/codes_page.py, which makes the page of codes."""
    spec = importlib.util.spec_from_file_location("codes_page", ROOT / "tools" / "codes_page.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["codes_page"] = module
    spec.loader.exec_module(module)
    return module


def raised():
    """(where, what is said) at every place that raises one of MET_BY_READERS, … where a night's own words stand."""
    text = pages()._text
    for path in sorted((ROOT / "fscp_readiness").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MET_BY_READERS:
                choices = [(each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,) for each in node.args]
                for said in [max((text(one) for one in each), key=len) for each in choices]:
                    if len(said.split()) >= FEWEST_WORDS:
                        yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", said


RAISED = list(raised())


def test_the_sentences_are_found():
    assert len(RAISED) > 150
    assert any("changed while it was read" in said for _, said in RAISED)


@pytest.mark.parametrize(("where", "said"), RAISED, ids=[where for where, _ in RAISED])
def test_a_sentence_that_stops_somebody_says_what_to_do(where, said):
    assert TO_DO.search(said), f"{where}: {said}"


def test_what_stopped_a_night_is_said_first_and_then_what_stands_all_the_same(capsys, tmp_path):
    problem = SourceProblem("FILE-24", "ssd_person.csv changed while it was read.")
    problem.add_note(what_stands(tmp_path))
    assert explain_failure(problem) == 3
    assert capsys.readouterr().err.splitlines() == [
        "ssd_person.csv changed while it was read. [FILE-24]",
        "No pack was made, and there is none of an earlier night.",
    ]


def test_what_stands_is_the_pack_that_people_have(tmp_path):
    (tmp_path / "current.json").write_text("{}")
    assert "current.json names stands as it was" in what_stands(tmp_path)
    (tmp_path / "stale.html").write_text("")
    assert "marked stale" in what_stands(tmp_path) and "stale.html" in what_stands(tmp_path)


def test_the_command_line_says_both(tmp_path):
    from typer.testing import CliRunner

    from fscp_readiness.cli import app

    words = ["nightly", "--source", str(tmp_path / "gone"), "--as-at", "2026-11-23", "--out", str(tmp_path / "out")]
    problem = CliRunner().invoke(app, words).exception
    assert problem is not None and getattr(problem, "code", "") == "SRC-02"
    assert problem.__notes__ == ["No pack was made, and there is none of an earlier night."]
