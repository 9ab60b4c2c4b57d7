"""Holds: while an inspection, an inquiry or a claim needs what is kept, nothing it covers is deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlalchemy import text

from .audit import Event
from .decisions import SHORTEST_REASON
from .state import State, StateRefused
from .store import Store, next_number, write_entry

Kind = Literal["inspection", "inquiry", "claim"]
KINDS: Final[tuple[str, ...]] = get_args(Kind)


@dataclass(frozen=True, repr=False)
class Hold:
    """One hold. It covers one child (``child_id``), or the days from ``days_from`` to ``days_to``, or, where both are blank, everything.

    until  the last day it is in force; None: until it is lifted
    """

    number: int
    kind: str
    child_id: str
    days_from: dt.date | None
    days_to: dt.date | None
    who: str
    why: str
    placed_at: str
    until: dt.date | None
    lifted_by: str
    lifted_at: str

    def __repr__(self) -> str:
        return f"Hold({self.number}, {self.kind}, {self.covers})"

    @property
    def covers(self) -> str:
        """In words, without the child's id."""
        if self.child_id:
            return "one child"
        if self.days_from or self.days_to:
            return f"the days from {self.days_from or 'the first'} to {self.days_to or 'the last'}"
        return "everything"

    def in_force(self, as_at: dt.date) -> bool:
        return not self.lifted_at and (self.until is None or self.until >= as_at)


@dataclass(frozen=True, repr=False)
class Held:
    """What the holds in force on a day cover, all of them together."""

    holds: tuple[Hold, ...] = ()

    @property
    def everything(self) -> bool:
        return any(hold.covers == "everything" for hold in self.holds)

    @property
    def children(self) -> frozenset[str]:
        return frozenset(hold.child_id for hold in self.holds if hold.child_id)

    def day(self, day: dt.date) -> bool:
        """Is what was made on, or is of, that day held?"""
        return self.span(day, day)

    def span(self, first: dt.date, last: dt.date) -> bool:
        """Is anything from the first day to the last held?"""
        return any(not hold.child_id and (hold.days_from or first) <= last and (hold.days_to or last) >= first for hold in self.holds)

    def of(self, child_id: str) -> tuple[Hold, ...]:
        """The holds that keep this child from being forgotten: its own, and every one that covers days or everything."""
        return tuple(hold for hold in self.holds if not hold.child_id or _plain(hold.child_id) == _plain(child_id))


def place(
    state: State, store: Store, kind: str, who: str, why: str, said_at: str,
    *, child_id: str = "", days_from: dt.date | None = None, days_to: dt.date | None = None, until: dt.date | None = None,
) -> Hold:  # fmt: skip
    """Write a hold down, and in the audit trail that it was placed: its number and what it covers, never the child's id.

    Raises StateRefused for a kind that is none, a hold without a name and a reason, or days the wrong way round.
    """
    if kind not in KINDS:
        raise StateRefused(f"A hold is for an inspection, an inquiry or a claim: give --for one of {', '.join(KINDS)}.", "HLD-01")
    if not who.strip() or len(why.strip()) < SHORTEST_REASON:
        raise StateRefused("A hold is placed by a named person, with a reason of a sentence: give --who and --why.", "HLD-02")
    if child_id and (days_from or days_to) or (days_from and days_to and days_from > days_to):
        raise StateRefused("A hold covers one child, or the days from the earlier to the later, or everything. Give one of them.", "HLD-03")
    with store.writing() as connection:
        number = next_number(connection, "hold")
        hold = Hold(number, kind, child_id.strip(), days_from, days_to, who.strip(), why.strip(), said_at, until, "", "")
        words = {name: _told(value) for name, value in vars(hold).items()}
        connection.execute(
            text(f"INSERT INTO hold ({', '.join(words)}) VALUES ({', '.join(':' + name for name in words)})"),  # noqa: S608 - our own names
            words,
        )
        write_entry(connection, state.key, said_at, Event.HOLD_PLACED, hold.who, f"hold {number}, {kind}: {hold.covers}")
    return hold


def lift(state: State, store: Store, number: int, who: str, said_at: str) -> Hold:
    """End a hold. Raises StateRefused where there is none of that number, or it was lifted already."""
    with store.writing() as connection:
        hold = next((each for each in _all(store) if each.number == number), None)
        if hold is None or hold.lifted_at:
            raise StateRefused(f"No hold {number} is in force. See with 'fscp-readiness hold list' which are.", "HLD-04")
        if not who.strip():
            raise StateRefused("A hold is lifted by a named person: give --who.", "HLD-02")
        connection.execute(
            text("UPDATE hold SET lifted_by = :who, lifted_at = :at WHERE number = :number"),
            {"who": who.strip(), "at": said_at, "number": number},
        )
        write_entry(connection, state.key, said_at, Event.HOLD_LIFTED, who.strip(), f"hold {number}")
    return hold


def listed(store: Store) -> tuple[Hold, ...]:
    """Every hold, lifted ones too, in the order they were placed."""
    return tuple(_all(store))


def held(store: Store, as_at: dt.date) -> Held:
    """What is held on a day."""
    return Held(tuple(hold for hold in _all(store) if hold.in_force(as_at)))


def runs_held(store: Store, runs: Iterable[str], as_at: dt.date) -> set[str]:
    """Of these runs, by name, those of a day that is held."""
    covered = held(store, as_at)
    return {run for run in runs if covered.day(dt.date.fromisoformat(run[:10]))} if covered.holds else set()


def among(children: Iterable[str], held_children: Collection[str]) -> list[bool]:
    """Which of these ids a hold covers, case and spaces aside."""
    plain = {_plain(each) for each in held_children}
    return [_plain(each) in plain for each in children]


def _all(store: Store) -> list[Hold]:
    with store.reading() as connection:
        rows = connection.execute(text("SELECT * FROM hold ORDER BY number")).mappings().all()
    days = ("days_from", "days_to", "until")
    return [Hold(**{**row, **{name: dt.date.fromisoformat(row[name]) if row[name] else None for name in days}}) for row in rows]


def _told(value: object) -> object:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else value


def _plain(child_id: str) -> str:
    return child_id.strip().casefold()
