"""Reviews and meetings: which were held, whose they are, and what is counted from the first of them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.standards import Asked, Calendar, months, populations, reviews
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

CALENDAR = Calendar.read()
TODAY = dt.date(2016, 8, 30)
PLANS = """
as at 2016-08-30

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2015-11-30
P2      | C2       | 2015-11-30
P3      | C3       | 2015-11-30
P4      | C4       |
P5      | C5       | 2016-06-01
P6      | C6       | 2015-11-30

"""
REVIEWS = """
cp_reviews
review_id | child_id | plan_id | review_due_on | held_on
V1a       | C1       | P1      |               | 2015-11-30
V1b       | C1       |         |               | 2016-02-29
V1c       | C1       | P1      |               | 2016-02-29
V1d       | C1       | P1      |               | 2016-06-01
V2        | C2       | P2      |               | #N/A
V3        | C3       | P3      | 2016-02-29    |
V4        | C4       | P4      |               | 2016-02-29
V5        | C5       | P5      |               | #N/A

expect
plan_id | outcome | because
P1      | met     | not asked here
"""
CANCELLED = """
care_reviews
review_id | child_id | care_id | held_on    | cancelled
V1        | C1       | L1      | 2016-02-29 | no
V2        | C1       | L1      | 2016-03-29 | yes
V3        | C1       | L1      | 2016-04-29 |
V4        | C1       | L1      | 2016-05-29 | #N/A

expect
plan_id | outcome | because
P1      | met     | not asked here
"""
MEETINGS = """
core_groups
core_group_id | child_id | plan_id | held_on
G1            | C1       | P1      |
G2            | C1       | P1      | 2015-11-30

expect
plan_id | outcome | because
P1      | met     | not asked here
"""


def asked() -> Asked:
    return Asked(TODAY, Counting.LIVE, dt.date(2016, 2, 29), CALENDAR, months(6))


def of_plans(text: str, name: str = "cp_reviews", *, from_start: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    tables = read_examples(PLANS + text)[0].tables
    plans = populations.cp_plans(tables).assign(start_field="cp_plans.started_on")
    return plans, reviews.of_records(reviews.held(tables, name, "plan_id"), plans, "plan_id", from_start=from_start)


def test_a_review_said_to_be_cancelled_does_not_count_and_one_that_cannot_be_read_is_unclear():
    events = reviews.held(read_examples(PLANS + CANCELLED)[0].tables, "care_reviews", "care_id")
    assert events["counts"].tolist() == [True, False, True, pd.NA]
    assert events["field"].tolist()[3] == "care_reviews.cancelled" and events["reason"].tolist()[3] == "unreadable_value"


def test_a_blank_day_is_a_review_to_come_but_a_meeting_on_a_day_not_known():
    assert len(of_plans(REVIEWS)[1]) == 7
    blank = of_plans(MEETINGS, "core_groups", from_start=True)[1].iloc[0]
    assert pd.isna(blank["counts"]) and blank["reason"] == "blank_field" and blank["field"] == "core_groups.held_on"


def test_the_day_the_record_begins_counts_only_where_it_may():
    assert of_plans(MEETINGS, "core_groups", from_start=True)[1]["counts"].tolist() == [pd.NA, True]
    assert of_plans(MEETINGS, "core_groups")[1]["counts"].tolist() == [pd.NA, False]


def test_counted_from_the_first_review_held_and_not_from_one_on_the_day_of_the_start():
    plans, events = of_plans(REVIEWS)
    rows, later = reviews.after_the(plans, events, asked(), key="plan_id")
    rows = rows.set_index("plan_id")
    assert rows.loc["P1", "starts_on"] == pd.Timestamp(2016, 2, 29)
    assert later[later["plan_id"] == "P1"]["on"].tolist() == [pd.Timestamp(2016, 6, 1)]
    second = reviews.after_the(plans, events, asked(), key="plan_id", n=2)[0].set_index("plan_id")
    assert second.loc["P1", "starts_on"] == pd.Timestamp(2016, 6, 1)


def test_a_day_not_known_is_kept_only_where_the_next_could_be_late():
    plans, events = of_plans(REVIEWS)
    rows = reviews.after_the(plans, events, asked(), key="plan_id")[0].set_index("plan_id")
    assert set(rows.index) == {"P1", "P2", "P4"}
    assert pd.isna(rows.loc["P2", "starts_on"]) and rows.loc["P2", "start_reason"] == "unreadable_value"
    assert rows.loc["P4", "start_field"] == "cp_plans.started_on"
