"""The Cabinet's monthly paper, from prepared to issued: made from the month's last good night, attacked with everything that was let out
before, put in the ledger, approved by another person, and only then issued. The flow and the command line only call it.

The ledger in the history says where a paper stands; release.json beside it is written after it, for readers and machines. A paper is made
again before it is approved and before it is issued: whatever comes out otherwise than it lies there takes its approval back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fscp_readiness.history import State, Store, default_folder, locked, open_state, open_store
from fscp_readiness.history.audit import Event
from fscp_readiness.history.releases import Entry, Ledger, NotAllowed, Person, Statement, beside, person_rules, state_rules
from fscp_readiness.history.trail import published_heads
from fscp_readiness.settings.cabinet import FILE, Cabinet
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.readers import FILE as READERS
from fscp_readiness.settings.readers import Readers
from fscp_readiness.vocabulary import Audience, ReleaseState, Role

from .cabinet_files import Folder
from .cabinet_paper import Made, changes, know, make
from .settled import settled

ANYBODY = (
    "This is the demo, whose config names nobody: anybody may approve but whoever prepared it. In a council "
    "only somebody of the leadership may, by config/readers.toml."
)


BEGUN = (
    "Nobody has written for this paper yet: words.toml beside it, and promises.toml above it, are starters with one example of each. "
    "Write in them, sign it, and prepare again."
)


@dataclass(frozen=True)
class Request:
    """What is asked of one month's paper.

    month    its first day
    out      where packs are published; the paper goes to ``out``/cabinet/YYYY-MM
    who      who asks, by the name they are known by; ``account``: of the machine
    said_at  when, by the caller's clock; ``today``: the caller's day
    state    where history and the key are kept (default ``out``/.state)
    config   the council's config/, or the shipped one
    """

    month: dt.date
    out: Path
    who: str
    said_at: str
    today: dt.date
    account: str = ""
    state: Path | None = None
    config: Path | None = None


@dataclass(frozen=True)
class Done:
    """What became of it. new: False where nothing was; notes: sentences that whoever asked should read."""

    entry: Entry
    folder: Path
    new: bool
    notes: tuple[str, ...] = ()


class Changed(RuntimeError):
    """A paper that is no longer what was prepared: its approval, if it had one, is taken back. Yours to look at, exit code 2."""

    exit_code = 2
    code = "REL-40"

    def __init__(self, what: tuple[str, ...], taken_back: bool) -> None:
        after = "The approval is taken back: prepare" if taken_back else "Prepare"
        super().__init__(f"{' '.join(what)} {after} it again, look at it, and have it approved. [{self.code}]")
        self.what = what


@dataclass(frozen=True)
class Desk:
    """All that lies open while one thing is done with a paper. anybody: this is the demo, and its config names nobody."""

    request: Request
    settings: Settings
    cabinet: Cabinet
    state: State
    store: Store
    ledger: Ledger
    person: Person
    folder: Folder
    notes: tuple[str, ...]
    anybody: bool

    @property
    def month(self) -> str:
        return f"{self.request.month:%Y-%m}"

    @property
    def audience(self) -> Audience:
        return Audience(self.cabinet.policy)

    def made(self) -> Made:
        """The paper as it would be made now."""
        request = self.request
        words = self.folder.words
        return make(self.store, self.ledger, self.state, self.settings, self.cabinet, request.month, request.today, words)

    def paper(self) -> Entry | None:
        """The month's paper as it stands in the ledger."""
        return self.ledger.paper(self.month, self.audience)


def prepare(request: Request) -> Done:
    """Make the month's paper and put it in the ledger, prepared. With nothing changed since it was prepared or issued nothing is new.

    Raises ConfigProblem, NoGoodNight, CommentaryRefused, MayNotLeave, NotAllowed, StateRefused (all 2), AnotherRun (75).
    """
    with _at_desk(request) as desk:
        person_rules.check_named(desk.person)
        _nothing_is_forgotten(desk)
        made, before = desk.made(), desk.paper()
        if before is not None and before.state == ReleaseState.ISSUED and made.is_of(before):
            desk.folder.tell(before)
            return Done(before, desk.folder.path, False, (*desk.notes, *made.notes))
        state_rules.check_prepared(before, made.draft.files)
        if made.edition > 1:
            desk.folder.keep_issued(desk.ledger.issued(desk.month, desk.audience)[-1])
        entry, new = desk.ledger.prepare(desk.person, made.draft, request.said_at)
        desk.folder.lay_down(made.files)
        desk.folder.tell(entry)
        begun = (BEGUN,) if desk.folder.words.begin() else ()
        return Done(entry, desk.folder.path, new, (*made.notes, *begun, *desk.notes))


def approve(request: Request) -> Done:
    """Approve the month's paper as another person than whoever prepared it.

    Raises NotAllowed, Changed (both 2), and whatever ``prepare`` raises.
    """
    with _at_desk(request) as desk:
        paper = desk.paper()
        state_rules.check_approved(paper)
        assert paper is not None
        with _refusal_written_down(desk, f"to approve the paper of {desk.month}"):
            person_rules.check_approves(desk.person, paper)
        if wrong := _changed(desk, paper):
            raise Changed(wrong, taken_back=False)
        entry = desk.ledger.approve(desk.person, paper, request.said_at)
        desk.folder.tell(entry)
        return Done(entry, desk.folder.path, True, (*desk.notes, *((ANYBODY,) if desk.anybody else ())))


