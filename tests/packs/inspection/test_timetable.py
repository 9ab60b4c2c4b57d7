"""The timetable from the day of the call: the inspections that domain.md names, and calls beside bank holidays."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.packs.inspection.timetable import Timetable, countdown, work_out
from fscp_readiness.settings.inspection import FILE, Candidate, Inspection
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.standards.calendar import Calendar

DAY = dt.timedelta(days=1)
SHIPPED, CALENDAR = Inspection.load(CONFIG / FILE), Calendar.read()
RULE = SHIPPED.freshness_of("ilacs-2026")


def called(day: str, framework: str, form: str = "") -> Timetable:
    rules = [rule for rule in SHIPPED.timetables_of(framework) if rule.form == form]
    return work_out(dt.date.fromisoformat(day), rules[0], CALENDAR)


def days(timetable: Timetable) -> list[tuple[str, str]]:
    return [(line.from_on.isoformat(), line.to_on.isoformat()) for line in timetable.lines]


def test_kirklees_2016_from_the_friday_before():
    """On site 12 September to Thursday 6 October 2016, the report on 25 November: the archive's dates."""
    assert days(called("2016-09-09", "sif-2013")) == [
        ("2016-09-09", "2016-09-09"), ("2016-09-12", "2016-09-12"), ("2016-09-19", "2016-09-23"), ("2016-09-26", "2016-10-06"),
        ("2016-10-06", "2016-10-06"), ("2016-11-25", "2016-11-25"),
    ]  # fmt: skip


def test_norfolk_2015_has_one_days_notice():
    lines = days(called("2015-07-06", "sif-2013"))
    assert lines[1] == ("2015-07-07", "2015-07-07") and lines[4] == ("2015-07-30", "2015-07-30")


@pytest.mark.parametrize(("form", "last"), [("short inspection", "2025-06-13"), ("standard inspection", "2025-06-20")])
def test_ilacs_is_on_site_from_the_monday_after(form, last):
    """Bath and North East Somerset were told on Monday 2 June 2025."""
    timetable = called("2025-06-02", "ilacs-2023", form)
    assert days(timetable)[1] == ("2025-06-02", "2025-06-06")
    assert days(timetable)[2] == ("2025-06-09", last) and days(timetable)[3] == (last, last) and timetable.notes == ()


def test_a_bank_holiday_moves_a_day_and_is_said():
    timetable = called("2025-04-28", "ilacs-2023", "short inspection")
    assert days(timetable)[2] == ("2025-05-06", "2025-05-09")
    assert timetable.lines[2].note == "Monday 5 May is no working day, so Tuesday 6 May."
    easter = called("2025-04-07", "ilacs-2023", "short inspection")
    assert days(easter)[2:4] == [("2025-04-14", "2025-04-17"), ("2025-04-17", "2025-04-17")]
    assert days(called("2025-04-17", "sif-2013"))[1] == ("2025-04-22", "2025-04-22")


def test_nothing_is_asked_before_the_call_and_an_odd_day_is_said():
    timetable = called("2025-06-04", "ilacs-2023", "short inspection")
    assert days(timetable)[1] == ("2025-06-04", "2025-06-06") and days(timetable)[2][0] == "2025-06-09"
    assert "expected on a Monday and this one is on a Wednesday" in timetable.notes[0]
    assert "is no working day" in called("2025-06-01", "ilacs-2023", "short inspection").notes[0]
    assert "Bank holidays are known to the end of" in called("2090-06-05", "ilacs-2026", "short inspection").notes[0]


def test_the_countdown_is_of_the_dates_still_ahead_soonest_first():
    dates = [Candidate(starts_on=dt.date(2016, month, day)) for month, day in ((9, 12), (5, 23), (6, 13), (7, 4))]
    ahead = countdown(dt.date(2016, 5, 24), dt.date(2016, 5, 23), dates, RULE, CALENDAR)
    assert [(each.starts_on.isoformat(), each.days, each.working_days) for each in ahead] == [
        ("2016-06-13", 20, 13), ("2016-07-04", 41, 28), ("2016-09-12", 111, 77),
    ]  # fmt: skip
    assert countdown(dt.date(2016, 5, 23), dt.date(2016, 5, 22), dates, RULE, CALENDAR)[0].days == 0


def test_the_countdown_says_how_old_the_lists_would_be_and_whether_they_would_be_accepted():
    """Freshness (domain.md 2.4): for a start on Monday 13 June 2016 nothing older than Wednesday 8 June is accepted."""
    one = [Candidate(starts_on=dt.date(2016, 6, 13))]
    fresh, old = (countdown(dt.date(2016, 6, 9), dt.date(2016, 6, day), one, RULE, CALENDAR)[0] for day in (8, 7))
    assert (fresh.lists_days, fresh.too_old, old.lists_days, old.too_old) == (5, False, 6, True)
    unknown = countdown(dt.date(2016, 6, 9), dt.date(2016, 6, 7), one, None, CALENDAR)[0]
    assert (unknown.lists_days, unknown.too_old) == (6, False), "no rule is known under that framework"


def test_a_window_counts_down_to_its_first_day_is_open_and_is_over():
    window = [Candidate.model_validate({"from": "2016-06-06", "to": "2016-06-17"})]
    before, inside, last = (
        countdown(day, day - DAY, window, RULE, CALENDAR)[0]
        for day in map(dt.date.fromisoformat, ("2016-06-01", "2016-06-08", "2016-06-17"))
    )
    assert (before.days, before.working_days, before.lists_days, before.too_old) == (5, 3, 6, True)
    assert [(each.days, each.working_days, each.lists_days, each.too_old) for each in (inside, last)] == [(0, 0, 1, False)] * 2
    assert before.when == "Monday 6 June to Friday 17 June 2016"
    assert countdown(dt.date(2016, 6, 18), dt.date(2016, 6, 17), window, RULE, CALENDAR) == ()
