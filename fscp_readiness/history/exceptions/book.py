"""The book of exceptions in the history store: asked, decided, ended; and who has a row in hand. Every entry goes into the audit trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Protocol

import pandas as pd
from sqlalchemy import Connection, text

from fscp_readiness.settings.service import Exceptions
from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import ExceptionState

from ..audit import Event
from ..rules import NotAllowed
from ..store import Store, next_number, write_entry
from . import role_rules, state_rules
from .reasons import check_reason
from .role_rules import Person

EXCEPTIONS: Final = {
    "number": "Int64", "flag": "string", "code": "string", "record_table": "string", "record_id": "string", "field": "string",
    "child_id": "string", "team": "string", "fingerprint": "string", "asked_by": "string", "asked_name": "string", "asked_role": "string",
    "asked_at": "string", "asked_for": DATES, "reason": "string", "until": DATES, "state": "string", "category": "string",
    "decided_by": "string", "decided_name": "string", "decided_role": "string", "decided_at": "string", "decided_for": DATES,
    "decided_why": "string", "agreed": "Int64", "ended_on": DATES, "ended_by": "string", "ended_why": "string",
}  # fmt: skip
"""One row a request. ``*_at``: when, by the clock of whoever wrote it down; ``*_for``: as_at of the pack they looked at.

