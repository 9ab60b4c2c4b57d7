"""The timetable of an inspection, worked out from the day of the call in working days of England, by the framework's own rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, get_args

from fscp_readiness.settings.inspection import Candidate, FreshnessRule, Step, TimetableRule, Weekday
from fscp_readiness.standards.calendar import Calendar

WEEKDAYS: Final[tuple[str, ...]] = get_args(Weekday)


@dataclass(frozen=True)
class Line:
    """One line: ``from_on`` to ``to_on`` (the same for a single day), and what happens. ``note``: why it is not the usual day, or blank."""

    from_on: dt.date
    to_on: dt.date
    what: str
    note: str = ""


@dataclass(frozen=True)
class Timetable:
    """All lines of one rule, in its order, and sentences that the reader must know. ``form``: the kind of inspection, or blank."""

    form: str
    source: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Countdown:
    """A candidate start date, or window, that is not over: days and working days from the day of the call, 0 where it is open.

    starts_on   the day, or the first of the window;  until: its last day, the same where it is a day
    lists_days  how old the lists would be on the first of its days that is still to come
    too_old     they would not be accepted on that day, by a rule that is known
    """

    starts_on: dt.date
    until: dt.date
    why: str
    days: int
    working_days: int
    lists_days: int
    too_old: bool

    @property
    def when(self) -> str:
        """ "Monday 11 January 2027", or "Monday 11 January to Friday 12 February 2027"."""
        if self.starts_on == self.until:
            return f"{self.starts_on:%A} {self.starts_on:%-d %B %Y}"
        year = "" if self.starts_on.year == self.until.year else f" {self.starts_on.year}"
        return f"{self.starts_on:%A} {self.starts_on:%-d %B}{year} to {self.until:%A} {self.until:%-d %B %Y}"


def work_out(called: dt.date, rule: TimetableRule, calendar: Calendar) -> Timetable:
    """The timetable of an inspection called on a day."""
    first = called if rule.week_one == "call" else calendar.add_to(called, 1)
    monday = first - dt.timedelta(days=first.weekday())
    lines: list[Line] = []
    last = called
    for step in rule.steps:
        line = _line(step, called, monday, last, calendar)
        if step.last_day:
            last = line.to_on
        lines.append(line)
    return Timetable(rule.form, rule.source, tuple(lines), tuple(_notes(called, rule, lines, calendar)))


def countdown(
    called: dt.date, as_at: dt.date, candidates: Iterable[Candidate], rule: FreshnessRule | None, calendar: Calendar
) -> tuple[Countdown, ...]:
    """The candidate start dates and windows that are not over on the day of the call, soonest first.

    as_at  the night of the lists;  rule: how old they may be, where that is known
    """
    ahead = sorted((each for each in candidates if each.last >= called), key=lambda each: (each.first, each.last))
    return tuple(_counted(called, as_at, each, rule, calendar) for each in ahead)


def _counted(called: dt.date, as_at: dt.date, each: Candidate, rule: FreshnessRule | None, calendar: Calendar) -> Countdown:
    first = max(each.first, called)
    return Countdown(
        each.first, each.last, each.why, (first - called).days, calendar.count(called, first) if first > called else 0,
        (first - as_at).days, rule is not None and as_at < rule.oldest(first),
    )  # fmt: skip


def _line(step: Step, called: dt.date, monday: dt.date, last: dt.date, calendar: Calendar) -> Line:
    if step.working_days_after_call is not None:
        day = calendar.add_to(called, step.working_days_after_call) if step.working_days_after_call else called
        return Line(day, day, step.what)
    if step.days_after_last_day is not None:
        usual = last + dt.timedelta(days=step.days_after_last_day)
        day = _forward(usual, calendar)
        return Line(day, day, step.what, _moved(usual, day))
    usual = _day(monday, step.week, step.day)
    if step.last_day and step.until_week is None:
        day = _back(usual, calendar)
        return Line(day, day, step.what, _moved(usual, day))
    begins = _forward(max(usual, called), calendar)
    until = _day(monday, step.until_week, step.until_day) if step.until_week else usual
    ends = max(_back(until, calendar) if step.until_week else begins, begins)
    moved = (_moved(max(usual, called), begins), _moved(until, ends) if step.until_week else "")
    return Line(begins, ends, step.what, " ".join(each for each in moved if each))


def _day(monday: dt.date, week: int | None, day: str | None) -> dt.date:
    assert week is not None and day is not None
    return monday + dt.timedelta(weeks=week - 1, days=WEEKDAYS.index(day))


def _works(day: dt.date, calendar: Calendar) -> bool:
    return day.weekday() < len(WEEKDAYS) and day not in calendar.holidays


def _forward(day: dt.date, calendar: Calendar) -> dt.date:
    return day if _works(day, calendar) else calendar.add_to(day, 1)


def _back(day: dt.date, calendar: Calendar) -> dt.date:
    while not _works(day, calendar):
        day -= dt.timedelta(days=1)
    return day


def _moved(usual: dt.date, day: dt.date) -> str:
    return "" if usual == day else f"{usual:%A} {usual:%-d %B} is no working day, so {day:%A} {day:%-d %B}."


def _notes(called: dt.date, rule: TimetableRule, lines: Iterable[Line], calendar: Calendar) -> Iterable[str]:
    if not _works(called, calendar):
        yield f"{called:%A} {called:%-d %B %Y} is no working day: look again at the day of the call."
    elif rule.usual_call and f"{called:%A}" != rule.usual_call:
        yield f"The call is expected on a {rule.usual_call} and this one is on a {called:%A}: ask which day the inspectors arrive."
    if max(line.to_on for line in lines) > calendar.ends_on:
        yield f"Bank holidays are known to the end of {calendar.ends_on.year}; after it every weekday is taken for a working day."
