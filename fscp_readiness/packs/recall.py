"""Which papers list a child: looked for in the rows of every pack, in bundles, in workbooks that went out and came back.

Asked when a child was forgotten or became restricted, by the one person who may: the answer names files and days, and is on no page.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

_ZIPPED: Final = (".xlsx", ".zip")
_READ: Final = (".csv", ".html", ".txt", ".json", ".xml", ".rels")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACES: Final = ("packs", "latest", "inspection", "inbox")


@dataclass(frozen=True)
class Paper:
    """One pack, bundle or workbook that lists the child. ``files``: by name in it; ``of``: its day, or None; ``goes_on``: when it goes."""

    path: str
    files: tuple[str, ...]
    of: dt.date | None
    goes_on: dt.date | None


def papers_with(out: Path, ids: Collection[str], months: int) -> list[Paper]:
    """The papers under ``out`` that list one of these children, the newest first.

    months  how long papers are kept (Retention.papers_months)
    A pack whose rows list a child is named as a whole: its pages in leadership/ and its worklists may list the child too.
    """
    found = []
    for path in _papers(out):
        files = tuple(sorted(name for name, content in _contents(path) if names(content, ids)))
        if files:
            named = _DAY.search(path.relative_to(out).as_posix())
            of = dt.date.fromisoformat(named[0]) if named else None
            goes = (pd.Timestamp(of) + pd.DateOffset(months=months)).date() if of and path.parts[-2] != "latest" else None
            found.append(Paper(path.relative_to(out).as_posix(), files, of, goes))
    return sorted(found, key=lambda each: (each.of or dt.date.max, each.path), reverse=True)


def names(content: bytes, ids: Collection[str]) -> bool:
    """Does a file's content name one of these children? An id counts as a whole word, whatever its case."""
    found = content.lower()
    return any(re.search(rb"(?<![\w-])" + re.escape(each.strip().lower().encode()) + rb"(?![\w-])", found) for each in ids if each.strip())


def _papers(out: Path) -> Iterator[Path]:
    for place in _PLACES:
        folder = out / place
        if not folder.is_dir():
            continue
        whole = place in ("packs", "inspection")
        yield from (path for path in sorted(folder.iterdir() if whole else folder.rglob("*")) if path.is_dir() == whole)


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    for each in files:
        name = each.relative_to(path).as_posix() if path.is_dir() else each.name
        if each.suffix.lower() in (*_ZIPPED, *_READ) and not each.is_symlink():
            yield from ((name, content) for content in _unpacked(each.name, each.read_bytes()))


def _unpacked(name: str, content: bytes) -> Iterator[bytes]:
    if not name.lower().endswith(_ZIPPED):
        yield content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            for inner in held.namelist():
                if inner.lower().endswith((*_ZIPPED, *_READ)):
                    yield from _unpacked(inner, held.read(inner))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        yield content
