"""The history kept safe: backed up, put back, and, when the file is found damaged, put back without anybody being woken.

A backup counts only once what was written has been read again and opened. A restore is on the disk, whole and verified, before the present
file is touched; that one is kept beside under another name; and a restore that was stopped is finished by whoever opens the history next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from . import backups, disk, engines
from .audit import NOTHING, Event, Head, lost, unknown
from .backups import Opened
from .copying import copy_all, tables
from .state import BACKUPS, HISTORY_FILE, State, StateRefused, saying_why
from .store import Store, open_store
from .switch import switched

DAILY: Final = 14
MONTHLY: Final = 6
_MAKING: Final = ".making"


@dataclass(frozen=True)
class Backup:
    """One backup, verified. entries: how long the audit trail in it is; gone: names of older ones that were deleted."""

    path: Path
    made_on: dt.date
    size: int
    entries: int
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restored:
    """What was put back. aside: the name of the file that it replaced; blank where there was none. unknown: packs that know more."""

    made_on: dt.date
    aside: str
    unknown: int
    skipped: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """For a person."""
        words = [f"The history was put back as it was in the backup of {self.made_on.isoformat()}."]
        words += [f"{self.unknown} published packs know of later nights, which it does not hold."] if self.unknown else []
        words += [f"What was there before is kept as {self.aside} in the state folder."] if self.aside else []
        words += [f"Not used, because they do not open: {', '.join(self.skipped)}."] if self.skipped else []
        return " ".join(words)


def folder_of(state: State, folder: Path | None = None) -> Path:
    """Where the backups are: ``folder``, or backups/ in the state folder."""
    return folder or state.folder / BACKUPS


def backup(state: State, made_on: dt.date, folder: Path | None = None, anchors: Sequence[Head] = ()) -> Backup:
    """Back the history up, from SQLite or PostgreSQL, and delete what is older than fourteen days and six months of them.

    made_on  the day it is named for; another of the same day is replaced
    anchors  heads that published packs hold: a history whose end is missing is not backed up over a good one

    Raises StateRefused when the history is not whole, what was written does not open again, or the disk will not take it.
    """
    where = folder_of(state, folder)
    path = where / backups.name_of(made_on)
    with saying_why("The backup"):
        disk.make_folder(where)
        for left in where.glob(".history-*.backup.new"):  # by a run that was stopped
            disk.remove(left)
        new = path.with_name(f".{path.name}.new")
        disk.write(new, backups.sealed(state.key, made_on, _copied(state, anchors)))
        written = new.read_bytes()
        trail = backups.opened(state.key, written, path.name).trail
        disk.replace(new, path)
        gone = to_delete(backups.found(where))
        for day in gone:
            disk.remove(where / backups.name_of(day))
    return Backup(path, made_on, len(written), len(trail), tuple(backups.name_of(day) for day in gone))


def is_backed_up(state: State, made_on: dt.date, head: Head) -> bool:
    """Is there a backup of that day that opens, and does it hold the audit trail to its present end?"""
    path = folder_of(state) / backups.name_of(made_on)
    try:
        trail = backups.opened(state.key, path.read_bytes(), path.name).trail
    except (StateRefused, OSError):
        return False
    return head == (Head(trail[-1].number, trail[-1].mac) if trail else NOTHING)


def to_delete(days: Collection[dt.date]) -> list[dt.date]:
    """Of the days that backups are of, those neither among the newest fourteen nor the first of one of the newest six months."""
    held = sorted(days)
    firsts = {(day.year, day.month): day for day in reversed(held)}
    keep = {*held[-DAILY:], *(firsts[month] for month in sorted(firsts)[-MONTHLY:])}
    return [day for day in held if day not in keep]


def age_of_newest_backup(state: State, as_at: dt.date, folder: Path | None = None) -> int | None:
    """Days from the newest backup's day to ``as_at``: 0 tonight's, 1 last night's, more when one was missed; None where there is none."""
    days = list(backups.found(folder_of(state, folder)))
    return max(0, (as_at - days[0]).days) if days else None


