"""Helpers that several standards read: enquiries and who was seen in them, plans of children in need, earlier plans, what is on file."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.standards import Asked, Calendar, enquiries, need, on_file, populations, working_days
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Counting

TODAY = dt.date(2016, 5, 24)


def read(text: str) -> Tables:
    return read_examples(f"as at {TODAY}\n\n{text}\n\nexpect\nplan_id | outcome | because\nP1 | met | not asked here\n")[0].tables


def asked(counting: Counting = Counting.LIVE) -> Asked:
    return Asked(TODAY, counting, dt.date(2015, 11, 24), Calendar.read(), working_days(10))


SEEN = """
people
child_id | born_on
C1       | 2008-01-01
C2       | 2014-01-01
C3       |
C4       | 2008-01-01

communication_needs
child_id | pre_speech
C4       | yes

cin_visits
visit_id | child_id | visited_on | child_seen | seen_alone
V1       | C1       | 2016-05-01 | yes        | yes
V2       | C1       | 2016-05-02 | yes        | no
V3       | C1       | 2016-05-03 | yes        |
V4       | C1       | 2016-05-04 | no         |
V5       | C2       | 2016-05-05 | yes        | no
V6       | C3       | 2016-05-06 | yes        | no
V7       | C4       | 2016-05-07 | yes        | no
V8       | C1       | 2016-05-08 | yes        | #N/A
"""


def test_seen_counts_alone_only_for_a_child_old_enough_to_be_asked():
    events = enquiries.seen_events(read(SEEN), 4).sort_values("on")
    assert events["counts"].tolist() == [True, False, pd.NA, False, True, pd.NA, True, pd.NA]
    assert events["field"].tolist()[2] == "cin_visits.seen_alone" and events["field"].tolist()[5] == "people.born_on"
    assert events["reason"].tolist()[7] == "unreadable_value"


NEED = """
referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                | 2016-05-01
R3          | C3       | 2016-01-04  | yes               |

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-01-20 |
N2      | R2          | C2       | 2016-01-20 |
N3      | R3          | C3       | 2016-01-20 |

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-02-01 | 2016-03-01

care_episodes

disabilities
disability_id | child_id | disability
D1            | C1       | NONE
D2            | C2       | AUT
D3            | C3       |
"""


def test_a_plan_of_need_is_cut_by_a_time_on_a_protection_plan_and_ends_with_its_episode():
    pieces = need.plans(read(NEED), live=False)
    spans = {(row["plan_id"], str(row["starts_on"])[:10], str(row["ends_on"])[:10]) for _, row in pieces.iterrows()}
    assert spans == {("N1", "2016-01-20", "2016-02-01"), ("N1", "2016-03-01", "NaT"), ("N2", "2016-01-20", "2016-05-01")}
    assert need.plans(read(NEED), live=True)["starts_on"].tolist() == [pd.Timestamp(2016, 3, 1)]


def test_a_disability_without_its_kind_counts_and_none_does_not():
    tables = read(NEED)
    assert set(need.of_disabled(tables.cin_plans, tables)["child_id"]) == {"C2", "C3"}


PLANS = """
cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1a     | C1       | 2013-01-01 | 2014-01-01 |
P1      | C1       | 2016-01-01 |            |
P2a     | C2       | 2013-01-01 | 2014-01-01 | yes
P2      | C2       | 2016-01-01 |            |
P3a     | C3       |            |            |
P3      | C3       | 2016-01-01 |            |

documents
document_id | child_id | document_type | started_on | authorised_on
D1          | C1       | cp_plan       | 2016-01-01 |
D2          | C2       | cp_plan       | 2015-12-31 |
D3          | C3       | cp_plan       |            |
D4          | C1       | assessment    | 2015-12-01 | 2015-12-20
D5          | C2       | assessment    | 2015-12-01 |
"""


def test_an_earlier_plan_is_sure_or_a_blank_start_leaves_it_open():
    tables = read(PLANS)
    rows = populations.cp_plans(tables)
    found = populations.earlier_plans(tables, rows[rows["plan_id"].isin(["P1", "P2", "P3"])])
    assert dict(zip(found["plan_id"], found["sure"], strict=True)) == {"P1": True, "P3": False}


def test_a_document_is_there_only_from_the_day_asked_and_only_authorised_where_it_must_be():
    tables = read(PLANS)
    rows = populations.cp_plans(tables).loc[lambda plans: plans["plan_id"].isin(["P1", "P2", "P3"])]
    plan, signed = on_file.on_file(tables, rows, "cp_plan", since="starts_on"), on_file.on_file(tables, rows, "assessment", authorised=True)
    assert plan["there"].tolist() == [True, False, pd.NA] and plan["field"].tolist()[2] == "documents.started_on"
    assert signed["there"].tolist() == [True, False, False]
    answer = on_file.all_there(rows, {"cp_plan": plan, "assessment": signed})
    assert answer["met"].tolist() == [True, False, False] and answer["reason"].tolist()[2] == "no_event"


def test_enquiries_of_closed_episodes_are_not_asked_tonight():
    tables = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-01-04 |\nR2 | C2 | 2016-01-04 | 2016-05-01\n\n"
        "section_47_enquiries\nenquiry_id | referral_id | child_id | started_on\nQ1 | R1 | C1 | 2016-02-01\nQ2 | R2 | C2 | 2016-02-01\n"
    )
    assert enquiries.of_episodes(tables, asked())["enquiry_id"].tolist() == ["Q1"]
    assert enquiries.of_episodes(tables, asked(Counting.PERIOD))["ends_on"].notna().tolist() == [False, True]


def test_an_assessment_that_names_no_child_is_not_on_the_plan_of_another_that_names_none():
    tables = read("""
referrals
referral_id | child_id | received_on
R1          |          | 2016-01-04

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | no_further_action
A1            | R1          |          | 2016-01-05 | 2016-02-05    | no

cp_plans
plan_id | child_id | started_on
P1      |          | 2016-01-20

care_episodes
episode_id | care_id | child_id | started_on
E1         | K1      | C2       | 2016-01-04

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N2      | R2          | C2       | 2016-01-04 |
""")
    assert list(need.assessed(tables, asked())["assessment_id"]) == ["A1"]
