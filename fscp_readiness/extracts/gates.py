"""Is tonight's copy of a table to be believed? Laid beside the copy of the last night that was kept, gate by gate.

A gate that fails says so in one sentence without a value of any record. What becomes of the table is the caller's: it is held at last
night's copy. A few bad rows never fail a gate: they are refused one by one elsewhere. The figures are in config/gates.toml.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from fscp_readiness.settings.gates import Gates, Rise
from fscp_readiness.tables import Column, Table, Type

CLOSED_BY: Final[Mapping[str, str]] = {
    "addresses": "to_on", "immigration_statuses": "to_on", "restricted_records": "restricted_to",
    "missing_episodes": "missing_to", "referrals": "closed_on", "early_help_episodes": "ended_on", "assessments": "authorised_on",
    "section_47_enquiries": "ended_on", "cp_plans": "ended_on", "pre_proceedings": "ended_on", "proceedings": "final_order_on",
    "cin_plans": "ended_on", "private_fostering_arrangements": "ended_on", "care_episodes": "ended_on", "legal_statuses": "ended_on",
    "placements": "ended_on", "care_plans": "ended_on", "reviewing_officer_disputes": "resolved_on", "adopters": "left_on",
    "involvements": "ended_on", "staff": "ended_on", "staff_absences": "to_on", "audit_actions": "done_on",
    "manual_trackers": "retired_on",
}  # fmt: skip
"""Table -> the date that closes a row. A table that is not here holds events without an end: every id of it is to stay."""

SHORT: Final[Mapping[str, str]] = {"cp": "child protection", "cin": "child in need", "sdq": "SDQ"}

Bools = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Before:
    """A table on the last night that was kept.

    frame  its canonical frame as that night used it
    usual  mean number a night of ids open the night before and gone without a closing event, over earlier nights when the table was
           fresh; 0 when unknown
    as_at  that night's date; not given: the day before tonight's
    """

    frame: pd.DataFrame
    usual: float
    as_at: dt.date | None = None


@dataclass(frozen=True)
class Beside:
    """What else of tonight the gates of one table look at. What is not given is not asked.

    frames      canonical name -> the frame that tonight uses of the tables it refers to (people; the held copy where one is held)
    unreadable  column -> keys of the rows whose value there tonight could not be read (``Tables.unreadable`` of this table)
    """

    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    unreadable: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Failed:
    """One gate that a table did not pass. ``sentence`` holds counts and the names of tables, columns and teams: no value of a record."""

    gate: str
    code: str
    sentence: str


@dataclass(frozen=True)
class Gated:
    """vanished  ids that were open last night and are gone tonight without a closing event; failed  the gates, the first reason first."""

    vanished: int
    failed: tuple[Failed, ...]


def gated(
    declared: Table, tonight: pd.DataFrame, before: Before | None, chosen: Gates, as_at: dt.date, also: Beside | None = None
) -> Gated:
    """Every gate of one table.

    tonight  its canonical frame, as read
    before   None on the first night: then only what needs no memory is asked
    as_at    tonight's date, the last complete day
    """
    night = _Night(declared, tonight, before, chosen, as_at, also or Beside())
    if declared.key not in tonight.columns:
        return Gated(0, tuple(_codes_of(declared, [*_columns(night)])))
    gone = _gone(night)
    failed = [*_emptied(night)]
    if not failed:
        gates = (
            _churn(night, gone), _collapse(night), _columns(night), _team_missing(night), _duplicate_keys(night), _values(night),
            _orphans(night), _dates(night), _freshness(night),
        )  # fmt: skip
        failed = [one for gate in gates for one in gate]
    return Gated(gone.vanished, tuple(_codes_of(declared, failed)))


def in_english(declared: Table) -> str:
    """``cp_plans`` is "Child protection plans"."""
    words = " ".join(SHORT.get(word, word) for word in declared.name.split("_"))
    return words[:1].upper() + words[1:]


@dataclass
class _Night:
    """One table tonight and last night, side by side. Row numbers of ``last`` and ``tonight`` are positions."""

    declared: Table
    tonight: pd.DataFrame
    before: Before | None
    chosen: Gates
    as_at: dt.date
    also: Beside

    @cached_property
    def last(self) -> pd.DataFrame:
        """Last night's frame; without one, no row of tonight's columns."""
        return self.before.frame if self.before else self.tonight.iloc[:0]

    @cached_property
    def last_as_at(self) -> dt.date:
        return (self.before.as_at if self.before else None) or self.as_at - dt.timedelta(days=1)

    @property
    def nights(self) -> int:
        """Nights since the last copy; 1 where it is of the night before."""
        return max(1, (self.as_at - self.last_as_at).days)

    @cached_property
    def where(self) -> npt.NDArray[np.intp]:
        """For each row of last night, the first row of tonight with its id; -1 where the id is gone."""
        return self.keys.get_indexer(self.last_keys) if self.keys.is_unique else self._first_of_each()

    def _first_of_each(self) -> npt.NDArray[np.intp]:
        first = np.flatnonzero(~self.keys.duplicated())
        found = self.keys[first].get_indexer(self.last_keys)
        return np.where(found >= 0, first[found], -1)

    @cached_property
    def paired(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Rows of last night and of tonight with the same id, where the id stands once in each."""
        twice = self.keys.duplicated(keep=False)
        once = (self.where >= 0) & ~self.last_keys.duplicated(keep=False)
        rows = np.flatnonzero(once)
        rows = rows[~twice[self.where[rows]]] if len(rows) else rows
        return rows, self.where[rows]

    @cached_property
    def last_keys(self) -> pd.Index[Any]:
        return _index(self.last[self.declared.key])

    @cached_property
    def keys(self) -> pd.Index[Any]:
        """Tonight's ids, in the frame's order."""
        return _index(self.tonight[self.declared.key])

    @cached_property
    def last_days(self) -> Days | None:
        return self._own_days(self.last)

    @cached_property
    def days(self) -> Days | None:
        """Tonight's rows by their own date, NaT where blank; None where the table or the frame has no such column."""
        return self._own_days(self.tonight)

    def _own_days(self, frame: pd.DataFrame) -> Days | None:
        own = self.declared.own_date
        return frame[own].to_numpy().astype("datetime64[D]") if own and own in frame.columns else None

    def fail(self, gate: str, code: str, sentence: str) -> Failed:
        return Failed(gate, code, f"{in_english(self.declared)}: {sentence}")

    def since(self) -> str:
        """Last night's day as a sentence says it."""
        return "yesterday" if self.nights == 1 else f"on {self.last_as_at.day} {self.last_as_at:%B %Y}"


