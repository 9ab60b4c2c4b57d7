"""Two case systems with the same records: the same answers; one thing changed in the new one: that, and no more."""

from __future__ import annotations

import csv
import datetime as dt
import io
import stat
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from fscp_readiness import cli
from fscp_readiness.cli.speaking import explain_failure
from fscp_readiness.night.side_by_side import Both, lay_systems_beside
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.synthetic import make_council

from .conftest import CANARY
from .few_standards import few_standards
from .two_systems import lines, move, new_id, write_map

AS_AT = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("side-by-side")
    council = make_council("tiny", seed=3, as_at=AS_AT)
    people = council.tables["ssd_person"]
    people["pers_surname"] = CANARY + people["pers_surname"].astype(str)
    council.write(folder / "mosaic")
    move(folder / "mosaic", folder / "lcs")
    _as_it_is_read(folder / "mosaic")
    write_map(folder / "map.csv", lines(folder / "mosaic"))
    return folder


def _as_it_is_read(folder: Path) -> None:
    """Ids that Excel has spoiled are blank on both sides: turned round they would be ids."""
    for path in sorted(folder.glob("*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
        table.replace("#N/A", "").to_csv(path, index=False)
        moved = folder.parent / "lcs" / path.name
        table = pd.read_csv(moved, dtype=str, keep_default_na=False, na_filter=False)
        table.replace(new_id("#N/A"), "").replace("#N/A", "").to_csv(moved, index=False)


def laid(folder: Path, **changed):
    asked = {
        "before": str(folder / "mosaic"),
        "after": str(folder / "lcs"),
        "as_at": AS_AT,
        "out": folder / "out",
        "map_file": folder / "map.csv",
    }
    with few_standards("Q01"):
        return lay_systems_beside(Both(**(asked | changed)))


def rows(done, name):
    return list(csv.DictReader(io.StringIO((done.folder / name).read_text(encoding="utf-8"))))


def test_fault_063_the_same_records_under_other_ids_give_the_same_answers(folder):
    done = laid(folder)
    assert done.found.differ == 0 and done.found.asked > 200
    assert done.sentence == f"{done.found.asked:,} of {done.found.asked:,} answers are the same in both systems"
    assert all(row["rows_before"] == row["rows_after"] == row["in_both"] and not row["blank_after"] for row in rows(done, "tables.csv"))


def test_fault_063_one_thing_changed_is_told_and_no_more(folder):
    plans = folder / "lcs" / "ssd_cp_plans.csv"
    as_it_was = plans.read_bytes()
    table = pd.read_csv(plans, dtype=str, keep_default_na=False, na_filter=False)
    table["cppl_cp_plan_latest_category"] = ""
    table.iloc[1:].to_csv(plans, index=False)
    try:
        done = laid(folder)
    finally:
        plans.write_bytes(as_it_was)
    lost = table["cppl_cp_plan_id"].iloc[0]
    found = rows(done, "differences.csv") + (rows(done, "sealed/sealed.csv") if "sealed/sealed.csv" in done.files else [])
    assert any(row["record_table"] == "ssd_cp_plans" and new_id(row["id_before"]) == lost and not row["id_after"] for row in found)
    assert len(found) == done.found.differ > 0
    (line,) = [row for row in rows(done, "tables.csv") if row["table"] == "ssd_cp_plans"]
    assert int(line["rows_before"]) - int(line["rows_after"]) == 1 and line["blank_after"] == "cppl_cp_plan_latest_category"
    page = (done.folder / "systems.html").read_text(encoding="utf-8")
    assert done.sentence in page and "CPV-01" in page and CANARY not in page
    assert not any(row["child_before"] in page for row in found if row["child_before"]), "the page holds counts alone"
    assert stat.S_IMODE((done.folder / "differences.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "words", [[], ["--before", "a"], ["--before", "a", "--after", "b"], ["--census", "x", "--before", "a", "--after", "b"]]
)
def test_half_a_question_is_answered_with_what_is_lacking(tmp_path, words):
    told = CliRunner().invoke(cli.app, ["reconcile", *words, "--out", str(tmp_path)])
    assert isinstance(told.exception, ConfigProblem) and "ARG-12" in str(told.exception) and explain_failure(told.exception) == 2
