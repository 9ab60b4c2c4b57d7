"""Lists 10 and 11 where a regional adoption agency holds them: its file, read strictly, in the place of the list of our own records.

A file is taken whole or not at all. What is wrong with it is said by row and heading; no value of it is repeated.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from fscp_readiness.extracts import delimited, values, workbook
from fscp_readiness.extracts.problems import ExtractProblem
from fscp_readiness.extracts.text_table import TableRefused
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.settings.annex_a import AnnexALayout, ListColumn, ListLayout
from fscp_readiness.settings.inspection import SuppliedFile
from fscp_readiness.tables import Type

from .asking import Gap
from .making import AnnexA, Supplied, in_order

LARGEST = 20_000_000  # bytes
_SAID = 3
Rows = list[tuple[int, list[str | None]]]


@dataclass(frozen=True)
class _Refused(Exception):
    sentence: str


def with_supplied(made: AnnexA, files: Iterable[SuppliedFile], config: Path) -> AnnexA:
    """The set with each list that a file holds taken from it, or as it was, with what is wrong with the file.

    files   of config/inspection.toml; a relative path is one beside ``config``
    Restricted children of a supplied list are counted and not listed, as of any list.
    """
    for file in files:
        made = _supplied(made, file, config.parent / file.file)
    return made


def _supplied(made: AnnexA, file: SuppliedFile, path: Path) -> AnnexA:
    number = file.list
    if number not in made.lists:
        return made
    one = made.lists[number]
    try:
        frame = _read(_content(path), path.suffix.lower(), one.layout, made.layout)
    except _Refused as problem:
        said = f"{problem.sentence} The list is that of the council's own records; ask {file.by} for the file again [ANX-11]"
        refused = Gap(
            number, "", len(one.frame), f"A file supplied by {file.by} could not be used; the list is of the council's own records."
        )
        lists = {**made.lists, number: replace(one, gaps=(*one.gaps, refused))}
        return replace(made, lists=lists, supplied={**made.supplied, number: Supplied(file.by, file.as_at, said)})
    hidden = about_restricted(frame["child_id"], made.tables) if "child_id" in frame else pd.Series(False, index=frame.index)
    kept = in_order(frame[~hidden], one.layout)
    told = f"Supplied by {file.by}, as at {file.as_at:%d/%m/%Y}; not made from the council's own records."
    taken = replace(one, frame=kept, gaps=(Gap(number, "", len(kept), told),), left_out=int(hidden.sum()), made_from={})
    return replace(made, lists={**made.lists, number: taken}, supplied={**made.supplied, number: Supplied(file.by, file.as_at)})


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _Refused("The supplied file is far larger than such a list can be.")
        return path.read_bytes()
    except OSError:
        raise _Refused("The supplied file is not where config/inspection.toml says, or may not be read.") from None


def _read(content: bytes, suffix: str, one: ListLayout, layout: AnnexALayout) -> pd.DataFrame:
    """The list under our names, codes in Ofsted's words. Raises _Refused."""
    if suffix not in (".csv", ".xlsx"):
        raise _Refused("A supplied file is a .csv or an .xlsx.")
    dates = {_plain(column.heading) for column in one.columns if column.kind == "date"}
    try:
        headings, rows = _of_csv(content) if suffix == ".csv" else _of_workbook(content, one, dates)
    except (TableRefused, ExtractProblem) as problem:
        raise _Refused(problem.sentence) from None
    found = [_plain(text) for text in headings]
    lost = [column.heading for column in one.columns if _plain(column.heading) not in found]
    if lost:
        raise _Refused(f"The supplied file has no column headed {_named(lost)}; all {len(one.columns)} of list {one.number} are needed.")
    twice = [column.heading for column in one.columns if found.count(_plain(column.heading)) > 1]
    if twice:
        raise _Refused(f"The supplied file has two columns headed {_named(twice)}.")
    rows = [(number, cells) for number, cells in rows if any(cell for cell in cells)]
    made, wrong = {}, []
    for column in one.columns:
        at = found.index(_plain(column.heading))
        cells = np.array([cells[at] if at < len(cells) else None for _, cells in rows], dtype=object)
        made[column.name], bad = _typed(column, cells, layout)
        bad |= made[column.name].isna().to_numpy() if column.name == one.key else False
        wrong += [(row, column) for (row, _), is_bad in zip(rows, bad, strict=True) if is_bad]
    if wrong:
        first = "; ".join(f"row {row}, {column.heading!r}: {WANTED[column.kind]}" for row, column in wrong[:_SAID])
        raise _Refused(f"{len(wrong)} cells of the supplied file cannot be used: {first}{'; and others' if len(wrong) > _SAID else ''}.")
    return pd.DataFrame(made)


