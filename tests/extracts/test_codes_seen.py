"""What doctor says of the words in code columns: each taken for its code, none by guess, and a rare one never repeated."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fscp_readiness import extracts
from fscp_readiness.extracts.codes_seen import look_at_codes, shape
from fscp_readiness.settings.sources import Sources

sys.path.insert(0, str(Path(__file__).parent))
from council import AS_AT, write_folder  # noqa: E402

SOURCES = Sources.load()
RARE = "Zebedee Unmistakable"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "ssd")


def plans(folder: Path, *words: str) -> Path:
    rows = "\n".join(f"P{number},C000001,2026-01-05,{word}" for number, word in enumerate(words))
    text = f"cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_latest_category\n{rows}\n"
    (folder / "ssd_cp_plans.csv").write_text(text, encoding="utf-8")
    return folder


def said(folder: Path, sources: Sources = SOURCES):
    return [seen for seen in look_at_codes(folder, sources, 10) if seen.sentence.startswith("ssd_cp_plans")]


def test_codes_that_are_codes_need_no_word(folder):
    assert said(plans(folder, *["NEG"] * 12, "", "NULL")) == []


def test_each_word_is_told_with_the_code_it_is_taken_for_and_how_many_rows(folder):
    (seen,) = said(plans(folder, *["Neglect"] * 12, *["EMO"] * 3))
    assert seen.fine and "2 words on 15 rows, 15 recognised; taken for codes: 'Neglect' (12 rows: NEG)" in seen.sentence


def test_fault_060_a_word_that_is_not_recognised_is_proposed_a_code_and_never_given_it(folder):
    (seen,) = said(plans(folder, *["EMO"] * 20, *["Negelct"] * 11))
    assert not seen.fine and "not recognised: 'Negelct' (11 rows, looks like NEG)" in seen.sentence and seen.sentence.endswith("[SCH-60]")
    assert "code_map: {cppl_cp_plan_latest_category:" in seen.sentence
    read = extracts.read(str(folder), SOURCES, as_at=AS_AT).tables.everything("cp_plans")["latest_category"]
    assert read.isna().sum() == 11, "a word was taken for a code that it looks like"
    own = SOURCES.model_copy(update={"code_map": {"cppl_cp_plan_latest_category": {"Negelct": "NEG"}}})
    (seen,) = said(folder, own)
    assert seen.fine and "'Negelct' (11 rows: NEG)" in seen.sentence


def test_a_word_of_few_rows_is_told_by_its_shape(folder):
    (seen,) = said(plans(folder, *["NEG"] * 20, *[RARE] * 9))
    assert "Zebedee" not in seen.sentence and "1 more on 9 rows, written like Aa Aa" in seen.sentence
    (seen,) = said(plans(folder, *["NEG"] * 20, *[RARE] * 10))
    assert RARE in seen.sentence
    assert shape("O'Brien-Smith 07") == "A'Aa-Aa 9"


def test_a_column_that_holds_something_else_is_never_repeated_however_often_it_says_it(folder):
    (seen,) = said(plans(folder, *[RARE] * 40, *["Another Name"] * 30, *["NEG"] * 20))
    assert not seen.fine and "70 rows hold no code of its list" in seen.sentence
    assert "Zebedee" not in seen.sentence and "Another" not in seen.sentence


def test_a_mapped_column_is_looked_at_under_its_own_name(folder):
    plans(folder, *["Neglect"] * 12)
    path = folder / "ssd_cp_plans.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("cppl_cp_plan_latest_category", "CATEGORY"), encoding="utf-8")
    assert said(folder) == []
    own = SOURCES.model_copy(update={"column_map": {"ssd_cp_plans": {"CATEGORY": "cppl_cp_plan_latest_category"}}})
    assert len(said(folder, own)) == 1
