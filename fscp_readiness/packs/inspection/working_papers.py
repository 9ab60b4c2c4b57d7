"""working_papers.xlsx: what stands beside Annex A in the bundle, a sheet each. Text is written as text: no name becomes a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_DATE: Final = "dd/mm/yyyy"
_WIDEST, _NARROWEST = 60, 9


@dataclass(frozen=True)
class Paper:
    """One sheet: its title, what it is in a sentence or more, its headings, and its rows."""

    title: str
    said: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def paper_of(title: str, said: Sequence[str], frame: pd.DataFrame) -> Paper:
    """A frame as a sheet, its column names as headings in words."""
    headings = tuple(str(name).replace("_", " ").capitalize() for name in frame.columns)
    return Paper(title, tuple(said), headings, tuple(frame.astype("object").itertuples(index=False, name=None)))


def working_papers(papers: Sequence[Paper], title: str, marking: str, made_for: dt.date) -> bytes:
    """The workbook's bytes, the same for the same papers. ``made_for``: the day that stands in its properties."""
    content = BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": title, "comments": marking, "company": "", "created": dt.datetime.combine(made_for, dt.time())})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": _DATE, "align": "left", "valign": "top"})
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for paper in papers:
        sheet = book.add_worksheet(paper.title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{title}&R{marking}".replace("& ", "&& ")[:255])
        top = _head(sheet, paper, bold, heading)
        for at, row in enumerate(paper.rows, start=top + 1):
            for place, value in enumerate(row):
                _write(sheet, at, place, value, day, plain)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        if paper.rows:
            sheet.autofilter(top, 0, top + len(paper.rows), len(paper.headings) - 1)
    book.close()
    return content.getvalue()


def _head(sheet: Worksheet, paper: Paper, bold: Format, heading: Format) -> int:
    """Title, sentences and headings; gives the row of the headings."""
    sheet.write_string(0, 0, paper.title, bold)
    for at, sentence in enumerate(paper.said, start=1):
        sheet.write_string(at, 0, sentence)
    top = len(paper.said) + 2
    for place, text in enumerate(paper.headings):
        longest = max([len(text), *(len(str(row[place])) for row in paper.rows if not _blank(row[place]))])
        sheet.set_column(place, place, min(max(longest + 2, _NARROWEST), _WIDEST))
        sheet.write_string(top, place, text, heading)
    return top


def _write(sheet: Worksheet, row: int, column: int, value: object, day: Format, plain: Format) -> None:
    if _blank(value):
        return
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), day)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value), plain)


def _blank(value: object) -> bool:
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]