WANTED = {
    "date": "wanted a date, DD/MM/YYYY as everywhere in the column",
    "number": "wanted a whole number",
    "code": "wanted one of Ofsted's codes, with its prefix",
    "text": "wanted an identifier",
}


def _of_csv(content: bytes) -> tuple[list[str], Rows]:
    text, _ = delimited.decode(content)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise _Refused("A quotation mark of the supplied file is left open or closed in the wrong place.") from None
    if not rows:
        raise _Refused("The supplied file is empty.")
    wide = [number for number, row in enumerate(rows[1:], start=2) if row and len(row) != len(rows[0])]
    if wide:
        raise _Refused(f"Row {wide[0]} of the supplied file does not have as many fields as there are headings.")
    return rows[0], [(number, list(row)) for number, row in enumerate(rows[1:], start=2)]


def _of_workbook(content: bytes, one: ListLayout, dates: set[str]) -> tuple[list[str], Rows]:
    sheets = workbook.read(content, "The supplied file")
    named = [sheet for sheet in sheets if sheet.title == one.sheet]
    chosen = named or sheets
    if len(chosen) != 1 or not chosen[0].rows:
        raise _Refused(f"The supplied workbook has {len(sheets)} sheets and none called {one.sheet}, or nothing on it.")
    (_, top), *body = chosen[0].rows
    headings = [workbook.as_text(cell, date=False) or "" for cell in top]
    is_date = [_plain(text) in dates for text in headings] + [False] * max((len(cells) for _, cells in body), default=0)
    return headings, [(row, [workbook.as_text(cell, date=is_date[at]) for at, cell in enumerate(cells)]) for row, cells in body]


def _typed(column: ListColumn, cells: np.ndarray, layout: AnnexALayout) -> tuple[pd.Series, np.ndarray]:
    """The values, and which cells could not be used."""
    if column.kind == "date":
        typed = values.dates(cells, Type.DATE, may_be_open=False, personal=column.name == "born_on")
    elif column.kind == "number":
        typed = values.numbers(cells, Type.INTEGER)
    elif column.kind == "code":
        words = {**{_plain(code): said for code, said in layout.codes[column.codes].items()},
                 **{_plain(said): said for said in layout.codes[column.codes].values()}}  # fmt: skip
        typed = values.spread(cells, _reader(words), Type.CODE)
    else:
        typed = values.identifiers(cells)
    return typed.values, np.array([bool(fault) for fault in typed.fault], dtype=bool)


def _reader(words: dict[str, str]) -> Callable[[str], tuple[str | None, str]]:
    def read(text: str) -> tuple[str | None, str]:
        if not text.strip():
            return None, ""
        said = words.get(_plain(text))
        return said, "" if said else values.Fault.UNREADABLE

    return read


def _plain(text: str) -> str:
    """A heading or code whatever its case, spaces and kind of quotation mark."""
    return re.sub(r"\s+", " ", text.replace("\ufeff", "").replace("\xa0", " ").replace("\u2019", "'")).strip().casefold()


def _named(headings: Sequence[str]) -> str:
    more = f" and {len(headings) - _SAID} more" if len(headings) > _SAID else ""
    return ", ".join(repr(heading) for heading in headings[:_SAID]) + more
