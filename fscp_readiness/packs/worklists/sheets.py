"""Drawing a workbook: text as text, dates and numbers as themselves, every write checked, the same bytes for the same night."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .rows import Row

AUTHOR = "FSCP Readiness"
LONGEST_CELL = 32_767
ROWS_PER_SHEET = 1_000_000
LINKS_PER_SHEET = 65_000
LONGEST_LINK = 2_000
LONGEST_HEADER = 255
HEADING_ROW = 4
EXCEPTION_DAYS = 90
A4 = 9
LINE_HEIGHT, TALLEST_ROW, LETTERS_PER_WIDTH = 13.0, 200.0, 1.12
FOOT = '&9&"Arial,Regular"'
CANNOT_STAND = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NAVY, GREY, RED, LINE, FAINT_LINE, YELLOW, BLUE = "#0B2A4A", "#505A5F", "#8A1216", "#8C979F", "#DDE1E4", "#FFF8C6", "#1D4F91"
WORKING_DAYS, DAYS, DATE = '[=1]0" working day";#,##0" working days"', '[=1]0" day";#,##0" days"', "d mmm yyyy"


class NotWritten(RuntimeError):
    """A cell that the workbook would not take. Says where; never what."""


@dataclass(frozen=True)
class Column:
    """One column. ``kind``: text, wrapped, bold, date, days, number, link, quiet, ask or ask_date; ``of``: what of a row, or nothing."""

    heading: str
    width: float
    kind: str
    of: str = ""


BECAUSE, UNTIL = "Not an error because…", "Ask until"
"""The two columns that come back."""

ROW_KEY = "Row key"

TO_PUT_RIGHT: tuple[Column, ...] = (
    Column("Priority", 8, "bold", "priority"),
    Column("Child", 11, "bold", "child_id"),
    Column("Age", 5, "number", "age"),
    Column("Standard not met", 30, "wrapped", "standard_and_code"),
    Column("Worker", 15, "wrapped", "worker"),
    Column("Team", 15, "wrapped", "team"),
    Column("Days over", 16, "days", "days_over"),
    Column("Due", 12, "date", "due_on"),
    Column("Flag age", 9, "number", "flag_age"),
    Column("First flagged", 12, "date", "first_flagged"),
    Column("What the record shows", 38, "wrapped", "shows"),
    Column("What to do", 36, "wrapped", "what_to_do"),
    Column("Kind", 10, "text", "kind_said"),
    Column("Open record", 14, "link", "child_id"),
    Column(BECAUSE, 34, "ask"),
    Column(UNTIL, 12, "ask_date"),
    Column("Who has it", 16, "wrapped", "taken_by"),
    Column("Puts right", 9, "number", "fix_value"),
    Column("Form", 26, "wrapped", "form"),
    Column("Record table", 21, "quiet", "record_table"),
    Column("Record id", 14, "quiet", "record_id"),
    Column("Field", 26, "quiet", "field"),
    Column("Flag key", 18, "quiet", "flag"),
    Column(ROW_KEY, 44, "quiet", "row_key"),
)
"""packs.md 2.2 and 7.10. Columns to the right of Kind are for the screen: they are not printed."""
LAST_PRINTED = "Kind"

DUE_SOON: tuple[Column, ...] = (
    Column("Due", 12, "date", "due_on"),
    Column("Child", 11, "bold", "child_id"),
    Column("Age", 5, "number", "age"),
    Column("Standard", 44, "wrapped", "standard_and_code"),
    Column("Worker", 18, "wrapped", "worker"),
    Column("Team", 20, "wrapped", "team"),
    Column("Open record", 14, "link", "child_id"),
    Column("Record table", 21, "quiet", "record_table"),
    Column("Record id", 14, "quiet", "record_id"),
)


@dataclass(frozen=True)
class Page:
    """One list with its words. ``title`` holds both numbers: children and rows."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    last_printed: str = ""


@dataclass(frozen=True)
class Furniture:
    """What stands on every sheet."""

    marking: str
    as_at: dt.date
    run: str


def workbook(pages: Sequence[Page], notes: Sequence[tuple[str, str]], furniture: Furniture) -> bytes:
    """One workbook as bytes: a sheet a page (more when it is very long) and one with the notes.

    Raises NotWritten naming the sheet, row and column of a cell that was not taken.
    """
    content = BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(content, {"in_memory": True, **literal})
    book.set_properties(
        {
            "title": "Worklist",
            "author": AUTHOR,
            "company": "",
            "comments": f"{furniture.marking}. Run {furniture.run}.",
            "created": dt.datetime.combine(furniture.as_at, dt.time()),
        }
    )
    look = _Look(book)
    for page in pages:
        _draw_page(book, look, page, furniture)
    _draw_notes(book, look, notes, furniture)
    book.worksheets()[0].activate()
    book.close()
    return content.getvalue()


