"""One night's tables as they stood at the end of a day, and what is made of them once."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.tables import DTYPES, TableAbsent, Tables, once_a_night, table

TODAY = dt.date(2026, 11, 23)


def plans(**columns: list[str | None]) -> Tables:
    types = {column.name: DTYPES[column.type] for column in table("cp_plans")}
    frame = pd.DataFrame({name: pd.Series(values, dtype="object").astype(types[name]) for name, values in columns.items()})
    return Tables({"cp_plans": frame}, as_at=TODAY, extracted_on=TODAY)


def test_a_row_dated_ahead_is_not_there_yet_and_an_ending_ahead_has_not_happened():
    tables = plans(
        plan_id=["P1", "P2", "P3", "P4"],
        started_on=["2026-11-23", "2026-11-24", None, "2026-01-01"],
        ended_on=[None, None, None, "2026-11-24"],
    )
    seen = tables.cp_plans
    assert list(seen["plan_id"]) == ["P1", "P3", "P4"], "P2 begins tomorrow; a blank start hides nobody"
    assert seen["ended_on"].isna().all()
    assert list(tables.everything("cp_plans")["plan_id"]) == ["P1", "P2", "P3", "P4"]


def test_a_table_that_the_source_lacks_is_absent_and_never_empty():
    with pytest.raises(TableAbsent):
        _ = plans(plan_id=["P1"]).cp_visits


def test_what_is_made_of_a_night_is_made_once_and_no_caller_sees_another_s_columns():
    made = []

    @once_a_night
    def of_plans(tables: Tables, *, live: bool) -> pd.DataFrame:
        made.append(live)
        return tables.cp_plans.assign(live=live)

    tables, other = plans(plan_id=["P1"]), plans(plan_id=["P2"])
    first = of_plans(tables, live=True)
    first["mine"] = 1
    first.loc[:, "plan_id"] = "changed"
    again = of_plans(tables, live=True)
    assert list(again.columns) == ["plan_id", "live"] and list(again["plan_id"]) == ["P1"]
    assert made == [True]
    assert list(of_plans(tables, live=False)["live"]) == [False] and list(of_plans(other, live=True)["plan_id"]) == ["P2"]
    assert made == [True, False, True]