@dataclass(frozen=True)
class _Gone:
    """open, gone  by row of last night; vanished  how many ids are gone; closes  the table has a column that closes a row."""

    open: Bools
    gone: Bools
    vanished: int
    closes: bool


def _gone(night: _Night) -> _Gone:
    last = night.last
    closing = CLOSED_BY.get(night.declared.name, "")
    closes = closing in last.columns
    is_open: Bools = np.asarray(night.last_keys.notna())
    if closes:
        ends = last[closing].to_numpy().astype("datetime64[D]")
        is_open &= np.isnat(ends) | (ends > np.datetime64(night.last_as_at))
    gone = is_open & (night.where < 0)
    if not closes:
        gone &= ~_rolled_off(night)
    if night.declared.column(night.declared.key).source:
        return _Gone(is_open, gone, night.last_keys[gone].nunique(), closes)
    return _Gone(is_open, gone, _fewer(night, is_open) if gone.any() else 0, closes)


def _rolled_off(night: _Night) -> Bools:
    """Rows of last night that a moving window of days has left behind: older than any of tonight's, a few days' worth of them."""
    nobody = np.zeros(len(night.last), dtype=bool)
    was, now = night.last_days, night.days
    if was is None or now is None or np.isnat(now).all() or np.isnat(was).all():
        return nobody
    rule = night.chosen.roll_off
    upto = np.nanmin(was) + np.timedelta64(rule.days + night.nights, "D")
    old = np.datetime64(night.as_at) - np.timedelta64(rule.older_than_days, "D")
    rolled: Bools = (was < np.nanmin(now)) & (was < upto) & (was < old)
    return rolled