state      ExceptionState as it was last written down; ``state_rules.state_on`` knows that a last day has passed
agreed     1 where it was agreed, whatever became of it since
ended_on   as_at of the night, or of the pack somebody looked at, that ended it; ``ended_by`` a person's id, or ``nightly``
"""
TAKEN: Final = {"flag": "string", "who": "string", "name": "string", "said_at": "string"}
"""Who said 'I have this' of which flag."""

NIGHTLY: Final = "nightly"
_DAYS: Final = ("asked_for", "until", "decided_for", "ended_on")


class Finding(Protocol):
    """A worklist row, as a request about it is told it (packs/worklists/flat.py)."""

    @property
    def flag(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def team(self) -> str: ...
    @property
    def child_id(self) -> str: ...
    @property
    def record_table(self) -> str: ...
    @property
    def record_id(self) -> str: ...
    @property
    def field(self) -> str: ...


@dataclass(frozen=True)
class Found:
    """A worklist row with no more than a request needs. ``team``: its id."""

    flag: str
    fingerprint: str
    code: str
    severity: str
    reason: str
    team: str
    child_id: str
    record_table: str
    record_id: str
    field: str = ""


@dataclass(frozen=True)
class Request:
    """One request as it is kept (EXCEPTIONS)."""

    number: int
    flag: str
    code: str
    record_table: str
    record_id: str
    field: str
    child_id: str
    team: str
    fingerprint: str
    asked_by: str
    asked_name: str
    asked_role: str
    asked_at: str
    asked_for: dt.date
    reason: str
    until: dt.date
    state: str
    category: str
    decided_by: str
    decided_name: str
    decided_role: str
    decided_at: str
    decided_for: dt.date | None
    decided_why: str
    agreed: int
    ended_on: dt.date | None
    ended_by: str
    ended_why: str


class Book:
    """Asking, deciding and ending, each by the rules and each written down. One transaction each: the rules see what is there then."""

    def __init__(self, store: Store, key: bytes, rules: Exceptions) -> None:
        self._store, self._key, self._rules = store, key, rules

    def ask(self, person: Person, finding: Finding, reason: str, until: dt.date, said_at: str, as_at: dt.date) -> int:
        """Ask that a finding be no error until a day; gives the request's number.

        said_at  when, by the caller's clock
        as_at    of the pack that shows the finding
        Raises NotAllowed.
        """
        role_rules.check_asks(person, finding)
        with self._store.writing() as connection:
            state_rules.check_asked(finding, _last(connection, finding.flag), reason, until, as_at, self._rules)
            connection.execute(
                text("UPDATE exception_signoff SET state = 'expired' WHERE flag = :flag AND state IN ('asked', 'agreed')"),
                {"flag": finding.flag},
            )
            number = next_number(connection, "exception_signoff")
            row = {each.name: "" for each in fields(Request)}
            told = {
                "number": number, "flag": finding.flag, "code": finding.code, "record_table": finding.record_table,
                "record_id": finding.record_id, "field": finding.field, "child_id": finding.child_id, "team": finding.team,
                "fingerprint": finding.fingerprint, "asked_by": person.who, "asked_name": person.name, "asked_role": str(person.role),
                "asked_at": said_at, "asked_for": as_at.isoformat(), "reason": reason.strip(), "until": until.isoformat(),
                "state": str(ExceptionState.ASKED), "agreed": 0,
            }  # fmt: skip
            names = list(row)
            connection.execute(
                text(f"INSERT INTO exception_signoff ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)})"),  # noqa: S608
                {**row, **told},
            )
            self._audit(connection, said_at, Event.EXCEPTION_ASKED, person, f"{number}: {finding.code} {finding.flag} until {until}")
        return number

    def decide(
        self, person: Person, number: int, agree: bool, category: str, why: str, said_at: str, as_at: dt.date, fingerprint: str | None
    ) -> None:
        """Agree or refuse a request.

        category     the kind of reason, for packs; where it is agreed it must be one the council has
        why          why it is refused, as a sentence; may be blank where it is agreed
        fingerprint  of the finding in the newest pack; None where it is gone
        Raises NotAllowed.
        """
        with self._store.writing() as connection:
            request = _request(connection, number)
            role_rules.check_decides(person, request, self._rules)
            state_rules.check_decided(request, fingerprint, as_at)
            if agree:
                state_rules.check_excepted(_still(request), self._rules)
            if agree and category not in self._rules.categories:
                raise NotAllowed("Choose the kind of reason: packs print it instead of the words.", "EXC-12")
            if why.strip() or not agree:
                check_reason(why)
            state, event = (ExceptionState.AGREED, Event.EXCEPTION_AGREED) if agree else (ExceptionState.REFUSED, Event.EXCEPTION_REFUSED)
            connection.execute(
                text(
                    "UPDATE exception_signoff SET state = :state, category = :category, decided_by = :who, decided_name = :name, "
                    "decided_role = :role, decided_at = :at, decided_for = :as_at, decided_why = :why, agreed = :agreed "
                    "WHERE number = :number"
                ),
                {
                    "state": str(state), "category": category if agree else "", "who": person.who, "name": person.name,
                    "role": str(person.role), "at": said_at, "as_at": as_at.isoformat(), "why": why.strip(), "agreed": int(agree),
                    "number": number,
                },
            )  # fmt: skip
            self._audit(connection, said_at, event, person, f"{number}: {request.code} {request.flag} until {request.until}")

    def withdraw(self, person: Person, number: int, said_at: str, as_at: dt.date) -> None:
        """Take a request back. Raises NotAllowed."""
        with self._store.writing() as connection:
            request = _request(connection, number)
            role_rules.check_withdraws(person, request)
            state_rules.check_withdrawn(request, as_at)
            _end(connection, number, ExceptionState.WITHDRAWN, as_at, person.who, "")
            self._audit(connection, said_at, Event.EXCEPTION_WITHDRAWN, person, f"{number}: {request.code} {request.flag}")

    def end(self, person: Person, number: int, why: str, said_at: str, as_at: dt.date) -> None:
        """End an agreed exception before its day. Raises NotAllowed."""
        with self._store.writing() as connection:
            request = _request(connection, number)
            role_rules.check_may_end(person, request, self._rules)
            state_rules.check_ended(request, as_at)
            check_reason(why)
            _end(connection, number, ExceptionState.ENDED, as_at, person.who, why.strip())
            self._audit(connection, said_at, Event.EXCEPTION_ENDED, person, f"{number}: {request.code} {request.flag}")

    def take(self, person: Person, finding: Finding, said_at: str) -> None:
        """Say that this person is putting the row right; who had it before has it no longer. Raises NotAllowed."""
        role_rules.check_takes(person, finding)
        with self._store.writing() as connection:
            connection.execute(text("DELETE FROM taken WHERE flag = :flag"), {"flag": finding.flag})
            connection.execute(
                text("INSERT INTO taken (flag, who, name, said_at) VALUES (:flag, :who, :name, :at)"),
                {"flag": finding.flag, "who": person.who, "name": person.name, "at": said_at},
            )
            self._audit(connection, said_at, Event.ROW_TAKEN, person, f"{finding.code} {finding.flag}")

    def leave(self, person: Person, finding: Finding, said_at: str) -> None:
        """Say that nobody is putting the row right any more. Raises NotAllowed."""
        with self._store.writing() as connection:
            had = connection.execute(text("SELECT who FROM taken WHERE flag = :flag"), {"flag": finding.flag}).scalar()
            if had is None:
                return
            role_rules.check_leaves(person, finding, str(had))
            connection.execute(text("DELETE FROM taken WHERE flag = :flag"), {"flag": finding.flag})
            self._audit(connection, said_at, Event.ROW_LEFT, person, f"{finding.code} {finding.flag}")

    def request(self, number: int) -> Request:
        """One request. Raises NotAllowed where there is none of that number."""
        with self._store.reading() as connection:
            return _request(connection, number)

    def of_flag(self, flag: str) -> list[Request]:
        """Every request about one flag, the newest first."""
        with self._store.reading() as connection:
            rows = connection.execute(text("SELECT * FROM exception_signoff WHERE flag = :flag ORDER BY number DESC"), {"flag": flag})
            return [_made(dict(row)) for row in rows.mappings()]

    def waiting(self, as_at: dt.date) -> list[Request]:
        """Requests that wait for a decision, the oldest first."""
        with self._store.reading() as connection:
            return [each for each in _open(connection) if state_rules.state_on(each, as_at) is ExceptionState.ASKED]

    def agreed(self, as_at: dt.date) -> list[Request]:
        """Exceptions in force, by their last day."""
        with self._store.reading() as connection:
            in_force = [each for each in _open(connection) if state_rules.state_on(each, as_at) is ExceptionState.AGREED]
        return sorted(in_force, key=lambda each: (each.until, each.number))

    def taken(self) -> dict[str, tuple[str, str]]:
        """flag -> who has it in hand (their id and name)."""
        with self._store.reading() as connection:
            return {str(flag): (str(who), str(name)) for flag, who, name in connection.execute(text("SELECT flag, who, name FROM taken"))}

    def _audit(self, connection: Connection, said_at: str, what: Event, person: Person, about: str) -> None:
        write_entry(connection, self._key, said_at, what, f"{person.who} ({person.role})", about)


def _still(request: Request) -> Found:
    """The finding a request is about, as far as the rules on what may be excepted need it. Its severity is in the fingerprint."""
    return Found(request.flag, request.fingerprint, request.code, "", "", request.team, request.child_id, request.record_table,
                 request.record_id, request.field)  # fmt: skip


def _end(connection: Connection, number: int, state: ExceptionState, as_at: dt.date, who: str, why: str) -> None:
    connection.execute(
        text("UPDATE exception_signoff SET state = :state, ended_on = :day, ended_by = :who, ended_why = :why WHERE number = :number"),
        {"state": str(state), "day": as_at.isoformat(), "who": who, "why": why, "number": number},
    )


def _request(connection: Connection, number: int) -> Request:
    row = connection.execute(text("SELECT * FROM exception_signoff WHERE number = :number"), {"number": number}).mappings().first()
    if row is None:
        raise NotAllowed("There is no such request.", "EXC-13")
    return _made(dict(row))


def _last(connection: Connection, flag: str) -> Request | None:
    row = connection.execute(
        text("SELECT * FROM exception_signoff WHERE flag = :flag ORDER BY number DESC LIMIT 1"), {"flag": flag}
    ).mappings().first()  # fmt: skip
    return None if row is None else _made(dict(row))


def _open(connection: Connection) -> list[Request]:
    rows = connection.execute(text("SELECT * FROM exception_signoff WHERE state IN ('asked', 'agreed') ORDER BY number"))
    return [_made(dict(row)) for row in rows.mappings()]


def _made(row: dict[str, Any]) -> Request:
    return Request(**{**row, **{name: dt.date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}})


def no_exceptions() -> pd.DataFrame:
    """EXCEPTIONS before anybody asked."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in EXCEPTIONS.items()})


