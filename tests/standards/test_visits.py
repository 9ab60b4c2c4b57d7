"""Visits: which say the child was seen, which leave us unable to tell, and whose they are."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import populations, visits
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason


def tables(text: str) -> Tables:
    return read_examples(f"as at 2016-05-24\n\n{text}\n\nexpect\nplan_id | outcome | because\nP1 | met | not asked here\n")[0].tables


VISITS = """
cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-05-10 | yes
V2       | P1      | C1       | 2016-05-11 | no
V3       | P1      | C1       | 2016-05-12 |
V4       | P1      | C1       | 2016-05-13 | #N/A
V5       | P1      | C1       |            | yes
V6       | P1      | C1       | #N/A       | yes
V7       | P1      | C1       | 2016-05-16 | yes
V8       | P1      | C1       | 2016-05-17 | no
V9       | P1      | C1       | 2016-05-18 | yes
V10      | P1      | C1       | 2016-05-19 | yes
V11      | P1      | C1       | 2016-05-20 | no
V12      | P1      | C1       | 2016-05-25 | yes
V13      | P1      | C1       | 2016-05-20 | yes
V14      | P1      | C1       | 2016-05-20 | yes
V15      | P1      | C1       | 2016-05-20 |

visit_records
visit_id | visit_table    | visit_outcome | on_paper_only
V7       | ssd_cp_visits  | no_access     |
V8       | ssd_cp_visits  | seen          |
V9       | ssd_cp_visits  | seen          | yes
V10      | ssd_cla_visits | refused       | yes
V11      | ssd_cp_visits  | not_seen      | yes
V1       | ssd_cp_visits  | seen          | no
V13      | ssd_cp_visits  | cancelled     |
V14      | ssd_cp_visits  | refused       |
V15      | ssd_cp_visits  |               | yes
"""


@pytest.mark.parametrize(
    ("visit", "counts", "reason", "field"),
    [
        ("V1", True, None, None),
        ("V2", False, None, None),
        ("V3", None, Reason.BLANK_FIELD, "cp_visits.child_seen"),
        ("V4", None, Reason.UNREADABLE_VALUE, "cp_visits.child_seen"),
        ("V5", True, Reason.BLANK_FIELD, "cp_visits.visited_on"),
        ("V6", True, Reason.UNREADABLE_VALUE, "cp_visits.visited_on"),
        ("V7", None, Reason.CONFLICT, "visit_records.visit_outcome"),
        ("V8", None, Reason.CONFLICT, "visit_records.visit_outcome"),
        ("V9", None, Reason.ON_PAPER_ONLY, "visit_records.on_paper_only"),
        ("V10", True, None, None),
        ("V11", False, None, None),
        ("V13", None, Reason.CONFLICT, "visit_records.visit_outcome"),
        ("V15", None, Reason.ON_PAPER_ONLY, "visit_records.on_paper_only"),
        ("V14", None, Reason.CONFLICT, "visit_records.visit_outcome"),
    ],
)
def test_what_a_visit_says(visit, counts, reason, field):
    events = visits.visit_events(tables(VISITS), "cp_visits", record_key="plan_id").set_index("visit_id")
    event = events.loc[visit]
    assert (event["counts"] if counts is not None else event["counts"] is not True and event["counts"] is not False) in {counts, True}
    assert events["counts"].isna()[visit] == (counts is None)
    if reason:
        assert (event["reason"], event["field"]) == (str(reason), field)


def test_a_visit_of_tomorrow_is_not_there_yet():
    assert "V12" not in set(visits.visit_events(tables(VISITS), "cp_visits")["visit_id"])


JOINED = """
cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-01-01 | 2016-03-01
P2      | C1       | 2016-04-01 |
P3      | C2       |            |
P4      |          | 2016-01-01 |

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-05-01 | yes
V2       |         | C1       | 2016-02-01 | yes
V3       |         | C1       | 2016-05-01 | yes
V4       |         | C1       | 2016-03-15 | yes
V5       |         | C1       |            | yes
V6       |         | C2       | 2010-01-01 | yes
V7       |         |          | 2016-02-01 | yes
V8       | P99     | C1       | 2016-05-01 | yes
"""


@pytest.mark.parametrize(
    ("visit", "plans", "because"),
    [
        ("V1", {"P1"}, "it names its plan, whatever the date"),
        ("V2", {"P1"}, "by child and date"),
        ("V3", {"P2"}, "by child and date"),
        ("V4", set(), "between two plans"),
        ("V5", {"P1", "P2"}, "no date: it could be of any of the child's plans"),
        ("V6", {"P3"}, "the plan has no dates to be outside of"),
        ("V7", set(), "neither plan nor child: nobody's, not even the plan's that has no child"),
    ],
)
def test_whose_a_visit_is(visit, plans, because):
    held = tables(JOINED)
    records = populations.cp_plans(held)
    joined = visits.joined_to(visits.visit_events(held, "cp_visits", record_key="plan_id"), records, "plan_id")
    assert set(joined[joined["visit_id"] == visit]["plan_id"]) == plans, because


def test_a_visit_that_names_no_known_plan_joins_no_plan():
    held = tables(JOINED)
    joined = visits.joined_to(visits.visit_events(held, "cp_visits", record_key="plan_id"), populations.cp_plans(held), "plan_id")
    assert set(joined[joined["visit_id"] == "V8"]["plan_id"]) == {"P99"}


def test_every_visit_can_be_joined_by_child_alone():
    held = tables(JOINED)
    events = visits.visit_events(held, "cp_visits")
    assert "plan_id" not in events
    joined = visits.joined_to(events, populations.cp_plans(held), "plan_id")
    assert set(joined[joined["visit_id"] == "V1"]["plan_id"]) == {"P2"}


def test_no_visits_is_no_error():
    held = tables("cp_plans\nplan_id | child_id | started_on | ended_on\nP1 | C1 | 2016-01-01 |\n\ncp_visits")
    joined = visits.joined_to(visits.visit_events(held, "cp_visits", record_key="plan_id"), populations.cp_plans(held), "plan_id")
    assert joined.empty
    assert held.as_at == dt.date(2016, 5, 24)


def found_alone(*lines: str, plans: str = "P1      | C1       | 2016-05-01 |") -> pd.DataFrame:
    held = tables(
        "cp_plans\nplan_id | child_id | started_on | ended_on\n" + plans + "\n\n"
        "cp_visits\nvisit_id | plan_id | child_id | visited_on | child_seen | seen_alone\n" + "\n".join(lines)
    )
    return visits.seen_alone(held, "cp_visits", populations.cp_plans(held), "plan_id")


def alone(*lines: str, plans: str = "P1      | C1       | 2016-05-01 |") -> dict[str, list[bool]]:
    found = found_alone(*lines, plans=plans)
    return {str(plan): [bool(row["seen"]), bool(row["good"]), bool(row["bad"])] for plan, row in found.iterrows()}


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ((("02", "yes", "no"), ("10", "yes", "yes"), ("20", "yes", "no")), [True, False, False]),
        ((("02", "yes", "yes"), ("10", "yes", "no"), ("20", "yes", "yes")), [True, True, True]),
        ((("02", "yes", "yes"), ("10", "yes", "")), [True, True, False]),
        ((("02", "no", "yes"),), [False, False, False]),
    ],
)
def test_the_last_visit_decides_whether_a_child_was_seen_alone(seen, said):
    lines = [f"V{n} | P1 | C1 | 2016-05-{day} | {child} | {by_itself}" for n, (day, child, by_itself) in enumerate(seen)]
    assert alone(*lines) == {"P1": said}


def test_the_last_unclear_visit_says_why_and_no_clear_one_after_it():
    lines = ["V0 | P1 | C1 | 2016-05-05 | yes | ", "V1 | P1 | C1 | 2016-05-10 | | yes", "V2 | P1 | C1 | 2016-05-20 | yes | no"]
    found = found_alone(*lines).loc["P1"]
    assert found["tried"]
    assert found[["unclear_reason", "unclear_field"]].tolist() == ["blank_field", "cp_visits.child_seen"]


@pytest.mark.parametrize(("day", "found"), [("2016-05-01", True), ("2016-05-24", True), ("2016-04-30", False), ("2016-05-25", False)])
def test_a_visit_counts_from_the_first_day_of_the_record_to_today(day, found):
    assert alone(f"V1 | P1 | C1 | {day} | yes | yes") == ({"P1": [True, True, True]} if found else {})


def test_a_visit_that_names_no_plan_is_of_the_plan_that_ended_that_day():
    assert alone("V1 | | C1 | 2016-05-10 | yes | yes", plans="P1 | C1 | 2016-05-01 | 2016-05-10") == {"P1": [True, True, True]}
    assert alone("V1 | | C1 | 2016-05-11 | yes | yes", plans="P1 | C1 | 2016-05-01 | 2016-05-10") == {}


def test_a_visit_that_names_no_plan_is_of_the_plan_that_began_that_day():
    assert alone("V1 | | C1 | 2016-05-01 | yes | yes", plans="P1 | C1 | 2016-05-01 | ") == {"P1": [True, True, True]}
    assert alone("V1 | | C1 | 2016-04-30 | yes | yes", plans="P1 | C1 | 2016-05-01 | ") == {}
