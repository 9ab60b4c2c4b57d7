"""The page of aims says what was measured and no more: a figure that nobody has taken is not reached, and one that misses is said to."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import performance_page  # noqa: E402


def row(folder: Path, aim: str) -> list[str]:
    line = next(line for line in performance_page.page(folder).splitlines() if f"| {aim}" in line)
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_what_nobody_has_measured_is_neither_reached_nor_missed(tmp_path: Path):
    assert row(tmp_path, "A Kirklees-size night, cold")[2:4] == ["not measured yet", ""]


def test_a_time_over_its_limit_is_a_no_and_one_on_it_a_yes(tmp_path: Path):
    for seconds, said in ((60.1, "**no**"), (60, "yes")):
        (tmp_path / "kirklees_night.json").write_text(json.dumps({"night_seconds": seconds}))
        assert row(tmp_path, "A Kirklees-size night, cold")[2:4] == [f"{seconds:g} s", said]


def test_an_aim_of_at_least_is_missed_from_below(tmp_path: Path):
    for ratio, said in ((9.9, "**no**"), (10, "yes")):
        (tmp_path / "beside_csc_kirklees.json").write_text(json.dumps({"ratio": ratio}))
        assert row(tmp_path, "Rows of care a second")[3] == said


def test_a_night_that_was_refused_has_no_ratio_and_counts_as_not_measured(tmp_path: Path):
    (tmp_path / "scale_demo.json").write_text(json.dumps({"nights": [{"seconds": 9}, {"refused": "SRC-19", "seconds": 0.1}]}))
    assert row(tmp_path, "Ten times the rows: time")[2] == "not measured yet"


def test_what_has_no_aim_is_named_and_neither_reached_nor_missed(tmp_path: Path):
    (tmp_path / "gx_share_kirklees.json").write_text(json.dumps({"share_of_processor": 0.21}))
    aim, measured, reached = row(tmp_path, "Great Expectations' share")[1:4]
    assert aim.endswith("no figure was asked for") and (measured, reached) == ("0.21", "")


def test_a_name_that_holds_a_point_is_found(tmp_path: Path):
    (tmp_path / "papers_kirklees.json").write_text(json.dumps({"leadership/pack.pdf": {"cold_seconds": 8.5}}))
    assert row(tmp_path, "The whole leadership pack of a Kirklees, cold")[2:4] == ["8.5 s", "yes"]
