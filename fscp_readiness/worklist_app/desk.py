"""What every page needs, in one place: the settings, the readers, the night's rows, the book of exceptions, the trail, the clock."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fscp_readiness.history import State, Store
from fscp_readiness.history.exceptions import Book
from fscp_readiness.settings.load import Settings

from .audited import Trail, Whole
from .limits import Allowance
from .people import People
from .sessions import Sessions
from .shelf import Night, Shelf
from .sign_in import SignIn

BOOK_IS_NEW_FOR = dt.timedelta(seconds=10)


@dataclass
class Desk:
    """One program's worth. ``out``: where packs are published; ``clock``: now, with its zone."""

    settings: Settings
    out: Path
    state: State
    store: Store
    book: Book
    clock: Callable[[], dt.datetime]
    people: People
    shelf: Shelf
    trail: Trail
    sessions: Sessions
    sign_ins: Allowance
    views: Allowance
    downloads: Allowance
    refusals: Allowance
    sign_in: SignIn
    whole: Whole | None = None
    drawing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    _book_read: dt.datetime | None = None
    _read_for: Night | None = None
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def kind(self) -> str:
        """Of sign-in."""
        return self.sign_in.kind

    async def tonight(self) -> Night | None:
        """The newest pack's rows, with who has which of them now; None where there are none."""
        night = await self.shelf.tonight()
        if night is not None and self._is_old(night):
            async with self._reading:
                if self._is_old(night):
                    night.take(await asyncio.to_thread(self.book.taken))
                    self._book_read, self._read_for = self.clock(), night
        return night

    def changed(self) -> None:
        """Somebody took or left a row: read the book again before the next page."""
        self._book_read = None

    def _is_old(self, night: Night) -> bool:
        return self._book_read is None or self._read_for is not night or self.clock() - self._book_read > BOOK_IS_NEW_FOR
