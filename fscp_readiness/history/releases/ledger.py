"""The ledger of releases: every Cabinet paper in its states, every figure told elsewhere, and what each of them lets its readers know.

Every entry goes into the audit trail in the same transaction. What was issued or told is never changed and never taken away.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, text

from fscp_readiness.vocabulary import Audience
from fscp_readiness.vocabulary import ReleaseState as State

from ..audit import Event
from ..rules import NotAllowed
from ..store import Store, write_entry
from . import person_rules, state_rules
from .person_rules import Person
from .statements import Hidden, Statement

PAPER, TOLD = "paper", "told"
_PLAIN: Final = ("files", "counts", "promises")


@dataclass(frozen=True)
class Draft:
    """A paper that was made and is not in the ledger yet.

    month       "2026-11"; ``as_at``, ``run``: the night it is of
    policy      name of the policy its numbers were hidden by
    files       name -> SHA-256
    words_hash  of the month's human part; ``figures_hash``: of all else that it is made of, under the council's key
    counts      key -> the count as printed, None where it is printed [c]
    lost        what was lost to hiding, in a sentence
    promises    what members were promised, as it stood: id -> what was said of it
    """

    month: str
    audience: Audience
    policy: str
    as_at: str
    run: str
    files: Mapping[str, str]
    words_hash: str
    figures_hash: str
    counts: Mapping[str, int | None]
    lost: str
    statements: tuple[Statement, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    promises: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One entry of the ledger: a paper, or a figure told elsewhere (kind ``told``; ``place``: where). Times by the writer's clock."""

    number: int
    kind: str
    month: str
    edition: int
    audience: str
    policy: str
    as_at: str
    run: str
    state: str
    prepared_by: str
    prepared_at: str
    approved_by: str = ""
    approved_at: str = ""
    issued_by: str = ""
    issued_at: str = ""
    refused_by: str = ""
    refused_at: str = ""
    why: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    words_hash: str = ""
    figures_hash: str = ""
    counts: Mapping[str, int | None] = field(default_factory=dict)
    lost: str = ""
    place: str = ""
    promises: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def named(self) -> str:
        """What it is, for the audit trail: no number of it."""
        if self.kind == TOLD:
            return f"{self.place}: a figure of {self.month} told to {self.audience}"
        pdf = next((digest for name, digest in sorted(self.files.items()) if name.endswith(".pdf")), "")
        return f"{self.month} edition {self.edition} for {self.audience}, of {self.as_at}; pdf {pdf[:16]}"


