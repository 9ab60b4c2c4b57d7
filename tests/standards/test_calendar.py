"""Working days against a calendar counted on fingers, and bank holidays against two sources that know nothing of ours."""

from __future__ import annotations

import datetime as dt

import holidays
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.standards import Calendar
from fscp_readiness.tables import DATES

CALENDAR = Calendar.read()
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2027, 6, 30))


def works(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in set(CALENDAR.holidays)


def counted(start: dt.date, stop: dt.date) -> int:
    """Working days after start, up to and with stop, one day at a time."""
    day, n = start, 0
    while day < stop:
        day += dt.timedelta(days=1)
        n += works(day)
    return n


def dates(*days: dt.date | None) -> pd.Series:
    return pd.Series([pd.NaT if day is None else pd.Timestamp(day) for day in days], dtype=DATES)


@given(DAYS, st.integers(0, 120))
def test_counting_agrees_with_counting_one_day_at_a_time(start, length):
    stop = start + dt.timedelta(days=length)
    assert CALENDAR.count(start, stop) == counted(start, stop)


@given(DAYS, st.integers(1, 60))
def test_the_nth_working_day_is_the_first_day_with_n_working_days_behind_it(start, n):
    due = CALENDAR.add_to(start, n)
    assert counted(start, due) == n
    assert works(due)


@given(DAYS, st.integers(1, 60))
def test_counting_the_first_day_makes_it_day_one_when_it_is_a_working_day(start, n):
    due = CALENDAR.add(dates(start), n, inclusive=True).iloc[0].date()
    assert counted(start - dt.timedelta(days=1), due) == n
    assert works(due)


@given(DAYS, st.integers(1, 60))
def test_nothing_is_counted_backwards(start, length):
    assert CALENDAR.count(start, start - dt.timedelta(days=length)) == 0


def test_blank_days_stay_blank():
    assert CALENDAR.add(dates(None), 5).isna().all()
    assert CALENDAR.add(dates(None), 5, inclusive=True).isna().all()
    assert CALENDAR.between(dates(None, dt.date(2016, 1, 4)), dates(dt.date(2016, 1, 4), None)).isna().all()
    assert not CALENDAR.is_working(dates(None)).any()


def test_no_rows_is_no_error():
    assert CALENDAR.add(dates(), 5).empty
    assert CALENDAR.between(dates(), dates()).empty


@pytest.mark.parametrize("year", range(2010, 2029))
def test_bank_holidays_are_those_of_an_independent_library(year):
    ours = {day for day in CALENDAR.holidays if day.year == year}
    theirs = {day for day in holidays.country_holidays("GB", subdiv="ENG", years=year) if day.year == year and day.weekday() < 5}
    assert {day for day in ours if day.weekday() < 5} == theirs


def test_2016_has_253_working_days():
    assert CALENDAR.count(dt.date(2015, 12, 31), dt.date(2016, 12, 31)) == 253


@pytest.mark.parametrize(
    ("code", "start", "n", "due"),
    [
        ("W01", "2016-03-24", 1, "2016-03-29"),
        ("W03", "2016-04-22", 45, "2016-06-28"),
        ("W05", "2016-11-07", 45, "2017-01-12"),
        ("W09", "2016-03-08", 15, "2016-03-31"),
        ("W11", "2020-04-23", 10, "2020-05-07"),
        ("W13", "2023-04-24", 10, "2023-05-10"),
        ("W19", "2016-03-21", 10, "2016-04-06"),
        ("W25", "2016-03-23", 20, "2016-04-22"),
        ("W29", "2016-04-25", 20, "2016-05-24"),
        ("W43", "2016-05-03", 15, "2016-05-24"),
        ("W47", "2016-03-24", 10, "2016-04-11"),
    ],
)
def test_worked_clock(code, start, n, due):
    assert CALENDAR.add_to(dt.date.fromisoformat(start), n) == dt.date.fromisoformat(due), code


def test_w07_counts_45_working_days_and_w39_two():
    assert CALENDAR.count(dt.date(2016, 3, 17), dt.date(2016, 5, 24)) == 45
    assert CALENDAR.count(dt.date(2016, 3, 24), dt.date(2016, 3, 30)) == 2


def test_a_council_may_add_and_drop_a_day(tmp_path):
    ours = tmp_path / "bank_holidays.csv"
    ours.write_text("day,name,change\n2016-05-03,Local holiday,add\n2016-05-02,Early May,drop\n", encoding="utf-8")
    calendar = Calendar.read(override=ours)
    assert calendar.count(dt.date(2016, 4, 29), dt.date(2016, 5, 3)) == 1
    assert calendar.is_working(dates(dt.date(2016, 5, 2), dt.date(2016, 5, 3))).tolist() == [True, False]


def test_a_bad_date_names_its_file_and_line(tmp_path):
    bad = tmp_path / "ours.csv"
    bad.write_text("day,name,change\n2016-05-03,ok,add\n03/05/2016,US?,add\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"ours.csv line 3.*\[CAL-01\]"):
        Calendar.read(override=bad)


def test_a_change_that_is_neither_add_nor_drop_is_not_guessed_at(tmp_path):
    bad = tmp_path / "ours.csv"
    bad.write_text("day,name,change\n2016-05-02,Early May,remove\n", encoding="utf-8")
    with pytest.raises(ConfigProblem, match=r"ours.csv line 2.*'remove'.*add or drop.*\[CAL-01\]"):
        Calendar.read(override=bad)


def test_the_shipped_calendar_knows_2010_to_2028_and_says_so():
    assert (CALENDAR.last_known_year, CALENDAR.ends_on) == (2028, dt.date(2028, 12, 31))
    assert CALENDAR.version == "England and Wales 2010 to 2028"


YEAR_2029 = ("2029-01-01", "2029-03-30", "2029-04-02", "2029-05-07", "2029-05-28", "2029-08-27", "2029-12-25", "2029-12-26")


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        (["2029-05-07,Early May,add"], 2028),  # one day of a year is not the year
        ([f"{day},,add" for day in YEAR_2029[:-1]], 2028),
        ([f"{day},," for day in YEAR_2029], 2029),  # a blank change adds
        (["2028-12-26,Boxing Day,drop"], 2028),  # a day taken away was known
        ([], 2028),
    ],
)
def test_a_year_is_known_when_all_its_bank_holidays_are_listed(tmp_path, rows, known):
    ours = tmp_path / "bank_holidays.csv"
    ours.write_text("\n".join(["day,name,change", *rows]) + "\n", encoding="utf-8")
    calendar = Calendar.read(override=ours)
    assert calendar.last_known_year == known
    assert calendar.version == f"England and Wales 2010 to {known}, with the council's own days"


def test_after_the_last_known_year_every_weekday_works_and_a_council_may_add_the_next(tmp_path):
    assert CALENDAR.add_to(dt.date(2028, 12, 29), 1) == dt.date(2029, 1, 1)
    ours = tmp_path / "bank_holidays.csv"
    ours.write_text("\n".join(["day", *YEAR_2029]) + "\n", encoding="utf-8")
    assert Calendar.read(override=ours).add_to(dt.date(2028, 12, 29), 1) == dt.date(2029, 1, 2)
