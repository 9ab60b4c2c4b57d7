"""Clocks against an oracle that counts one day at a time and tries every reading of an unclear record."""

from __future__ import annotations

import calendar as months_of_the_year
import datetime as dt
import functools
import itertools
import random
import time
from dataclasses import dataclass

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscp_readiness.standards import (
    Asked,
    Calendar,
    Clock,
    ClockKind,
    calendar_days,
    clocks,
    corresponding_day,
    hours,
    months,
    working_days,
)
from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import Counting, Reason

CALENDAR = Calendar.read()
HOLIDAYS = frozenset(CALENDAR.holidays)
TODAY = dt.date(2016, 5, 24)
SINCE = dt.date(2016, 3, 26)  # a Saturday, the day after Good Friday
ONE = dt.timedelta(days=1)

CLOCKS = st.sampled_from(
    [
        working_days(1),
        working_days(3),
        working_days(10),
        working_days(4, "inclusive"),
        calendar_days(7),
        Clock(ClockKind.CALENDAR_DAYS, 8, "inclusive"),
        months(1),
        months(2),
    ]  # fmt: skip
)
NEAR = st.dates(SINCE - dt.timedelta(days=25), TODAY + dt.timedelta(days=3))
CHANCES = st.integers(0, 10**9).map(random.Random)


# --- the oracle: no arithmetic, only days counted one after another ------------------------------------------------------------


@functools.cache
def is_late(start: dt.date, stop: dt.date, clock: Clock) -> bool:
    """Has the count of the clock been exceeded by the end of ``stop``?"""
    if clock.kind is ClockKind.CALENDAR_DAYS:
        return (stop - start).days + (clock.day_zero == "inclusive") > clock.n
    if clock.kind is ClockKind.MONTHS:
        return stop > months_on(start, clock.n)
    day, counted = (start if clock.day_zero == "inclusive" else start + ONE), 0
    while day <= stop:
        counted += day.weekday() < 5 and day not in HOLIDAYS
        day += ONE
    return counted > clock.n