class Ledger:
    """Preparing, approving, issuing, refusing and telling, each by the rules and each written down. One transaction each."""

    def __init__(self, store: Store, key: bytes) -> None:
        self._store, self._key = store, key

    def paper(self, month: str, audience: Audience) -> Entry | None:
        """The month's paper as it stands: the newest that was not overtaken; None where none was prepared."""
        with self._store.reading() as connection:
            return _paper(connection, month, audience)

    def issued(self, month: str, audience: Audience) -> list[Entry]:
        """The editions of the month's paper that were issued, the first first."""
        return [each for each in self.released() if each.kind == PAPER and each.month == month and each.audience == audience]

    def released(self) -> list[Entry]:
        """Every paper that was issued and every figure that was told, by number."""
        with self._store.reading() as connection:
            return _entries(connection, "WHERE state = 'issued' ORDER BY number")

    def entries(self) -> list[Entry]:
        """Everything in the ledger, oldest first."""
        with self._store.reading() as connection:
            return _entries(connection, "ORDER BY number")

    def lines(self, audiences: Collection[Audience]) -> tuple[tuple[Statement, ...], tuple[Hidden, ...]]:
        """What was let out to these audiences, and what stays hidden from them. Raises Unreadable."""
        statements: list[Statement] = []
        hidden: list[Hidden] = []
        with self._store.reading() as connection:
            rows = connection.execute(
                text("SELECT e.audience, l.kind, l.said FROM release_line AS l JOIN release_entry AS e ON e.number = l.entry "
                     "WHERE e.state = 'issued' ORDER BY l.entry, l.line")
            )  # fmt: skip
            for audience, kind, said in rows:
                if audience in audiences:
                    plain = json.loads(said)
                    if kind == "statement":
                        statements.append(Statement.from_plain(plain))
                    else:
                        hidden.append(Hidden.from_plain(plain))
        return tuple(statements), tuple(hidden)

    def whole(self) -> list[tuple[Entry, tuple[Statement, ...], tuple[Hidden, ...]]]:
        """Every paper that was issued and every figure that was told, with its lines, by number. Raises Unreadable."""
        with self._store.reading() as connection:
            return [(each, *_lines(connection, each.number)) for each in _entries(connection, "WHERE state = 'issued' ORDER BY number")]

    def take_in(self, entry: Entry, statements: Sequence[Statement], hidden: Sequence[Hidden], said_at: str) -> None:
        """Put back what was let out and the ledger has forgotten, under the next number. What waits in its place is overtaken."""
        with self._store.writing() as connection:
            waiting = _paper(connection, entry.month, Audience(entry.audience)) if entry.kind == PAPER else None
            if waiting is not None and waiting.state != State.ISSUED:
                _update(connection, waiting.number, state=State.OVERTAKEN)
            again = dataclasses.replace(entry, number=_next(connection))
            _insert(connection, again, statements, hidden)
            self._audit(connection, said_at, Event.RELEASE_KNOWN_AGAIN, Person("the ledger"), again.named)

    def counts(self, audiences: Collection[Audience]) -> dict[str, int | None]:
        """Every count as the papers of these audiences printed it last: by its key; None where it was [c]."""
        printed: dict[str, int | None] = {}
        for each in self.released():
            if each.audience in audiences:
                printed |= each.counts
        return printed

    def promises(self) -> dict[str, Mapping[str, str]]:
        """Every promise to members that an issued paper carried, as the last of them had it: by its id."""
        told: dict[str, Mapping[str, str]] = {}
        for each in self.released():
            told |= each.promises
        return told

    def prepare(self, person: Person, draft: Draft, said_at: str) -> tuple[Entry, bool]:
        """Put a paper in the ledger; gives it, and whether anything is new. What is in the ledger with the very same files stands as it is.

        said_at  when, by the caller's clock
        Raises NotAllowed for a paper that was refused, or a person without a name.
        """
        person_rules.check_named(person)
        with self._store.writing() as connection:
            before = _paper(connection, draft.month, draft.audience)
            state_rules.check_prepared(before, draft.files)
            if before is not None and dict(before.files) == dict(draft.files):
                return before, False
            if before is not None and before.state != State.ISSUED:
                _update(connection, before.number, state=State.OVERTAKEN)
            entry = Entry(
                number=_next(connection), kind=PAPER, month=draft.month, edition=_editions(connection, draft.month, draft.audience) + 1,
                audience=str(draft.audience), policy=draft.policy, as_at=draft.as_at, run=draft.run, state=str(State.PREPARED),
                prepared_by=person.who, prepared_at=said_at, files=dict(draft.files), words_hash=draft.words_hash,
                figures_hash=draft.figures_hash, counts=dict(draft.counts), lost=draft.lost, promises=dict(draft.promises),
            )  # fmt: skip
            _insert(connection, entry, draft.statements, draft.hidden)
            self._audit(connection, said_at, Event.PAPER_PREPARED, person, entry.named)
        return entry, True

    def approve(self, person: Person, entry: Entry, said_at: str) -> Entry:
        """Approve the month's paper. Raises NotAllowed unless it is prepared, and by somebody else, and the person leads."""
        with self._store.writing() as connection:
            now = self._now(connection, entry)
            state_rules.check_approved(now)
            person_rules.check_approves(person, now)
            _update(connection, now.number, state=State.APPROVED, approved_by=person.who, approved_at=said_at)
            self._audit(connection, said_at, Event.PAPER_APPROVED, person, now.named)
            return _at(connection, now.number)

    def take_back(self, person: Person, entry: Entry, why: str, said_at: str) -> Entry:
        """Take an approval back, because something has changed. A paper that is not approved stays as it is."""
        with self._store.writing() as connection:
            now = self._now(connection, entry)
            if now.state != State.APPROVED:
                return now
            _update(connection, now.number, state=State.PREPARED, approved_by="", approved_at="")
            self._audit(connection, said_at, Event.PAPER_APPROVAL_TAKEN_BACK, person, f"{now.named}: {why}")
            return _at(connection, now.number)

    def issue(self, person: Person, entry: Entry, said_at: str) -> Entry:
        """Issue the month's paper: from now on its readers know what it says. Raises NotAllowed unless it is approved."""
        person_rules.check_named(person)
        with self._store.writing() as connection:
            now = self._now(connection, entry)
            state_rules.check_issued(now)
            _update(connection, now.number, state=State.ISSUED, issued_by=person.who, issued_at=said_at)
            self._audit(connection, said_at, Event.PAPER_ISSUED, person, now.named)
            return _at(connection, now.number)

    def refuse(self, person: Person, month: str, audience: Audience, why: str, said_at: str) -> Entry:
        """Refuse the month's paper. Raises NotAllowed unless it waits, the person leads and the reason is a sentence."""
        with self._store.writing() as connection:
            now = _paper(connection, month, audience)
            state_rules.check_refused(now, why)
            person_rules.check_refuses(person)
            assert now is not None
            _update(connection, now.number, state=State.REFUSED, refused_by=person.who, refused_at=said_at, why=why.strip())
            self._audit(connection, said_at, Event.PAPER_REFUSED, person, f"{now.named}: {why.strip()}")
            return _at(connection, now.number)

    def told(self, person: Person, audience: Audience, place: str, statements: Sequence[Statement], month: str, said_at: str) -> Entry:
        """Write down figures that were told elsewhere than in a paper. They were told, so nothing here refuses them."""
        person_rules.check_named(person)
        if not place.strip():
            raise NotAllowed("Say where it was told, with --where: the letter's number, or the meeting and its date.", "REL-30")
        with self._store.writing() as connection:
            entry = Entry(
                number=_next(connection), kind=TOLD, month=month, edition=1, audience=str(audience), policy="", as_at="", run="",
                state=str(State.ISSUED), prepared_by=person.who, prepared_at=said_at, issued_by=person.who, issued_at=said_at,
                place=place.strip(),
            )  # fmt: skip
            _insert(connection, entry, statements, ())
            self._audit(connection, said_at, Event.FIGURE_TOLD, person, entry.named)
        return entry

    def _now(self, connection: Connection, entry: Entry) -> Entry:
        """The paper as it stands in this transaction. Raises NotAllowed where another took its place meanwhile."""
        now = _at(connection, entry.number)
        if now.state == State.OVERTAKEN:
            raise NotAllowed("The paper was prepared again meanwhile: look at what it says now.", "REL-31")
        return now

    def _audit(self, connection: Connection, said_at: str, what: Event, person: Person, about: str) -> None:
        write_entry(connection, self._key, said_at, what, person.told, about)


