"""A folder of one file per SSD or ext_ table, CSV or Parquet. Only regular files directly inside it are read, each exactly once."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Set
from pathlib import Path

import numpy as np

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import Table
from fscp_readiness.vocabulary import Done

from . import delimited, ssd
from .columns_seen import Seen, covered, renamed
from .extract import Account, Extract
from .problems import SourceProblem
from .room import Room
from .text_table import TableRefused, TextTable, heading

KINDS = (".csv", ".parquet")


def read(
    folder: Path, sources: Sources, *, as_at: dt.date, extracted_on: dt.date, previously_empty: Set[str], room: Room | None = None
) -> Extract:
    """The folder as an Extract. Raises SourceProblem where it cannot be listed, has no room or holds no usable ssd_person."""
    account = Account()
    by_table = _by_table(folder, account)
    if room is not None:
        room.of_files(files[0] for files in by_table.values())
    found = {table: ssd.Found(files[0].name, _reader(table, files, sources, previously_empty)) for table, files in by_table.items()}
    return ssd.assemble(
        found, sources, account, as_at=as_at, extracted_on=extracted_on, previously_empty=previously_empty, source_name=folder.name
    )


def content_hash(folder: Path, room: Room | None = None) -> str | None:
    """The hash that the folder's Extract will have, with no row of it held; None where two files are called by one table.

    Where a file is refused as it is read, the Extract has another. Raises SourceProblem for what has no room, OSError for what cannot
    be opened.
    """
    by_table = _by_table(folder, Account())
    if any(len(files) > 1 for files in by_table.values()):
        return None
    if room is not None:
        room.of_files(files[0] for files in by_table.values())
    return ssd.content_hash({table: _digest(files[0]) for table, files in by_table.items()})


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _by_table(folder: Path, account: Account) -> dict[str, list[Path]]:
    """SSD or ext_ table -> the files that are called by it; what is none is written down. Raises SourceProblem FILE-21."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        raise SourceProblem(
            "FILE-21", f"The folder {folder.name} cannot be listed. Is its share reachable, and may this account read it?"
        ) from None
    by_table: dict[str, list[Path]] = defaultdict(list)
    names = {table.source for table in ssd.DECLARED}
    for path in paths:
        table = heading(path.stem)
        if path.name.startswith((".", "~$")):
            continue
        if path.is_symlink() and path.suffix.lower() in KINDS:
            account.refuse(
                table, path.name, "FILE-50", "A link to somewhere else, not a file; put the file itself here.", done=Done.ROW_REFUSED
            )
        elif path.suffix.lower() in KINDS and path.is_file() and table in names:
            by_table[table].append(path)
        elif path.suffix.lower() in KINDS and not path.is_file() and table in names:
            account.refuse(
                table, path.name, "FILE-50", "Not a file (a folder or a device); put the file itself here.", done=Done.ROW_REFUSED
            )
        else:
            account.ignored.append(("", path.name, ""))
    return by_table


def look_at(folder: Path, sources: Sources) -> Iterator[Seen]:
    """Each table of the folder that lacks a column, holds more than is read or cannot be opened, and what looks like a missing column.

    The others are counted.
    """
    whole = 0
    for table, text in each_table(folder, sources):
        if isinstance(text, SourceProblem | TableRefused):
            yield Seen(False, f"{table.source}: {text.sentence} [{text.code}]")
            continue
        there = {heading(name) for name in text.columns}
        seen = covered(table, there, sources)
        whole += seen.fine and not seen.note
        if seen.note or not seen.fine:
            yield seen
        yield from renamed(table, there, sources)
    yield Seen(True, f"tables that hold every column that is read, and no other: {whole}")


def each_table(folder: Path, sources: Sources) -> Iterator[tuple[Table, TextTable | SourceProblem | TableRefused]]:
    """Each declared table that a file of the folder is called by, as text, or why it cannot be read."""
    declared = {table.source: table for table in ssd.DECLARED}
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        table = declared.get(heading(path.stem))
        if table is None or path.suffix.lower() not in KINDS or path.is_symlink() or not path.is_file() or not path.stat().st_size:
            continue
        try:
            yield table, _reader(table.source, [path], sources, frozenset())(Account())[0]
        except (SourceProblem, TableRefused) as problem:
            yield table, problem


def _reader(table: str, files: list[Path], sources: Sources, previously_empty: Set[str]):  # type: ignore[no-untyped-def]
    def read_one(account: Account) -> tuple[TextTable, str]:
        contents = [_content(path) for path in files]
        digests = [hashlib.sha256(content).hexdigest() for content in contents]
        if len(set(digests)) > 1:
            names = ", ".join(path.name for path in files)
            raise TableRefused(
                "FILE-22", f"{len(files)} different files are all called {table}: {names}. Leave the right one in the folder."
            )
        if len(files) > 1:
            account.notes.append(f"{table}: {len(files)} files with the same content; one was read")
        path, content = files[0], contents[0]
        if not content and (sources.empty_allowed(table) or table in previously_empty):
            return TextTable(columns={}, row_numbers=np.array([], dtype=np.int64), rows_read=0), digests[0]
        if path.suffix.lower() == ".parquet":
            from . import columnar

            return columnar.read(content), digests[0]
        text, wrong, notes = delimited.read(content, skip=sources.skip_rows.get(table, 0))
        account.notes.extend(f"{path.name}: {note}" for note in notes)
        if wrong:
            account.refuse(
                table,
                path.name,
                "FILE-25",
                "The row does not have as many fields as there are headings.",
                rows=wrong,
                done=Done.ROW_REFUSED,
            )
        return text, digests[0]

    return read_one


def _content(path: Path) -> bytes:
    """The file's bytes, read once: what is hashed is what is parsed. Raises SourceProblem where the file changed meanwhile."""
    try:
        before = path.stat()
        content = path.read_bytes()
        after = path.stat()
    except OSError:
        raise TableRefused(
            "FILE-51",
            f"{path.name} cannot be opened; is it open in Excel? The other tables are read. Close it, then run the night again.",
        ) from None
    if _stamp(before) != _stamp(after) or len(content) != after.st_size:
        raise SourceProblem(
            "FILE-24",
            f"{path.name} changed while it was read: it is still being copied. Nothing was taken from it. "
            "Run the night again once the copy has ended.",
        )
    return content


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
