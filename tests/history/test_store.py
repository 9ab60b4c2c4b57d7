"""The store: what one night keeps another finds, once, whole, and as that night left it; in SQLite and in PostgreSQL alike."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fscp_readiness.history import open_state, remembered
from fscp_readiness.history.audit import Event, verify
from fscp_readiness.history.lives import Evidence, live_on
from fscp_readiness.history.migrations import STEPS
from fscp_readiness.history.state import StateRefused
from fscp_readiness.history.store import FILE, MEASURE_COLUMNS, JudgedAs, Loaded, Run, no_lives, open_store
from fscp_readiness.vocabulary import Answered
from tests.history.nights import everything

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (dt.date(2026, 11, day) for day in (23, 24, 25, 26))
PLANS = "ssd_cp_plans"


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


def judged(store, as_at, held=1, framework="ilacs-2026"):
    run = Run(as_at, f"{as_at}-run", framework=framework)
    store.keep(run, {}, no_lives(), measures(), {}, [JudgedAs("IL-HP", "Gaps to close", held)])


def test_nights_running_are_counted_back_from_last_night_and_end_at_a_night_that_failed_or_was_missed(store):
    for as_at in (MONDAY, TUESDAY, WEDNESDAY):
        judged(store, as_at)
    assert store.nights_running(THURSDAY, "ilacs-2026") == {"IL-HP": 3}
    assert store.nights_running(THURSDAY, "sif-2013") == {}
    assert store.nights_running(THURSDAY + dt.timedelta(days=1), "ilacs-2026") == {"IL-HP": 0}, "Thursday was missed"
    judged(store, TUESDAY, held=0)
    assert store.nights_running(THURSDAY, "ilacs-2026") == {"IL-HP": 1}


def test_fault_103_a_night_run_again_stays_published_and_another_run_of_it_does_not(store):
    night(store, MONDAY, "P1")
    assert store.published(MONDAY, f"{MONDAY}-run", "hash")
    night(store, MONDAY, "P1")
    assert not store.published(MONDAY, f"{MONDAY}-run", "hash"), "so nothing more is written down of it"
    night(store, MONDAY, "P1", run="other")
    assert store.runs()["state"].tolist() == ["kept"]


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


def test_a_night_kept_again_is_there_once_and_the_same(store):
    night(store, MONDAY, "P1")
    night(store, TUESDAY, "P2")
    once = everything(store)
    night(store, TUESDAY, "P2")
    assert everything(store) == once


def test_a_night_kept_again_with_another_answer_keeps_the_later_one(store):
    night(store, MONDAY, "P1")
    night(store, TUESDAY)
    assert told(store, TUESDAY)["P1"][0] == "fixed"
    night(store, TUESDAY, "P1")
    assert told(store, TUESDAY)["P1"] == ("open", MONDAY, TUESDAY)


def test_a_flag_that_moves_team_begins_another_interval_and_no_other_life(store):
    night(store, MONDAY, "P1")
    night(store, TUESDAY, "P1", team="West")
    assert store.lives(MONDAY)["team"].tolist() == ["East"] and store.lives(TUESDAY)["team"].tolist() == ["West"]
    assert told(store, TUESDAY)["P1"] == ("open", MONDAY, TUESDAY)
    assert len(everything(store)["flag_interval"]) == 2


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


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nights_filled_in_in_order_are_the_same_as_nights_lived_through(tmp_path, request, engine):
    kept = []
    for name in ("lived", "filled"):
        url = request.getfixturevalue("databases")() if engine == "postgresql" else ""
        store = open_store(open_state(tmp_path / name), url)
        for as_at, wrong in ((MONDAY, ["P1"]), (TUESDAY, ["P1", "P3"]), (THURSDAY, ["P3"])):
            night(store, as_at, *wrong)
            if name == "lived":
                store.published(as_at, f"{as_at}-run", "hash")
        if name == "filled":
            for as_at in (MONDAY, TUESDAY, THURSDAY):
                store.published(as_at, f"{as_at}-run", "hash")
        kept.append(everything(store))
        store.close()
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


def test_what_fails_half_way_leaves_the_night_before(store, monkeypatch):
    night(store, MONDAY, "P1")
    before = everything(store)
    monkeypatch.setattr("fscp_readiness.history.store._keep_flags", _fails)
    with pytest.raises(OSError, match="disk"):
        night(store, TUESDAY, "P2")
    assert everything(store) == before


def _fails(*_):
    raise OSError("disk")


@pytest.mark.parametrize("stopped_in", range(len(STEPS)))
def test_fault_118_a_migration_that_is_stopped_runs_again_cleanly(opened, monkeypatch, stopped_in):
    def stops(connection):
        STEPS[stopped_in](connection)
        raise KeyboardInterrupt

    steps = [*STEPS[:stopped_in], stops, *STEPS[stopped_in + 1 :]]
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("fscp_readiness.history.store.STEPS", steps)
        opened()
    store = opened()
    assert store.version() == len(STEPS)
    night(store, MONDAY, "P1")


def test_fault_117_a_history_newer_than_the_program_is_refused_and_left_as_it_is(opened, store):
    night(store, MONDAY, "P1")
    run(store, "UPDATE schema_version SET version = 99")
    before = everything(store)
    with pytest.raises(StateRefused, match="HIST-117"):
        opened()
    assert everything(store) == before and store.version() == 99


def test_the_file_is_its_owner_s_alone_and_every_table_strict(state):
    open_store(state).close()
    assert stat.S_IMODE((state.folder / FILE).stat().st_mode) == 0o600
    with sqlite3.connect(state.folder / FILE) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        loose = [name for _, name, kind, _, _, strict in connection.execute("PRAGMA table_list") if kind == "table" and not strict]
    assert set(loose) <= {"sqlite_schema", "sqlite_temp_schema", "schema_version"}


CHANGES = {
    "sqlite": ["UPDATE audit SET about = 'x'", "DELETE FROM audit", "REPLACE INTO audit SELECT * FROM audit"],
    "postgresql": [
        "UPDATE audit SET about = 'x'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "INSERT INTO audit SELECT * FROM audit ON CONFLICT (number) DO UPDATE SET about = 'x'",
    ],
}


def test_the_audit_trail_is_added_to_and_never_changed(state, store):
    store.write_down(state.key, "2026-11-23T02:30", Event.RUN, "nightly", "one")
    before = everything(store)
    for sentence in CHANGES[store.engine.dialect.name]:
        with pytest.raises(DBAPIError, match="append only"):
            run(store, sentence)
    assert everything(store) == before


def test_the_trail_that_was_kept_is_whole(state, store):
    heads = [store.write_down(state.key, f"2026-11-{day}T02:30", Event.RUN, "nightly", f"night {day}") for day in (23, 24, 25)]
    assert verify(state.key, store.trail(), heads) == [] and store.head() == heads[-1]


def test_what_is_kept_comes_back_as_it_was_to_the_last_digit_and_letter(store):
    figures = measures().assign(value=1 / 3, low=5e-324, high=0.1 + 0.2, in_scope=2**53 + 1, unit="per 10 000 – ½ £", target=None)
    store.keep(Run(MONDAY, "r"), {PLANS: Loaded(3, "fresh", "")}, no_lives(), figures, {"CPV-01": "v1"})
    row = store.measures(MONDAY).iloc[0]
    assert (row["value"], row["low"], row["high"], row["in_scope"]) == (1 / 3, 5e-324, 0.1 + 0.2, 2**53 + 1)
    assert row["unit"] == "per 10 000 – ½ £" and pd.isna(row["target"])
    assert [str(kind) for kind in store.measures(MONDAY).dtypes] == [str(kind) for kind in store.measures(TUESDAY).dtypes]


def test_an_id_that_looks_like_a_number_stays_as_it_is_written(store):
    night(store, MONDAY, "00123", "1e5")
    assert store.lives(MONDAY)["record_id"].tolist() == ["00123", "1e5"]


def test_things_are_put_in_order_by_their_letters_codes_whatever_the_database_s_language(store):
    names = ["a", "B", "c", "É", "z", "-x"]
    store.keep(Run(MONDAY, "r"), {}, no_lives(), pd.concat([measures(scope="team", group=name) for name in names]), {})
    assert store.measures(MONDAY)["group"].tolist() == sorted(names)


def test_what_a_night_is_told_of_the_nights_before_is_the_same_on_both_engines(tmp_path, database):
    told = []
    for name, url in (("one", ""), ("other", database)):
        store = open_store(open_state(tmp_path / name, demo=True), url)
        for as_at, wrong in ((MONDAY, ["P1", "P2"]), (TUESDAY, ["P2"]), (THURSDAY, ["P3", "P2"])):
            night(store, as_at, *wrong)
            store.published(as_at, f"{as_at}-run", "hash")
            store.write_down(b"k" * 32, as_at.isoformat(), Event.PACK_MADE, "nightly", "published")
        store.accept(WEDNESDAY, PLANS, "Data Lead", "a real change", "2026-11-25T08:00")
        store.read_by("director", TUESDAY, MONDAY, "CPV-01", "act", "DCS")
        memory = remembered(store, THURSDAY + dt.timedelta(days=30))
        told.append([each.to_csv() if isinstance(each, pd.DataFrame) else each for each in vars(memory).values()])
        told[-1] += [str(each.dtypes) for each in vars(memory).values() if isinstance(each, pd.DataFrame)]
        told[-1] += [store.packs().to_csv(), store.runs().to_csv(), store.accepted(WEDNESDAY), everything(store)]
        store.close()
    assert told[0] == told[1]


def test_two_programs_that_write_at_once_wait_for_each_other_and_nothing_is_lost(opened, state):
    stores = [opened() for _ in range(4)]
    with ThreadPoolExecutor(len(stores)) as pool:
        for done in [pool.submit(_writes, store, state.key) for store in stores for _ in range(10)]:
            done.result()
    trail = stores[0].trail()
    assert len(trail) == 40 and verify(state.key, trail) == []


def test_two_programs_that_make_the_history_at_once_make_one(opened):
    with ThreadPoolExecutor(4) as pool:
        assert [each.version() for each in pool.map(lambda _: opened(), range(4))] == [len(STEPS)] * 4


def _writes(store, key):
    store.write_down(key, "2026-11-23T02:30", Event.RUN, "nightly", "one of many")


@pytest.mark.parametrize("address", ["mysql://u:secret@host/x", "secret", "postgresql://u:secret@127.0.0.1:1/none"])
def test_an_address_that_leads_nowhere_is_refused_and_never_repeated(state, address):
    with pytest.raises(StateRefused, match="HIST-0") as told:
        open_store(state, address)
    assert "secret" not in str(told.value) and told.value.__cause__ is None


def run(store, sentence):
    """Say one sentence of SQL to the store's own database."""
    with store.writing() as connection:
        connection.execute(text(sentence))