def _paper(connection: Connection, month: str, audience: Audience) -> Entry | None:
    found = _entries(
        connection,
        "WHERE kind = 'paper' AND month = :month AND audience = :audience AND state <> 'overtaken' ORDER BY number DESC LIMIT 1",
        month=month, audience=str(audience),
    )  # fmt: skip
    return found[0] if found else None


def _editions(connection: Connection, month: str, audience: Audience) -> int:
    query = "SELECT count(*) FROM release_entry WHERE kind = 'paper' AND month = :month AND audience = :audience AND state = 'issued'"
    return int(connection.execute(text(query), {"month": month, "audience": str(audience)}).scalar() or 0)


def _next(connection: Connection) -> int:
    return int(connection.execute(text("SELECT coalesce(max(number), 0) FROM release_entry")).scalar() or 0) + 1


def _at(connection: Connection, number: int) -> Entry:
    return _entries(connection, "WHERE number = :number", number=number)[0]


def _entries(connection: Connection, where: str, **words: object) -> list[Entry]:
    rows = connection.execute(text(f"SELECT * FROM release_entry {where}"), words).mappings()  # noqa: S608 - our own words
    return [Entry(**{**row, **{name: json.loads(row[name]) for name in _PLAIN}}) for row in map(dict[str, Any], rows)]


def _lines(connection: Connection, number: int) -> tuple[tuple[Statement, ...], tuple[Hidden, ...]]:
    found = connection.execute(text("SELECT kind, said FROM release_line WHERE entry = :number ORDER BY line"), {"number": number}).all()
    statements = tuple(Statement.from_plain(json.loads(said)) for kind, said in found if kind == "statement")
    return statements, tuple(Hidden.from_plain(json.loads(said)) for kind, said in found if kind == "hidden")


def _insert(connection: Connection, entry: Entry, statements: Sequence[Statement], hidden: Sequence[Hidden]) -> None:
    row = dataclasses.asdict(entry)
    row |= {name: json.dumps(row[name], ensure_ascii=True, sort_keys=True) for name in _PLAIN}
    names = list(row)
    into = f"INSERT INTO release_entry ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)})"  # noqa: S608
    connection.execute(text(into), row)
    said = [("statement", each.as_plain()) for each in statements] + [("hidden", each.as_plain()) for each in hidden]
    lines = [
        {"entry": entry.number, "line": line, "kind": kind, "said": json.dumps(plain, ensure_ascii=True, sort_keys=True)}
        for line, (kind, plain) in enumerate(said, start=1)
    ]
    if lines:
        connection.execute(text("INSERT INTO release_line (entry, line, kind, said) VALUES (:entry, :line, :kind, :said)"), lines)


def _update(connection: Connection, number: int, **to: str) -> None:
    names = ", ".join(f"{name} = :{name}" for name in to)
    words = {name: str(value) for name, value in to.items()}
    connection.execute(text(f"UPDATE release_entry SET {names} WHERE number = :number"), {**words, "number": number})  # noqa: S608
