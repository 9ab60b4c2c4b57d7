"""The promises given to members, accounted for one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fscp_readiness.settings.cabinet_words import PROMISES_FILE, Promise, Promises

from . import numbers
from .facts import Facts


class Standing(StrEnum):
    """What became of a promise."""

    KEPT = "Kept"
    NOT_KEPT = "Not kept"
    OVERDUE = "Overdue"
    NOT_DUE = "Not due yet"


_ORDER = (Standing.OVERDUE, Standing.NOT_KEPT, Standing.KEPT, Standing.NOT_DUE)


@dataclass(frozen=True)
class Kept:
    """One promise as the paper prints it."""

    promise: Promise
    state: Standing
    said: str
    signed: str = ""


class PromiseBroken(ValueError):
    """A promise that members were told of and that promises.toml no longer says as it was. Exit code 2, yours to fix."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{PROMISES_FILE}: {sentence} [{code}]")
        self.sentence, self.code = sentence, code


_GIVEN = ("given_on", "to", "what", "owner", "by_when", "test")
_SETTLED = ("outcome", "outcome_on")
_DAYS = ("given_on", "by_when", *_SETTLED)
"""What a message may show of a promise. People's own words are not repeated: a message may be logged."""


def as_told(promises: Promises) -> dict[str, dict[str, str]]:
    """Every promise as a paper tells it, for the ledger: id -> what was given and, once it is settled, what became of it."""
    return {each.id: {name: str(getattr(each, name) or "") for name in (*_GIVEN, *_SETTLED)} for each in promises.promises}


def check_accounted(told: Mapping[str, Mapping[str, str]], promises: Promises) -> None:
    """Raise PromiseBroken where a promise that an issued paper carried is gone, says something else, or is open again.

    told  as the last issued paper that carried each had it: ``as_told`` of then
    """
    now = as_told(promises)
    for number, before in sorted(told.items()):
        after = now.get(number)
        if after is None:
            raise PromiseBroken(
                f"promise {number} was told to members and is not there. Put it back: every promise is accounted for, kept or not.",
                "CAB-16",
            )
        moved = [name for name in (*_GIVEN, *(_SETTLED if before["outcome"] else ())) if after[name] != before[name]]
        if moved:
            shown = f" {before[moved[0]]!r} and now says {after[moved[0]]!r}" if moved[0] in _DAYS else " in other words than it has now"
            raise PromiseBroken(
                f"promise {number} was told to members with {moved[0]}{shown}. "
                "What was told stays: settle it, and give what is promised now an id of its own.",
                "CAB-17",
            )


def accounted(facts: Facts) -> tuple[Kept, ...]:
    """Every promise that is open, or that was settled in the paper's month or since; the overdue first, then by the day they were due.

    Whether one is overdue is said as of the day of the figures.
    """
    told = [_one(each, facts.as_at) for each in facts.promises.promises if each.outcome_on is None or each.outcome_on >= facts.month]
    return tuple(sorted(told, key=lambda each: (_ORDER.index(each.state), each.promise.by_when, each.promise.id)))


def settled_before(facts: Facts) -> int:
    """How many promises were settled before the month, and stand in earlier papers."""
    return sum(each.outcome_on is not None and each.outcome_on < facts.month for each in facts.promises.promises)


def heading(kept: tuple[Kept, ...]) -> str:
    """5 promises: 1 overdue, 1 not kept, 2 kept, 1 not due yet."""
    counted = [(state, sum(each.state is state for each in kept)) for state in _ORDER]
    parts = [f"{number} {state.lower()}" for state, number in counted if number]
    return f"{numbers.promises(len(kept))}: {', '.join(parts)}."


def _one(promise: Promise, as_at: dt.date) -> Kept:
    if promise.outcome_on is not None:
        state = Standing.KEPT if promise.outcome == "kept" else Standing.NOT_KEPT
        signed = f"{promise.said_by}, {numbers.day(promise.outcome_on)}"
        return Kept(promise, state, f"{promise.words.rstrip('.')}." if promise.words else "", signed)
    if promise.by_when < as_at:
        return Kept(promise, Standing.OVERDUE, f"It was due by {numbers.day(promise.by_when)}. No outcome was given.")
    return Kept(promise, Standing.NOT_DUE, "")
