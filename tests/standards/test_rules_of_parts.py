"""Rules with several parts, and rules that ask the same of several tables."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.standards.ages import age_on
from fscp_readiness.standards.conferences import plans_with_conferences
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.standards.gathering import gathered
from fscp_readiness.standards.legal_statuses import statuses_tonight
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import DATES, TableAbsent

RECORD = """
as at 2016-05-24

referrals
referral_id | child_id | received_on
R1          | C1       | 2016-01-04
R2          | C2       | 2016-05-25

cp_plans
plan_id | child_id | referral_id | conference_id | started_on
P1      | C1       | R1          | M1            | 2016-02-02
P2      | C2       |             |               | 2016-02-01
P3      | C3       |             |               | 2016-02-01
P4      | C4       |             | GONE          | 2016-02-02

initial_conferences
conference_id | child_id | plan_id | held_on
M1            | C1       |         | 2016-02-01
M2            | C2       | P2      | 2016-01-31
M3            | C3       |         | 2016-02-01
M4            | C4       |         | 2016-02-01

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | V2           | 2015-01-05 | 2016-01-05
S2              | C1       | C1           | 2016-01-05 |
S3              | C1       | C2           | 2016-05-25 |
S4              | C2       | C1           | 2016-01-05 |
S5              | C2       | C2           | 2016-01-05 |
S6              | C3       | C2           | 2016-01-05 | 2016-05-24
"""


def record():
    return read_examples(RECORD)[0].tables


def days(*values):
    return pd.Series(pd.to_datetime(list(values), format="%Y-%m-%d")).astype(DATES)


def test_the_first_part_that_is_broken_names_the_field():
    rows = pd.DataFrame(index=[4, 7, 9])
    one = pd.Series([True, False, pd.NA], index=rows.index, dtype="boolean")
    other = pd.Series([True, True, False], index=rows.index)
    found = unbroken(rows, {"people.upn": one, "people.sex": other})
    assert list(found["met"]) == [False, False, True]
    assert list(found["field"]) == ["people.upn", "people.sex", ""]


def test_what_nobody_can_read_is_neither_kept_nor_broken_where_nothing_else_is():
    rows = pd.DataFrame(index=[4, 7, 9])
    one = pd.Series([True, False, False], index=rows.index)
    doubt = pd.Series([True, True, pd.NA], index=rows.index, dtype="boolean")
    found = unbroken(rows, {"people.upn": one}, unclear={"people.sex": doubt})
    assert found["met"].astype("string").fillna("nobody knows").tolist() == ["False", "nobody knows", "True"]
    assert list(found["field"]) == ["people.upn", "people.sex", ""]


def test_rows_of_several_tables_are_laid_end_to_end():
    found = gathered(record(), {"referrals": "received_on", "cin_plans": "started_on", "cp_plans": "started_on"})
    assert list(found["record_id"]) == ["R1", "P1", "P2", "P3", "P4"], "the referral dated tomorrow is not there, nor a table not held"
    assert found["record_table"].unique().tolist() == ["ssd_cin_episodes", "ssd_cp_plans"]
    assert found.loc[1, ["child_id", "referral_id", "field"]].tolist() == ["C1", "R1", "cp_plans.started_on"]


def test_none_of_the_tables_is_not_assessable():
    with pytest.raises(TableAbsent, match="ssd_cin_plans"):
        gathered(record(), {"cin_plans": "started_on", "cin_visits": "visited_on"})


def test_plans_and_conferences_that_belong_together():
    pairs = plans_with_conferences(record())
    assert sorted(zip(pairs["plan_id"], pairs["conference_id"], strict=True)) == [("P1", "M1"), ("P2", "M2"), ("P3", "M3")]
    assert pairs.set_index("plan_id").loc["P2", "held_on"] == pd.Timestamp("2016-01-31")


def test_the_legal_status_tonight_is_the_latest_that_has_not_ended():
    tonight = statuses_tonight(record()).set_index("child_id")["legal_status"]
    assert tonight.to_dict() == {"C1": "C1", "C2": "C2"}


def test_ages_on_days_of_their_own():
    ages = age_on(
        days("2010-05-24", "2010-05-25", "2012-02-29", "2012-02-29", None),
        days(*["2016-05-24"] * 2, "2015-02-28", "2015-03-01", "2015-03-01"),
    )
    assert ages.tolist()[:4] == [6, 5, 2, 3]
    assert pd.isna(ages[4])
