"""A due day past the last year whose bank holidays are known is never printed as if it were sure."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.beyond_the_calendar import beyond_the_calendar
from fscp_readiness.findings.examples import question
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import DATES

CALENDAR = Calendar.read()
ADVICE = "Add the bank holidays of 2029 to config/bank_holidays.csv, or install a newer release. [CAL-02]"


def rows(*due: tuple[str, str | None]) -> pd.DataFrame:
    return pd.DataFrame({"unit": [unit for unit, _ in due], "due_on": pd.Series([day for _, day in due], dtype="string").astype(DATES)})


NONE = rows().iloc[:0]


@pytest.mark.parametrize(
    ("answers", "soon", "sentence"),
    [
        (rows(("working_days", "2028-12-29"), ("working_days", None)), NONE, None),
        (rows(("days", "2029-06-01")), NONE, None),  # calendar days and months need no bank holidays
        (rows(("working_days", "2029-01-01")), NONE, "1 due date after 31 December 2028 counts no bank holidays"),
        (rows(("working_days", "2029-01-03"), ("days", "2029-01-03")), rows(("working_days", "2029-01-02")), "2 due dates after"),
    ],
)
def test_due_dates_past_the_calendar_are_counted(answers, soon, sentence):
    said = beyond_the_calendar(answers, soon, CALENDAR, dt.date(2028, 12, 22))
    assert len(said) == (sentence is not None)
    if sentence:
        assert said[0].startswith(sentence) and "too early" in said[0] and said[0].endswith(ADVICE)


def test_a_night_past_the_calendar_says_that_what_is_late_may_not_be():
    (said,) = beyond_the_calendar(NONE, NONE, CALENDAR, dt.date(2029, 1, 1))
    assert said.startswith("No bank holiday is known after 31 December 2028") and "may be out by a day or more" in said
    assert beyond_the_calendar(NONE, NONE, CALENDAR, dt.date(2028, 12, 31)) == ()


def test_a_council_that_adds_the_year_hears_nothing(tmp_path):
    days = ("2029-01-01", "2029-03-30", "2029-04-02", "2029-05-07", "2029-05-28", "2029-08-27", "2029-12-25", "2029-12-26")
    (tmp_path / "bank_holidays.csv").write_text("\n".join(["day", *days]) + "\n", encoding="utf-8")
    known = Calendar.read(override=tmp_path / "bank_holidays.csv")
    assert beyond_the_calendar(rows(("working_days", "2029-01-03")), NONE, known, dt.date(2029, 1, 2)) == ()


def test_the_standards_own_due_dates_are_seen():
    """A child seen on the last working day before Christmas: the next visit falls due in a year that nobody knows."""
    example = read_examples(SEEN_BEFORE_CHRISTMAS)[0]
    standard = discover(CHECKS)["CPV-01"]
    answers = ask(standard, example.tables, question(standard, example, CALENDAR)).answers
    (said,) = beyond_the_calendar(answers, NONE, CALENDAR, example.as_at)
    assert said.startswith("1 due date after 31 December 2028")


SEEN_BEFORE_CHRISTMAS = """
as at 2028-12-22

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2028-12-01

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2028-12-22 | yes

expect
plan_id | outcome | because
P1      | met     | not read here
"""


def test_a_missing_bank_holiday_never_makes_a_thing_in_time():
    """Listing more bank holidays never makes a due day earlier, so a year nobody has listed errs towards late."""
    known = Calendar((*CALENDAR.holidays, dt.date(2029, 1, 1), dt.date(2029, 3, 30)), "", 2029)
    starts = pd.Series(pd.date_range("2028-12-01", "2029-04-30")).astype(DATES)
    for n in (1, 10, 20, 45):
        assert (CALENDAR.add(starts, n) <= known.add(starts, n)).all()
