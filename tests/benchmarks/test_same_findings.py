"""What ``benchmarks.same_findings`` would say where findings are not the same: a comparison that cannot fail asserts nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import same_findings


def put(folder: Path, frame: pd.DataFrame) -> dict[str, dict[str, dict[str, object]]]:
    text = same_findings._written(frame)
    (folder / "tiny").mkdir(parents=True)
    (folder / "tiny" / "rows.csv").write_text(text, encoding="utf-8")
    return {"tiny": {"rows": {"rows": len(frame), "sha256": hashlib.sha256(text.encode()).hexdigest()}}}


ROWS = pd.DataFrame({"code": ["CIN-01", "CIN-02"], "child_id": ["C000001", "C000002"], "days_over": [1.0, 2.0]})


def said(tmp_path: Path, now: pd.DataFrame) -> list[str]:
    put(tmp_path / "before", ROWS)
    return list(same_findings.differing(tmp_path / "before", tmp_path / "after", put(tmp_path / "after", now)))


def test_the_same_rows_differ_in_nothing(tmp_path: Path):
    assert said(tmp_path, ROWS.copy()) == []


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [("days_over", 2.0000000000000004, "row 1 (CIN-02), column days_over"), ("child_id", pd.NA, "row 1 (CIN-02), column child_id"),
     ("child_id", "", "row 1 (CIN-02), column child_id")],
)  # fmt: skip
def test_the_first_code_and_column_that_differs_is_named(tmp_path: Path, column: str, value: object, found: str):
    now = ROWS.astype({"child_id": object})
    now.loc[1, column] = value
    assert [found in one for one in said(tmp_path, now)] == [True]


def test_a_row_that_is_no_longer_there_is_told(tmp_path: Path):
    assert said(tmp_path, ROWS[:1]) == ["tiny, rows: there were 2 rows and are 1"]


def test_rows_that_keep_to_a_rule_are_counted_the_same_whoever_counted_them():
    groups = {"service_id": "S", "team_id": "T", "restricted": False, "age_band": "5-9", "disability": "no", "ethnicity": "A", "uasc": "no"}
    row = {"code": "P01", "counting": "live", "record_table": "ssd_person", "outcome": "met", "exempt": "", "due_on": pd.NaT, **groups}
    rows = pd.DataFrame([row, row, {**row, "outcome": "broken"}, {**row, "code": "CIN-01"}])
    left, counted = same_findings._kept_apart(rows, {"P01"}, None)
    assert list(left["outcome"]) == ["broken", "met"] and list(counted["times"]) == [2]
    later, again = same_findings._kept_apart(left, {"P01"}, counted)
    assert len(later) == 2 and again.equals(counted)
