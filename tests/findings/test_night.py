"""Asking everything: owners, groups, findings rows, what falls due, and the five results kept apart."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.findings import ask_all
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.standards.catalogue import Catalogue
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

CALENDAR = Calendar.read()
FEW = ("ALO-01", "CPV-01", "ASM-01", "C01")

WORLD = """
as at 2016-05-24

people
child_id | born_on    | expected_on | ethnicity
C1       | 2010-05-24 |             | WBRI
C2       | 2015-06-01 |             | AIND
C3       |            | 2016-07-01  |
C4       | 2001-01-01 |             | BCRB

teams
team_id | team_name | service_id
T1      | East      | S1
T2      | West      |

referrals
referral_id | child_id | received_on | team_id
R1          | C1       | 2016-03-01  | T2
R2          | C2       | 2016-03-01  | T2
R3          | C3       | 2016-05-01  | T2
R4          | C4       | 2016-05-20  |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-03-02 | 2016-04-01
A2            | R2          | C2       | 2016-03-22 |
A3            | R3          | C3       | 2016-05-02 |

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-03-20
P2      | C2       | 2016-04-01

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-05-12 | yes
V2       | P2      | C2       | 2016-04-20 | yes

care_episodes
episode_id | care_id | child_id | started_on | ended_on

involvements
involvement_id | worker_id | role          | team_id | child_id | started_on | ended_on
I1             | W1        | Social Worker | T1      | C1       | 2016-03-02 |
I2             | W2        | Social Worker | T1      | C2       | 2016-03-02 | 2016-05-03

restricted_records
child_id | restricted_from
C4       | 2016-05-20
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    every = discover(CHECKS)
    return Catalogue({code: every[code] for code in FEW}, every.version)


@pytest.fixture(scope="module")
def night(catalogue: Catalogue):
    return ask_all(read_examples(WORLD)[0].tables, catalogue, CALENDAR)


def test_a_finding_goes_to_the_allocated_worker_or_to_the_last_ones_team(night):
    rows = night.rows.set_index(["code", "record_id"])
    assert tuple(rows.loc[("CPV-01", "P2"), ["service", "team", "worker"]]) == ("S1", "T1", "none")
    assert tuple(rows.loc[("ALO-01", "R3"), ["service", "team", "worker"]]) == ("T2", "T2", "none"), "else the record's own team"
    assert tuple(rows.loc[("ALO-01", "R4"), ["service", "team", "worker"]]) == ("no team recorded", "no team recorded", "none")


def test_a_child_who_decides_the_word_makes_the_row_zero_tolerance(night):
    rows = night.rows.set_index(["code", "record_id"])["severity"]
    assert rows[("ALO-01", "R2")] == "zero_tolerance"
    assert rows[("CPV-01", "P2")] == "zero_tolerance", "not seen for more than twice the standard"
    assert rows[("ALO-01", "R3")] == "high"


def test_findings_name_the_source_column_and_count_over_in_the_standards_own_unit(night):
    row = night.rows.set_index(["code", "record_id"]).loc[("CPV-01", "P2")]
    assert (row["field"], row["unit"], row["days_over"]) == ("cppv_cp_visit_date", "working_days", 13)
    assert row["due_on"] == pd.Timestamp("2016-05-05")
    assert row["kind"] == "practice"


def test_restricted_children_are_marked_and_have_their_row(night):
    assert set(night.rows[night.rows["restricted"]]["child_id"]) == {"C4"}


def test_what_falls_due_today_and_in_five_working_days(night):
    due = night.due_soon.set_index(["code", "record_id"])["due_on"]
    assert due[("CPV-01", "P1")] == pd.Timestamp("2016-05-26")
    assert ("ASM-01", "A3") not in due.index, "due on 5 July"
    assert ("CPV-01", "P2") not in due.index, "already late: it is in the worklist"


def test_something_due_today_is_due_soon_and_not_late(catalogue: Catalogue):
    tables = read_examples(WORLD.replace("as at 2016-05-24", "as at 2016-05-26"))[0].tables
    found = ask_all(tables, catalogue, CALENDAR)
    assert ("CPV-01", "P1") in set(zip(found.due_soon["code"], found.due_soon["record_id"], strict=True))
    assert ("CPV-01", "P1") not in set(zip(found.rows["code"], found.rows["record_id"], strict=True))


def test_children_are_grouped_by_age_on_the_day(night):
    band = night.children.set_index("child_id")["age_band"]
    assert dict(band) == {"C1": "5-9", "C2": "0", "C3": "unborn", "C4": "10-15"}


def test_a_crashed_standard_is_a_fifth_thing_and_carries_no_value(catalogue: Catalogue):
    def crash(rows, tables, asked):
        raise ValueError(f"child {rows['child_id'].iloc[0]} broke it")

    broken = Catalogue({**catalogue.standards, "CPV-01": dataclasses.replace(catalogue["CPV-01"], met=crash)}, "x")
    found = ask_all(read_examples(WORLD)[0].tables, broken, CALENDAR)
    states = found.states[found.states["code"].eq("CPV-01")]
    assert set(states["state"]) == {"crashed"}
    assert not states["because"].str.contains("C1").any()
    assert found.answers[found.answers["code"].eq("CPV-01")].empty
    assert set(found.states[found.states["code"].eq("ALO-01")]["state"]) == {"asked"}


def test_a_source_without_the_table_is_not_assessable(catalogue: Catalogue):
    tables = read_examples(WORLD)[0].tables
    without = dataclasses.replace(tables, frames={name: frame for name, frame in tables.frames.items() if name != "cp_visits"})
    found = ask_all(without, catalogue, CALENDAR)
    state = found.states.set_index(["code", "counting"]).loc[("CPV-01", "live")]
    assert state["state"] == "not_assessable" and "ssd_cp_visits" in state["because"]


def test_a_source_without_the_column_is_not_assessable(catalogue: Catalogue):
    tables = read_examples(WORLD)[0].tables
    visits = tables.frames["cp_visits"].drop(columns="child_seen")
    found = ask_all(dataclasses.replace(tables, frames={**tables.frames, "cp_visits": visits}), catalogue, CALENDAR)
    state = found.states.set_index(["code", "counting"]).loc[("CPV-01", "live")]
    assert state["state"] == "not_assessable" and "cppv_cp_visit_seen" in state["because"]


def test_a_code_the_door_cannot_answer_is_not_assessable(catalogue: Catalogue):
    found = ask_all(read_examples(WORLD)[0].tables, catalogue, CALENDAR, answerable={"CPV-01": frozenset({Counting.LIVE})})
    states = found.states.set_index(["code", "counting"])["state"]
    assert (
        states["CPV-01", "live"] == "asked"
        and states["CPV-01", "period"] == "not_assessable"
        and states["ALO-01", "live"] == "not_assessable"
    )
    assert states["C01", "live"] == "asked", "recording rules are asked of whatever the door holds"


def test_fault_066_a_duplicate_key_is_not_recorded_once(catalogue: Catalogue):
    tables = read_examples(WORLD.replace("P2      | C2       | 2016-04-01", "P2 | C2 | 2016-04-01\nP2 | C2 | 2016-04-02"))[0].tables
    found = ask_all(tables, catalogue, CALENDAR)
    rows = found.rows[found.rows["code"].eq("CPV-01") & found.rows["record_id"].eq("P2")]
    assert list(rows["reason"]) == ["duplicate_key"] and list(rows["kind"]) == ["recording"]
    assert rows[["due_on", "days_over"]].isna().all(axis=None) and rows["unit"].fillna("").eq("").all(), "neither row's day is kept"
