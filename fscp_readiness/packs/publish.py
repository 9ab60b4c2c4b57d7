"""Putting a night's pack where people read it, so that what they find is always whole.

A pack is written beside the others in ``staging/``, seen onto the disk file by file, listed with its hashes in ``manifest.json``, moved
into ``packs/`` in one step, and only then pointed at by ``current.json``. Killed anywhere, or out of disk anywhere, readers keep the last
whole pack, and the next run clears up and does it again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeGuard

from fscp_readiness.history import disk
from fscp_readiness.history.audit import NOTHING, Head
from fscp_readiness.history.run_id import PATTERN

from .not_drawn import read_not_drawn
from .pdf import render
from .removed import REMOVED, taken_out
from .stale import stale_page
from .templates import draw

CURRENT, MANIFEST, PACKS, STAGING = "current.json", "manifest.json", "packs", "staging"
STALE_PAGES = ("stale.html", "stale.pdf")
FRESH, STALE = "fresh", "stale"
STALE_PAPER = """
@page { size: A4; margin: 15mm 16mm 16mm; font-family: Inter; font-size: 8pt; color: #55606b;
@bottom-left { content: "Inspection readiness: no pack of last night"; white-space: nowrap }
@bottom-right { content: "Page " counter(page) " of " counter(pages); white-space: nowrap } }
html { font-size: 9.6pt }
"""
LATER_NIGHT_FAILED = "A later night could not be published."


class CannotPublish(RuntimeError):
    """The disk would not take the pack: the last whole pack stands. Exit code 2, yours to fix."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


@dataclass(frozen=True)
class Identity:
    """What a pack is of.

    tables  table -> rows read
    source  fit to print: no path, no user, no password
    trail   the end of the audit trail before this night: a trail that was cut short later is known by it
    """

    run: str
    as_at: dt.date
    framework: str
    source: str
    code_version: str
    standards_version: str
    tables: Mapping[str, int]
    trail: Head = NOTHING


@dataclass(frozen=True)
class Published:
    """What became of a publication.

    path     the pack's folder
    new      False when this very pack was there already, whole
    pointed  current.json names this pack now; False for a day before the newest pack's
    state    fresh or stale, as current.json says
    """

    run: str
    as_at: dt.date
    path: Path
    new: bool
    pointed: bool
    state: str


@dataclass(frozen=True)
class Current:
    """current.json. ``since``: the night that could not be published, when stale; ``code``: why."""

    run: str
    as_at: dt.date
    path: str
    state: str = FRESH
    since: dt.date | None = None
    code: str | None = None

    def as_bytes(self) -> bytes:
        told = {
            "run": self.run, "as_at": self.as_at.isoformat(), "path": self.path, "state": self.state,
            "since": self.since.isoformat() if self.since else None, "code": self.code,
        }  # fmt: skip
        return _json(told)


def publish(out: Path, identity: Identity, write: Callable[[Path], object]) -> Published:
    """Publish one night's pack under ``out`` and point at it. One run at a time: hold the state folder's lock.

    write  fills an empty folder with the pack's files. It is not called when this run's pack is there already, whole and complete

    Raises CannotPublish when the disk is full or does not take it, and whatever ``write`` raises; the last whole pack then stands.
    """
    pack = out / PACKS / identity.run
    with _swept(out):
        new = not already_published(out, identity.run)
        if new:
            staged = out / STAGING / identity.run
            disk.make_folder(staged)
            write(staged)
            seal(staged, identity)
            _put_in_place(staged, pack)
        current = _point(out, identity.run, identity.as_at)
    return Published(identity.run, identity.as_at, pack, new, current.run == identity.run, current.state)


def shown_again(out: Path, run: str, as_at: dt.date) -> Published:
    """Point at a run's pack that is there already, whole, as ``publish`` does. Raises CannotPublish."""
    with _swept(out):
        current = _point(out, run, as_at)
    return Published(run, as_at, out / PACKS / run, False, current.run == run, current.state)


@contextmanager
def _swept(out: Path) -> Iterator[None]:
    """What stopped runs left is taken away before and after, also where this one stops. Raises CannotPublish when it is the disk."""
    try:
        sweep(out)
        yield
        sweep(out)
    except Exception as problem:
        _clear_up(out)
        if _is_the_disk(problem):
            raise _explained(problem) from None
        raise