def months_on(day: dt.date, n: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return dt.date(year, month + 1, min(day.day, months_of_the_year.monthrange(year, month + 1)[1]))


def last_day_due(start: dt.date, clock: Clock) -> dt.date:
    """The last day in time that moves the count on: not the Saturday after a Friday."""
    if clock.kind is not ClockKind.WORKING_DAYS:
        day = start
        while not is_late(start, day + ONE, clock):
            day += ONE
        return day
    day, counted = (start if clock.day_zero == "inclusive" else start + ONE), 0
    while True:
        counted += day.weekday() < 5 and day not in HOLIDAYS
        if counted == clock.n:
            return day
        day += ONE


def in_period(day: dt.date) -> bool:
    return SINCE <= day <= TODAY


@dataclass(frozen=True)
class Once:
    start: dt.date | None
    done: dt.date | None
    end: dt.date | None
    maybe: bool


def once_answer(record: Once, clock: Clock, live: bool) -> str:
    start, done, end = record.start, record.done, record.end
    if live:
        if done:
            return "met"
        if start is None or record.maybe:
            return "not_recorded"
        return "not_met" if is_late(start, TODAY, clock) else "out"
    last_day = min(end, TODAY) if end else TODAY
    if start is None:
        return "not_recorded" if in_period(done or last_day) else "out"
    due = last_day_due(start, clock)
    ended_before = end is not None and not is_late(start, end, clock)
    if done and done < start:  # a day that cannot be places it nowhere
        placed = due if is_late(start, TODAY, clock) and not ended_before else last_day
        return "met" if in_period(placed) else "out"
    if done:
        if not in_period(min(due, done)):
            return "out"
        late = is_late(start, done, clock)
        return ("not_recorded" if record.maybe else "not_met") if late else "met"
    if is_late(start, TODAY, clock) and not ended_before:
        return "out" if not in_period(due) else "not_recorded" if record.maybe else "not_met"
    return "not_recorded" if record.maybe and in_period(last_day) else "out"


@dataclass(frozen=True)
class Event:
    on: dt.date | None
    counts: bool | None


Repeated = tuple[dt.date | None, dt.date | None, list[Event]]
"""A record: its start, its end, its events."""


def running_readings(start: dt.date | None, events: list[Event], clock: Clock) -> set[str]:
    """The live answer under every reading of the unclear events: each happened or not, an undated one on any day."""
    known = [e for e in events if e.on is None or (e.on <= TODAY and (start is None or e.on >= start))]
    sure = [e.on for e in known if e.counts and e.on]
    choices: list[list[dt.date | None]] = []
    for event in known:
        if event.counts is False or (event.counts and event.on):
            continue
        choices.append([None, event.on] if event.on else [None, TODAY, TODAY - 12 * ONE, TODAY - 40 * ONE])
    answers = set()
    for chosen in itertools.product(*choices):
        held = sure + [day for day in chosen if day and (start is None or day >= start)]
        base = max(held) if held else start
        if base is None:
            answers.add("unknown")
        elif is_late(base, TODAY, clock):
            answers.add("not_met")
        else:
            answers.add("met" if held else "out")
    return answers


def running_answer(start: dt.date | None, events: list[Event], clock: Clock) -> str:
    answers = running_readings(start, events, clock)
    if len(answers) > 1 or answers == {"unknown"}:
        return "not_recorded"
    return answers.pop()


def fewest_cuts(start: dt.date, stop: dt.date, free: set[dt.date], clock: Clock) -> int:
    """How many undated events must be placed inside (start, stop) for every step to be in time, using dated unclear ones freely."""
    best = {start: 0}
    day = start
    while day < stop:
        day += ONE
        costs = [cost + (day not in free and day != stop) for before, cost in best.items() if not is_late(before, day, clock)]
        if costs:
            best[day] = min(costs)
    return best.get(stop, 999)


def interval_answers(start: dt.date | None, end: dt.date | None, events: list[Event], clock: Clock) -> list[tuple[str, dt.date | None]]:
    if end and end < SINCE:
        return []
    inside = [e for e in events if e.on is None or (e.on <= TODAY and (start is None or e.on >= start) and not (end and e.on > end))]
    held = sorted({e.on for e in inside if e.counts and e.on})
    dated = {e.on for e in events if e.counts is None and e.on}
    undated = sum(e.on is None and e.counts is not False for e in events)
    last_day = min(end, TODAY) if end else TODAY
    out: list[tuple[str, dt.date | None]] = []
    for gap_from, done in zip([start, *held], [*held, None], strict=True):
        if gap_from is None:
            if in_period(done or last_day):
                out.append(("not_recorded", None))
            continue
        due = last_day_due(gap_from, clock)
        stop = done or last_day
        cuts = {day for day in dated if gap_from <= day <= stop}
        unclear = bool(cuts) or undated > 0
        saved = unclear and fewest_cuts(gap_from, stop, cuts, clock) <= undated
        if done:
            if in_period(min(due, done)):
                late = is_late(gap_from, done, clock)
                out.append((("not_recorded" if saved else "not_met") if late else "met", due))
        elif is_late(gap_from, TODAY, clock) and not (end and not is_late(gap_from, end, clock)):
            if in_period(due):
                out.append(("not_recorded" if saved else "not_met", due))
        elif saved and in_period(max(cuts) if cuts else last_day):
            out.append(("not_recorded", due))
    return sorted(out, key=str)


# --- asking the real thing -----------------------------------------------------------------------------------------------------


def asked(clock: Clock, counting: Counting) -> Asked:
    return Asked(as_at=TODAY, counting=counting, period_from=SINCE, calendar=CALENDAR, clock=clock)


def dates(days: list[dt.date | None]) -> pd.Series:
    return pd.Series([pd.NaT if day is None else pd.Timestamp(day) for day in days], dtype=DATES)


def worded(met: pd.Series) -> list[str]:
    return ["not_recorded" if value is pd.NA or pd.isna(value) else "met" if value else "not_met" for value in met]


def same(records: list, got: list, wanted: list) -> None:
    differ = [(record, ours, theirs) for record, ours, theirs in zip(records, got, wanted, strict=True) if ours != theirs]
    assert not differ, f"{len(differ)} differ; the first (record, got, wanted): {min(differ, key=lambda d: len(str(d)))}"


def ask_once(records: list[Once], question: Asked) -> list[str]:
    rows = pd.DataFrame(
        {
            "record": range(len(records)),
            "starts_on": dates([r.start for r in records]),
            "done_on": dates([r.done for r in records]),
            "ends_on": dates([r.end for r in records]),
            "maybe_done": [r.maybe for r in records],
        }
    )
    kept = clocks.once(rows, question).reset_index(drop=True)
    said = dict(zip(kept["record"], worded(clocks.once_met(kept, question)["met"]), strict=True))
    return [said.get(n, "out") for n in range(len(records))]


def frames(records: list[tuple[dt.date | None, dt.date | None, list[Event]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = pd.DataFrame(
        {
            "plan_id": pd.Series([f"P{n}" for n in range(len(records))], dtype="string"),
            "starts_on": dates([start for start, _, _ in records]),
            "ends_on": dates([end for _, end, _ in records]),
            "start_field": "cp_plans.started_on",
        }
    )
    flat = [(f"P{n}", event) for n, (_, _, events) in enumerate(records) for event in events]
    events = pd.DataFrame(
        {
            "plan_id": pd.Series([plan for plan, _ in flat], dtype="string"),
            "on": dates([event.on for _, event in flat]),
            "counts": pd.Series([event.counts for _, event in flat], dtype="boolean"),
            "reason": pd.Series("blank_field", index=range(len(flat)), dtype="string"),
            "field": pd.Series("cp_visits.child_seen", index=range(len(flat)), dtype="string"),
        }
    )
    return rows, events


def maybe_day(chance: random.Random, likely: float, until: dt.date = TODAY + 3 * ONE) -> dt.date | None:
    earliest = SINCE - 25 * ONE
    return earliest + chance.randrange((until - earliest).days + 1) * ONE if chance.random() < likely else None


def once_records(chance: random.Random, *, ending: bool) -> list[Once]:
    return [
        Once(
            maybe_day(chance, 0.9, TODAY),
            maybe_day(chance, 0.6, TODAY),
            maybe_day(chance, 0.5 if ending else 0, TODAY),
            chance.random() < 0.3,
        )
        for _ in range(120)
    ]


def repeated_records(chance: random.Random, *, ending: bool, unclear: bool, most: int) -> list[Repeated]:
    def event() -> Event:
        return Event(maybe_day(chance, 0.85), chance.choice([True, True, False, None])) if unclear else Event(maybe_day(chance, 1), True)

    def record() -> Repeated:
        start, end = maybe_day(chance, 0.9, TODAY), maybe_day(chance, 0.5 if ending else 0, TODAY)
        return start, None if start and end and end < start else end, [event() for _ in range(chance.randrange(most + 1))]

    return [record() for _ in range(80)]


# --- due, late, months ---------------------------------------------------------------------------------------------------------


@given(NEAR, CLOCKS)
def test_the_due_day_is_the_last_day_in_time_counted_one_day_at_a_time(start, clock):
    question = asked(clock, Counting.LIVE)
    assert clocks.due(dates([start]), question).iloc[0].date() == last_day_due(start, clock)


@given(NEAR, st.integers(0, 75), CLOCKS)
def test_late_is_the_first_day_on_which_the_count_is_exceeded(start, wait, clock):
    question, stop = asked(clock, Counting.LIVE), start + dt.timedelta(days=wait)
    due_on = clocks.due(dates([start]), question)
    assert clocks.past(due_on, pd.Timestamp(stop), question).iloc[0] == is_late(start, stop, clock)
    assert clocks.past(due_on, dates([stop]), question).iloc[0] == is_late(start, stop, clock)


@given(st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)), st.integers(-30, 30))
def test_fault_098_months_clip_to_the_end_of_the_month_both_ways(day, n):
    assert clocks.add_months(dates([day]), n).iloc[0].date() == months_on(day, n) == corresponding_day(day, n)


@pytest.mark.parametrize(
    ("code", "start", "n", "due"),
    [
        ("W15", "2015-11-30", 3, "2016-02-29"),
        ("W17", "2016-02-29", 6, "2016-08-29"),
        ("W27", "2016-04-08", 3, "2016-07-08"),
        ("W37", "2016-12-31", 2, "2017-02-28"),
        ("W45", "2016-08-31", -6, "2016-02-29"),
        ("W33", "2016-05-24", -12, "2015-05-24"),
    ],
)
def test_worked_month(code, start, n, due):
    assert clocks.add_months(dates([dt.date.fromisoformat(start)]), n).iloc[0].date() == dt.date.fromisoformat(due), code


@pytest.mark.parametrize(
    ("code", "start", "clock", "due"),
    [
        ("W21", "2016-03-21", working_days(10, "inclusive"), "2016-04-05"),
        ("W23", "2016-03-24", calendar_days(7), "2016-03-31"),
        ("W35", "2016-05-02", calendar_days(7), "2016-05-09"),
    ],
)
def test_worked_clock_of_another_kind(code, start, clock, due):
    question = asked(clock, Counting.LIVE)
    assert clocks.due(dates([dt.date.fromisoformat(start)]), question).iloc[0].date() == dt.date.fromisoformat(due), code


def test_days_over_are_whole_units_after_the_due_day():
    due_on = dates([dt.date(2016, 5, 20), dt.date(2016, 5, 24), dt.date(2016, 6, 1), None])
    assert clocks.days_over(due_on, asked(working_days(1), Counting.LIVE), working_days(1)).tolist() == [2, 0, 0, pd.NA]
    assert clocks.days_over(due_on, asked(months(1), Counting.LIVE), months(1)).tolist() == [4, 0, 0, pd.NA]


def test_a_standard_without_a_clock_is_told_so():
    question = Asked(as_at=TODAY, counting=Counting.LIVE, period_from=SINCE, calendar=CALENDAR)
    with pytest.raises(ValueError, match="about.clock"):
        clocks.due(dates([TODAY]), question)


# --- a thing done once ---------------------------------------------------------------------------------------------------------


@settings(max_examples=12, deadline=None)
@given(CHANCES, CLOCKS)
def test_done_once_live_agrees_with_the_oracle(chance, clock):
    records = once_records(chance, ending=False)
    same(records, ask_once(records, asked(clock, Counting.LIVE)), [once_answer(r, clock, True) for r in records])


@settings(max_examples=25, deadline=None)
@given(CHANCES, CLOCKS)
def test_done_once_in_a_period_agrees_with_the_oracle(chance, clock):
    records = once_records(chance, ending=True)
    same(records, ask_once(records, asked(clock, Counting.PERIOD)), [once_answer(r, clock, False) for r in records])


@settings(max_examples=12, deadline=None)
@given(CHANCES, CLOCKS, st.sampled_from(list(Counting)))
def test_blanking_the_start_of_a_miss_leaves_it_in_and_unproven(chance, clock, counting):
    question, records = asked(clock, counting), once_records(chance, ending=True)
    before = ask_once(records, question)
    blanked = [Once(None, r.done, r.end, r.maybe) for r in records]
    for was, now, record in zip(before, ask_once(blanked, question), records, strict=True):
        if was == "not_met" and (record.done is None or in_period(record.done)):
            assert now == "not_recorded", record


def test_a_thing_done_before_its_start_contradicts_the_record():
    question = asked(working_days(1), Counting.LIVE)
    rows = pd.DataFrame({"starts_on": dates([dt.date(2016, 5, 9)] * 2), "done_on": dates([dt.date(2016, 5, 6), dt.date(2016, 5, 9)])})
    kept = clocks.once(rows, question)
    answer = clocks.once_met(kept, question, in_order=True)
    assert worded(answer["met"]) == ["not_recorded", "met"]
    assert answer["reason"].iloc[0] == Reason.CONFLICT
    assert worded(clocks.once_met(kept, question)["met"]) == ["met", "met"]


def test_each_row_names_its_own_blank_start():
    question = asked(working_days(1), Counting.LIVE)
    rows = pd.DataFrame({"starts_on": dates([None, None]), "done_on": dates([None, None]), "start_field": ["a.b", "c.d"]})
    assert clocks.once_met(clocks.once(rows, question), question)["field"].tolist() == ["a.b", "c.d"]


# --- a thing done again and again ----------------------------------------------------------------------------------------------


def ask_running(records: list[Repeated], question: Asked) -> list[str]:
    rows, events = frames(records)
    kept = clocks.repeated(rows, events, question, key="plan_id").reset_index(drop=True)
    said = dict(zip(kept["plan_id"], worded(clocks.repeated_met(kept, question)["met"]), strict=True))
    return [said.get(f"P{n}", "out") for n in range(len(records))]


def ask_intervals(records: list[Repeated], question: Asked) -> list[list[tuple[str, dt.date | None]]]:
    rows, events = frames(records)
    kept = clocks.repeated(rows, events, question, key="plan_id").reset_index(drop=True)
    met = worded(clocks.repeated_met(kept, question)["met"])
    got: dict[str, list[tuple[str, dt.date | None]]] = {f"P{n}": [] for n in range(len(records))}
    for plan, outcome, due_on in zip(kept["plan_id"], met, kept["due_on"], strict=True):
        got[plan].append((outcome, None if pd.isna(due_on) else due_on.date()))
    return [sorted(answers, key=str) for answers in got.values()]


@settings(max_examples=20, deadline=None)
@given(CHANCES, CLOCKS)
def test_the_running_gap_agrees_with_every_reading(chance, clock):
    records = repeated_records(chance, ending=False, unclear=True, most=4)
    same(records, ask_running(records, asked(clock, Counting.LIVE)), [running_answer(s, ev, clock) for s, _, ev in records])


@settings(max_examples=20, deadline=None)
@given(CHANCES, CLOCKS)
def test_every_interval_of_a_clear_record_agrees_with_the_oracle(chance, clock):
    records = repeated_records(chance, ending=True, unclear=False, most=6)
    same(records, ask_intervals(records, asked(clock, Counting.PERIOD)), [interval_answers(s, e, ev, clock) for s, e, ev in records])


@settings(max_examples=20, deadline=None)
@given(CHANCES, CLOCKS)
def test_every_interval_of_an_unclear_record_agrees_with_the_oracle(chance, clock):
    records = repeated_records(chance, ending=True, unclear=True, most=5)
    same(records, ask_intervals(records, asked(clock, Counting.PERIOD)), [interval_answers(s, e, ev, clock) for s, e, ev in records])


@settings(max_examples=15, deadline=None)
@given(CHANCES, CLOCKS, st.sampled_from(["on", "counts"]))
def test_blanking_an_event_never_makes_the_running_gap_better(chance, clock, which):
    """Not its date, nor whether it counts: met may become not recorded, and nothing that was a miss is met or leaves."""
    question, records = asked(clock, Counting.LIVE), repeated_records(chance, ending=False, unclear=True, most=4)
    blanked = [(s, e, [Event(None, ev.counts) if which == "on" else Event(ev.on, None) for ev in events]) for s, e, events in records]
    for record, before, after in zip(records, ask_running(records, question), ask_running(blanked, question), strict=True):
        assert before != "not_met" or after in {"not_met", "not_recorded"}, record
        assert after != "met" or before == "met", record


def test_the_order_of_rows_does_not_matter():
    records = [
        (dt.date(2016, 3, 1), None, [Event(dt.date(2016, 4, day), counts) for day, counts in ((4, True), (11, None), (25, True))])
    ] * 3
    rows, events = frames(records)
    for counting in Counting:
        question = asked(working_days(5), counting)
        once = clocks.repeated(rows, events, question, key="plan_id").sort_values(["plan_id", "due_on"], ignore_index=True)
        again = clocks.repeated(rows[::-1], events[::-1], question, key="plan_id").sort_values(["plan_id", "due_on"], ignore_index=True)
        pd.testing.assert_frame_equal(once, again)


def test_an_undated_event_may_save_one_cut_and_no_more():
    clock = working_days(10)
    question = asked(clock, Counting.PERIOD)
    near, far = dt.date(2016, 4, 1), dt.date(2016, 3, 1)
    records = [(near, dt.date(2016, 4, 28), [Event(None, True)]), (far, dt.date(2016, 5, 20), [Event(None, True)])]
    assert [[outcome for outcome, _ in answers] for answers in ask_intervals(records[:1], question)] == [["not_recorded"]]
    question = Asked(as_at=TODAY, counting=Counting.PERIOD, period_from=dt.date(2016, 1, 1), calendar=CALENDAR, clock=clock)
    assert [outcome for outcome, _ in ask_intervals(records[1:], question)[0]] == ["not_met"]


def test_a_record_without_an_id_keeps_its_gap():
    """Its events cannot be known to be its own: what nobody can show is a miss, and the record does not vanish."""
    rows, events = frames([(dt.date(2016, 4, 1), None, [Event(dt.date(2016, 4, 8), True)])])
    question = asked(working_days(10), Counting.PERIOD)
    kept = clocks.repeated(rows.assign(plan_id=pd.NA), events.assign(plan_id=pd.NA), question, key="plan_id")
    assert worded(clocks.repeated_met(kept, question)["met"]) == ["not_met"]


@pytest.mark.parametrize(("day", "tried"), [(2, True), (24, True), (1, False), (25, False)])
def test_a_visit_that_does_not_count_was_a_try_from_the_first_day_to_today(day, tried):
    rows, events = frames([(dt.date(2016, 5, 2), None, [Event(dt.date(2016, 5, day), False)])])
    kept = clocks.repeated(rows, events, asked(working_days(10), Counting.LIVE), key="plan_id")
    assert kept["tried"].tolist() == [tried]


def test_a_thing_with_a_due_day_of_its_own_is_unknown_where_that_is_blank_and_not_where_its_start_is():
    rows = pd.DataFrame({"starts_on": dates([dt.date(2016, 5, 2), None]), "done_on": dates([None, None])})
    due_on = dates([None, dt.date(2016, 6, 1)])
    kept = clocks.once(rows, asked(working_days(10), Counting.LIVE), due_on=due_on)
    assert kept.index.tolist() == [0], "the second is due in June, whenever it began"


# --- the write-up allowance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last_seen", "other", "outcome"),
    [
        (dt.date(2016, 5, 10), None, "met"),
        (dt.date(2016, 5, 9), None, "not_recorded"),
        (dt.date(2016, 5, 6), None, "not_recorded"),
        (dt.date(2016, 5, 5), None, "not_met"),
        (dt.date(2016, 5, 9), Event(dt.date(2016, 5, 23), False), "not_met"),
    ],
)
def test_a_visit_may_be_written_up_for_two_working_days(last_seen, other, outcome):
    question = asked(working_days(10), Counting.LIVE)
    rows, events = frames([(dt.date(2016, 3, 1), None, [Event(last_seen, True), *([other] if other else [])])])
    kept = clocks.repeated(rows, events, question, key="plan_id")
    answer = clocks.allow_write_up(clocks.repeated_met(kept, question), kept, question)
    assert worded(answer["met"]) == [outcome]


def test_a_period_has_no_write_up_allowance():
    question = asked(working_days(10), Counting.PERIOD)
    rows, events = frames([(dt.date(2016, 3, 1), None, [Event(dt.date(2016, 5, 9), True)])])
    kept = clocks.repeated(rows, events, question, key="plan_id")
    answer = clocks.allow_write_up(clocks.repeated_met(kept, question), kept, question)
    assert "not_met" in worded(answer["met"])


# --- size ----------------------------------------------------------------------------------------------------------------------


def test_a_hundred_thousand_visits_with_every_tenth_unclear_take_seconds():
    plans, each = 5_000, 20
    start = pd.Timestamp("2015-06-01")
    rows = pd.DataFrame({"plan_id": pd.Series([f"P{n}" for n in range(plans)], dtype="string")})
    rows["starts_on"] = pd.Series(start, index=rows.index).astype(DATES)
    rows["ends_on"] = pd.Series(pd.NaT, index=rows.index).astype(DATES)
    events = pd.DataFrame({"plan_id": rows["plan_id"].repeat(each).reset_index(drop=True)})
    number = pd.Series(events.index % each)
    events["on"] = (start + pd.to_timedelta(17 * (number + 1), unit="D")).astype(DATES)
    events["counts"] = pd.Series(True, index=events.index, dtype="boolean").mask(events.index % 10 == 3)
    events["reason"], events["field"] = "blank_field", "cp_visits.child_seen"
    question = Asked(as_at=TODAY, counting=Counting.PERIOD, period_from=dt.date(2015, 11, 24), calendar=CALENDAR, clock=working_days(10))
    began = time.perf_counter()
    kept = clocks.repeated(rows, events, question, key="plan_id")
    clocks.repeated_met(kept.reset_index(drop=True), question)
    assert time.perf_counter() - began < 20
    assert len(kept) > plans


@pytest.mark.parametrize("counting", list(Counting))
def test_where_nothing_is_in_doubt_a_thing_neither_done_nor_due_is_not_asked_about(counting):
    """A standard may leave ``maybe_done`` out: then nothing may have been done."""
    rows = pd.DataFrame({"starts_on": _moments("2016-05-20", "2016-05-01", "2016-05-20"), "done_on": _moments(None, None, "2016-05-23")})
    kept = clocks.once(rows, asked(calendar_days(7), counting))
    assert kept.index.tolist() == [1, 2]
    assert worded(clocks.once_met(kept, asked(calendar_days(7), counting))["met"]) == ["not_met", "met"]


# --- a clock in hours: from one London moment to another -----------------------------------------------------------------------------


def _moments(*texts):
    return pd.Series([pd.NaT if text is None else pd.Timestamp(text) for text in texts], dtype=DATES)


@pytest.mark.parametrize(
    ("start", "due_on", "because"),
    [
        ("2016-05-20 18:30", "2016-05-23 18:30", "no change of the clocks: the same time three days on"),
        ("2016-03-26 18:30", "2016-03-29 19:30", "clocks go forward on 27 March: 72 hours have passed an hour later by the clock"),
        ("2016-10-29 18:30", "2016-11-01 17:30", "clocks go back on 30 October: 72 hours have passed an hour earlier by the clock"),
        ("2016-03-24 01:30", "2016-03-27 02:30", "half past one does not come on that night"),
        ("2016-10-30 01:30", "2016-11-02 00:30", "half past one comes twice: the earlier is taken"),
        ("2016-03-26 00:00", "2016-03-29 23:59:59", "only the day is held: three calendar days, and the whole of the third"),
        (None, None, "blank"),
    ],
)
def test_hours_are_hours_that_have_passed(start, due_on, because):
    asked = Asked(TODAY, Counting.LIVE, SINCE, CALENDAR, hours(72))
    assert clocks.due(_moments(start), asked).equals(_moments(due_on)), because


@pytest.mark.parametrize(
    ("due_on", "stop", "late"),
    [
        ("2016-05-23 18:30", "2016-05-23 18:30", False),
        ("2016-05-23 18:30", "2016-05-23 18:31", True),
        ("2016-05-23 23:59:59", "2016-05-23", False),
        ("2016-05-23 23:59:59", "2016-05-24", True),
        ("2016-10-30 01:30", "2016-10-30 01:20", True),  # either may be the hour's second coming
        ("2016-10-30 00:50", "2016-10-30 01:20", True),
        (None, "2016-05-23", False),
        ("2016-05-23", None, False),
    ],
)
def test_past_a_moment(due_on, stop, late):
    asked = Asked(TODAY, Counting.LIVE, SINCE, CALENDAR, hours(72))
    assert clocks.past(_moments(due_on), _moments(stop), asked).tolist() == [late]


@pytest.mark.parametrize("clock", [working_days(10), calendar_days(10), months(3), hours(72)], ids=str)
def test_nothing_is_past_a_day_that_is_blank_and_a_blank_day_is_past_nothing(clock):
    asked = Asked(TODAY, Counting.LIVE, SINCE, CALENDAR, clock)
    blank, day = dates([None, None]), dates([dt.date(2016, 5, 2), None])
    assert clocks.past(blank, asked.today, asked).tolist() == [False, False]
    assert clocks.past(day, blank, asked).tolist() == [False, False]


@pytest.mark.parametrize(
    ("start", "done", "met", "because"),
    [
        ("2016-10-27 01:10", "2016-10-30 01:20", False, "ten minutes late, or an hour and ten: late both ways"),
        ("2016-10-27 01:40", "2016-10-30 01:20", None, "twenty minutes early, or forty late"),
        ("2016-10-27 02:10", "2016-10-30 01:05", True, "due when ten past one came the second time: early both ways"),
        ("2016-10-30 01:30", "2016-11-02 01:00", None, "72 and a half hours, or 71 and a half, from whichever half past one it was"),
        ("2016-10-30 01:30", "2016-11-02 00:30", True, "72 hours, or 71"),
        ("2016-10-30 01:30", "2016-11-02 01:31", False, "73 hours and a minute, or 72 and a minute"),
        ("2016-05-20 18:30", "2016-05-23 18:30", True, "no hour came twice"),
        ("2016-05-20 18:30", "2016-05-23 18:31", False, "no hour came twice"),
        ("2016-05-20", "2016-05-23 23:00", True, "only the day is held: the whole of the third day after"),
        ("2016-05-20", "2016-05-24", False, "only the day is held: the fourth day after"),
    ],
)
def test_an_hour_that_comes_twice_decides_only_where_the_two_readings_differ(start, done, met, because):
    asked = Asked(dt.date(2016, 11, 24), Counting.PERIOD, dt.date(2016, 5, 1), CALENDAR, hours(72))
    rows = clocks.once(
        pd.DataFrame({"starts_on": _moments(start), "done_on": _moments(done), "done_field": "return_interviews.held_at"}), asked
    )
    answer = clocks.once_met(rows, asked)
    assert worded(answer["met"]) == worded(pd.Series([met], dtype="boolean")), because
    if met is None:
        assert answer[["reason", "field"]].to_numpy().tolist() == [["conflict", "return_interviews.held_at"]]


def test_a_moment_that_is_due_today_is_late_at_the_end_of_the_day():
    asked = Asked(TODAY, Counting.LIVE, SINCE, CALENDAR, hours(72))
    due_on = _moments("2016-05-24 18:30", "2016-05-24 23:59:59", "2016-05-25 00:10", "2016-05-22 23:00")
    assert clocks.past(due_on, asked.today, asked).tolist() == [True, False, False, True]
    assert clocks.days_over(due_on, asked, hours(72)).tolist() == [0, 0, 0, 2]
    assert clocks.unit_of(hours(72)) == "days"


# --- intervals that are not all alike -------------------------------------------------------------------------------------------------


def _first_week_then_month(gaps):
    first = gaps["starts_on"] + pd.Timedelta(days=7)
    return first.where(~gaps["after_event"], gaps["starts_on"] + pd.Timedelta(days=30))


def _record_and_events(*days, counts=True):
    rows = pd.DataFrame({"k": ["1"], "starts_on": _moments("2016-04-01"), "ends_on": _moments(None)})
    events = pd.DataFrame({"k": ["1"] * len(days), "on": _moments(*days), "counts": pd.Series([counts] * len(days), dtype="boolean")})
    return rows, events


@pytest.mark.parametrize(
    ("days", "due_on", "met"),
    [
        ((), "2016-04-08", False),
        (("2016-04-05",), "2016-05-05", False),
        (("2016-04-30",), "2016-05-30", True),
        (("2016-04-01",), "2016-05-01", False),
    ],
)
def test_a_running_gap_of_its_own_length(days, due_on, met):
    asked = Asked(TODAY, Counting.LIVE, SINCE, CALENDAR, calendar_days(7))
    rows = clocks.repeated(*_record_and_events(*days), asked, key="k", due_of=_first_week_then_month)
    assert rows["due_on"].tolist() == [pd.Timestamp(due_on)]
    assert clocks.repeated_met(rows, asked)["met"].tolist() == [met]


def test_each_gap_of_a_period_has_its_own_length():
    asked = Asked(TODAY, Counting.PERIOD, SINCE, CALENDAR, calendar_days(7))
    rows = clocks.repeated(*_record_and_events("2016-04-08", "2016-05-08"), asked, key="k", due_of=_first_week_then_month)
    assert rows["due_on"].tolist() == [pd.Timestamp("2016-04-08"), pd.Timestamp("2016-05-08")]
    assert clocks.repeated_met(rows, asked)["met"].tolist() == [True, True]
    unclear = clocks.repeated(*_record_and_events("2016-04-08", "2016-05-01", counts=None), asked, key="k", due_of=_first_week_then_month)
    assert clocks.repeated_met(unclear, asked)["met"].isna().tolist() == [True], "read kindly, they begin gaps of a month"


def test_an_undated_event_begins_a_gap_after_an_event():
    """From the start a week, from then on a month: one undated event reaches to the thirty-seventh day, and no further."""
    asked = Asked(TODAY, Counting.PERIOD, SINCE, CALENDAR, calendar_days(7))
    for last, met in (("2016-05-08", [None]), ("2016-05-09", [False])):
        rows, events = _record_and_events(None, counts=True)
        rows, events = rows.assign(ends_on=_moments(last)), events.assign(reason="blank_field", field="")
        kept = clocks.repeated(rows, events, asked, key="k", due_of=_first_week_then_month)
        assert clocks.repeated_met(kept, asked)["met"].astype("object").where(lambda said: said.notna(), None).tolist() == met


def test_two_undated_events_reach_a_month_further_and_the_second_from_the_first():
    asked = Asked(TODAY, Counting.PERIOD, SINCE, CALENDAR, calendar_days(7))

    def month_then_week(gaps):
        first = gaps["starts_on"] + pd.Timedelta(days=30)
        return first.where(~gaps["after_event"], gaps["starts_on"] + pd.Timedelta(days=7))

    rows, events = _record_and_events(None, counts=True)
    rows, events = rows.assign(starts_on=_moments("2016-03-01"), ends_on=_moments("2016-04-20")), events.assign(reason="", field="")
    kept = clocks.repeated(rows, events, asked, key="k", due_of=month_then_week)
    assert clocks.repeated_met(kept, asked)["met"].tolist() == [False], "30 days and 7 are not the 50 of the gap"


def test_of_several_unclear_events_of_an_interval_the_last_says_why_and_when():
    asked = Asked(TODAY, Counting.PERIOD, SINCE, CALENDAR, calendar_days(30))
    rows, events = _record_and_events("2016-05-02", "2016-05-12", counts=None)
    events = events.assign(reason=["blank_field", "unreadable_value"], field=["first", "second"])
    kept = clocks.repeated(rows.assign(starts_on=_moments("2016-04-28")), events, asked, key="k")
    assert kept[["maybe_reason", "maybe_field"]].to_numpy().tolist() == [["unreadable_value", "second"]]
    assert kept["event_on"].tolist() == [pd.Timestamp("2016-05-12")]
    undated = clocks.repeated(rows.assign(starts_on=_moments("2016-04-28")), events.assign(on=_moments(None, "2016-05-12")), asked, key="k")
    assert undated["maybe_field"].tolist() == ["first"], "one without a day may be the last of all"


def test_a_blank_start_is_why_even_where_something_unclear_was_recorded():
    asked = Asked(TODAY, Counting.LIVE, SINCE, CALENDAR, working_days(10))
    rows = pd.DataFrame({"starts_on": _moments(None), "done_on": _moments(None), "start_field": ["plans.started_on"]})
    rows = rows.assign(maybe_done=True, maybe_reason="unreadable_value", maybe_field="visits.seen")
    answer = clocks.once_met(clocks.once(rows, asked), asked)
    assert answer[["reason", "field"]].to_numpy().tolist() == [["blank_field", "plans.started_on"]]


def test_where_no_try_is_told_a_late_visit_may_still_be_being_written_up():
    asked = Asked(TODAY, Counting.LIVE, SINCE, CALENDAR, working_days(10), write_up=2)
    rows = pd.DataFrame({"due_on": _moments("2016-05-23")})
    answer = clocks.allow_write_up(clocks.answers(rows).assign(met=pd.array([False], dtype="boolean")), rows, asked)
    assert answer["met"].isna().tolist() == [True]