def _fewer(night: _Night, is_open: Bools) -> int:
    """Ids gone where the reader makes them of what a row says: a row that was put right has another id, and is not gone.

    Counted by what the rows refer to: how many fewer rows there are of each contact, team or worker.
    """
    refers = [column.name for column in night.declared if column.refers_to and column.name in night.last and column.name in night.tonight]
    if not refers:
        return max(0, int(is_open.sum()) - len(night.tonight))
    was = night.last.loc[is_open, refers].value_counts(dropna=False)
    now = night.tonight[refers].value_counts(dropna=False).reindex(was.index, fill_value=0)
    return int(np.maximum(0, was.to_numpy() - now.to_numpy()).sum())


def _churn(night: _Night, gone: _Gone) -> Iterator[Failed]:
    if night.before is None:
        return
    usual, rule, own = night.before.usual, night.chosen.churn, night.chosen.of(night.declared.name).churn_rows
    allowed = max(rule.rows if own is None else own, usual * night.nights + rule.spreads * math.sqrt(usual))
    if gone.vanished > allowed:
        last, total = night.last, night.last_keys[gone.open].nunique()
        one_each = "child_id" in last.columns and last.loc[gone.open, "child_id"].nunique() == int(gone.open.sum())
        what = f"{'children ' if one_each else ''}{'open' if gone.closes else 'there'} {night.since()}"
        are = "is" if gone.vanished == 1 else "are"
        how = " with no end date" if gone.closes else ""
        yield night.fail("churn", "SRC-09", f"{gone.vanished:,} of {total:,} {what} {are} missing{how}.")


def _collapse(night: _Night) -> Iterator[Failed]:
    rows, was = len(night.tonight), len(night.last)
    if 0 < rows < night.chosen.collapse.kept_under * was:
        yield night.fail("collapse", "SRC-09", f"{_rows(rows)} tonight; there were {was:,} {night.since()}.")


def _emptied(night: _Night) -> Iterator[Failed]:
    own = night.chosen.of(night.declared.name).emptied_rows
    if len(night.tonight) == 0 and len(night.last) >= (own or night.chosen.emptied.rows):
        yield night.fail("emptied", "SCH-64", f"no row tonight; there were {len(night.last):,} {night.since()}.")


def _columns(night: _Night) -> Iterator[Failed]:
    lost = [column for column in night.declared if column.name in night.last.columns and column.name not in night.tonight.columns]
    if lost:
        names = _listed([column.source or column.name for column in lost])
        are = "is a column" if len(lost) == 1 else "are columns"
        yield night.fail("columns", "SCH-57", f"{names} {are} that the table had {night.since()} and has not tonight.")


def _team_missing(night: _Night) -> Iterator[Failed]:
    last, tonight = night.last, night.tonight
    if night.declared.key == "team_id" or "team_id" not in last.columns or "team_id" not in tonight.columns or not len(last):
        return
    places, teams = pd.factorize(_ids(last["team_id"]), use_na_sentinel=True)
    rows = np.bincount(places[places >= 0], minlength=len(teams))
    left = np.bincount(places[(places >= 0) & (night.where < 0)], minlength=len(teams))
    there = set(_ids(tonight["team_id"]))
    missing = [
        (str(team), int(number))
        for team, number, gone in zip(teams, rows, left, strict=True)
        if number >= night.chosen.team_missing.rows and team not in there and 2 * gone > number
    ]
    if missing:
        had = _listed([f"{team} ({number:,})" for team, number in sorted(missing)])
        yield night.fail("team_missing", "SCH-65", f"no row tonight of {_teams(len(missing))} {had}; rows {night.since()} in brackets.")


