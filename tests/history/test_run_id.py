"""The same work has the same name; any other has another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness.history import folder_hash, run_id
from fscp_readiness.history.run_id import PATTERN

DAY = dt.date(2016, 5, 23)
PARTS = {"source_hash": "s", "config_hash": "c", "code_version": "0.1.0", "framework": "sif-2013", "history_hash": "h"}


def test_a_run_is_named_for_its_day_and_eight_hex_digits() -> None:
    assert PATTERN.fullmatch(run_id(DAY, **PARTS))
    assert run_id(DAY, **PARTS).startswith("2016-05-23-")
    assert run_id(DAY, **PARTS) == run_id(DAY, **PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_each_thing_that_decides_the_pack_changes_the_name(part: str) -> None:
    assert run_id(DAY, **{**PARTS, part: "other"}) != run_id(DAY, **PARTS)


def test_the_hash_of_a_folder_is_of_names_and_content_not_of_dates_or_order(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "sources").mkdir(parents=True)
    for name, order in (("one", ("b.toml", "sources/a.yaml")), ("two", ("sources/a.yaml", "b.toml"))):
        for each in order:
            (tmp_path / name / each).write_text(each)
    (tmp_path / "two" / ".swp").write_text("an editor's own")
    assert folder_hash(tmp_path / "one") == folder_hash(tmp_path / "two")
    (tmp_path / "two" / "b.toml").rename(tmp_path / "two" / "c.toml")
    assert folder_hash(tmp_path / "one") != folder_hash(tmp_path / "two")
