"""Children on the way to adoption: who waits, who has been placed, and days from one step to the next."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, adoption, calendar_days, doubts
from fscp_readiness.standards.clocks import answers
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting, Reason

ROWS = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 |
E2         | L2      | C2       | 2014-01-06 | 2016-05-20

permanences
permanence_id | care_id | child_id | decided_on | placed_on  | reversed_on | reversal_reason | order_on   | order_type
A1            | L1      | C1       | 2015-01-05 | 2016-05-02 |             |                 |            |
A2            | L2      | C2       | 2015-01-05 | 2016-05-02 |             |                 | 2016-05-20 | Adoption order
A3            |         | C3       | 2015-01-05 |            | 2016-05-02  | RD1             |            |
A4            |         | C4       | 2015-01-05 |            |             | RD1             |            |
A5            |         | C5       |            |            |             |                 |            |
A6            |         | C6       | 2015-01-05 |            | #N/A        |                 |            |

care_reviews
review_id | child_id | held_on    | cancelled
R1        | C1       | 2016-05-02 | no
R2        | C2       | 2016-05-16 | no
"""


@pytest.fixture
def tables():
    (example,) = read_examples(ROWS)
    return example.tables


def _asked(counting):
    return Asked(dt.date(2016, 5, 24), counting, dt.date(2015, 11, 24), Calendar.read(), calendar_days(7))


def test_waiting_are_those_decided_on_and_neither_adopted_nor_reversed(tables):
    rows = adoption.waiting(tables).set_index("permanence_id")
    assert list(rows.index) == ["A1", "A4", "A6"]
    assert list(rows["maybe_over"]) == [False, True, True]


def test_placed_until_the_first_review_after_the_day_of_placement(tables):
    assert list(adoption.placed(tables, _asked(Counting.LIVE))["permanence_id"]) == ["A1"], "a review on the very day is no adoption review"
    ends = adoption.placed(tables, _asked(Counting.PERIOD)).set_index("permanence_id")["ends_on"]
    assert pd.isna(ends["A1"]) and ends["A2"] == pd.Timestamp("2016-05-16")


def test_days_between_steps_are_missing_where_a_day_is_blank_or_they_are_out_of_order(tables):
    rows = adoption.steps(adoption.adopted(tables, _asked(Counting.PERIOD)), tables, "entered_care_on", "placed_on")
    assert list(rows["permanence_id"]) == ["A2"]
    assert list(adoption.amount_of_days(rows)["amount"]) == [847]
    backwards = rows.assign(from_on=rows["to_on"] + pd.Timedelta(days=1))
    assert list(adoption.days_known(backwards)["reason"]) == [str(Reason.CONFLICT)]
    assert list(adoption.amount_of_days(backwards)["weight"]) == [0.0]


def test_a_doubt_leaves_a_good_answer_good():
    answer = answers(pd.DataFrame(index=[0, 1, 2])).assign(met=pd.array([True, False, pd.NA], dtype="boolean"))
    told = doubts.unless_met(answer, pd.Series([True, True, True]), Reason.UNREADABLE_VALUE, "permanences.matched_on")
    assert list(told["met"].astype("object").fillna("?")) == [True, "?", "?"]
    assert list(told["reason"]) == ["outstanding", "unreadable_value", "outstanding"]