def _duplicate_keys(night: _Night) -> Iterator[Failed]:
    now, was = (int((keys.duplicated(keep=False) & keys.notna()).sum()) for keys in (night.keys, night.last_keys))
    if _risen(night, night.chosen.duplicate_keys, now, len(night.tonight), was, len(night.last)):
        yield night.fail(
            "duplicate_keys", "SCH-66", f"{now:,} of {_rows(len(night.tonight))} share an id with another; {was:,} did before."
        )


def _values(night: _Night) -> Iterator[Failed]:
    """Types, new codes and blanks: what could be read of a row last night and is blank tonight, column by column."""
    keys = night.keys
    for column in night.declared:
        if column.name == night.declared.key or column.name not in night.tonight.columns:
            continue
        unread = night.also.unreadable.get(column.name, frozenset())
        if night.before is None:
            yield from _first_night_types(night, column, len(unread))
        elif column.name in night.last.columns:
            rows, places = night.paired
            filled = ~_blank(night.last[column.name])[rows]
            lost = places[filled & _blank(night.tonight[column.name])[places]]
            if len(lost):
                unreadable = int(np.asarray(keys[lost].isin(unread)).sum())
                yield from _lost_values(night, column, int(filled.sum()), len(lost) - unreadable, unreadable)


def _first_night_types(night: _Night, column: Column, unread: int) -> Iterator[Failed]:
    rule = night.chosen.types
    given = unread + int((~_blank(night.tonight[column.name])).sum())
    if column.type is not Type.CODE and unread >= rule.rows and unread > rule.first_night * given:
        yield night.fail("types", "SCH-59", f"{unread:,} of {given:,} values of {_name(column)} cannot be read as {_kind(column)}.")


def _lost_values(night: _Night, column: Column, filled: int, blank: int, unreadable: int) -> Iterator[Failed]:
    """One column: of ``filled`` values of last night, how many are blank and how many cannot be read tonight."""
    chosen, name = night.chosen, _name(column)
    if column.type is Type.CODE and _many(chosen.new_codes, unreadable, filled):
        yield night.fail(
            "new_codes", "SCH-60", f"{unreadable:,} of {filled:,} codes in {name} that were known {night.since()} are not known."
        )
    elif column.type is not Type.CODE and _many(chosen.types, unreadable, filled):
        yield night.fail("types", "SCH-59", f"{unreadable:,} of {filled:,} values of {name} can no longer be read as {_kind(column)}.")
    elif _many(chosen.nulls, blank + unreadable, filled):
        yield night.fail(
            "nulls", "SRC-15", f"{blank + unreadable:,} of {filled:,} values that {name} held {night.since()} are blank tonight."
        )


def _orphans(night: _Night) -> Iterator[Failed]:
    for column in night.declared:
        target, _, key = column.refers_to.partition(".")
        known = night.also.frames.get(target)
        if known is None or key not in known.columns or column.name not in night.tonight.columns or column.name == night.declared.key:
            continue
        there = _index(known[key])
        now, of = _strangers(night.tonight, column.name, there)
        was, of_before = _strangers(night.last, column.name, there)
        if _risen(night, night.chosen.orphans, now, of, was, of_before):
            words = SHORT.get(target, target.replace("_", " "))
            yield night.fail(
                "orphans", "SCH-88", f"{now:,} of {of:,} values of {_name(column)} are in no row of {words} tonight; {was:,} before."
            )


def _strangers(frame: pd.DataFrame, column: str, there: pd.Index[Any]) -> tuple[int, int]:
    """How many of a frame's references lead nowhere, of how many."""
    if column not in frame.columns:
        return 0, 0
    refers = _index(frame[column])
    given: Bools = np.asarray(refers.notna())
    return int((given & ~np.asarray(refers.isin(there))).sum()), int(given.sum())