def none_taken() -> pd.DataFrame:
    """TAKEN where nobody has a row in hand."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in TAKEN.items()})


def framed(requests: list[Request]) -> pd.DataFrame:
    """Requests as a frame of EXCEPTIONS."""
    if not requests:
        return no_exceptions()
    frame = pd.DataFrame([asdict(each) for each in requests], columns=list(EXCEPTIONS))
    for name in _DAYS:
        frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d")
    return frame.astype(EXCEPTIONS)


def as_before(store: Store, as_at: dt.date) -> pd.DataFrame:
    """EXCEPTIONS that were asked or agreed as the night of ``as_at`` found them: what that night itself ended is open here still.

    One asked or agreed for a later night was not there yet; one whose last day is before ``as_at`` has expired.
    """
    day = as_at.isoformat()
    with store.reading() as connection:
        rows = connection.execute(
            text("SELECT * FROM exception_signoff WHERE asked_for <= :day AND until >= :day AND (state IN ('asked', 'agreed', 'expired') "
                 "OR (ended_on >= :day AND ended_by = :nightly) OR (ended_on > :day AND ended_by <> :nightly) "
                 "OR (state = 'refused' AND decided_for > :day)) ORDER BY number"),
            {"day": day, "nightly": NIGHTLY},
        )  # fmt: skip
        found = [_made(dict(row)) for row in rows.mappings()]
    return framed([_as_it_was(each, as_at) for each in found])


def _as_it_was(request: Request, as_at: dt.date) -> Request:
    agreed = bool(request.agreed) and request.decided_for is not None and request.decided_for <= as_at
    state = str(ExceptionState.AGREED if agreed else ExceptionState.ASKED)
    undone = {} if agreed else {"category": "", "decided_by": "", "decided_name": "", "decided_role": "", "decided_at": "",
                                "decided_for": None, "decided_why": "", "agreed": 0}  # fmt: skip
    return Request(**{**asdict(request), **undone, "state": state, "ended_on": None, "ended_by": "", "ended_why": ""})


def ended_by_nights(store: Store) -> dict[str, frozenset[int]]:
    """as_at of a night -> the numbers of the requests that it ended itself."""
    with store.reading() as connection:
        found = connection.execute(text("SELECT ended_on, number FROM exception_signoff WHERE ended_by = :nightly"), {"nightly": NIGHTLY})
        ended: dict[str, set[int]] = {}
        for day, number in found:
            ended.setdefault(str(day), set()).add(int(number))
    return {day: frozenset(numbers) for day, numbers in ended.items()}


def taken_now(store: Store) -> pd.DataFrame:
    """TAKEN, by flag."""
    with store.reading() as connection:
        rows = [dict(row) for row in connection.execute(text("SELECT flag, who, name, said_at FROM taken ORDER BY flag")).mappings()]
    return pd.DataFrame(rows, columns=list(TAKEN)).astype(TAKEN) if rows else none_taken()