def newest_whole(state: State, folder: Path | None = None) -> tuple[Opened, tuple[str, ...]]:
    """The newest backup that opens and is whole, and the names of newer ones that are not: the drill, and the first half of a restore.

    Raises StateRefused when none is.
    """
    skipped: list[str] = []
    for path in backups.found(folder_of(state, folder)).values():
        try:
            return backups.opened(state.key, path.read_bytes(), path.name), tuple(skipped)
        except (StateRefused, OSError):
            skipped.append(path.name)
    tried = f"None of the {len(skipped)} backups opens." if skipped else "There is no backup."
    raise StateRefused(f"{tried} Nothing was changed. Name one that is kept elsewhere with 'store restore --from FILE'.", "BAK-04")


def restore(state: State, file: Path, said_at: str, who: str, anchors: Sequence[Head] = ()) -> Restored:
    """Put one backup in the place of the present history. The caller holds the state folder's lock.

    said_at, who  for the entry RESTORED in the audit trail
    anchors       heads that published packs hold; those the backup does not know are named in that entry, so that they are not missed later

    Raises StateRefused, with nothing changed, when the backup is not whole or the history lives in PostgreSQL.
    """
    try:
        content = file.read_bytes()
    except OSError:
        raise StateRefused(
            f"{file.name} is not there or may not be read. Give the path of a backup that this account may read.", "BAK-05"
        ) from None
    return _put_back(state, backups.opened(state.key, content, file.name), said_at, who, anchors)


def recover(state: State, said_at: str, who: str, anchors: Sequence[Head] = (), folder: Path | None = None) -> Restored:
    """Put the newest backup that is whole in the place of a history that was found damaged or cut off; ``sentence`` says what was done.

    Raises StateRefused, with nothing changed, when there is none.
    """
    newest, skipped = newest_whole(state, folder)
    done = _put_back(state, newest, said_at, who, anchors)
    return Restored(done.made_on, done.aside, done.unknown, skipped)


def _put_back(state: State, found: Opened, said_at: str, who: str, anchors: Sequence[Head]) -> Restored:
    if switched(state):
        raise StateRefused(
            "The history lives in PostgreSQL, which is restored by its own means. Or restore into an empty state folder that holds the "
            "key.json, and move that into an empty database.",
            "BAK-06",
        )
    path = state.folder / HISTORY_FILE
    making = engines.beside(path, _MAKING)
    _clear(making)
    disk.write(making, found.database)
    missing = unknown(state.key, found.trail, anchors)
    store = Store(engines.sqlite(making))
    try:
        store.migrate()
        about = (
            f"from the backup of {found.made_on.isoformat()}, {len(found.trail)} entries; packs that know more: {lost(missing) or 'none'}"
        )
        store.write_down(state.key, said_at, Event.RESTORED, who, about)
        with store.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    finally:
        store.close()
    disk.settle(making)
    aside = _kept_aside(path)
    disk.replace(making, engines.beside(path, engines.RESTORED))
    engines.put_in_place(path)
    return Restored(found.made_on, aside, len(missing))


def _kept_aside(path: Path) -> str:
    """A copy of the present file, and of what was written after it, under the next free name: nothing is missing meanwhile."""
    if not path.exists():
        return ""
    number = 1
    while (aside := path.with_name(f"history.aside-{number}.sqlite")).exists():
        number += 1
    log = engines.beside(path, "-wal")
    if log.exists():
        disk.write(engines.beside(aside, "-wal"), log.read_bytes())
    disk.write_whole(aside, path.read_bytes())
    return aside.name


def _copied(state: State, anchors: Sequence[Head]) -> bytes:
    """The whole history as the bytes of one SQLite file."""
    making = state.folder / f".{HISTORY_FILE}{_MAKING}"
    _clear(making)
    store = open_store(state, anchors=anchors)
    try:
        making.touch(mode=disk.OWNER_ONLY_FILE)
        if store.engine.dialect.name == "sqlite":
            with engines.saying_why_not("The backup"), store.engine.connect() as connection:
                connection.connection.driver_connection.execute("VACUUM INTO ?", (str(making),))  # type: ignore[union-attr]
        else:
            _copied_from_postgresql(store, making)
        return making.read_bytes()
    finally:
        store.close()
        _clear(making)


def _copied_from_postgresql(store: Store, making: Path) -> None:
    copy = Store(engines.sqlite(making))
    try:
        copy.migrate()
        with store.engine.connect() as source, engines.for_writing(copy.engine).begin() as target:
            copy_all(source, target, tables(source))
        with copy.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]
    finally:
        copy.close()


def _clear(path: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        disk.remove(engines.beside(path, tail))
