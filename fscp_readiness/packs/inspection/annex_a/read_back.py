"""A workbook of Annex A read again as it stands, so that what is checked is what will be handed over; or the lists before they are one."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pandas as pd

from fscp_readiness.settings.annex_a import AnnexALayout, ListLayout
from fscp_readiness.tables import DATES

from .asking import AnnexAProblem
from .making import AnnexA
from .workbook import COMMENTS


@dataclass(frozen=True)
class Sheet:
    """One list as it stands in the workbook.

    headings  the first row, as it is
    frame     the rows below under our names, for the headings that are the layout's to the letter; days as dates, blank for none
    bad_days  how many cells of a column of days hold something else, by our name
    """

    layout: ListLayout
    headings: tuple[str, ...]
    frame: pd.DataFrame
    bad_days: dict[str, int]


@dataclass(frozen=True)
class ReadBack:
    """``sheets`` by list number, only those that are there; ``comments``: list, column's heading, rows and words."""

    sheets: dict[int, Sheet]
    comments: frozenset[tuple[str, str, int, str]]


def read_back(content: bytes, layout: AnnexALayout) -> ReadBack:
    """Read a workbook's bytes. Raises AnnexAProblem where they are no workbook."""
    try:
        book = openpyxl.load_workbook(BytesIO(content))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise AnnexAProblem("The file is not an Excel workbook that can be read; make the set again.", "ANX-04") from None
    sheets = {}
    for one in layout.lists:
        if one.sheet in book.sheetnames:
            rows = list(book[one.sheet].iter_rows(values_only=True))
            sheets[one.number] = _sheet(one, rows)
    said: set[tuple[str, str, int, str]] = set()
    if COMMENTS in book.sheetnames:
        rows_said = book[COMMENTS].iter_rows(min_row=5, max_col=4, values_only=True)
        said = {(str(one), str(column), _whole(count), str(comment)) for one, column, count, comment in rows_said if one}
    return ReadBack(sheets, frozenset(said))


def _whole(cell: object) -> int:
    return cell if isinstance(cell, int) else -1


def as_laid_out(made: AnnexA) -> ReadBack:
    """The set as its workbook would give it back, before one is written: the lists for every night's own checks, without the comments."""
    return ReadBack({number: _laid(each.layout, each.frame) for number, each in made.lists.items()}, frozenset())


def _laid(one: ListLayout, frame: pd.DataFrame) -> Sheet:
    kinds = {"date": DATES, "number": "Int64"}
    typed = {column.name: kinds.get(column.kind, "string") for column in one.columns}
    return Sheet(one, one.headings, frame[list(typed)].astype(typed), {})


def _sheet(one: ListLayout, rows: Sequence[Sequence[object]]) -> Sheet:
    headings = tuple("" if cell is None else str(cell) for cell in rows[0]) if rows else ()
    body = [row for row in rows[1:] if any(cell is not None for cell in row)]
    made: dict[str, pd.Series] = {}
    bad: dict[str, int] = {}
    for column in one.columns:
        if column.heading not in headings:
            continue
        at = headings.index(column.heading)
        cells = pd.Series([row[at] for row in body], dtype="object")
        if column.kind == "date":
            is_day = cells.map(lambda cell: hasattr(cell, "year"))
            bad[column.name] = int((cells.notna() & ~is_day.astype(bool)).sum())
            made[column.name] = cells.where(is_day.astype(bool), None).astype(DATES)
        elif column.kind == "number":
            made[column.name] = cells.where(cells.map(lambda cell: isinstance(cell, int)).astype(bool), None).astype("Int64")
        else:
            made[column.name] = cells.astype("string")
    return Sheet(one, headings, pd.DataFrame(made), bad)
