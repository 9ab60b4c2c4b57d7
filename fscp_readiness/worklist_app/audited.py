"""What is written to the audit trail before a page is sent. Entries that wait at the same moment are written in one transaction."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from fscp_readiness.history.audit import Event
from fscp_readiness.history.store import Store, write_entries

LONGEST: Final = 200


class NotWritten(RuntimeError):
    """The trail did not take an entry, so what it was about is not shown."""


@dataclass(frozen=True)
class Said:
    """One entry to be: as history.audit.Entry, before it is sealed."""

    said_at: str
    what: Event
    who: str
    about: str


@dataclass(frozen=True)
class Whole:
    """What looking at the whole trail told. ``wrong``: a sentence for each thing that is not right."""

    at: dt.datetime
    entries: int
    packs: int
    wrong: tuple[str, ...]


class Trail:
    """Writes entries down. One thread does it, so that a page waits for at most the writing in hand and the next."""

    def __init__(self, store: Store, key: bytes) -> None:
        self._store, self._key = store, key
        self._waiting: list[tuple[Said, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "audit-trail")

    async def write(self, said_at: str, what: Event, who: str, about: str) -> None:
        """Return once the entry is on the disk. ``about``: codes, flags and counts. Raises NotWritten where it cannot be."""
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((Said(said_at, what, one_line(who), one_line(about)), written))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        await written

    def close(self) -> None:
        self._thread.shutdown()

    async def _write_all(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting, []
            problem = None
            try:
                await asyncio.get_running_loop().run_in_executor(self._thread, self._write_together, [said for said, _ in taken])
            except Exception:  # whatever stopped it, nothing may be shown; its own words may hold values
                problem = NotWritten("The audit trail cannot be written.")
            for _, written in taken:
                if problem is not None and not written.done():
                    written.set_exception(problem)
                elif not written.done():
                    written.set_result(None)

    def _write_together(self, entries: Sequence[Said]) -> None:
        with self._store.writing() as connection:
            write_entries(connection, self._key, ((said.said_at, said.what, said.who, said.about) for said in entries))


def one_line(text: str) -> str:
    """A text as one line of letters that can be read, not too long."""
    return "".join(each if each.isprintable() else " " for each in text)[:LONGEST]