def issue(request: Request) -> Done:
    """Issue the month's paper, once it is approved and nothing has changed since. Issued already: nothing is new.

    Raises NotAllowed, Changed (both 2; the approval is then taken back), and whatever ``prepare`` raises.
    """
    with _at_desk(request) as desk:
        person_rules.check_named(desk.person)
        paper = desk.paper()
        if paper is not None and paper.state == ReleaseState.ISSUED:
            desk.folder.tell(paper)
            return Done(paper, desk.folder.path, False, desk.notes)
        state_rules.check_issued(paper)
        assert paper is not None
        if wrong := _changed(desk, paper):
            desk.folder.tell(desk.ledger.take_back(desk.person, paper, " ".join(wrong), request.said_at))
            raise Changed(wrong, taken_back=True)
        entry = desk.ledger.issue(desk.person, paper, request.said_at)
        desk.folder.tell(entry)
        return Done(entry, desk.folder.path, True, desk.notes)


def refuse(request: Request, why: str) -> Done:
    """Refuse the month's paper, with a reason. Raises NotAllowed (2), StateRefused (2), AnotherRun (75)."""
    with _at_desk(request) as desk:
        with _refusal_written_down(desk, f"to refuse the paper of {desk.month}"):
            entry = desk.ledger.refuse(desk.person, desk.month, desk.audience, why, request.said_at)
        desk.folder.tell(entry)
        return Done(entry, desk.folder.path, True)


def stands(request: Request) -> Entry | None:
    """The month's paper as it stands in the ledger; None where none was prepared. Raises StateRefused, AnotherRun."""
    with _at_desk(request) as desk:
        return desk.paper()


def told(request: Request, audience: Audience, place: str, statements: tuple[Statement, ...], only_ask: bool = False) -> tuple[str, ...]:
    """Write down figures told elsewhere; gives a sentence where they give something away that must stay hidden.

    only_ask  say what they would give away, and write nothing down
    Raises NotAllowed (2), StateRefused (2), AnotherRun (75).
    """
    from fscp_readiness.measures.disclosure import LEADERSHIP, MEMBERS, PUBLIC, breaks

    policy = {Audience.PUBLIC: PUBLIC, Audience.MEMBERS: MEMBERS, Audience.LEADERSHIP: LEADERSHIP}[audience]
    with _at_desk(request) as desk:
        broken = breaks(know(desk.ledger), statements, policy)
        if not only_ask:
            desk.ledger.told(desk.person, audience, place, statements, desk.month, request.said_at)
    return (broken.sentence,) if broken else ()


def _nothing_is_forgotten(desk: Desk) -> None:
    """Raise NotAllowed where a paper lies there as issued and the ledger does not know what it told."""
    if lost := beside.unknown(desk.request.out, desk.ledger):
        raise NotAllowed(
            f"The paper of {lost[0]} was issued, and the ledger does not hold it: another history, or an older one, lies in the state "
            "folder. A paper that is not attacked with it could give somebody away, so none is prepared. Put back the state folder that "
            "belongs to these papers; only papers that nobody ever read may be moved away instead.",
            "REL-42",
        )


def _changed(desk: Desk, paper: Entry) -> tuple[str, ...]:
    """A sentence for each thing that is not as it was prepared."""
    wrong = desk.folder.wrong(paper)
    return wrong or changes(desk.made(), paper)


@contextmanager
def _refusal_written_down(desk: Desk, what: str) -> Iterator[None]:
    """Somebody who may not do a thing is told so, and the audit trail holds that they tried."""
    try:
        yield
    except NotAllowed as problem:
        desk.store.write_down(desk.state.key, desk.request.said_at, Event.NOT_ALLOWED, desk.person.told, f"{what}: {problem.code}")
        raise


@contextmanager
def _at_desk(request: Request) -> Iterator[Desk]:
    """Everything open, and the state folder held for as long."""
    settings = settled(request.config)
    cabinet = Cabinet.load(settings.folder / FILE)
    held = request.state or default_folder(request.out)
    if not held.exists():
        raise ConfigProblem(
            "No night has been kept where --out and --state point, so there is nothing to make a paper of. "
            "Run 'fscp-readiness nightly' first, or say with --out where the packs are published.",
            "REL-51",
        )
    state = open_state(held, make=False)
    with locked(state, started=f"for the paper of {request.month:%Y-%m} at {request.said_at}"):
        store = open_store(state, anchors=published_heads(request.out)[0])
        try:
            readers = Readers.load(settings.folder / READERS)
            person = person_of(request.who, readers, state.demo, request.account)
            ledger = Ledger(store, state.key)
            notes = beside.settle(state, ledger, request.said_at)
            folder = Folder.of(request.out, request.month, Audience(cabinet.policy))
            yield Desk(request, settings, cabinet, state, store, ledger, person, folder, notes, state.demo and not readers.people)
            beside.settle(state, ledger, request.said_at)
        finally:
            store.close()


def person_of(who: str, readers: Readers, demo: bool, account: str = "") -> Person:
    """Somebody by name: as config/readers.toml knows them, by id or by name.

    demo  the state folder is the demo's, which protects nothing: where its config names nobody, anybody may play the leadership
    """
    for reader in readers.people:
        if person_rules.is_same(who, reader.who) or person_rules.is_same(who, reader.name):
            return Person(reader.who, reader.role, account)
    return Person(" ".join(who.split()), Role.LEADERSHIP if demo and not readers.people else None, account)
