"""Timescales: when a thing falls due, whether it is late, and how the two questions (live, period) are answered.

Conventions are domain.md 3.1 and contract.md, 'Time, live and period':

* the start day is day 0 unless the clock says inclusive; month clocks clip to the month's end and never roll forward;
* ``due_on`` is the last day in time. A working-day clock due on a Friday is not late on the Saturday or the Sunday;
* the next interval runs from the event actually held;
* live: one answer per open record. Nothing due and nothing done: out of scope. Done, early or late: met. Late and not done: not met;
* period: one answer per thing due, belonging to the day it was due or done, whichever came first;
* a value that is blank, unreadable or contradictory is read once as the good answer and once as the bad one; if the two differ the
  answer is missing (not recorded).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from fscp_readiness.tables import DATES, Tables, matched
from fscp_readiness.vocabulary import Reason, Unit

from .about import Clock, ClockKind
from .asked import Asked

DueOf = Callable[[pd.DataFrame], pd.Series]
"""From the rows of a running gap (their own columns, starts_on, record_starts_on, after_event) to the last day in time of each."""


def due(start: pd.Series, asked: Asked, clock: Clock | None = None) -> pd.Series:
    """The last day in time for each start day (dates). NaT where the start is blank."""
    clock = clock or _clock(asked)
    if clock.kind is ClockKind.WORKING_DAYS:
        return asked.calendar.add(start, clock.n, inclusive=clock.day_zero == "inclusive")
    if clock.kind is ClockKind.CALENDAR_DAYS:
        return (start + pd.Timedelta(days=clock.n - (1 if clock.day_zero == "inclusive" else 0))).astype(DATES)
    if clock.kind is ClockKind.HOURS:
        return _hours_after(start, clock.n)
    return add_months(start, clock.n)


def add_months(start: pd.Series, n: int) -> pd.Series:
    """The corresponding day n months on (or back), clipped to the month's end. NaT stays NaT."""
    day = start.to_numpy(dtype="datetime64[D]")
    month = start.to_numpy(dtype="datetime64[M]")
    landed = (month + n).astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    month_end = (month + n + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    return pd.Series(np.minimum(landed, month_end), index=start.index).astype(DATES)


def past(due_on: pd.Series, on: pd.Series | pd.Timestamp, asked: Asked, clock: Clock | None = None) -> pd.Series:
    """True where the day ``on`` is too late for ``due_on`` (False where either is blank).

    Of a clock in hours: the end of the day where ``on`` is one day for all. A moment in the hour that comes twice in October is read as
    the one that makes it late (``once_met`` also reads it as the other).
    """
    clock = clock or _clock(asked)
    stop = on if isinstance(on, pd.Series) else pd.Series(on, index=due_on.index).astype(DATES)
    if clock.kind is ClockKind.HOURS:
        stop = stop if isinstance(on, pd.Series) else _end_of_day(stop)
        return _elapsed(stop, earlier=False) > _elapsed(due_on, earlier=True)
    if clock.kind is ClockKind.WORKING_DAYS:
        return (asked.calendar.between(due_on, stop) > 0).fillna(False).astype(bool)
    return stop > due_on


def days_over(due_on: pd.Series, asked: Asked, clock: Clock | None) -> pd.Series:
    """Whole units (working days or days) after ``due_on`` at the end of ``as_at``; NA where there is no due day, never below 0."""
    if clock is not None and clock.kind is ClockKind.WORKING_DAYS:
        return asked.calendar.between(due_on, pd.Series(asked.today, index=due_on.index).astype(DATES))
    days = due_on.to_numpy(dtype="datetime64[D]")
    known = ~np.isnat(days)
    over = np.where(known, (np.datetime64(asked.as_at) - days).astype("int64"), 0)
    return pd.Series(pd.arrays.IntegerArray(np.maximum(over, 0), ~known), index=due_on.index)


def unit_of(clock: Clock) -> Unit:
    """What ``days_over`` is counted in: a clock in hours is over by whole days."""
    return Unit.WORKING_DAYS if clock.kind is ClockKind.WORKING_DAYS else Unit.DAYS


def _hours_after(start: pd.Series, n: int) -> pd.Series:
    """The London moment n elapsed hours after each London moment; where only the day is held (midnight), the end of the n/24th day after.

    A moment in the hour that comes twice in October is taken as the earlier.
    """
    elapsed = _elapsed(start, earlier=True) + pd.Timedelta(hours=n)
    moment = elapsed.dt.tz_localize("UTC").dt.tz_convert("Europe/London").dt.tz_localize(None)
    only_day = start.eq(start.dt.normalize())
    return moment.astype(DATES).mask(only_day, _end_of_day(start + pd.Timedelta(days=n // 24))).astype(DATES)


def _too_many_hours(rows: pd.DataFrame, asked: Asked, *, kindly: bool) -> pd.Series:
    """True where more than the hours allowed passed from ``starts_on`` to ``done_on``, and ``due_on`` where only the day is held.

    kindly: a moment in the hour that comes twice is the one that makes fewer hours of it; else the one that makes more.
    """
    allowed = _elapsed(rows["starts_on"], earlier=not kindly) + pd.Timedelta(hours=_clock(asked).n)
    late = (_elapsed(rows["done_on"], earlier=kindly) > allowed).fillna(False).astype(bool)
    only_day = rows["starts_on"].eq(rows["starts_on"].dt.normalize())
    return late.mask(only_day, past(rows["due_on"], rows["done_on"], asked))


def _end_of_day(days: pd.Series) -> pd.Series:
    return (days.dt.normalize() + pd.Timedelta(days=1) - pd.Timedelta(seconds=1)).astype(DATES)


def _elapsed(london: pd.Series, *, earlier: bool) -> pd.Series:
    """London moments as moments of a clock that is never changed; one inside the hour that comes twice is the earlier or the later."""
    twice = np.full(len(london), earlier)
    there = london.astype(DATES).dt.tz_localize("Europe/London", ambiguous=twice, nonexistent="shift_forward")
    return there.dt.tz_convert("UTC").dt.tz_localize(None)


# --- a thing that must be done once -------------------------------------------------------------------------------------------


def once(rows: pd.DataFrame, asked: Asked, *, due_on: pd.Series | None = None) -> pd.DataFrame:
    """Which rows a do-it-once standard asks about, with ``due_on`` (and ``event_on`` for a period).

    rows needs ``starts_on`` and ``done_on`` (dates); and, where the record can end, ``ends_on``. Optional: ``maybe_done`` (True
    where an event is recorded whose date or fact is unclear), ``maybe_reason``, ``maybe_field``.
    Live: rows must be open already; kept where done or late. Period: kept where the day due or done lies in the period.
    A row whose start is blank and that is not done is kept: the record does not let us tell. So is one that may have been done
    early: a blank never moves a record out. In a period neither can belong to a day after the record ended, and a thing done before
    the start contradicts itself: its day places it nowhere.
    """
    rows = rows.copy()
    if "ends_on" not in rows:
        rows["ends_on"] = pd.Series(pd.NaT, index=rows.index).astype(DATES)
    rows["due_on"] = due(rows["starts_on"], asked) if due_on is None else due_on
    done = rows["done_on"].notna()
    no_start = rows["starts_on"].isna() if due_on is None else rows["due_on"].isna()
    maybe = _maybe(rows)
    late = past(rows["due_on"], asked.today, asked)
    if asked.live:
        kept = rows[done | late | no_start | maybe]
        return kept.assign(event_on=kept["due_on"].dt.normalize())  # a longer Series would bring rows back into an empty frame
    ended_in_time = rows["ends_on"].notna() & ~past(rows["due_on"], rows["ends_on"], asked) & rows["due_on"].notna()
    before = (rows["done_on"] < rows["starts_on"]).fillna(False).astype(bool)
    rows["event_on"] = rows[["due_on"]].assign(done_on=rows["done_on"].mask(before)).min(axis=1).astype(DATES).dt.normalize()
    unplaced = (~done & no_start) | (((~done & maybe) | before) & (~late | ended_in_time))
    rows["event_on"] = rows["event_on"].mask(unplaced, _last_day(rows, asked))
    inside = rows["event_on"].between(asked.since, asked.today)
    return rows[inside & (done | maybe | ((late | no_start) & ~ended_in_time))]


def once_met(rows: pd.DataFrame, asked: Asked, *, in_order: bool = False) -> pd.DataFrame:
    """The answers to a do-it-once standard, for the rows that ``once`` kept: columns met, reason, field.

    Live: done, early or late, is met. Period: done in time is met.
    in_order: doing it before the start day contradicts the record, and is not recorded (``done_field`` names the column at fault).
    """
    answer = answers(rows)
    done = rows["done_on"].notna()
    no_due = rows["due_on"].isna()
    in_hours = not asked.live and _clock(asked).kind is ClockKind.HOURS
    if asked.live:
        met = done.astype("boolean").mask(~done & no_due)
    else:
        late = _too_many_hours(rows, asked, kindly=False) if in_hours else past(rows["due_on"], rows["done_on"], asked)
        met = (done & ~late).astype("boolean").mask(no_due)
    answer["met"] = met
    _blank_start(answer, rows)
    if in_hours:  # a moment in the hour that comes twice, and it decides
        twice = done & late & ~_too_many_hours(rows, asked, kindly=True)
        answer.loc[twice, "met"] = pd.NA
        answer.loc[twice, "reason"] = str(Reason.CONFLICT)
        answer.loc[twice, "field"] = rows["done_field"][twice] if "done_field" in rows else ""
    if in_order:
        before = (rows["done_on"] < rows["starts_on"]).fillna(False).astype(bool)
        answer.loc[before, "met"] = pd.NA
        answer.loc[before, "reason"] = str(Reason.CONFLICT)
        answer.loc[before, "field"] = rows["done_field"][before] if "done_field" in rows else ""
    _doubt(answer, rows, rows.get("maybe_done"))
    return answer


def doubt_where_unreadable(rows: pd.DataFrame, tables: Tables, name: str, column: str, key: str) -> pd.DataFrame:
    """``rows`` marked ``maybe_done`` where ``name.column`` of the row named by ``key`` was there and could not be read.

    A blank completion date says not yet done; an unreadable one does not say.
    """
    unreadable = rows[key].isin(tables.unreadable_keys(name, column))
    before = _maybe(rows)
    reason = rows["maybe_reason"] if "maybe_reason" in rows else pd.Series("", index=rows.index)
    where = rows["maybe_field"] if "maybe_field" in rows else pd.Series("", index=rows.index)
    return rows.assign(
        maybe_done=before | unreadable,
        maybe_reason=reason.astype("string").mask(unreadable, str(Reason.UNREADABLE_VALUE)),
        maybe_field=where.astype("string").mask(unreadable, f"{name}.{column}"),
    )


# --- a thing that must be done again and again --------------------------------------------------------------------------------


def repeated(
    rows: pd.DataFrame, events: pd.DataFrame, asked: Asked, *, key: str, due_of: DueOf | None = None, kind_due_of: DueOf | None = None
) -> pd.DataFrame:
    """Which intervals a do-it-again standard asks about.

    rows    open (live) or at any time open (period) records: ``key``, ``starts_on``, ``ends_on`` and whatever else outputs need
    events  ``key``, ``on`` (date), ``counts`` (True, False or NA where unclear), and for unclear ones ``reason`` and ``field``
    due_of  where the interval is not the same for every gap: the last day in time of each (calendar days or months)
    kind_due_of  the same with what decides the interval read kindly: unclear events are read kindly together with it
    Live gives one row a record: the running gap since the last event that counts, or the start. Period gives one row an interval,
    the one from the start to an event on the same day among them. A record whose only event is unclear is kept, due or not.
    Adds: starts_on (of the gap), done_on, due_on, event_on, maybe_done (could be in time if unclear events are read kindly),
    maybe_reason, maybe_field, tried (something was recorded in the gap that does not count), after_event (False: the gap since the
    record's own start).
    """
    events = events[events[key].notna()]
    sure = events[events["counts"].fillna(False).astype(bool) & events["on"].notna()][[key, "on"]].drop_duplicates()
    unclear = events[events["counts"].isna() | (events["on"].isna() & events["counts"].fillna(True))]

    def last_days(gaps: pd.DataFrame) -> pd.Series:
        return due(gaps["starts_on"], asked) if due_of is None else due_of(gaps).astype(DATES)

    def kind_days(gaps: pd.DataFrame) -> pd.Series:
        return last_days(gaps) if kind_due_of is None else kind_due_of(gaps).astype(DATES)

    if asked.live:
        return _running(rows, events, sure, unclear, asked, key, last_days, kind_days)
    return _intervals(rows, sure, unclear, asked, key, last_days, kind_days)


def repeated_met(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The answers for the rows that ``repeated`` kept: columns met, reason, field. Applies the write-up allowance to live answers."""
    answer = answers(rows)
    if asked.live:
        late = past(rows["due_on"], asked.today, asked)
    else:
        late = past(rows["due_on"], rows["done_on"].fillna(asked.today), asked)
    only_maybe = rows["done_on"].isna() & rows["maybe_done"].astype(bool)
    met = (~late & ~only_maybe).astype("boolean").mask(rows["due_on"].isna())
    answer["met"] = met
    _blank_start(answer, rows)
    _doubt(answer, rows, rows["maybe_done"])
    return answer


def allow_write_up(answer: pd.DataFrame, rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Live visit standards: inside REC-01's working days after ``due_on``, with no visit recorded since, the answer is not recorded.

    ``tried`` (a visit was recorded that does not count) takes the allowance away: that visit has been written up.
    """
    if not asked.live:
        return answer
    today = pd.Series(asked.today, index=rows.index).astype(DATES)
    inside = (asked.calendar.between(rows["due_on"], today) <= asked.write_up).fillna(False).astype(bool)
    tried = rows["tried"].astype(bool) if "tried" in rows else pd.Series(False, index=rows.index)
    waiting = inside & ~tried & answer["met"].eq(False).fillna(False).astype(bool)
    if not waiting.any():
        return answer
    answer.loc[waiting, "met"] = pd.NA
    answer.loc[waiting, "reason"] = Reason.WRITE_UP_ALLOWANCE
    return answer


def answers(rows: pd.DataFrame) -> pd.DataFrame:
    """An empty answer sheet for rows: met (NA), reason (outstanding), field (blank)."""
    return pd.DataFrame(
        {
            "met": pd.Series(pd.NA, index=rows.index, dtype="boolean"),
            "reason": pd.Series(str(Reason.OUTSTANDING), index=rows.index, dtype="string"),
            "field": pd.Series("", index=rows.index, dtype="string"),
        }
    )


def _running(
    rows: pd.DataFrame,
    events: pd.DataFrame,
    sure: pd.DataFrame,
    unclear: pd.DataFrame,
    asked: Asked,
    key: str,
    last_days: DueOf,
    kind_days: DueOf,
) -> pd.DataFrame:
    rows = rows.copy()
    rows["record_starts_on"] = rows["starts_on"]
    bounded = matched(sure, rows[[key, "starts_on"]], on=key)
    bounded = bounded[~(bounded["on"] < bounded["starts_on"]) & (bounded["on"] <= asked.today)]
    last = bounded.groupby(key)["on"].max()
    rows["done_on"] = _looked_up(rows[key], last).astype(DATES)
    rows["starts_on"] = rows["done_on"].fillna(rows["starts_on"])
    rows["after_event"] = rows["done_on"].notna()
    rows["due_on"] = last_days(rows)
    why = [name for name in ("reason", "field") if name in unclear]
    kind = matched(unclear[[key, "on", *why]], rows[[key, "record_starts_on"]], on=key)
    kind["on"] = kind["on"].fillna(asked.today)
    kind = kind[~(kind["on"] < kind["record_starts_on"]) & (kind["on"] <= asked.today)]
    kindest = kind.sort_values("on", kind="stable").drop_duplicates(key, keep="last").set_index(key)
    kind_due = kind_days(rows.assign(starts_on=_looked_up(rows[key], kindest["on"]).astype(DATES), after_event=True))
    rows["maybe_done"] = (kind_due.notna() & ~past(kind_due, asked.today, asked)).to_numpy()
    rows["maybe_reason"] = _looked_up(rows[key], kindest["reason"]) if "reason" in kindest else str(Reason.BLANK_FIELD)
    rows["maybe_field"] = _looked_up(rows[key], kindest["field"]) if "field" in kindest else ""
    since = matched(events[["on", key]], rows[[key, "starts_on", "done_on"]], on=key)
    since = since[(since["on"] > since["starts_on"]) | (since["done_on"].isna() & (since["on"] >= since["starts_on"]))]
    rows["tried"] = rows[key].isin(since[since["on"] <= asked.today][key])
    late = past(rows["due_on"], asked.today, asked)
    rows["event_on"] = rows["due_on"]
    return rows[rows["done_on"].notna() | late | rows["due_on"].isna() | rows["maybe_done"]]


def _intervals(
    rows: pd.DataFrame, sure: pd.DataFrame, unclear: pd.DataFrame, asked: Asked, key: str, last_days: DueOf, kind_days: DueOf
) -> pd.DataFrame:
    rows = rows[~(rows["ends_on"] < asked.since)].copy()
    rows["record_starts_on"] = rows["starts_on"]
    held = matched(sure, rows[[key, "starts_on", "ends_on"]], on=key)
    held = held[~(held["on"] < held["starts_on"]) & ~(held["on"] > held["ends_on"]) & (held["on"] <= asked.today)][
        [key, "on"]
    ].drop_duplicates()
    starts = rows[[key, "starts_on"]].rename(columns={"starts_on": "on"}).drop_duplicates(key)
    points = pd.concat([starts.assign(first=True), held.assign(first=False)])
    points = points.sort_values([key, "first", "on"], ascending=[True, False, True], kind="stable")
    points["done_on"] = points.groupby(key)["on"].shift(-1).astype(DATES)
    points = points.assign(after_event=~points["first"]).rename(columns={"on": "gap_from"}).drop(columns="first")
    gaps = matched(rows.drop(columns=["starts_on"]), points, on=key, same_records=True).rename(columns={"gap_from": "starts_on"})
    gaps["due_on"] = last_days(gaps)
    done, no_start = gaps["done_on"].notna(), gaps["starts_on"].isna()
    late_now = past(gaps["due_on"], asked.today, asked)
    late_done = done & past(gaps["due_on"], gaps["done_on"], asked)
    gaps = _kind_intervals(gaps, (done & late_done) | (~done & ~no_start), unclear, asked, key, kind_days)
    gaps["event_on"] = gaps[["due_on", "done_on"]].min(axis=1).astype(DATES)
    last_day = _last_day(gaps, asked)
    gaps["event_on"] = gaps["event_on"].mask(no_start & ~done, last_day)
    ended_in_time = ~done & gaps["ends_on"].notna() & ~past(gaps["due_on"], gaps["ends_on"], asked) & ~no_start
    maybe_early = ~done & (~late_now | ended_in_time) & gaps["maybe_done"]
    gaps["event_on"] = gaps["event_on"].mask(maybe_early, gaps.pop("maybe_on").fillna(last_day))
    inside = gaps["event_on"].between(asked.since, asked.today)
    return gaps[inside & (done | maybe_early | ((late_now | no_start) & ~ended_in_time))].reset_index(drop=True)


def _kind_intervals(gaps: pd.DataFrame, wanted: pd.Series, unclear: pd.DataFrame, asked: Asked, key: str, last_days: DueOf) -> pd.DataFrame:
    """Could a wanted interval be in time if the unclear events inside it were read kindly? A blank date could be any day of it.

    Adds maybe_done, maybe_reason, maybe_field, maybe_on (the last unclear date) and tried. An unclear event with a date cuts the
    interval there; one without may cut it once, anywhere, so an interval is in time when it needs no more cuts than that.
    """
    gaps = gaps.assign(maybe_done=False, maybe_reason=str(Reason.BLANK_FIELD), maybe_field="", tried=False)
    gaps["maybe_on"] = pd.Series(pd.NaT, index=gaps.index).astype(DATES)
    late = gaps[wanted & gaps[key].isin(unclear[key])]
    if late.empty:
        return gaps
    late = late.assign(gap=late.index, stop=late["done_on"].fillna(_last_day(late, asked)))[["gap", key, "starts_on", "stop"]]
    named = unclear.assign(**{name: unclear[name] if name in unclear else "" for name in ("reason", "field")})
    found = matched(late, named[[key, "on", "reason", "field"]], on=key)
    found = found[found["on"].isna() | found["on"].between(found["starts_on"], found["stop"])]
    found = found.sort_values(["gap", "on"], na_position="last", kind="stable")
    late = late[late["gap"].isin(found["gap"])]
    if late.empty:
        return gaps
    cuts = found[found["on"].notna()][["gap", "on", "stop"]].assign(cut=True)
    points = pd.concat([late.rename(columns={"starts_on": "on"})[["gap", "on", "stop"]].assign(cut=False), cuts], ignore_index=True)
    points = points.sort_values(["gap", "on"], kind="stable")
    points["next"] = points.groupby("gap")["on"].shift(-1).fillna(points["stop"]).astype(DATES)
    undated = found[found["on"].isna()].groupby("gap").size()
    allowed = undated.reindex(late["gap"]).fillna(0).astype("int64").to_numpy()
    needed = pd.Series(0, index=late["gap"])
    reach = points[["gap", "on", "next", "cut"]]
    for _ in range(int(allowed.max()) + 1):
        reached = gaps.loc[reach["gap"].to_numpy()].set_axis(reach.index)
        due_on = last_days(reached.assign(starts_on=reach["on"], after_event=reached["after_event"] | reach["cut"]))
        reach = reach.assign(on=_last_in_time(due_on, asked), cut=True)[past(due_on, reach["next"], asked)]
        if reach.empty:
            break
        needed = needed.add(reach.groupby("gap").size(), fill_value=0)
    kind = pd.Series(needed.reindex(late["gap"]).to_numpy() <= allowed, index=late["gap"])
    first = found.drop_duplicates("gap", keep="last").set_index("gap")
    gaps.loc[kind.index, "maybe_done"] = kind
    gaps.loc[first.index, "maybe_reason"] = first["reason"].astype("string").replace("", str(Reason.BLANK_FIELD))
    gaps.loc[first.index, "maybe_field"] = first["field"]
    gaps["maybe_on"] = gaps["maybe_on"].fillna(found.groupby("gap")["on"].max().reindex(gaps.index).astype(DATES))
    return gaps


def _last_in_time(due_on: pd.Series, asked: Asked) -> pd.Series:
    """The last day that is not past ``due_on``: the weekend after a Friday, for a working-day clock."""
    if _clock(asked).kind is ClockKind.WORKING_DAYS:
        return (asked.calendar.add(due_on, 1) - pd.Timedelta(days=1)).astype(DATES)
    return due_on


def _last_day(rows: pd.DataFrame, asked: Asked) -> pd.Series:
    """The last day looked at of each record: its end, or the end of ``as_at``."""
    today = pd.Series(asked.today, index=rows.index).astype(DATES)
    return rows["ends_on"].where(rows["ends_on"] < today, today).astype(DATES)


def _maybe(rows: pd.DataFrame) -> pd.Series:
    return rows["maybe_done"].fillna(False).astype(bool) if "maybe_done" in rows else pd.Series(False, index=rows.index)


def _doubt(answer: pd.DataFrame, rows: pd.DataFrame, maybe: pd.Series | None) -> None:
    if maybe is None:
        return
    unsure = maybe.fillna(False).astype(bool) & answer["met"].eq(False).fillna(False).astype(bool)
    if not unsure.any():
        return
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, "reason"] = rows["maybe_reason"][unsure] if "maybe_reason" in rows else str(Reason.BLANK_FIELD)
    answer.loc[unsure, "field"] = rows["maybe_field"][unsure] if "maybe_field" in rows else ""


def _looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """values by key, in the order of keys; keeps the dtype of dates where nothing is found."""
    return values.reindex(keys).set_axis(keys.index)


def _blank_start(answer: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Why an answer is missing that has no day to count from: ``start_field`` of the row says which column, ``start_reason`` why."""
    blank = answer["met"].isna()
    if not blank.any():
        return
    answer.loc[blank, "reason"] = rows["start_reason"][blank] if "start_reason" in rows else str(Reason.BLANK_FIELD)
    answer.loc[blank, "field"] = rows["start_field"][blank] if "start_field" in rows else ""


def _clock(asked: Asked) -> Clock:
    if asked.clock is None:
        raise ValueError("this standard reads a clock and its card (about.clock) has none")
    return asked.clock
