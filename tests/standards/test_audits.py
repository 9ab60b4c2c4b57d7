"""Case file audits: planned, graded, and what they asked for."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, audits, working_days
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

AS_AT = dt.date(2016, 5, 24)
ASKED = Asked(AS_AT, Counting.PERIOD, dt.date(2015, 11, 24), Calendar.read())
HELD = """
as at 2016-05-24

involvements
involvement_id | worker_id | role          | team_id | child_id | started_on | ended_on
I1             | W1        | Social Worker | East    | C1       | 2016-01-05 | 2016-03-10
I2             | W2        | Social Worker | West    | C1       | 2016-03-10 |

audits
audit_id | child_id | service_area | audited_on | self_grade | moderated_grade
A1       | C1       | cp           | 2016-03-09 | good       |
A2       | C1       | cp           | 2016-03-10 | good       | inadequate
A3       | C2       | cp           | 2016-03-10 |            |
"""


def tables(plan: str):
    plans = f"audit_plans\nmonth | team_id | service_area | planned\n{plan}"
    return read_examples(f"{HELD}\n{plans}\n\nexpect\naudit_id | outcome | because\nA1 | met | -")[0].tables


@pytest.mark.parametrize(
    ("plan", "done", "maybe"),
    [
        ("2016-03 | East | cp | 4", 1, 1),  # A1; A3's child was held by no team that is known
        ("2016-03 | West | cp | 4", 1, 1),
        ("2016-03 | | cp | 4", 3, 0),
        ("2016-03 | | | 4", 3, 0),
        ("2016-04 | | | 4", 0, 0),
        ("2016-03 | East | cla | 4", 0, 0),
    ],
)
def test_an_audit_is_of_the_team_that_held_the_child_on_the_day(plan, done, maybe):
    rows = audits.planned_audits(tables(plan), ASKED)
    assert rows[["done", "maybe"]].to_numpy().tolist() == [[done, maybe]] * 4


@pytest.mark.parametrize(("planned", "done"), [(1, 1), (3, 3), (4, 3)])
def test_no_more_audits_are_done_of_a_line_than_it_planned(planned, done):
    rows = audits.planned_audits(tables(f"2016-03 | | cp | {planned}"), ASKED)
    assert rows["done"].tolist() == [done] * planned


def test_an_audit_one_line_has_counted_is_left_to_no_other():
    rows = audits.planned_audits(tables("2016-03 | | | 3\n2016-03 | East | cp | 1"), ASKED)
    assert rows[["team_id", "done"]].fillna("").drop_duplicates().to_numpy().tolist() == [["", 2], ["East", 1]]


def test_one_row_for_each_audit_planned():
    rows = audits.planned_audits(tables("2016-03 | East | cp | 3\n2016-03 | East | cin | 0\n2016-03 | East | s47 |"), ASKED)
    assert rows["place"].tolist() == [1, 2, 3, 1]
    assert rows["event_on"].eq(pd.Timestamp("2016-03-31")).all()


def test_the_moderators_grade_stands():
    held = tables("2016-03 | | | 1")
    grades = audits.grades(held.audits, held)
    assert grades.fillna("").tolist() == ["good", "inadequate", ""]


def test_a_question_that_does_not_apply_is_not_asked():
    held = tables("2016-03 | | | 1")
    assert len(audits.answers_to_questions(held, ASKED)) == 27
    held.frames["audits"]["question_9"] = "na"
    fresh = type(held)(frames=held.frames, as_at=AS_AT, extracted_on=AS_AT)
    assert len(audits.answers_to_questions(fresh, ASKED)) == 24


@pytest.mark.parametrize(
    ("row", "met"),
    [
        ("2016-05-09 | director | |", [False]),
        ("| director | |", [None]),  # escalated, on no recorded day
        ("| | 2016-05-09 |", [None]),  # made safe, so escalated
        ("| | |", []),
        ("2016-05-09 | | | 2016-05-06", [None]),  # resolved before it was escalated
        ("2016-05-09 | | | #N/A", [None]),
    ],
)
def test_an_audit_was_escalated_if_anything_says_so(row, met):
    held = f"as at 2016-05-24\n\naudits\naudit_id | escalated_on | escalation_level | made_safe_on | resolved_on\nA1 | {row}\n"
    night = read_examples(f"{held}\nexpect\naudit_id | outcome | because\nA1 | met | -")[0].tables
    asked = Asked(AS_AT, Counting.LIVE, dt.date(2015, 11, 24), Calendar.read(), clock=working_days(10))
    rows = audits.escalated(night, asked, "resolved_on")
    answer = audits.escalated_met(rows, night, asked)["met"]
    assert [None if pd.isna(each) else bool(each) for each in answer] == met
