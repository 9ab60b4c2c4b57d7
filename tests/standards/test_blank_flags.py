"""A blank flag never moves a child out of a cohort: each flag of each table, blanked in every row of a whole council."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.standards import populations
from fscp_readiness.tables import Tables, register
from fscp_readiness.tables.declare import Type
from tests.synthetic import nights

FLAGS = [
    (declared.name, column.name)
    for declared in register.ALL
    for column in declared
    if column.type is Type.FLAG and not declared.source.startswith("list_")
]
MAY_BRING_IN = {("referrals", "no_further_action"), ("cp_plans", "other_council"), ("assessments", "no_further_action")}
"""Blank, these keep a child in who would be out: taken no further, another council's plan, no need found. Each is looked at below."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> Tables:
    return nights.read(nights.council("test", 4), tmp_path_factory.mktemp("source")).tables


@pytest.fixture(scope="module")
def before(tables) -> dict[str, set[str]]:
    return members(tables)


def members(tables: Tables) -> dict[str, set[str]]:
    """Every cohort a standard may count, by the ids of its records."""
    cohorts = populations.cohorts_of(tables)
    need = populations.children_in_need(tables, since=pd.Timestamp(tables.as_at), live=True)
    return {
        "open episodes": set(populations.open_episodes(tables)["referral_id"].dropna()),
        "child protection plans": set(populations.cp_plans(tables)["plan_id"].dropna()),
        "plans that must be visited": set(populations.cp_plans_with_temporary(tables)["plan_id"].dropna()),
        "on a plan": set(populations.children_on_plan(tables)),
        "in care": set(populations.children_in_care(tables)),
        "open children": set(populations.open_children(tables)),
        "children in need": set(need["child_id"].dropna()),
        "allocated": set(populations.allocated_workers(tables)["child_id"].dropna()),
        "in a cohort": set(cohorts[cohorts["cohort"].notna() | cohorts["perhaps"]]["child_id"].dropna()),
    }


@pytest.mark.parametrize(("name", "flag"), FLAGS, ids=[f"{name}.{flag}" for name, flag in FLAGS])
def test_no_child_leaves_a_cohort_where_the_flag_is_blank(tables, before, name, flag):
    frame = tables.frames[name]
    blank = dataclasses.replace(
        tables, frames={**tables.frames, name: frame.assign(**{flag: pd.Series(pd.NA, index=frame.index, dtype="boolean")})}
    )
    after = members(blank)
    taken_over = before["children in need"] & after["on a plan"] if (name, flag) in MAY_BRING_IN else set()
    for cohort, were in before.items():
        gone = were - after[cohort] - (taken_over if cohort == "children in need" else set())
        assert not gone, f"{len(gone)} left {cohort!r}"
    if (name, flag) not in MAY_BRING_IN:
        assert after == before, "nor does anybody come in"
