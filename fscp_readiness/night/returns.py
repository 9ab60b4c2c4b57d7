"""Workbooks that came back into ``inbox/``: what they ask is asked, and each is put by with a receipt of what became of it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from fscp_readiness.history import default_folder, disk, locked, open_state, open_store
from fscp_readiness.history.audit import Event
from fscp_readiness.history.exceptions import Book, NotAllowed, Person
from fscp_readiness.history.exceptions.book import Found
from fscp_readiness.history.state import State
from fscp_readiness.history.store import Store
from fscp_readiness.packs.publish import PACKS, Current, read_current
from fscp_readiness.packs.worklists import flat
from fscp_readiness.packs.worklists.latest import INBOX
from fscp_readiness.packs.worklists.returned import IGNORED, LARGEST, REFUSED, Asking, Said, Unreadable, read_returned
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.problems import ConfigProblem

READ: Final = "read"
ASKED, UNREADABLE = "asked", "unreadable"
RECEIPT: Final = ("sheet", "row", "column", "outcome", "code", "sentence")


@dataclass(frozen=True)
class Receipt:
    """What became of one workbook. said: one thing a line, in the sheet's order; ``path``: where the receipt lies."""

    name: str
    path: Path
    said: tuple[Said, ...]

    def counts(self) -> dict[str, int]:
        counted = Counter(each.outcome for each in self.said)
        return {outcome: counted[outcome] for outcome in (ASKED, REFUSED, IGNORED, UNREADABLE)}


def import_returns(
    out: Path, person: Person, said_at: str, settings: Settings, files: Sequence[Path] = (), state: Path | None = None
) -> list[Receipt]:
    """Read workbooks and ask what they ask, as this person, of the findings of the newest pack.

    said_at  when, by the caller's clock
    files    those to read; none: every .xlsx of ``inbox/``, which is moved to ``inbox/<team>/read/`` with its receipt

    Raises ConfigProblem where there is no pack or a file is not there, NoWorklist where the pack holds no list, AnotherRun.
    """
    current = read_current(out)
    if current is None:
        raise ConfigProblem(
            "No pack is published under --out yet, so there is no list that a workbook could be about. Run fscp-readiness nightly first.",
            "WRK-08",
        )
    newest = flat.read_worklist(out / current.path)
    opened = open_state(state or default_folder(out), make=False)
    waiting = [*files] or list(_waiting(out))
    for path in waiting:
        if not path.is_file():
            raise ConfigProblem(f"{path.name} is not there, or is no file. Give the path of a workbook.", "WRK-09")
    with locked(opened, started="to read what came back"):
        store = open_store(opened)
        try:
            book = Book(store, opened.key, settings.service.exceptions)
            desk = _Desk(out, current, newest, opened, store, book, person, said_at)
            return [desk.take_in(path) for path in waiting]
        finally:
            store.close()


def _waiting(out: Path) -> Iterator[Path]:
    """Workbooks in the teams' inboxes; not what a spreadsheet program keeps beside an open one, and no links."""
    top = out / INBOX
    for folder in sorted(top.iterdir()) if top.is_dir() else ():
        if folder.is_dir() and not folder.is_symlink():
            for path in sorted(folder.iterdir()):
                if path.suffix.lower() == ".xlsx" and path.is_file() and not path.is_symlink() and not path.name.startswith(("~$", ".")):
                    yield path


@dataclass(frozen=True)
class _Desk:
    out: Path
    current: Current
    newest: pd.DataFrame
    state: State
    store: Store
    book: Book
    person: Person
    said_at: str

    def take_in(self, path: Path) -> Receipt:
        """Read one workbook, ask what it asks, and put it by with its receipt."""
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b"\0" * (LARGEST + 1)
        try:
            returned = read_returned(content, "The workbook", self.state.key, self.newest, self._sent)
        except Unreadable as problem:
            said: tuple[Said, ...] = (Said("", 0, "", UNREADABLE, problem.sentence, problem.code),)
        else:
            said = (*(self._ask(each) for each in returned.asking), *returned.said)
        receipt = Receipt(path.name, self._put_by(path), tuple(sorted(said, key=lambda each: (each.sheet, each.row, each.outcome))))
        about = ", ".join(f"{outcome} {number}" for outcome, number in receipt.counts().items() if number) or "nothing asked"
        self.store.write_down(
            self.state.key, self.said_at, Event.WORKLIST_RETURNED, self.person.who,
            f"workbook {hashlib.sha256(content).hexdigest()[:16]}: {about}",
        )  # fmt: skip
        self._file(path, receipt)
        return receipt

    def _sent(self, run: str) -> pd.DataFrame | None:
        try:
            return flat.read_worklist(self.out / PACKS / run)
        except flat.NoWorklist:
            return None

    def _ask(self, asking: Asking) -> Said:
        row = self.newest[self.newest["flag"].eq(asking.flag)].iloc[0]
        told = {name: "" if pd.isna(row[name]) else str(row[name]) for name in Found.__dataclass_fields__ if name != "team"}
        finding = Found(**told, team=str(row["team_id"]))
        try:
            number = self.book.ask(self.person, finding, asking.reason, asking.until, self.said_at, self.current.as_at)
        except NotAllowed as problem:
            return Said(asking.sheet, asking.row, "", REFUSED, problem.sentence, problem.code)
        sentence = f"Asked for until {asking.until.day} {asking.until:%B %Y}, as request {number}. Somebody more senior decides."
        return Said(asking.sheet, asking.row, "", ASKED, sentence, "")

    def _put_by(self, path: Path) -> Path:
        """Where the receipt goes: to what was read, in the inbox; beside the file, anywhere else."""
        folder = path.parent / READ if path.parent.parent == self.out / INBOX else path.parent
        name = next(name for name in _names(path.stem) if not (folder / f"{name}.receipt.csv").exists())
        return folder / f"{name}.receipt.csv"

    def _file(self, path: Path, receipt: Receipt) -> None:
        disk.make_folder(receipt.path.parent)
        disk.write_whole(receipt.path, as_csv(receipt.said))
        if receipt.path.parent != path.parent:
            disk.replace(path, receipt.path.with_name(receipt.path.name.replace(".receipt.csv", ".xlsx")))


def _names(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def as_csv(said: Iterable[Said]) -> bytes:
    """A receipt: our own words alone, so that nothing in it is a formula or a child's data."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(RECEIPT)
    sheet.writerows((each.sheet, each.row or "", each.column, each.outcome, each.code, each.sentence) for each in said)
    return "\ufeff".encode() + text.getvalue().encode()
