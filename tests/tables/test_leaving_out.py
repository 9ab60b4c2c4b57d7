"""A child's rows go with all that names them, and nobody else's do."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.tables import Tables, table
from fscp_readiness.tables.kept import kept_frame
from fscp_readiness.tables.leaving_out import child_ids, without

AS_AT = dt.date(2026, 11, 23)


def tables(**rows) -> Tables:
    return Tables(
        {name: kept_frame(table(name), each) for name, each in rows.items()},
        AS_AT,
        AS_AT,
        unreadable={("people", "sex"): frozenset({"C1", "C2"})},
        row_origin={"cp_plans": {"P1": "list_7", "P2": "list_7"}},
    )


def test_a_child_goes_with_its_plans_and_the_visits_that_only_name_a_plan():
    before = tables(
        people=[{"child_id": "C1"}, {"child_id": "C2"}],
        cp_plans=[{"plan_id": "P1", "child_id": "C1"}, {"plan_id": "P2", "child_id": "C2"}],
        cp_visits=[{"visit_id": "V1", "plan_id": "P1"}, {"visit_id": "V2", "plan_id": "P2"}, {"visit_id": "V3"}],
    )
    after, counts = without(before, {"C1"})
    assert counts == {"people": 1, "cp_plans": 1, "cp_visits": 1}
    assert list(after.frames["people"]["child_id"]) == ["C2"] and list(after.frames["cp_visits"]["visit_id"]) == ["V2", "V3"]
    assert after.unreadable[("people", "sex")] == {"C2"} and after.row_origin["cp_plans"] == {"P2": "list_7"}
    assert child_ids(before) == {"C1", "C2"} and child_ids(after) == {"C2"}


def test_a_visit_of_another_child_that_names_the_plan_stays():
    """It is that child's: a plan that two children's rows name is a recording fault, and their row is not ours to take away."""
    before = tables(
        cp_plans=[{"plan_id": "P1", "child_id": "C1"}],
        cp_visits=[{"visit_id": "V1", "plan_id": "P1", "child_id": "C2"}, {"visit_id": "V2", "plan_id": "P1", "child_id": ""}],
    )
    after, counts = without(before, {"C1"})
    assert counts == {"cp_plans": 1, "cp_visits": 1} and list(after.frames["cp_visits"]["visit_id"]) == ["V1"]


def test_nobody_named_nothing_goes():
    before = tables(people=[{"child_id": "C1"}])
    assert without(before, set()) == (before, {}) and without(before, {"C9"})[1] == {}