class _Look:
    """Formats, made once each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, str], Format] = {}
        font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.title = book.add_format({**font, "font_size": 14, "bold": True, "font_color": NAVY})
        self.note = book.add_format({**font, "font_color": GREY})
        self.marking = book.add_format({**font, "bold": True, "font_color": RED})
        self.words = book.add_format({**font, "text_wrap": True})
        dark = {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "text_wrap": True, "border": 1, "border_color": NAVY}
        aligned: dict[str, dict[str, object]] = {"number": {"align": "center"}, "days": {"align": "right", "indent": 1}}
        self._headings = {kind: book.add_format({**font, **dark, "valign": "vcenter", **aligned.get(kind, {})}) for kind in ("", *aligned)}
        self.term = book.add_format({**font, "bold": True, "font_color": NAVY, "text_wrap": True})
        self._kinds: dict[str, dict[str, object]] = {
            "text": {},
            "wrapped": {"text_wrap": True},
            "bold": {"bold": True},
            "date": {"num_format": DATE, "align": "left"},
            "number": {"num_format": "0", "align": "center"},
            "days": {"num_format": DAYS, "align": "right", "indent": 1},
            "link": {"font_color": BLUE, "underline": 1},
            "quiet": {"font_color": GREY, "font_size": 9},
            "ask": {"bg_color": YELLOW, "text_wrap": True},
            "ask_date": {"bg_color": YELLOW, "num_format": DATE, "align": "left"},
        }
        self._font = font

    def heading(self, kind: str) -> Format:
        return self._headings.get(kind, self._headings[""])

    def cell(self, kind: str, first: bool, detail: str = "") -> Format:
        """``first``: the first row of a family, set off by a line. ``detail``: a unit, or a priority."""
        key = (kind, first, detail)
        if key not in self._made:
            special: dict[str, object] = {}
            if kind == "days":
                special["num_format"] = WORKING_DAYS if detail == "working_days" else DAYS
            if detail == "P1":
                special["font_color"] = RED
            lines = {"top": 1, "top_color": LINE if first else FAINT_LINE, "bottom": 1, "bottom_color": FAINT_LINE}
            self._made[key] = self._book.add_format({**self._font, **lines, **self._kinds[kind], **special})
        return self._made[key]


def _draw_page(book: Workbook, look: _Look, page: Page, furniture: Furniture) -> None:
    parts = [page.rows[n : n + ROWS_PER_SHEET] for n in range(0, len(page.rows), ROWS_PER_SHEET)] or [[]]
    for number, rows in enumerate(parts, start=1):
        name = page.name if number == 1 else f"{page.name} ({number})"
        part = f" (part {number} of {len(parts)})" if len(parts) > 1 else ""
        sheet = book.add_worksheet(name)
        sheet.set_row(0, 22)
        _text(sheet, 0, 0, page.title + part, look.title)
        _text(sheet, 1, 0, page.note, look.note)
        _text(sheet, 2, 0, furniture.marking, look.marking)
        for place, column in enumerate(page.columns):
            sheet.set_column(place, place, column.width)
            _text(sheet, HEADING_ROW, place, column.heading, look.heading(column.kind))
        before: Row | None = None
        links = 0
        for at, row in enumerate(rows, start=HEADING_ROW + 1):
            first = before is None or row.family != before.family
            for place, column in enumerate(page.columns):
                value = getattr(row, column.of) if column.of else None
                detail = ""
                if column.kind == "days":
                    detail = getattr(row, "unit", "")
                elif column.heading == "Priority":
                    detail = str(value)
                if column.kind == "link" and row.link and links < LINKS_PER_SHEET and len(row.link) <= LONGEST_LINK:
                    links += 1
                    _checked(sheet, at, place, sheet.write_url(at, place, row.link, look.cell("link", first), _cut(f"Open {row.child_id}")))
                else:
                    kind = "text" if column.kind == "link" or not getattr(row, "may_except", True) and "ask" in column.kind else column.kind
                    _cell(sheet, at, place, value, look.cell(kind, first, detail))
            sheet.set_row(at, _height((str(getattr(row, column.of)), column.width) for column in page.columns if column.kind == "wrapped"))
            before = row
        _finish(sheet, page, len(rows), furniture)


def _finish(sheet: Worksheet, page: Page, rows: int, furniture: Furniture) -> None:
    last_row, last_column = HEADING_ROW + max(rows, 1), len(page.columns) - 1
    headings = [column.heading for column in page.columns]
    sheet.freeze_panes(HEADING_ROW + 1, 2)
    sheet.autofilter(HEADING_ROW, 0, last_row, last_column)
    sheet.ignore_errors({"number_stored_as_text": f"A{HEADING_ROW + 2}:{_letter(last_column)}{last_row + 1}"})
    sheet.set_row(HEADING_ROW, 30)
    sheet.hide_gridlines(2)
    if rows and UNTIL in headings:
        asks, until = headings.index(BECAUSE), headings.index(UNTIL)
        sheet.data_validation(
            HEADING_ROW + 1, asks, last_row, asks,
            {"validate": "any", "input_title": BECAUSE, "input_message": "One sentence at least, and no names."},
        )  # fmt: skip
        sheet.data_validation(
            HEADING_ROW + 1, until, last_row, until,
            {
                "validate": "date", "criteria": "between", "minimum": furniture.as_at,
                "maximum": furniture.as_at + dt.timedelta(days=EXCEPTION_DAYS), "input_title": UNTIL,
                "input_message": f"A date, at most {EXCEPTION_DAYS} days on.", "error_title": UNTIL,
                "error_message": f"A date, at most {EXCEPTION_DAYS} days after the date of this list.",
            },
        )  # fmt: skip
    _print_set_up(sheet, furniture)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, 0, last_row, headings.index(page.last_printed) if page.last_printed else last_column)


def _draw_notes(book: Workbook, look: _Look, notes: Sequence[tuple[str, str]], furniture: Furniture) -> None:
    sheet = book.add_worksheet("How to read this")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 96)
    sheet.set_row(0, 22)
    _text(sheet, 0, 0, "How to read this", look.title)
    _text(sheet, 1, 0, furniture.marking, look.marking)
    for at, (term, words) in enumerate(notes, start=3):
        sheet.set_row(at, _height([(term, 24), (words, 96)]) + 3)
        _text(sheet, at, 0, term, look.term)
        _text(sheet, at, 1, words, look.words)
    _print_set_up(sheet, furniture)


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Points for the tallest of these texts, each in a column so many characters wide: not every program fits rows to their words."""
    lines = max((_lines(text[:1000], int(width * LETTERS_PER_WIDTH)) for text, width in cells), default=1)
    return min(LINE_HEIGHT * lines + 3, TALLEST_ROW)


