"""What every page needs, in one place: the settings, the readers, the night's rows, the book of exceptions, the trail, the clock."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fscp_readiness.history import State, Store
from fscp_readiness.history.exceptions import Book, Request
from fscp_readiness.history.state import HISTORY_FILE, SWITCH_FILE
from fscp_readiness.settings.load import Settings
from fscp_readiness.vocabulary import ExceptionState

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
    history: tuple[int, bool] = (0, False)
    _book_read: dt.datetime | None = None
    _read_for: Night | None = None
    _of_flag: dict[str, list[Request]] = field(default_factory=dict)
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def kind(self) -> str:
        """Of sign-in."""
        return self.sign_in.kind

    def same_history(self) -> bool:
        """Is the history still the one that was opened? One put back from a backup or moved meanwhile is read after a new start."""
        return self.history == history_of(self.state)

    async def tonight(self) -> Night | None:
        """The newest pack's rows, with who has which of them now and what was asked; None where there are none."""
        night = await self.shelf.tonight()
        if night is not None and self._is_old(night):
            async with self._reading:
                if self._is_old(night):
                    night.take(*await asyncio.to_thread(self._read_book, night.as_at))
                    self._book_read, self._read_for, self._of_flag = self.clock(), night, {}
        return night

    def _read_book(self, as_at: dt.date) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
        asked = {each.flag: str(ExceptionState.ASKED) for each in self.book.waiting(as_at)}
        return self.book.taken(), asked | {each.flag: str(ExceptionState.AGREED) for each in self.book.agreed(as_at)}

    async def of_flag(self, flag: str) -> list[Request]:
        """Every request about one flag, the newest first, as the book was when it was last read."""
        if flag not in self._of_flag:
            self._of_flag[flag] = await asyncio.to_thread(self.book.of_flag, flag)
        return self._of_flag[flag]

    def changed(self) -> None:
        """Somebody took or left a row, or asked or decided: read the book again before the next page."""
        self._book_read = None

    def _is_old(self, night: Night) -> bool:
        return self._book_read is None or self._read_for is not night or self.clock() - self._book_read > BOOK_IS_NEW_FOR


def history_of(state: State) -> tuple[int, bool]:
    """Which file the history is, and whether it was moved from the folder."""
    try:
        return (state.folder / HISTORY_FILE).stat().st_ino, (state.folder / SWITCH_FILE).exists()
    except OSError:
        return 0, (state.folder / SWITCH_FILE).exists()