def _dates(night: _Night) -> Iterator[Failed]:
    now, was = night.days, night.last_days
    if now is None:
        return
    own = _name(night.declared.column(str(night.declared.own_date)))
    dated, ahead = int((~np.isnat(now)).sum()), int((now > np.datetime64(night.as_at)).sum())
    dated_before = int((~np.isnat(was)).sum()) if was is not None else 0
    ahead_before = int((was > np.datetime64(night.last_as_at)).sum()) if was is not None else 0
    if _risen(night, night.chosen.dates, ahead, dated, ahead_before, dated_before):
        yield night.fail("dates", "SCH-74", f"{ahead:,} of {dated:,} rows have a date ahead in {own}; {ahead_before:,} did before.")
    if was is not None:
        rows, places = night.paired
        then, today = was[rows], now[places]
        both = ~np.isnat(then) & ~np.isnat(today)
        moved = int((then[both] != today[both]).sum())
        if _many(night.chosen.dates, moved, int(both.sum())):
            yield night.fail("dates", "SCH-59", f"{moved:,} of {int(both.sum()):,} rows have another date in {own} than {night.since()}.")


def _freshness(night: _Night) -> Iterator[Failed]:
    rule, own = night.chosen.freshness, night.chosen.of(night.declared.name).behind_days
    now, was = night.days, night.last_days
    if now is None:
        return
    now = now[now <= np.datetime64(night.as_at)]
    if not len(now):
        return
    newest = now.max()
    if was is not None:
        newer = int(((was > newest) & (was <= np.datetime64(night.last_as_at))).sum())
        if newer >= rule.newest_rows:
            yield night.fail("freshness", "SRC-11", f"the newest row is older than {night.since()}'s: {_rows(newer)} came after it.")
    behind = int((np.datetime64(night.as_at) - newest) / np.timedelta64(1, "D"))
    daily = int((now > newest - np.timedelta64(91, "D")).sum()) >= 91 * rule.rows_a_day
    if behind > (own or rule.behind_days) and (own or daily):
        yield night.fail("freshness", "SRC-10", f"nothing newer than {behind:,} days.")


def _risen(night: _Night, rule: Rise, now: int, of: int, was: int, of_before: int) -> bool:
    """Is a share too far above last night's, by rows as by share? On the first night: is it too high to be believed at all?"""
    if night.before is None:
        return now >= rule.rows and now > rule.first_night * of
    share_before = was / of_before if of_before else 0.0
    return now - share_before * of >= rule.rows and now > (share_before + rule.share) * of


def _many(rule: Rise, rows: int, of: int) -> bool:
    return rows >= rule.rows and rows > rule.share * of


def _codes_of(declared: Table, failed: list[Failed]) -> Iterator[Failed]:
    """The restricted records' own code, whichever gate they fail but lateness: without them nobody's rows may be shown."""
    for one in failed:
        yield Failed(one.gate, "SEC-71", one.sentence) if declared.name == "restricted_records" and one.code != "SRC-10" else one


def _ids(cells: pd.Series[Any]) -> npt.NDArray[np.object_]:
    """Text as Python holds it, None where blank."""
    return np.asarray(cells.array.to_numpy(dtype=object, na_value=None))


def _index(cells: pd.Series[Any]) -> pd.Index[Any]:
    return pd.Index(_ids(cells), dtype=object)


def _blank(cells: pd.Series[Any]) -> Bools:
    return np.asarray(cells.array.isna(), dtype=bool)


def _name(column: Column) -> str:
    return column.source or column.name


def _kind(column: Column) -> str:
    return {Type.DATE: "dates", Type.TIME: "times", Type.FLAG: "yes or no"}.get(column.type, "what they should be")


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _teams(number: int) -> str:
    return "team" if number == 1 else "teams"


def _listed(names: list[str], most: int = 5) -> str:
    """The first few names, and how many more."""
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
