"""Dates that are none, and columns changed round."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.standards.examples import read_examples
from fscp_readiness.standards.real_dates import changed_round, dated_rows
from fscp_readiness.tables import DATES

ROWS = """
as at 2016-05-24

people
child_id | born_on    | died_on
C1       | 2010-01-01 |
C2       | #N/A       | #N/A
C3       |            |

expect
child_id | outcome | because
C1       | met     | -
"""


def test_one_line_a_row_and_one_more_for_each_fault():
    tables = read_examples(ROWS)[0].tables
    rows = dated_rows(tables, fewest=30, days=6, share=0.2)
    assert rows[["record_id", "fault"]].to_numpy().tolist() == [["C1", ""], ["C2", "unreadable"], ["C2", "unreadable"]]


def test_a_placeholder_that_the_reader_took_as_blank_is_a_fault():
    tables = read_examples(ROWS)[0].tables
    held = type(tables)(tables.frames, tables.as_at, tables.extracted_on, placeholders={("people", "born_on"): frozenset({"C3"})})
    rows = dated_rows(held, fewest=30, days=6, share=0.2)
    assert rows[rows["fault"].ne("")][["record_id", "fault", "field"]].to_numpy().tolist() == [["C3", "placeholder", "people.born_on"]]


@pytest.mark.parametrize(("dates", "answer"), [(60, False), (29, False)])
def test_real_dates_are_not_changed_round(dates, answer):
    days = pd.Series(pd.date_range("2016-01-01", periods=dates, freq="3D"))
    assert changed_round(days, fewest=30, days=6, share=0.2) is answer


@given(st.lists(st.dates(dt.date(2014, 1, 1), dt.date(2016, 12, 31)), min_size=60, max_size=90, unique=True))
def test_a_column_of_ambiguous_dates_read_the_wrong_way_is_seen(days):
    """An extract that can only swap what is swappable keeps days up to the 12th, whatever the months were."""
    swapped = pd.Series([dt.date(day.year, min(day.day, 12), day.month) for day in days]).astype(DATES)
    if swapped.dt.day.nunique() >= 6:
        assert changed_round(swapped, fewest=30, days=6, share=0.2)


@pytest.mark.parametrize(("different", "answer"), [(5, False), (6, True)])
def test_a_column_on_fewer_days_of_the_month_than_wanted_is_not_changed_round(different, answer):
    dates = pd.Series([dt.date(2016, 1 + n % 12, 1 + n % different) for n in range(60)]).astype(DATES)
    assert changed_round(dates, fewest=30, days=6, share=0.2) is answer


def test_counts_made_on_one_day_of_the_month_are_not_changed_round():
    assert not changed_round(pd.Series(pd.date_range("2010-01-05", periods=60, freq="MS")), fewest=30, days=6, share=0.2)


def test_a_day_on_which_most_rows_were_filled_in_together_changes_no_column_round():
    others = [f"2016-0{month}-{day}" for month in (1, 2, 3) for day in ("04", "16", "19", "22", "25", "28")]
    dates = pd.Series(["2015-11-05"] * 95 + others).astype(DATES)
    assert not changed_round(dates, fewest=30, days=6, share=0.2)
