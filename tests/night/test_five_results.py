"""One night with everything that can become of a standard: each of the five results is itself in findings, measures and pack."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.night import Nightly, Request
from fscp_readiness.night.papers import leadership_facts
from fscp_readiness.packs.leadership import build_pack
from fscp_readiness.synthetic import make_council

from .conftest import AS_AT
from .few_standards import few_standards

CRASHED, NO_COLUMN, NO_TABLE, EMPTY_TABLE, NO_CASES, ALL_FAIL = "CPD-01", "CPV-03", "REC-05", "CPP-01", "PFA-01", "MGT-01"


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Nightly:
    folder = tmp_path_factory.mktemp("five")
    council = make_council("test", seed=21, as_at=AS_AT, day="good")
    tables = council.tables
    tables["ssd_cp_visits"] = tables["ssd_cp_visits"].drop(columns="cppv_cp_visit_bedroom")
    tables["ext_core_group"] = tables["ext_core_group"].iloc[0:0]
    for name in ("ext_private_fostering", "ext_private_fostering_visit"):
        tables[name] = tables[name].iloc[0:0]
    tables["ext_mgmt_decision"]["decided_on"] = "2026-01-05"
    council.write(folder / "source")
    (folder / "source" / "ext_visit.csv").unlink()
    nightly = Nightly(Request(source=str(folder / "source"), as_at=AS_AT, out=folder / "out", demo=True))
    with nightly.alone(), few_standards(CRASHED, NO_COLUMN, NO_TABLE, EMPTY_TABLE, NO_CASES, ALL_FAIL):
        nightly.extract()
        nightly.catalogue = _with_a_crash(nightly)
        for step in (nightly.ask, nightly.count, nightly.judge):
            step()
    return nightly


def _with_a_crash(nightly: Nightly):
    def fails(tables, asked):
        """Fails."""
        raise ZeroDivisionError("C000123 is in this message")

    standards = dict(nightly.catalogue.standards)
    standards[CRASHED] = dataclasses.replace(standards[CRASHED], in_scope=fails)
    return dataclasses.replace(nightly.catalogue, standards=standards)


def measure(night: Nightly, code: str, counting: str = "live") -> pd.Series:
    found = night.measures[night.measures["code"].eq(code) & night.measures["scope"].eq("all") & night.measures["counting"].eq(counting)]
    return found.iloc[0]


def annex_tag(night: Nightly, code: str) -> str:
    pack = build_pack(leadership_facts(night, "run"))
    row = next(row for group in pack.annex.groups for row in group.rows if row.code == code)
    return (row.live or row.period).tag.word


@pytest.mark.parametrize(
    ("code", "status", "word"),
    [
        (CRASHED, "crashed", "Crashed"),
        (NO_COLUMN, "not_assessable", "Not assessable"),
        (NO_TABLE, "not_assessable", "Not assessable"),
        (NO_CASES, "no_cases", "No cases"),
        (ALL_FAIL, "off_target", "Off target"),
    ],
)
def test_each_result_is_itself_in_measures_and_pack(night, code, status, word):
    row = measure(night, code)
    assert row["status"] == status
    assert annex_tag(night, code) == word
    if status in ("crashed", "not_assessable"):
        assert row[["in_scope", "met", "not_met", "value"]].isna().all(), "nothing was asked, so nothing is counted"
        assert night.findings.rows[night.findings.rows["code"].eq(code)].empty


def test_a_table_that_is_there_and_empty_means_that_nothing_was_done(night):
    row = measure(night, EMPTY_TABLE)
    assert row["met"] == 0
    assert row["not_met"] == row["in_scope"] > 0
    assert len(night.findings.rows[night.findings.rows["code"].eq(EMPTY_TABLE)]) == row["not_met"]


def test_fault_089_where_every_row_fails_every_row_is_listed(night):
    row = measure(night, ALL_FAIL)
    assert row["met"] == 0
    assert row["not_met"] == row["in_scope"] > 10
    rows = night.findings.rows
    assert len(rows[rows["code"].eq(ALL_FAIL)]) == row["not_met"]


def test_fault_089_what_every_row_fails_is_on_page_one_and_asks_for_a_look_at_the_rule(night):
    from fscp_readiness.packs.leadership import build_morning

    said = [note for note in build_morning(leadership_facts(night, "run")).notes if "CHK-89" in note]
    (of_it,) = [note for note in said if note.startswith(f"{ALL_FAIL} (")]
    assert f"all of {measure(night, ALL_FAIL)['in_scope']} miss it" in of_it


def test_fault_131_a_crash_says_where_and_nothing_of_any_child(night):
    state = night.findings.states[night.findings.states["code"].eq(CRASHED)].iloc[0]
    assert state["state"] == "crashed"
    assert "ZeroDivisionError at test_five_results.py" in state["because"]
    assert "C000123" not in state["because"]


def test_none_of_them_is_green(night):
    for judged in night.readiness.judgements:
        for core in judged.core:
            if core.code in (NO_COLUMN, NO_TABLE, CRASHED):
                assert core.status != "on_target"
