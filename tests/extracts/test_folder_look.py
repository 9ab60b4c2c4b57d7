"""What doctor says of a folder's columns before a night reads it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fscp_readiness import extracts
from fscp_readiness.extracts.folder import look_at
from fscp_readiness.settings.sources import Sources

sys.path.insert(0, str(Path(__file__).parent))
from council import AS_AT, write_folder  # noqa: E402

SOURCES = Sources.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "ssd")


def said(folder: Path, table: str, sources: Sources = SOURCES) -> list[str]:
    return [seen.sentence for seen in look_at(folder, sources) if seen.sentence.startswith(table)]


def visits(folder: Path, headings: str) -> Path:
    (folder / "ext_visit.csv").write_text(f"{headings}\n{','.join('1' for _ in headings.split(','))}\n", encoding="utf-8")
    return folder


def test_fault_058_a_files_column_under_another_name_is_proposed_and_never_taken(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"cppl_cp_plan_id,cppl_person_id,cp_plan_start_date\nP1,C000001,2026-01-05\n")
    covered, renamed = said(folder, "ssd_cp_plans")
    assert "{ssd_cp_plans: {cp_plan_start_date: cppl_cp_plan_start_date}}" in renamed and renamed.endswith("[SCH-58]")
    assert "cppl_cp_plan_start_date" in covered and "1 more in the source is not read" in covered
    plans = extracts.read(str(folder), SOURCES, as_at=AS_AT).tables.cp_plans
    assert "started_on" not in plans, "a column was taken for another that looks like it"


def test_fault_058_once_the_council_has_said_so_the_column_is_there_and_nothing_is_proposed(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"cppl_cp_plan_id,cppl_person_id,CP plan start date\nP1,C000001,2026-01-05\n")
    own = SOURCES.model_copy(update={"column_map": {"ssd_cp_plans": {"CP plan start date": "cppl_cp_plan_start_date"}}})
    (covered,) = said(folder, "ssd_cp_plans", own)
    assert "cppl_cp_plan_start_date" not in covered and "more in the source" not in covered


def test_what_is_there_is_counted_of_what_is_read_and_what_is_missing_is_named(folder: Path):
    (covered,) = said(visits(folder, "visit_id,visit_table,recorded_at"), "ext_visit")
    assert covered.startswith(
        "ext_visit: 3 of the 11 columns that are read are there; not there, so what rests on them is not assessable: case_note, "
    )


def test_a_heading_that_is_not_read_is_counted_and_never_repeated(folder: Path):
    (covered,) = said(visits(folder, "visit_id,visit_table,Zebedee Unmistakable"), "ext_visit")
    assert "1 more in the source is not read" in covered and "zebedee" not in covered.lower()


def test_a_file_without_headings_is_the_sources_to_fix_and_its_first_row_is_not_repeated(folder: Path):
    (seen,) = [seen for seen in look_at(visits(folder, "C000123,Zebedee,Unmistakable"), SOURCES) if seen.sentence.startswith("ext_visit")]
    assert not seen.fine and seen.sentence.endswith("[SCH-57]") and "zebedee" not in seen.sentence.lower()


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_still_looked_at(folder: Path):
    (folder / "ext_audit.parquet").write_bytes(b"not a parquet file")
    seen = list(look_at(visits(folder, "visit_id"), SOURCES))
    assert [each.fine for each in seen if each.sentence.startswith("ext_audit")] == [False]
    assert any(each.sentence.startswith("ext_visit") for each in seen)


def test_a_table_with_every_column_is_counted_and_takes_no_line(folder: Path):
    for file in folder.iterdir():
        file.unlink()
    (folder / "ext_missing.csv").write_text("missing_id,return_plan_on\nM1,2026-01-05\n", encoding="utf-8")
    assert [seen.sentence for seen in look_at(folder, SOURCES)] == ["tables that hold every column that is read, and no other: 1"]
