"""A workbook that comes back: what it asks, row by row, and what of it is not believed. Nothing in it is followed, run or worked out.

Two columns count, and only in a row whose key fits the row's own cells and a row of the newest list. All else is laid beside what was sent
out, and said to be ignored.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from fscp_readiness.extracts.problems import SourceProblem
from fscp_readiness.extracts.workbook import check_archive
from fscp_readiness.history.exceptions.row_key import as_a_cell_holds_it, check
from fscp_readiness.history.run_id import PATTERN

from .sheets import BECAUSE, ROW_KEY, TO_PUT_RIGHT, UNTIL

LARGEST: Final = 40_000_000
UNPACKED: Final = 400_000_000
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 60
HEADINGS_WITHIN: Final = 12
MOST_IGNORED: Final = 500
"""So many changed cells of a workbook are listed one by one."""

OURS: Final = re.compile(r"(?:To put right|Due soon)(?: \(\d+\))?|How to read this")
CHILD, STANDARD, RECORD_TABLE, RECORD_ID, FIELD = "Child", "Standard not met", "Record table", "Record id", "Field"
NEEDED: Final = (CHILD, STANDARD, RECORD_TABLE, RECORD_ID, FIELD, BECAUSE, UNTIL, ROW_KEY)
"""Headings without which no row is believed: the cells that its key is over, the key, and the two columns that come back."""

REFUSED, IGNORED = "refused", "ignored"
_RUN: Final = re.compile(r"\brun (\d{4}-\d\d-\d\d-[0-9a-f]{8})\b")
_CODE: Final = re.compile(r".* \(([^() ]+)\)", re.DOTALL)
_FAMILY: Final = re.compile(r" Same family as \S.*\.$", re.DOTALL)
_WRITTEN: Final = (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"), re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"))
_NOT_A_WORKBOOK: Final = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, KeyError, IndexError, ValueError, TypeError, AttributeError, OSError,
    EOFError, RuntimeError, OverflowError,
)  # fmt: skip


class Unreadable(ValueError):
    """A file that is not read at all, and why, without a word of what is in it."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.sentence, self.code = sentence, code


@dataclass(frozen=True)
class Asking:
    """One row that is believed: an exception is asked for until a day. Whether it may be is for others to say."""

    sheet: str
    row: int
    flag: str
    reason: str
    until: dt.date


@dataclass(frozen=True)
class Said:
    """One thing to tell whoever sent the workbook. outcome: refused or ignored; row 0: the sheet as a whole."""

    sheet: str
    row: int
    column: str
    outcome: str
    sentence: str
    code: str


