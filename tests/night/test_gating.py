"""Tonight's tables beside last night's: what is held, at which copy, and what stops the night."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.extracts import SourceProblem, read
from fscp_readiness.findings.frames import OWNED_ANSWERS, STATES, ZERO_TOLERANCE, blank
from fscp_readiness.history import Loaded, Night, Remembered
from fscp_readiness.night.gating import believed
from fscp_readiness.night.kept_night import KeptNight
from fscp_readiness.night.work import may_list
from fscp_readiness.settings.load import load_settings
from fscp_readiness.synthetic import make_council

BEFORE, TONIGHT = dt.date(2026, 11, 22), dt.date(2026, 11, 23)
SETTINGS = load_settings()


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gating")
    make_council("test", seed=5, as_at=TONIGHT).write(folder)
    return read(str(folder), SETTINGS.sources, as_at=TONIGHT, extracted_on=TONIGHT)


@pytest.fixture(scope="module")
def last(extract):
    """The night before held the same rows."""
    frames = {"answers": blank(OWNED_ANSWERS), "states": blank(STATES), "zero_tolerance": blank(ZERO_TOLERANCE), "known": pd.DataFrame()}
    return KeptNight("2026-11-22-00000000", BEFORE, "", "", extract, Remembered(), None, (), {}, files={}, lists_allowed=True, **frames)


def memory(extract, **more):
    loads = {str(name): Loaded(1, "fresh", BEFORE.isoformat()) for name in extract.loads["table"]}
    return Remembered(nights=(Night(BEFORE, "2026-11-22-00000000"),), loads=loads, **more)


def without(extract, name, rows=None):
    """The extract with a table gone, or cut to so many rows."""
    frames = {each: frame for each, frame in extract.tables.frames.items() if each != name or rows is not None}
    if rows is not None:
        frames[name] = frames[name].head(rows)
    return dataclasses.replace(extract, tables=dataclasses.replace(extract.tables, frames=frames))


def asked(extract, tonight, last, **more):
    return believed(tonight, memory(extract, **more), last, SETTINGS.gates, TONIGHT)


def state(told, source):
    row = told.extract.loads.set_index("table").loc[source]
    return row["state"], row["data_date"]


def test_a_night_like_the_last_holds_nothing(extract, last):
    told = asked(extract, extract, last)
    assert told.extract is extract and told.carried is None and told.gates == ()


def test_fault_009_a_half_loaded_table_is_held_at_last_night_s_copy_and_dated(extract, last):
    half = without(extract, "cp_visits", rows=len(extract.tables.frames["cp_visits"]) * 6 // 10)
    told = asked(extract, half, last)
    assert len(told.extract.tables.frames["cp_visits"]) == len(extract.tables.frames["cp_visits"])
    assert state(told, "ssd_cp_visits") == ("held", "2026-11-22")
    assert told.carried and told.carried.tables == {"cp_visits"} and told.carried.as_at == BEFORE
    assert [(table, code) for table, code, *_ in told.gates] == [("ssd_cp_visits", "SRC-09")]
    assert "are missing" in told.gates[0][2]


def test_fault_013_and_021_and_062_a_table_that_is_not_there_tonight_is_held(extract, last):
    told = asked(extract, without(extract, "cin_visits"), last)
    assert state(told, "ssd_cin_visits") == ("held", "2026-11-22") and told.gates[0][1] == "SRC-13"
    assert "holds no ssd_cin_visits" in told.gates[0][2]


def test_fault_021_a_file_that_came_and_was_refused_is_said_to_be_refused(extract, last):
    tonight = without(extract, "cin_visits")
    loads = tonight.loads.assign(state=tonight.loads["state"].where(tonight.loads["table"].ne("ssd_cin_visits"), "refused"))
    told = asked(extract, dataclasses.replace(tonight, loads=loads), last)
    assert state(told, "ssd_cin_visits")[0] == "held" and "it was refused: see ssd_cin_visits in rows/refused.csv" in told.gates[0][2]


def test_fault_057_a_missing_column_holds_nothing_and_is_said(extract, last):
    frames = dict(extract.tables.frames)
    frames["cp_visits"] = frames["cp_visits"].drop(columns="child_seen")
    tonight = dataclasses.replace(extract, tables=dataclasses.replace(extract.tables, frames=frames))
    told = asked(extract, tonight, last)
    assert told.carried is None and "child_seen" not in told.extract.tables.frames["cp_visits"]
    assert [(table, code) for table, code, *_ in told.gates] == [("ssd_cp_visits", "SCH-57")]


def test_a_table_accepted_by_name_is_taken_as_it_is_and_the_word_is_kept_beside_the_reason(extract, last):
    half = without(extract, "cp_visits", rows=10)
    word = {"table_name": "ssd_cp_visits", "who": "Data Lead", "why": "a purge agreed by the service", "said_at": "2026-11-24T08:00"}
    told = asked(extract, half, last, accepted=(word,))
    assert told.carried is None and len(told.extract.tables.frames["cp_visits"]) == 10
    assert all(gate[3:] == ("Data Lead", "a purge agreed by the service") for gate in told.gates) and told.gates


def test_fault_071_where_the_restricted_records_are_not_there_tonight_no_child_is_listed(extract, last):
    told = asked(extract, without(extract, "restricted_records"), last)
    assert state(told, "ext_restricted")[0] == "held"
    allowed, because = may_list(SETTINGS, told.extract)
    assert not allowed and "SEC-71" in because


def test_fault_011_a_source_older_than_what_was_published_stops_the_night(extract, last):
    old = {}
    for name, frame in extract.tables.frames.items():
        own = extract.tables.everything(name).columns.intersection(["visited_on", "happened_on", "held_on", "received_on", "started_on"])
        old[name] = frame[~(frame[own[0]] > pd.Timestamp(2026, 11, 10))] if len(own) else frame
    tonight = dataclasses.replace(extract, tables=dataclasses.replace(extract.tables, frames=old))
    with pytest.raises(SourceProblem, match="SRC-11") as stopped:
        asked(extract, tonight, last)
    problem = stopped.value
    assert (problem.exit_code, problem.code) == (3, "SRC-11") and "22 November 2026" in problem.sentence


def test_without_last_night_s_snapshot_nothing_is_held_and_nothing_hidden(extract):
    told = asked(extract, without(extract, "cin_visits"), None)
    assert told.carried is None and "cin_visits" not in told.extract.tables.frames


def test_on_the_first_night_the_gates_are_heard_and_nothing_is_taken_away(extract):
    twice = dict(extract.tables.frames)
    twice["cp_visits"] = pd.concat([twice["cp_visits"]] * 2, ignore_index=True)
    tonight = dataclasses.replace(extract, tables=dataclasses.replace(extract.tables, frames=twice))
    told = believed(tonight, Remembered(), None, SETTINGS.gates, TONIGHT)
    assert len(told.extract.tables.frames["cp_visits"]) == len(twice["cp_visits"]) and told.carried is None
    assert ("ssd_cp_visits", "SCH-66") in [gate[:2] for gate in told.gates]


def test_fault_010_where_nothing_new_has_come_the_table_is_said_to_be_late_and_is_not_held(extract, last):
    later = dt.date(2027, 1, 15)
    freshness = SETTINGS.gates.freshness.model_copy(update={"rows_a_day": 0.01})
    chosen = SETTINGS.gates.model_copy(update={"freshness": freshness})
    told = believed(extract, memory(extract), last, chosen, later)
    assert "SRC-10" in [gate[1] for gate in told.gates] and told.carried is None
    assert set(told.extract.loads["state"]) == set(extract.loads["state"])
