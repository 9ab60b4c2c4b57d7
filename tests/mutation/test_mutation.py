"""The command that breaks the code: what it breaks, and that its list of known survivors is about code that still stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from tests.mutation.mutants import mutants_of
from tests.mutation.survivors import KINDS, KNOWN, read_survivors
from tests.mutation.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]


def test_every_target_and_every_test_that_concerns_it_is_there():
    codes = {standard.code for standard in discover(CHECKS)}
    for target in TARGETS:
        assert (ROOT / target.path).is_file()
        assert set(target.codes) <= codes
        for file, _, test in (each.partition("::") for each in target.tests):
            assert f"def {test}" in (ROOT / file).read_text(encoding="utf-8"), f"{file} has no {test or 'tests'}"


def test_a_known_survivor_has_a_reason_and_is_of_a_line_that_stands():
    lines = {target.path: [line.strip() for line in (ROOT / target.path).read_text(encoding="utf-8").splitlines()] for target in TARGETS}
    for row in read_survivors(KNOWN):
        assert row.kind in KINDS and row.reason, row
        assert row.before in lines[row.path], f"{row.path} no longer reads {row.before!r}: take its row out of survivors.csv"


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("late = due_on < today\n", {"late = due_on <= today", "late = due_on > today"}),
        ("def f(x: int | None) -> bool | None:\n    return x is None\n", {"return x is not None"}),  # annotations are never run
        ("kept = rows['on'].max()\n", {"kept = rows['on'].min()"}),
        ("about = About(\n    findings=False,\n    clock=working_days(9),\n)\n", {"clock=working_days( 10),", "clock=working_days( 8),"}),
        ('"""A card that says True."""\n', set()),
    ],
)
def test_a_mutant_is_a_mistake_that_runs(tmp_path, code, after):
    (tmp_path / "small.py").write_text(code, encoding="utf-8")
    assert {mutant.after for mutant in mutants_of(tmp_path, "small.py")} == after
