"""The set as a workbook: a sheet a list with Ofsted's headings in its first row, and a sheet of comments that says what is lacking."""

from __future__ import annotations

import datetime as dt
import textwrap
from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .asking import AnnexAProblem
from .making import AnnexA, MadeList

COMMENTS = "Comments by the authority"
DATE = "dd/mm/yyyy"
_COMMENT_HEADINGS = ("List", "Column", "How many", "Comment")
_WIDEST, _NARROWEST = 44, 12
_LINE = 15  # points
_COMMENT_WIDTHS = (10, 48, 10, 90)


def workbook(made: AnnexA, marking: str = "") -> bytes:
    """The workbook's bytes, the same for the same set. Identifiers are text, days are dates shown DD/MM/YYYY, counts are numbers.

    marking  the council's protective marking, for the foot of every sheet and the comments
    Raises AnnexAProblem naming the sheet, row and column of a cell that Excel cannot hold.
    """
    content = BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    title = f"Annex A, {made.layout.title} layout, as at {made.as_at:%d/%m/%Y}"
    book.set_properties({"title": title, "comments": marking, "company": "", "created": dt.datetime.combine(made.as_at, dt.time())})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day = book.add_format({"num_format": DATE, "align": "left"})
    plain = book.add_format({"num_format": "@"})
    count = book.add_format({"num_format": "0", "align": "left"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    foot = f"&L{title}&R{marking.replace('&', '&&')}"[:255]
    for one in made.lists.values():
        _draw(book, one, heading, {"date": day, "number": count}, plain, foot)
    _draw_comments(book, made, heading, wrapped, title, marking, foot)
    book.worksheets()[0].activate()
    book.close()
    return content.getvalue()


def _draw(book: Workbook, one: MadeList, heading: Format, typed: dict[str, Format], plain: Format, foot: str) -> None:
    sheet = book.add_worksheet(one.layout.sheet)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(foot)
    widths = [_width(one.frame[column.name]) for column in one.layout.columns]
    sheet.set_row(0, _LINE * max(_lines(text, width) for text, width in zip(one.layout.headings, widths, strict=True)))
    for place, column in enumerate(one.layout.columns):
        sheet.set_column(place, place, widths[place])
        _checked(sheet, 0, place, sheet.write_string(0, place, column.heading, heading))
        for at, value in enumerate(one.frame[column.name], start=1):
            _write(sheet, at, place, column.kind, value, typed.get(column.kind, plain))
    if len(one.frame):
        sheet.autofilter(0, 0, len(one.frame), len(one.layout.columns) - 1)


def _width(cells: pd.Series) -> int:
    """Letters that the longest of these cells needs, within reason."""
    longest = 10 if pd.api.types.is_datetime64_any_dtype(cells) else max((len(str(cell)) for cell in cells.dropna().unique()), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in so many letters, in bold."""
    return len(textwrap.wrap(text, max(width - 2, 1))) or 1


def _write(sheet: Worksheet, row: int, column: int, kind: str, value: object, look: Format) -> None:
    if value is None or pd.isna(value):  # type: ignore[call-overload]  # a cell is of any type
        return
    if kind == "date":
        _checked(sheet, row, column, sheet.write_datetime(row, column, pd.Timestamp(value).to_pydatetime(), look))  # type: ignore[arg-type]
    elif kind == "number":
        _checked(sheet, row, column, sheet.write_number(row, column, int(value), look))  # type: ignore[call-overload]
    else:
        _checked(sheet, row, column, sheet.write_string(row, column, str(value), look))


def _draw_comments(book: Workbook, made: AnnexA, heading: Format, wrapped: Format, title: str, marking: str, foot: str) -> None:
    sheet = book.add_worksheet(COMMENTS)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for place, width in enumerate(_COMMENT_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.repeat_rows(3)
    sheet.set_footer(foot)
    sheet.write_string(0, 0, title, book.add_format({"bold": True}))
    sheet.write_string(1, 0, marking)
    for place, text in enumerate(_COMMENT_HEADINGS):
        sheet.write_string(3, place, text, heading)
    at = 4
    for number, column, rows, reason in comments(made):
        sheet.set_row(at, _LINE * max(_lines(column, _COMMENT_WIDTHS[1]), _lines(reason, _COMMENT_WIDTHS[3])))
        sheet.write_string(at, 0, f"List {number}", wrapped)
        sheet.write_string(at, 1, column, wrapped)
        sheet.write_number(at, 2, rows, book.add_format({"valign": "top", "align": "left"}))
        _checked(sheet, at, 3, sheet.write_string(at, 3, reason, wrapped))
        at += 1


def comments(made: AnnexA) -> list[tuple[int, str, int, str]]:
    """What the authority says of its own lists: list, the heading (or the whole list), rows, and why."""
    said = []
    for number, one in made.lists.items():
        if one.left_out:
            what = "Rows about children whose record is restricted are counted here and not listed; ask the council's named person."
            said.append((number, "The whole list", one.left_out, what))
        for gap in one.gaps:
            said.append((number, one.layout.column(gap.column).heading if gap.column else "The whole list", gap.rows, gap.reason))
    return said


def _checked(sheet: Worksheet, row: int, column: int, became: object) -> None:
    if became != 0:
        raise AnnexAProblem(f"Sheet {sheet.get_name()}, row {row + 1}, column {column + 1} was not written ({became}).", "ANX-03")
