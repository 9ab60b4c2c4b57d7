"""What may become of a request: every way from one state to another, once, and what must hold on each.

The documentation's diagram is made from ``MOVES``.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, Protocol

from fscp_readiness.settings.service import Exceptions
from fscp_readiness.vocabulary import ExceptionState as State
from fscp_readiness.vocabulary import Reason, Severity

from ..rules import Move, NotAllowed, answered
from .reasons import check_reason

PERSON, NIGHT, CALENDAR = "a person", "the night's run", "the calendar"
MOVES: Final[tuple[Move[State], ...]] = (
    Move(None, State.ASKED, PERSON, "a data officer or team manager asks, with a reason and a last day"),
    Move(State.ASKED, State.AGREED, PERSON, "another and more senior person agrees, and names the kind of reason"),
    Move(State.ASKED, State.REFUSED, PERSON, "another and more senior person refuses, and says why"),
    Move(State.ASKED, State.WITHDRAWN, PERSON, "whoever asked takes it back"),
    Move(State.ASKED, State.VOID, NIGHT, "the record says something else than when it was asked"),
    Move(State.ASKED, State.PUT_RIGHT, NIGHT, "the finding is gone"),
    Move(State.ASKED, State.EXPIRED, CALENDAR, "the last day asked for has passed undecided"),
    Move(State.AGREED, State.ENDED, PERSON, "somebody who may agree it ends it before its day"),
    Move(State.AGREED, State.VOID, NIGHT, "the record says something else than when it was asked"),
    Move(State.AGREED, State.PUT_RIGHT, NIGHT, "the finding is gone"),
    Move(State.AGREED, State.EXPIRED, CALENDAR, "its last day has passed"),
)
OPEN: Final = frozenset({State.ASKED, State.AGREED})
"""A request that is neither asked nor agreed is over: the finding may be asked about again, as a new request."""


class Finding(Protocol):
    """What these rules need to know of a worklist row."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...


class Kept(Protocol):
    """What these rules need to know of a request."""

    @property
    def state(self) -> str: ...
    @property
    def until(self) -> dt.date: ...
    @property
    def fingerprint(self) -> str: ...


def state_on(request: Kept, as_at: dt.date) -> State:
    """The state on that night: an open request whose last day has passed has expired."""
    state = State(request.state)
    return State.EXPIRED if state in OPEN and request.until < as_at else state


def may_be_excepted(finding: Finding, rules: Exceptions) -> bool:
    """Can this finding be asked about at all?"""
    return answered(lambda: check_excepted(finding, rules))


def check_excepted(finding: Finding, rules: Exceptions) -> None:
    """Raise NotAllowed for a finding of which no exception can be asked."""
    if finding.severity == Severity.ZERO_TOLERANCE:
        raise NotAllowed("Through this row a child counts among those who decide whether the service is ready: no exception.", "EXC-01")
    if finding.code in rules.never:
        raise NotAllowed("The council agreed that this standard has no exceptions.", "EXC-02")
    if finding.reason == Reason.DUPLICATE_KEY:
        raise NotAllowed("Two rows hold this id, so nobody can say which is meant: put that right first.", "EXC-03")


def may_be_asked(finding: Finding, before: Kept | None, reason: str, until: dt.date, as_at: dt.date, rules: Exceptions) -> bool:
    """Can this be asked of this finding now?"""
    return answered(lambda: check_asked(finding, before, reason, until, as_at, rules))


def check_asked(finding: Finding, before: Kept | None, reason: str, until: dt.date, as_at: dt.date, rules: Exceptions) -> None:
    """Raise NotAllowed unless the finding can be excepted, is not asked about already, and the reason and the last day will do.

    before  the last request about the same finding
    as_at   of the pack that shows the finding
    """
    check_excepted(finding, rules)
    if before is not None and state_on(before, as_at) in OPEN:
        raise NotAllowed(f"This is {State(before.state)} already, until {before.until:%-d %B %Y}.", "EXC-04")
    check_reason(reason)
    if until <= as_at:
        raise NotAllowed(f"The last day must be after {as_at:%-d %B %Y}.", "EXC-05")
    last = as_at + dt.timedelta(days=rules.most_days)
    if until > last:
        raise NotAllowed(f"An exception lasts {rules.most_days} days at most: the last day can be {last:%-d %B %Y}.", "EXC-06")


def may_be_decided(request: Kept, fingerprint: str | None, as_at: dt.date) -> bool:
    """Can this request be agreed or refused now?"""
    return answered(lambda: check_decided(request, fingerprint, as_at))


def check_decided(request: Kept, fingerprint: str | None, as_at: dt.date) -> None:
    """Raise NotAllowed unless the request is open and the finding still says what it said.

    fingerprint  of the finding in the newest pack; None where it is gone
    """
    state = state_on(request, as_at)
    if state is not State.ASKED:
        raise NotAllowed(f"This request is {state.replace('_', ' ')}, so there is nothing to decide.", "EXC-07")
    if fingerprint is None:
        raise NotAllowed("The finding is gone, so there is nothing to decide.", "EXC-08")
    if fingerprint != request.fingerprint:
        raise NotAllowed("The record has changed since this was asked: it must be asked again.", "EXC-09")


def may_be_ended(request: Kept, as_at: dt.date) -> bool:
    """Can this exception be ended before its day?"""
    return answered(lambda: check_ended(request, as_at))


def check_ended(request: Kept, as_at: dt.date) -> None:
    """Raise NotAllowed unless the exception is agreed and its last day has not passed."""
    state = state_on(request, as_at)
    if state is not State.AGREED:
        raise NotAllowed(f"This request is {state.replace('_', ' ')}: only an agreed exception can be ended.", "EXC-10")


def may_be_withdrawn(request: Kept, as_at: dt.date) -> bool:
    """Can this request be taken back?"""
    return answered(lambda: check_withdrawn(request, as_at))


def check_withdrawn(request: Kept, as_at: dt.date) -> None:
    """Raise NotAllowed unless the request still waits."""
    state = state_on(request, as_at)
    if state is not State.ASKED:
        raise NotAllowed(f"This request is {state.replace('_', ' ')}: only one that waits can be taken back.", "EXC-11")