def enough_room(out: Path, state: Path, *, free: int | None = None) -> None:
    """Stop before a night's work where its pack would not fit: three times the newest pack and its snapshot must be free.

    free  bytes free under ``out``; None asks the disk
    Raises CannotPublish DISK-108. The first night has nothing to go by, and is not stopped.
    """
    current = read_current(out)
    if current is None:
        return
    pack = out / current.path
    snapshots = state / "snapshots"
    held = [path for folder, pattern in ((pack, "*"), (snapshots, f"{current.run}*")) if folder.is_dir() for path in folder.rglob(pattern)]
    needed = 3 * sum(path.stat().st_size for path in held if path.is_file())
    there = shutil.disk_usage(out).free if free is None else free
    if there < needed:
        raise CannotPublish(
            f"The disk has {_megabytes(there)} free and a night may need {_megabytes(needed)}, three times the last one. Nothing was begun "
            "and the last whole pack stands. Make room and run again.",
            "DISK-108",
        )


def _megabytes(number: int) -> str:
    return f"{number / 1_000_000:,.1f} MB"


def already_published(out: Path, run: str) -> bool:
    """Is this run's pack there, whole and complete, and is nothing left to do but point at it? One that lacks a paper is made again."""
    pack = out / PACKS / run
    return pack.is_dir() and not verify(pack) and not read_not_drawn(pack)


def manifest_hash(pack: Path) -> str:
    """SHA-256 of a published pack's manifest, which holds those of all its files."""
    return _sha256(pack / MANIFEST)


def sweep(out: Path) -> None:
    """Take away what a run that was stopped left behind: everything in staging/, and pointers half written."""
    disk.remove_folder(out / STAGING)
    for name in (CURRENT, *STALE_PAGES):
        disk.remove(out / f".{name}.new")


def seal(folder: Path, identity: Identity) -> None:
    """See every file of a staged pack onto the disk and list it, with its SHA-256, in manifest.json.

    Raises ValueError for an empty pack or a link in it: neither may be published.
    """
    disk.keep_to_owner(folder)
    hashes: dict[str, str] = {}
    folders = [folder]
    for path in _walk(folder):
        if path.is_symlink():
            raise ValueError(f"{path.relative_to(folder).as_posix()} is a link: a pack holds files of its own only. [PUB-04]")
        if path.is_dir():
            disk.keep_to_owner(path)
            folders.append(path)
        else:
            disk.settle(path)
            hashes[path.relative_to(folder).as_posix()] = _sha256(path)
    if not hashes:
        raise ValueError("The pack holds no file. [PUB-05]")
    manifest = {
        "run": identity.run,
        "as_at": identity.as_at.isoformat(),
        "framework": identity.framework,
        "source": identity.source,
        "code_version": identity.code_version,
        "standards_version": identity.standards_version,
        "tables": dict(sorted(identity.tables.items())),
        "files": dict(sorted(hashes.items())),
        "audit_trail": {"entries": identity.trail.number, "seal": identity.trail.mac},
    }
    disk.write(folder / MANIFEST, _json(manifest))
    for each in reversed(folders):
        disk.settle_folder(each)


