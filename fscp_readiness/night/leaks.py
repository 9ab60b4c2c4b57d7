"""Unmistakable words planted where names, addresses and notes stand, and the hunt for them in everything that a night leaves behind."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from fscp_readiness.tables.declare import Type
from fscp_readiness.tables.register import KNOWN

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_MARK: Final = re.compile(rb"zqxjv([a-z]{2})wk", re.IGNORECASE)
_IN_BASE64: Final = [base64.b64encode(b"\0" * shift + b"Zqxjv")[-(-shift * 8 // 6) : (shift + 5) * 8 // 6] for shift in range(3)]
"""The mark's beginning as it stands in base 64, at each of the three places where it may begin."""
_DEEPEST: Final = 4

NOT_DECLARED: Final = ("free_notes", "carer_name")
"""Columns that no table declares, planted too: what is not read must not be found either."""


@dataclass(frozen=True)
class Leak:
    """One place where a planted word was found. ``field``: the source's column that it was planted in."""

    place: str
    field: str


def fields() -> tuple[str, ...]:
    """Every text column that holds something personal, as ``table.column`` of the source, also those that are left there unread, then those
    that nobody declares."""
    declared = [f"{table.source}.{column.source}" for table in KNOWN for column in table if column.personal and column.type is Type.TEXT]
    kept = [name for name in dict.fromkeys(declared) if not name.startswith("list_") and not name.endswith(".")]
    return (*kept, *(f"ssd_person.{name}" for name in NOT_DECLARED))


def mark(field: str, row: int) -> str:
    """The word planted in one cell. It says which column it is of, and looks like no word of any language."""
    number = fields().index(field)
    return f"Zqxjv{_LETTERS[number // 26]}{_LETTERS[number % 26]}wk{row}"


def plant(folder: Path) -> int:
    """Write a mark over every personal text of a folder of CSV tables, where it was blank too; gives how many cells."""
    planted = 0
    by_table: dict[str, list[str]] = {}
    for field in fields():
        table, _, column = field.partition(".")
        by_table.setdefault(table, []).append(column)
    for table, columns in by_table.items():
        path = folder / f"{table}.csv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as read:
            rows = list(csv.DictReader(read))
        for number, row in enumerate(rows, start=1):
            for column in columns:
                row[column] = mark(f"{table}.{column}", number)
                planted += 1
        with path.open("w", encoding="utf-8", newline="") as written:
            writer = csv.DictWriter(written, list(rows[0]) if rows else columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return planted


def hunt(folder: Path, allowed: Mapping[str, Iterable[str]]) -> tuple[list[Leak], int]:
    """Every planted word under a folder, in whatever it is wrapped, and how many files were looked at.

    allowed  a pattern of paths under ``folder`` -> the fields that may be found there
    """
    leaks: list[Leak] = []
    looked = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        for number in _MARK.findall(name.encode()):
            leaks.append(Leak(f"{name} (its name)", _field(number)))
        if not path.is_file() or path.is_symlink():
            continue
        looked += 1
        may = {field for pattern, of in allowed.items() if fnmatch(name, pattern) for field in of}
        leaks.extend(Leak(name, field) for field in sorted(found_in(path.read_bytes()) - may))
    return leaks, looked


def found_in(content: bytes) -> set[str]:
    """The fields whose marks a file holds: as it is, in two bytes a letter, in base 64, packed in a zip, gzip, PDF or Parquet."""
    found = set()
    for part in _opened(content, 0):
        found |= {_field(number) for number in _MARK.findall(part)} | {_field(number) for number in _MARK.findall(part.replace(b"\0", b""))}
        if any(piece in part for piece in _IN_BASE64):
            found.add("in base 64")
    return found


def _field(number: bytes) -> str:
    letters = number.lower().decode()
    which = _LETTERS.index(letters[0]) * 26 + _LETTERS.index(letters[1])
    known = fields()
    return known[which] if which < len(known) else "unknown"


def _opened(content: bytes, deep: int) -> Iterator[bytes]:
    yield content
    if deep == _DEEPEST:
        return
    for part in _wrapped(content):
        yield from _opened(part, deep + 1)


def _wrapped(content: bytes) -> Iterator[bytes]:
    """What lies inside, where the file is a wrapping that we know; nothing where it is not, or is damaged."""
    if content[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as held:
                yield "\n".join(held.namelist()).encode()
                yield from (held.read(name) for name in held.namelist())
        except (zipfile.BadZipFile, zlib.error, RuntimeError):
            return
    elif content[:2] == b"\x1f\x8b":
        try:
            yield gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            return
    elif content[:5] == b"%PDF-":
        from pypdfium2 import PdfiumError

        from fscp_readiness.packs.pdf import printed

        with suppress(PdfiumError):
            yield "\n".join(printed(content)).encode()
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue
    elif content[:4] == b"PAR1":
        import pyarrow.parquet as pq

        for row in pq.read_table(io.BytesIO(content)).to_pydict().values():
            yield "\n".join(str(value) for value in row).encode()
