"""The store: what one night keeps another finds, once, whole, and as that night left it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
import stat

import pandas as pd
import pytest

from fscp_readiness.history import open_state, remembered
from fscp_readiness.history.audit import Event, verify
from fscp_readiness.history.lives import Evidence, live_on
from fscp_readiness.history.migrations import STEPS
from fscp_readiness.history.state import StateRefused
from fscp_readiness.history.store import FILE, MEASURE_COLUMNS, Loaded, Run, no_lives, open_store
from fscp_readiness.vocabulary import Answered

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (dt.date(2026, 11, day) for day in (23, 24, 25, 26))
PLANS = "ssd_cp_plans"


@pytest.fixture
def state(tmp_path):
    return open_state(tmp_path / "state")


@pytest.fixture
def store(state):
    opened = open_store(state)
    yield opened
    opened.close()


FOUND = ["flag", "code", "record_table", "record_id", "child_id", "field", "kind", "severity", "service", "team"]


def found(*records, team="East"):
    rows = [(f"f-{record}", "CPV-01", PLANS, record, "C000123", "", "practice", "high", "S", team) for record in records]
    return pd.DataFrame(rows, columns=FOUND).astype("string")


def seen(wrong=(), state="asked", rows=("P1", "P2", "P3")):
    answers = [("CPV-01", PLANS, record, "not_met" if record in wrong else "met", None) for record in rows if state == "asked"]
    frame = pd.DataFrame(answers, columns=["code", "record_table", "record_id", "outcome", "exempt"]).astype("string")
    return Evidence({"CPV-01": Answered(state)}, frame, {PLANS: set(rows)})


def measures(met=1, wrong=0, *, scope="all", group=None):
    row = dict.fromkeys(MEASURE_COLUMNS) | {"code": "CPV-01", "counting": "live", "scope": scope, "group": group, "in_scope": met + wrong,
                                            "met": met, "not_met": wrong, "value": met / (met + wrong), "unit": "percent"}  # fmt: skip
    return pd.DataFrame([row])


def night(store, as_at, *wrong, state="asked", team="East", said="v1", run="run"):
    hits = found(*wrong, team=team) if state == "asked" else found()
    loads = {PLANS: Loaded(3, "fresh", as_at.isoformat())}
    memory = remembered(store, as_at)
    saw = dataclasses.replace(seen(wrong, state), changed=memory.changed({"CPV-01": said}))
    lives = live_on(memory.lives, hits, saw, as_at, memory.before.as_at if memory.before else None)
    store.keep(Run(as_at, f"{as_at}-{run}"), loads, lives, measures(3 - len(wrong), len(wrong)), {"CPV-01": said})


def told(store, as_at):
    lives = store.lives(as_at)
    return {row["record_id"]: (row["state"], row["first_seen"].date(), row["last_seen"].date()) for row in lives.to_dict("records")}


def test_each_night_s_flags_are_as_that_night_left_them_whatever_came_later(store):
    night(store, MONDAY, "P1", "P2")
    night(store, TUESDAY, "P2")
    night(store, WEDNESDAY, state="crashed")
    assert told(store, MONDAY) == {"P1": ("open", MONDAY, MONDAY), "P2": ("open", MONDAY, MONDAY)}
    assert told(store, TUESDAY) == {"P1": ("fixed", MONDAY, MONDAY), "P2": ("open", MONDAY, TUESDAY)}
    assert told(store, WEDNESDAY)["P2"] == ("unknown", MONDAY, TUESDAY)


def test_a_night_kept_again_is_there_once_and_the_same(store, state):
    night(store, MONDAY, "P1")
    night(store, TUESDAY, "P2")
    once = _everything(state)
    night(store, TUESDAY, "P2")
    assert _everything(state) == once


def test_a_night_kept_again_with_another_answer_keeps_the_later_one(store):
    night(store, MONDAY, "P1")
    night(store, TUESDAY)
    assert told(store, TUESDAY)["P1"][0] == "fixed"
    night(store, TUESDAY, "P1")
    assert told(store, TUESDAY)["P1"] == ("open", MONDAY, TUESDAY)


def test_a_flag_that_moves_team_begins_another_interval_and_no_other_life(store, state):
    night(store, MONDAY, "P1")
    night(store, TUESDAY, "P1", team="West")
    assert store.lives(MONDAY)["team"].tolist() == ["East"] and store.lives(TUESDAY)["team"].tolist() == ["West"]
    assert told(store, TUESDAY)["P1"] == ("open", MONDAY, TUESDAY)
    assert len(_everything(state)["flag_interval"]) == 2


def test_a_standard_that_says_something_else_ends_its_flags_as_changed_and_never_as_fixed(store):
    night(store, MONDAY, "P1")
    night(store, TUESDAY, said="v2")
    assert told(store, TUESDAY)["P1"][0] == "standard_changed"
    night(store, WEDNESDAY, "P1", said="v2")
    assert store.lives(WEDNESDAY)["spell"].tolist() == [1, 2]


def test_a_night_filled_in_behind_a_later_one_adds_its_measures_and_leaves_the_flags(store):
    night(store, MONDAY, "P1")
    night(store, WEDNESDAY, "P1")
    before = store.lives(WEDNESDAY)
    night(store, TUESDAY)
    assert store.lives(WEDNESDAY).equals(before)
    assert store.measured("CPV-01", "live")["as_at"].tolist() == ["2026-11-23", "2026-11-24", "2026-11-25"]


def test_nights_filled_in_in_order_are_the_same_as_nights_lived_through(tmp_path):
    kept = []
    for name in ("lived", "filled"):
        of = open_state(tmp_path / name)
        store = open_store(of)
        for as_at, wrong in ((MONDAY, ["P1"]), (TUESDAY, ["P1", "P3"]), (THURSDAY, ["P3"])):
            night(store, as_at, *wrong)
            if name == "lived":
                store.published(as_at, f"{as_at}-run", "hash")
        if name == "filled":
            for as_at in (MONDAY, TUESDAY, THURSDAY):
                store.published(as_at, f"{as_at}-run", "hash")
        store.close()
        kept.append(_everything(of))
    assert kept[0] == kept[1]


def test_measures_of_the_whole_a_service_and_a_team_are_kept_and_of_cuts_are_not(store):
    frames = [measures(scope=scope, group=group) for scope, group in (("all", None), ("team", "East"), ("age_band", "1-4"))]
    store.keep(Run(MONDAY, "r"), {}, no_lives(), pd.concat(frames), {})
    assert store.measured("CPV-01", "live")["value"].tolist() == [1.0]
    assert len(store.measured("CPV-01", "live", "team", "East")) == 1
    assert store.measured("CPV-01", "live", "age_band", "1-4").empty


def test_a_missed_night_is_a_gap_and_the_next_says_between_which_days_a_flag_began(store):
    night(store, MONDAY)
    night(store, THURSDAY, "P1")
    life = store.lives(THURSDAY).iloc[0]
    assert (life["not_seen_on"].date(), life["first_seen"].date()) == (MONDAY, THURSDAY)


def test_what_fails_half_way_leaves_the_night_before(store, state, monkeypatch):
    night(store, MONDAY, "P1")
    before = _everything(state)
    monkeypatch.setattr("fscp_readiness.history.store._keep_flags", _fails)
    with pytest.raises(OSError, match="disk"):
        night(store, TUESDAY, "P2")
    assert _everything(state) == before


def _fails(*_):
    raise OSError("disk")


@pytest.mark.parametrize("stopped_in", range(len(STEPS)))
def test_a_migration_that_is_stopped_runs_again_cleanly(state, monkeypatch, stopped_in):
    def stops(connection):
        STEPS[stopped_in](connection)
        raise KeyboardInterrupt

    steps = [*STEPS[:stopped_in], stops, *STEPS[stopped_in + 1 :]]
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("fscp_readiness.history.store.STEPS", steps)
        open_store(state)
    store = open_store(state)
    assert store.version() == len(STEPS)
    night(store, MONDAY, "P1")
    store.close()


def test_a_history_newer_than_the_program_is_refused(state, store):
    with sqlite3.connect(state.folder / FILE) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(StateRefused, match="HIST-117"):
        open_store(state)


def test_the_file_is_its_owner_s_alone_and_every_table_strict(state, store):
    assert stat.S_IMODE((state.folder / FILE).stat().st_mode) == 0o600
    with sqlite3.connect(state.folder / FILE) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        loose = [name for _, name, kind, _, _, strict in connection.execute("PRAGMA table_list") if kind == "table" and not strict]
    assert set(loose) <= {"sqlite_schema", "sqlite_temp_schema", "schema_version"}


@pytest.mark.parametrize("sentence", ["UPDATE audit SET about = 'x'", "DELETE FROM audit", "REPLACE INTO audit SELECT * FROM audit"])
def test_the_audit_trail_is_added_to_and_never_changed(state, store, sentence):
    store.write_down(state.key, "2026-11-23T02:30", Event.RUN, "nightly", "one")
    with sqlite3.connect(state.folder / FILE) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            connection.execute(sentence)


def test_the_trail_that_was_kept_is_whole(state, store):
    heads = [store.write_down(state.key, f"2026-11-{day}T02:30", Event.RUN, "nightly", f"night {day}") for day in (23, 24, 25)]
    assert verify(state.key, store.trail(), heads) == [] and store.head() == heads[-1]


def _everything(state):
    """Every row of every table, sorted."""
    with sqlite3.connect(state.folder / FILE) as connection:
        names = [name for _, name, kind, *_ in connection.execute("PRAGMA table_list").fetchall() if kind == "table"]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=str) for name in names if "schema" not in name}