def verify(pack: Path) -> list[str]:
    """What is not right with a published pack, in sentences; none when it is whole. No value of any record is in them.

    A file that retention took out (removed.json) is not missing; whether removed.json is honest, the audit trail knows (audit verify).
    """
    try:
        manifest = json.loads((pack / MANIFEST).read_bytes())
        files = manifest["files"]
        run, hashes = str(manifest["run"]), {str(name): str(each) for name, each in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return [f"{MANIFEST} is missing or cannot be read."]
    problems = [] if run == pack.name else [f"{MANIFEST} is of run {run}, and the folder is {pack.name}."]
    found = set()
    for path in _walk(pack):
        name = path.relative_to(pack).as_posix()
        if path.is_symlink():
            problems.append(f"{name} is a link.")
        elif path.is_file() and name != MANIFEST:
            found.add(name)
    went = taken_out(pack)
    found -= {REMOVED}
    problems += [f"{name} is missing." for name in sorted(set(hashes) - found - set(went))]
    problems += [f"{name} is not listed in {MANIFEST}." for name in sorted(found - set(hashes))]
    for name in sorted(found & set(hashes)):
        try:
            same = _sha256(pack / name) == hashes[name]
        except OSError:
            same = False
        if not same:
            problems.append(f"{name} is not the file that was published.")
    return problems


def read_current(out: Path) -> Current | None:
    """What current.json says; None when there is none, or none that can be read."""
    try:
        told = json.loads((out / CURRENT).read_bytes())
        since = told.get("since")
        return Current(
            str(told["run"]),
            dt.date.fromisoformat(told["as_at"]),
            str(told["path"]),
            STALE if told.get("state") == STALE else FRESH,
            dt.date.fromisoformat(since) if since else None,
            str(told["code"]) if told.get("code") else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def mark_stale(out: Path, since: dt.date, code: str, sentence: str) -> bool:
    """Say, where people look, that the newest pack is not tonight's: current.json becomes stale and stale.html says why.

    since     the night that could not be published; while it stays so, the first such night is kept
    code      the reason's code
    sentence  the reason in a reader's words; nothing of any child

    False, and nothing is done, when there is no pack yet, or the newest pack is of that night or a later one.
    Raises CannotPublish when the disk does not take it.
    """
    current = read_current(out)
    if current is None or since <= current.as_at:
        return False
    first = min(since, current.since) if current.state == STALE and current.since else since
    stale = Current(current.run, current.as_at, current.path, STALE, first, code)
    try:
        _write_stale_pages(out, stale, sentence)
        disk.write_whole(out / CURRENT, stale.as_bytes())
    except OSError as problem:
        if _is_the_disk(problem):
            raise _explained(problem) from None
        raise
    return True


def _put_in_place(staged: Path, pack: Path) -> None:
    disk.make_folder(pack.parent)
    disk.settle_folder(pack.parent.parent)
    if pack.exists():  # damaged, or without a paper that can be drawn now
        disk.exchange_folders(staged, pack)
    else:
        disk.move_folder(staged, pack)


def _point(out: Path, run: str, as_at: dt.date) -> Current:
    """Point at this run, unless a later day's pack is pointed at; fresh again once the night that failed, or a later one, is there."""
    held = read_current(out) or _rebuilt(out)
    wanted = Current(run, as_at, f"{PACKS}/{run}")
    if held is not None:
        if held.as_at > as_at:
            wanted = Current(held.run, held.as_at, held.path, held.state, held.since, held.code)
        elif held.state == STALE and held.since is not None and held.since > as_at:
            wanted = Current(run, as_at, wanted.path, STALE, held.since, held.code)
    if wanted.state == STALE and held is not None and wanted.run != held.run:
        _write_stale_pages(out, wanted, LATER_NIGHT_FAILED)
    if read_current(out) != wanted:
        disk.write_whole(out / CURRENT, wanted.as_bytes())
    if wanted.state == FRESH:
        for name in STALE_PAGES:
            disk.remove(out / name)
    return wanted


def _rebuilt(out: Path) -> Current | None:
    """The pointer as it must have been, from the packs themselves, when current.json is lost: it never moves to an earlier day."""
    packs = out / PACKS
    whole = [each for each in sorted(packs.iterdir()) if PATTERN.fullmatch(each.name) and not verify(each)] if packs.is_dir() else []
    if not whole:
        return None
    newest = max(whole, key=lambda each: each.name[:10])
    return Current(newest.name, dt.date.fromisoformat(newest.name[:10]), f"{PACKS}/{newest.name}")


def _clear_up(out: Path) -> None:
    try:
        sweep(out)
    except OSError:
        return  # the next run sweeps before it begins


def _is_the_disk(problem: Exception) -> TypeGuard[OSError]:
    return isinstance(problem, OSError) and disk.why(problem) is not None


def _explained(problem: OSError) -> CannotPublish:
    reason, number = disk.why(problem) or ("", 0)
    return CannotPublish(
        f"The pack could not be written: {reason}. The last whole pack stands. Put that right and run again.", f"DISK-{number}"
    )


def _write_stale_pages(out: Path, stale: Current, sentence: str) -> None:
    """stale.html and stale.pdf, the same words in both; only the screen's has links, to the papers that lie beside it."""
    assert stale.since is not None
    view = stale_page(stale.since, stale.as_at, stale.run, stale.path, stale.code or "", sentence, read_not_drawn(out / stale.path))
    view = replace(view, links=tuple((words, address) for words, address in view.links if (out / address).is_file()))
    screen, paper = (draw("stale/page.html", view=view, paper=each) for each in (False, True))
    for name, content in zip(STALE_PAGES, (screen.encode(), _as_pdf(paper, stale.run)), strict=True):
        disk.write_whole(out / name, content)


@lru_cache(maxsize=8)
def _as_pdf(page: str, identifier: str) -> bytes:
    return render(page, STALE_PAPER, identifier=identifier)


def _walk(folder: Path) -> Iterator[Path]:
    """Every folder and file below, in one order on every machine; links are named and not followed."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        yield entry
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