@dataclass(frozen=True)
class Returned:
    """What a workbook asks, and what is told of the rest of it."""

    asking: tuple[Asking, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class _Cell:
    text: str
    day: dt.date | None
    formula: bool


@dataclass(frozen=True)
class _Row:
    sheet: str
    number: int
    cells: Mapping[str, _Cell]

    def text(self, heading: str) -> str:
        return self.cells[heading].text


@dataclass(frozen=True)
class _Sheet:
    """``headings`` empty: no list stands in it."""

    title: str
    place: int
    headings: tuple[str, ...]
    rows: tuple[_Row, ...]
    run: str
    full: bool

    @property
    def called(self) -> str:
        """What the sheet is called in a receipt: our own names as they are, any other by its place."""
        return self.title if OURS.fullmatch(self.title) else f"sheet {self.place}"


def read_returned(content: bytes, name: str, key: bytes, newest: pd.DataFrame, sent: Callable[[str], pd.DataFrame | None]) -> Returned:
    """Read one workbook strictly.

    key     the council's own (State.key)
    newest  flat.WORKLIST of the newest pack: a row that is not in it asks nothing
    sent    the run that a workbook says it is of -> flat.WORKLIST of that pack, None where it is gone: only to say what was changed
    Raises Unreadable.
    """
    sheets, said = _sheets(content, name)
    lists = [sheet for sheet in sheets if ROW_KEY in sheet.headings]
    if not lists:
        raise Unreadable(f"{name} holds no sheet with the headings of a worklist. Send back the workbook itself, as an .xlsx.", "WRK-12")
    said += _about_sheets(sheets)
    rows = [row for sheet in lists if _whole(sheet) for row in sheet.rows]
    told = {str(row["flag"]): row for row in newest.astype("object").where(newest.notna(), None).to_dict("records")}
    often = Counter(row.text(ROW_KEY) for row in rows)
    asking: list[Asking] = []
    for row in rows:
        if not row.text(BECAUSE) and not row.text(UNTIL):
            continue
        try:
            asking.append(_asking(row, key, told, often))
        except _Refused as problem:
            said.append(Said(row.sheet, row.number, problem.column, REFUSED, problem.sentence, problem.code))
    run = next((sheet.run for sheet in sheets if sheet.run), "")
    before = sent(run) if PATTERN.fullmatch(run) else None
    said += _changed(rows, newest if before is None else before)
    return Returned(tuple(asking), tuple(said))


class _Refused(ValueError):
    def __init__(self, column: str, sentence: str, code: str) -> None:
        super().__init__(code)
        self.column, self.sentence, self.code = column, sentence, code


def _asking(row: _Row, key: bytes, newest: Mapping[str, Mapping[Any, Any]], often: Mapping[str, int]) -> Asking:
    """What a row asks. Raises _Refused where it is not believed."""
    for heading in NEEDED:
        if row.cells[heading].formula:
            raise _Refused(heading, "The cell holds a formula, and nothing here works formulas out. Write the words or the day.", "WRK-20")
    child, standard, *record = (row.text(each) for each in (CHILD, STANDARD, RECORD_TABLE, RECORD_ID, FIELD))
    record_table, record_id, field = record
    named = check(key, row.text(ROW_KEY), child, _code(standard), record_table, record_id, field)
    if isinstance(named, str):
        raise _Refused(ROW_KEY, named, "WRK-21")
    if often[row.text(ROW_KEY)] > 1:
        raise _Refused(ROW_KEY, "The row stands more than once in the workbook, so nobody can say which is meant.", "WRK-22")
    current = newest.get(named.flag)
    if current is None:
        raise _Refused("", "The row is not in the newest list any more, so there is nothing to except.", "WRK-23")
    if current["fingerprint"] != named.fingerprint:
        raise _Refused(
            "", "The record has changed since this workbook was made, or what is found of it: look at the newest list.", "WRK-24"
        )
    if not row.text(BECAUSE):
        raise _Refused(BECAUSE, "There is a day and no reason. Write a sentence why it is not an error.", "WRK-25")
    return Asking(row.sheet, row.number, named.flag, row.text(BECAUSE), _until(row.cells[UNTIL]))


def _until(cell: _Cell) -> dt.date:
    if cell.day is not None:
        return cell.day
    for pattern in _WRITTEN:
        if parts := pattern.fullmatch(cell.text):
            try:
                return dt.date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
            except ValueError:
                break
    sentence = "There is a reason and no day." if not cell.text else "This is not a day."
    raise _Refused(UNTIL, f"{sentence} Write the last day as a date, such as 31/12/2026.", "WRK-26")


def _code(standard: str) -> str:
    """CPV-01 of “Child protection visits in time (CPV-01)”; of a standard without a name, its code."""
    found = _CODE.fullmatch(standard)
    return found[1] if found else standard


def _whole(sheet: _Sheet) -> bool:
    return all(sheet.headings.count(each) == 1 for each in NEEDED)


def _about_sheets(sheets: Sequence[_Sheet]) -> Iterator[Said]:
    known = {column.heading for column in TO_PUT_RIGHT}
    for sheet in sheets:
        if ROW_KEY not in sheet.headings:
            if not OURS.fullmatch(sheet.title):
                yield Said(sheet.called, 0, "", IGNORED, "The sheet is not one of the worklist's: it was not read.", "WRK-30")
            continue
        for each in NEEDED:
            if (number := sheet.headings.count(each)) != 1:
                what = "is missing" if not number else "stands more than once"
                yield Said(sheet.called, 0, each, REFUSED, f"The heading {what}, so no row of this sheet is read.", "WRK-13")
        if any(heading and heading not in known for heading in sheet.headings):
            yield Said(sheet.called, 0, "", IGNORED, "Columns that are not the worklist's were not read.", "WRK-30")
        if sheet.full:
            yield Said(sheet.called, 0, "", REFUSED, f"Rows after the first {MOST_ROWS:,} were not read.", "WRK-14")


def _changed(rows: Sequence[_Row], sent: pd.DataFrame) -> Iterator[Said]:
    """Cells that say something else than when the workbook was made, other than the two that come back."""
    told = {str(row["row_key"]): row for row in sent.astype("object").where(sent.notna(), None).to_dict("records")}
    listed = 0
    for row in rows:
        before = told.get(row.text(ROW_KEY))
        if before is None:
            if not row.text(BECAUSE) and not row.text(UNTIL):
                listed += 1
                if listed <= MOST_IGNORED:
                    yield Said(row.sheet, row.number, "", IGNORED, "The row is not one that the worklist was sent with.", "WRK-31")
            continue
        for heading, cell in row.cells.items():
            if heading in _AS_SENT and (cell.formula or _plain(heading, cell.text) not in _AS_SENT[heading](before)):
                listed += 1
                if listed <= MOST_IGNORED:
                    yield Said(row.sheet, row.number, heading, IGNORED, "Changed here, which changes nothing: put it right in the case "
                               "system.", "WRK-32")  # fmt: skip
    if listed > MOST_IGNORED:
        yield Said("", 0, "", IGNORED, f"{listed - MOST_IGNORED:,} more were changed, which changes nothing.", "WRK-32")


def _plain(heading: str, text: str) -> str:
    """A cell's words, without what depends on which other rows stand in the same workbook."""
    return _FAMILY.sub("", text) if heading == "What the record shows" else text


def _told(*names: str) -> Callable[[Mapping[Any, Any]], tuple[str, ...]]:
    """What a row's cell may say, from those columns of flat.WORKLIST."""

    def may_say(row: Mapping[Any, Any]) -> tuple[str, ...]:
        return tuple(as_a_cell_holds_it(_FAMILY.sub("", _as_text(row[name]))) for name in names)

    return may_say


def _standard(row: Mapping[Any, Any]) -> tuple[str, ...]:
    named = row["code"] if row["standard"] == row["code"] else f"{row['standard']} ({row['code']})"
    return (as_a_cell_holds_it(str(named)),)


_AS_SENT: Final[Mapping[str, Callable[[Mapping[Any, Any]], tuple[str, ...]]]] = {
    "Priority": _told("priority"), CHILD: _told("child_id"), "Age": _told("age"), STANDARD: _standard, "Worker": _told("worker"),
    "Team": _told("team"), "Days over": _told("days_over"), "Due": _told("due_on"), "Flag age": _told("flag_age"),
    "First flagged": _told("first_flagged"), "What the record shows": _told("shows"), "What to do": _told("what_to_do"),
    "Kind": lambda row: (str(row["kind"] or "").capitalize(),), "Who has it": _told("taken_by"), "Puts right": _told("fix_value"),
    "Form": _told("form"), RECORD_TABLE: _told("record_table"), RECORD_ID: _told("record_id"), FIELD: _told("field"),
    "Flag key": _told("flag"),
}  # fmt: skip
"""Heading -> what its cell said when the workbook was made. The link and the two columns that come back are not among them."""


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case dt.datetime():
            return value.date().isoformat()
        case _:
            return str(value)


def _sheets(content: bytes, name: str) -> tuple[list[_Sheet], list[Said]]:
    """Every sheet that can be seen, and a word about each thing in the file that is not looked at. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(f"{name} is larger than {LARGEST // 1_000_000} MB and was not opened.", "WRK-11")
    try:
        check_archive(content, name, UNPACKED)
        parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except SourceProblem as problem:
        raise Unreadable(problem.sentence, problem.code) from None
    if any("vbaproject" in part.lower() for part in parts):
        raise Unreadable(f"{name} holds a program (a macro) and was not opened. Write in the worklist as it was sent.", "WRK-15")
    said = []
    if any("externallink" in part.lower() or part.lower().endswith("connections.xml") for part in parts):
        said.append(Said("", 0, "", IGNORED, "The workbook leads to other files: nothing of them was looked at.", "WRK-30"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's notes to itself about what it leaves out
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                seen = [(place, sheet) for place, sheet in enumerate(book.worksheets, start=1)]
                said += [Said(f"sheet {place}", 0, "", IGNORED, "The sheet is hidden: it was not read.", "WRK-30")
                         for place, sheet in seen if sheet.sheet_state != "visible"]  # fmt: skip
                return [_sheet(sheet, place) for place, sheet in seen if sheet.sheet_state == "visible"], said
            finally:
                book.close()
    except _NOT_A_WORKBOOK:
        raise Unreadable(f"{name} cannot be read as an Excel workbook (.xlsx). Save it as one and send it again.", "WRK-10") from None


def _sheet(sheet: Any, place: int) -> _Sheet:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    title, run, last = str(sheet.title), "", 0
    headings: tuple[str, ...] = ()
    rows: list[_Row] = []
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
        if all(cell.value is None for cell in cells):
            continue
        last = number
        if headings:
            named = {heading: _cell(cell) for heading, cell in zip(headings, cells, strict=False) if heading}
            rows.append(_Row(title if OURS.fullmatch(title) else f"sheet {place}", number, named))
            continue
        texts = [_cell(cell).text for cell in cells]
        found = next((match[1] for text in texts if (match := _RUN.search(text))), "")
        run = run or found
        if number <= HEADINGS_WITHIN and ROW_KEY in texts:
            headings = tuple(texts)
    return _Sheet(title, place, headings, tuple(rows), run, last >= MOST_ROWS)


def _cell(cell: Any) -> _Cell:
    value, formula = cell.value, getattr(cell, "data_type", "") == "f"
    day = None
    match value:
        case None:
            text = ""
        case bool():
            text = str(value).upper()
        case dt.datetime():
            day, text = value.date(), value.date().isoformat()
        case dt.date():
            day, text = value, value.isoformat()
        case float() if value.is_integer():
            text = str(int(value))
        case str() if not formula:
            text = as_a_cell_holds_it(value)
        case _:
            text = str(value)
    return _Cell(text, day, formula)
