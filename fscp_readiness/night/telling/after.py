"""After a night, or by ``tell``: who is to be told is told, and the status page says how everything stands. Nothing here fails a night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fscp_readiness.history import AnotherRun, State, default_folder, locked, open_state, open_store
from fscp_readiness.history.audit import NOTHING, Entry
from fscp_readiness.history.store import write_entries
from fscp_readiness.history.telling import failed, told
from fscp_readiness.packs.publish import read_current
from fscp_readiness.settings.messages import FILE, Messages
from fscp_readiness.settings.places import CONFIG

from . import outbox
from .delivery import Delivered, deliver, to_send
from .outbox import Waiting
from .outcome import Outcome, code_of, outcome_of

if TYPE_CHECKING:
    from fscp_readiness.history import Store
    from fscp_readiness.night.work import Request


@dataclass(frozen=True)
class Kept:
    """The history, where it can be opened. ``folder``: the state folder, where there is one."""

    folder: Path | None
    state: State | None = None
    store: Store | None = None

    def trail(self) -> list[Entry]:
        """The audit trail, or nothing."""
        return self.store.trail() if self.store else []

    def write(self, *entries: tuple[str, object, str, str]) -> None:
        """Add entries to the trail, where there is one."""
        if self.store and self.state and entries:
            with self.store.writing() as connection:
                write_entries(connection, self.state.key, entries)  # type: ignore[arg-type]  # Event stands in each


def after_the_night(request: Request, said_at: dt.datetime, problem: BaseException | None = None) -> tuple[str, ...]:
    """Tell people what became of a night and write the status page. Never raises; gives a sentence for each thing amiss.

    said_at  now, with its zone
    problem  what stopped the night; None: it is published
    """
    if isinstance(problem, AnotherRun):
        return ()
    return _safely(request, request.as_at, said_at, problem)


def try_again(request: Request, said_at: dt.datetime) -> tuple[str, ...]:
    """Send what waits, and what nobody was told of the newest night. As ``after_the_night``."""
    return _safely(request, _night_of(request), said_at, None)


def would_send(request: Request, said_at: dt.datetime) -> list[Waiting]:
    """What ``try_again`` would send now. Nothing is sent and nothing is written. Raises ConfigProblem, StateRefused, AnotherRun."""
    messages = Messages.load((request.config or CONFIG) / FILE)
    with _kept(request) as kept:
        outcome = outcome_of(request.out, _night_of(request), head=kept.store.head() if kept.store else NOTHING)
        return to_send(outcome, messages, said_at.date(), told(kept.trail()), outbox.waiting(kept.folder) if kept.folder else [])


def _night_of(request: Request) -> dt.date:
    current = read_current(request.out)
    return (current.since or current.as_at) if current else request.as_at


def _safely(request: Request, night: dt.date, said_at: dt.datetime, problem: BaseException | None) -> tuple[str, ...]:
    from .status import write_status

    sentences: list[str] = []
    try:
        with _kept(request) as kept:
            head = kept.store.head() if kept.store else NOTHING
            outcome = outcome_of(request.out, night, problem, head)
            if problem is not None:
                kept.write(failed(night, code_of(problem), said_at.isoformat(timespec="seconds")))
            if not request.demo:
                sentences += _told(request, outcome, said_at, kept, night).sentences
            sentences += write_status(request, outcome, night, said_at, kept, code_of(problem) if problem else "")
    except Exception as other:  # a night that is published stays so, whatever telling does
        sentences.append(_own(other))
    return tuple(sentences)


def _told(request: Request, outcome: Outcome | None, said_at: dt.datetime, kept: Kept, night: dt.date) -> Delivered:
    try:
        messages = Messages.load((request.config or CONFIG) / FILE)
        held = outbox.waiting(kept.folder) if kept.folder else []
        queue = to_send(outcome, messages, said_at.date(), told(kept.trail()), held)
        done = deliver(queue, messages, said_at, night, kept.folder)
        kept.write(*(each.written() for each in done.told))
        return done
    except Exception as other:
        return Delivered(sentences=[_own(other)])


def _own(other: Exception) -> str:
    if hasattr(other, "exit_code"):
        return f"Nobody was told: {other}"
    return f"Telling people failed ({type(other).__name__}). The night stands as it is. Report the code. [MSG-34]"


@contextmanager
def _kept(request: Request) -> Iterator[Kept]:
    """The history under its lock; where it cannot be opened people are told all the same."""
    folder = request.state or default_folder(request.out)
    try:
        state = open_state(folder, make=False)
    except Exception:
        yield Kept(folder if folder.is_dir() else None)
        return
    with locked(state, started="to tell people"):
        try:
            store = open_store(state)
        except Exception:
            yield Kept(folder, state)
            return
        try:
            yield Kept(folder, state, store)
        finally:
            store.close()