@lru_cache(maxsize=4096)
def _lines(text: str, letters: int) -> int:
    return 1 if len(text) <= letters and "\n" not in text else max(len(textwrap.wrap(text, letters)), text.count("\n") + 1)


def _print_set_up(sheet: Worksheet, furniture: Furniture) -> None:
    marking = furniture.marking.replace("&", "&&")
    as_at = f"Data as at {furniture.as_at.day} {furniture.as_at:%B %Y}, run {furniture.run}"
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.set_header(f'&C&"Arial,Bold"{marking}'[:LONGEST_HEADER])
    sheet.set_footer(f"&L{FOOT}{as_at}&C{FOOT}Page &P of &N&R{FOOT}{marking}"[:LONGEST_HEADER])


def _cell(sheet: Worksheet, row: int, column: int, value: object, look: Format) -> None:
    match value:
        case None | "":
            _checked(sheet, row, column, sheet.write_blank(row, column, None, look))
        case int():
            _checked(sheet, row, column, sheet.write_number(row, column, value, look))
        case dt.date() if value.year >= 1900:
            _checked(sheet, row, column, sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), look))
        case _:
            _text(sheet, row, column, str(value), look)


def _text(sheet: Worksheet, row: int, column: int, value: str, look: Format) -> None:
    _checked(sheet, row, column, sheet.write_string(row, column, _cut(value), look))


def _checked(sheet: Worksheet, row: int, column: int, became: object) -> None:
    if became != 0:
        raise NotWritten(f"Sheet {sheet.get_name()}, row {row + 1}, column {column + 1} was not written ({became}). [WRK-02]")


def _cut(text: str) -> str:
    """Text that a cell can hold: no control characters or half characters, and at most 32,767 of Excel's characters, the last then …"""
    clean = CANNOT_STAND.sub("\ufffd", text)
    if 2 * len(clean) <= LONGEST_CELL or len(clean) + sum(each > "\uffff" for each in clean) <= LONGEST_CELL:
        return clean
    kept, room = [], LONGEST_CELL - 1
    for each in clean:
        room -= 2 if each > "\uffff" else 1
        if room < 0:
            break
        kept.append(each)
    return "".join(kept) + "…"


def _letter(column: int) -> str:
    return chr(ord("A") + column)
