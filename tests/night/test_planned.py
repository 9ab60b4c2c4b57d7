"""Where an action started from: the night kept of the day it was written, or of the week before it, and no other."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.history import open_state, open_store
from fscp_readiness.history.store import MEASURE_COLUMNS, Run, no_lives
from fscp_readiness.night.planned import written_then
from fscp_readiness.settings.plan import Plan

WRITTEN_ON, DAY = dt.date(2026, 9, 10), dt.timedelta(days=1)
NIGHT = WRITTEN_ON + 60 * DAY


def plan(said_on=WRITTEN_ON, code="CPV-01", counting="live"):
    action = {"id": "A", "what": "What it will do.", "comes_from": "the service itself", "owner": "A post", "by_when": NIGHT,
              "success": {"code": code, "counting": counting, "at_least": "95%"}, "said_by": "Ann", "said_on": said_on}  # fmt: skip
    return Plan.model_validate({"actions": [action]})


@pytest.fixture
def kept(tmp_path):
    """A store with these nights, each with as many met of a hundred."""
    store = open_store(open_state(tmp_path / "state"))

    def of(said="v1", **nights):
        for name, met in nights.items():
            as_at = WRITTEN_ON + int(name.removeprefix("d").replace("m", "-")) * DAY
            counted = {"in_scope": 100, "met": met, "not_recorded": 1, "value": met / 100, "unit": "percent", "status": "close"}
            whole = dict.fromkeys(MEASURE_COLUMNS) | {"code": "CPV-01", "counting": "live", "scope": "all"} | counted
            rows = [whole, whole | {"scope": "team", "group": "T01", "met": 1}, whole | {"code": "CIN-02", "met": 2}]
            store.keep(Run(as_at, f"{as_at}-run"), {}, no_lives(), pd.DataFrame(rows), {"CPV-01": said})
        return store

    yield of
    store.close()


@pytest.mark.parametrize(
    ("nights", "as_at", "met"),
    [
        ({"dm1": 60, "d0": 70, "d1": 80}, NIGHT, 70),
        ({"dm9": 50, "dm6": 60, "d1": 80}, NIGHT, 60),
        ({"dm7": 60, "d1": 80}, NIGHT, None),
        ({}, NIGHT, None),
        ({"dm1": 60, "d0": 70}, WRITTEN_ON, 60),
    ],
)
def test_the_night_of_that_day_or_the_last_of_its_week(kept, nights, as_at, met):
    found = written_then(kept(**nights), plan(), as_at, {"CPV-01": "v1"})
    assert found["met"].tolist() == ([] if met is None else [met])
    assert found["written_on"].dt.date.tolist() == [WRITTEN_ON] * len(found) and not found["changed"].any()


def test_a_standard_that_says_something_else_since_is_marked(kept):
    store = kept(said="v1", d0=70)
    kept(said="v2", d5=80)
    assert written_then(store, plan(), NIGHT, {"CPV-01": "v2"})["changed"].tolist() == [True]
    assert written_then(store, plan(WRITTEN_ON + 5 * DAY), NIGHT, {"CPV-01": "v2"})["changed"].tolist() == [False]


def test_only_what_an_action_asks_for_is_taken_and_no_plan_takes_nothing(kept):
    store = kept(d0=70)
    assert written_then(store, plan(counting="period"), NIGHT, {}).empty
    assert written_then(store, plan(code="CIN-02"), NIGHT, {})["met"].tolist() == [2]
    assert written_then(store, None, NIGHT, {}).empty
