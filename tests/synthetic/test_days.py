"""The generator's own day arithmetic, against clocks worked by hand."""

import datetime as dt

import pytest

from fscp_readiness.synthetic import days


def _day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("start", "working_days", "due"),
    [
        ("2016-03-24", 1, "2016-03-29"),  # W01: Good Friday, the weekend and Easter Monday are passed over
        ("2016-04-22", 45, "2016-06-28"),  # W03
        ("2016-11-07", 45, "2017-01-12"),  # W05: over Christmas
        ("2016-03-08", 15, "2016-03-31"),  # W09
        ("2020-04-23", 10, "2020-05-07"),  # W11: the early May holiday moved to the 8th
        ("2023-04-24", 10, "2023-05-10"),  # W13: the Coronation
        ("2016-03-21", 10, "2016-04-06"),  # W19
        ("2016-03-23", 20, "2016-04-22"),  # W25
        ("2016-04-25", 20, "2016-05-24"),  # W29
    ],
)
def test_working_days_after(start: str, working_days: int, due: str) -> None:
    assert days.iso(days.working_days_after(_day(start), working_days)) == due
    assert days.working_days_between(_day(start), _day(due)) == working_days


def test_going_back_so_many_working_days_and_forward_again_is_where_one_was() -> None:
    today = _day("2016-05-24")
    for n in range(60):
        assert days.working_days_between(days.working_days_before(today, n), today) == n


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [("2015-11-30", 3, "2016-02-29"), ("2016-02-29", 6, "2016-08-29"), ("2016-12-31", 2, "2017-02-28"), ("2016-08-31", -6, "2016-02-29")],
)
def test_months_clip_to_the_end_of_the_month(start: str, months: int, due: str) -> None:
    assert days.iso(days.months_after(_day(start), months)) == due


def test_age_is_at_last_birthday_and_a_leap_day_birthday_falls_on_the_first_of_march() -> None:
    assert days.age(_day("2000-05-24"), _day("2016-05-23")) == 15
    assert days.age(_day("2000-05-24"), _day("2016-05-24")) == 16
    assert days.age(_day("2012-02-29"), _day("2015-02-28")) == 2
    assert days.age(_day("2012-02-29"), _day("2015-03-01")) == 3
