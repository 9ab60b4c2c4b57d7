"""A fingerprint changes when the record or what is found of it changes, and for nothing else."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pandas as pd
import pytest

from fscp_readiness.findings import frames
from fscp_readiness.history.exceptions.fingerprint import FOUND, fingerprints
from fscp_readiness.tables import ALL, DTYPES, Tables, table

KEY = b"k" * 32
DAY = dt.date(2016, 5, 23)
FINDING = {
    "code": "CPV-01", "record_table": "ssd_cp_plans", "record_id": "P1", "outcome": "not_met", "reason": "outstanding",
    "field": "cppv_cp_visit_date", "due_on": pd.Timestamp("2016-05-09"), "days_over": 10, "severity": "high",
}  # fmt: skip


def found(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(frames.FINDINGS)).astype(frames.FINDINGS)


def held(name: str, *rows: dict[str, object]) -> pd.DataFrame:
    declared = {column.name: DTYPES[column.type] for column in table(name)}
    columns = {column for row in rows for column in row}
    return pd.DataFrame(list(rows), columns=[each for each in declared if each in columns]).astype(
        {each: kind for each, kind in declared.items() if each in columns}
    )


def plans(*rows: dict[str, object]) -> Tables:
    return Tables({"cp_plans": held("cp_plans", *rows)}, DAY, DAY)


PLAN = {"plan_id": "P1", "child_id": "C1", "started_on": pd.Timestamp("2016-03-01"), "other_council": None}


def one(finding: dict[str, object], tables: Tables, key: bytes = KEY) -> str:
    (made,) = fingerprints(key, found(finding), tables)
    return str(made)


def test_the_same_record_and_finding_have_the_same_eight_digits_every_night() -> None:
    assert one(FINDING, plans(PLAN)) == one({**FINDING, "days_over": 11}, plans({"plan_id": "P2"}, PLAN))
    assert len(one(FINDING, plans(PLAN))) == 8


@pytest.mark.parametrize("name", FOUND)
def test_another_answer_is_another_fingerprint(name: str) -> None:
    other = pd.Timestamp("2016-05-10") if name == "due_on" else "another"
    assert one(FINDING, plans(PLAN)) != one({**FINDING, name: other}, plans(PLAN))


@pytest.mark.parametrize(
    "change", [{"child_id": "C2"}, {"started_on": pd.Timestamp("2016-03-02")}, {"other_council": True}, {"child_id": None}]
)
def test_a_record_that_was_changed_is_another_fingerprint(change: dict[str, object]) -> None:
    assert one(FINDING, plans(PLAN)) != one(FINDING, plans({**PLAN, **change}))


def test_a_column_that_is_blank_and_one_the_source_lacks_are_the_same() -> None:
    without = {name: value for name, value in PLAN.items() if name != "other_council"}
    assert one(FINDING, plans(PLAN)) == one(FINDING, plans(without))


def test_a_value_that_moves_to_the_next_column_is_a_change() -> None:
    assert one(FINDING, plans({**PLAN, "initial_category": "NEG"})) != one(FINDING, plans({**PLAN, "latest_category": "NEG"}))


def test_of_an_id_held_twice_both_rows_count_in_any_order() -> None:
    second = {**PLAN, "child_id": "C9"}
    assert one(FINDING, plans(PLAN, second)) == one(FINDING, plans(second, PLAN)) != one(FINDING, plans(PLAN))


def test_a_record_that_is_gone_and_a_finding_about_a_whole_table_have_one_too() -> None:
    assert one(FINDING, plans(PLAN)) != one(FINDING, plans({"plan_id": "P2"}))
    whole = {**FINDING, "record_id": None, "due_on": None, "field": None}
    assert one(whole, plans(PLAN)) == one(whole, plans({**PLAN, "child_id": "C2"}))


def test_nobody_without_the_key_can_work_it_out() -> None:
    assert one(FINDING, plans(PLAN)) != one(FINDING, plans(PLAN), b"l" * 32)


def test_a_row_that_came_from_a_list_of_a_workbook_is_found_by_the_lists_name() -> None:
    made = plans(PLAN)
    listed = replace(made, origin={"cp_plans": "list_7"})
    scattered = replace(made, row_origin={"cp_plans": {"P1": "list_8"}})
    for tables, place in ((listed, "list_7"), (scattered, "list_8")):
        changed = replace(tables, frames={"cp_plans": held("cp_plans", {**PLAN, "child_id": "C2"})})
        finding = {**FINDING, "record_table": place}
        assert one(finding, tables) != one(finding, changed)
        assert one(FINDING, tables) == one(FINDING, changed), "another place's row"


def test_forty_thousand_findings_over_sixty_tables_take_under_two_seconds_of_the_processor() -> None:
    each, rows, made = 40_000 // len(ALL) + 1, [], {}
    for declared in ALL:
        ids = [f"{declared.name}-{n}" for n in range(3 * each)]
        values = {"string": "some words", "boolean": True, "Int64": 3, "Float64": 1.5}
        columns = {column.name: pd.Series([values.get(str(DTYPES[column.type]), pd.Timestamp(DAY))] * len(ids)) for column in declared}
        made[declared.name] = pd.DataFrame({**columns, declared.key: ids}).astype({column.name: DTYPES[column.type] for column in declared})
        rows += [(declared.source, record) for record in ids[:each]]
    findings = pd.DataFrame(rows, columns=["record_table", "record_id"]).reindex(columns=list(frames.FINDINGS)).astype(frames.FINDINGS)
    tables = Tables(made, DAY, DAY)
    began = time.process_time()
    made = fingerprints(KEY, findings, tables)
    took = time.process_time() - began
    assert took < 4, "a second on a quiet machine; two are allowed, and as much again where other work shares the processor"
    assert made.nunique() > 39_700


def test_a_period_of_care_is_all_its_episodes() -> None:
    def look(need: str) -> str:
        rows = [
            {"episode_id": "E1", "care_id": "CARE1", "primary_need": "N1"},
            {"episode_id": "E2", "care_id": "CARE1", "primary_need": need},
        ]
        tables = Tables({"care_episodes": held("care_episodes", *rows)}, DAY, DAY)
        return one({**FINDING, "record_table": "ssd_cla_episodes", "record_id": "CARE1"}, tables)

    assert look("N1") != look("N4")
