"""From sheets to lists: which sheet is which list, where its headings are, and every cell read strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import DTYPES, Type
from fscp_readiness.vocabulary import Done

from . import spellings, values, workbook
from .annex_a_layout import BY_NUMBER, Layout, ListColumn, match_headings
from .extract import Account
from .text_table import TableRefused
from .values import Fault, Typed
from .workbook import Cell, Sheet

_TITLE = re.compile(r"\blist[\s_.-]*0*(\d{1,2})(?!\d)", re.IGNORECASE)
_TITLE_ROWS = 25
_FEWEST_HEADINGS = 3
_POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$")
_TEXT_DATES_SHARE = 0.5
_EXCEL_ERROR = ("FILE-44", "The cell holds an Excel error or a formula without a value; taken as not readable.")
_POSTCODE_REFUSED = ("SCH-61", "Not a postcode; taken as not readable.")
_NO_CHILD = ("SCH-62", "The row does not say whom it is about; kept under its row number.")


@dataclass(frozen=True)
class ListRead:
    """One list as read.

    frame   a typed column for each declared column found; index 0 to n-1; the key is never blank
    faults  column name -> per row '' or a Fault
    rows    the row numbers that Excel shows
    """

    layout: Layout
    sheet: str
    frame: pd.DataFrame
    faults: dict[str, npt.NDArray[np.object_]]
    rows: npt.NDArray[np.int64]

    def has(self, *names: str) -> bool:
        return all(name in self.frame for name in names)

    def unreadable(self, name: str) -> npt.NDArray[np.bool_]:
        """Rows whose cell in this column was filled and could not be read."""
        if name not in self.faults:
            return np.zeros(len(self.frame), dtype=bool)
        return np.asarray(self.faults[name] == Fault.UNREADABLE, dtype=bool)


def sheets_by_list(sheets: list[Sheet], account: Account) -> dict[int, list[Sheet]]:
    """Sheets called 'List 3', 'List_3', 'List 3 Referrals'; the others are listed as ignored."""
    found: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        title = _TITLE.search(sheet.title)
        if title and int(title[1]) in BY_NUMBER:
            found.setdefault(int(title[1]), []).append(sheet)
        else:
            account.ignored.append(("", sheet.title, ""))
    return found


def read_list(layout: Layout, sheets: list[Sheet], sources: Sources, account: Account) -> ListRead:
    """Raises TableRefused where two sheets claim to be the list, no headings are found, or one column is headed twice."""
    if len(sheets) > 1:
        titles = ", ".join(sheet.title for sheet in sheets)
        raise TableRefused(
            "FILE-22", f"{len(sheets)} sheets are list {layout.number}: {titles}. Leave the one that counts in the workbook."
        )
    sheet = sheets[0]
    if sheet.hidden:
        account.notes.append(f"sheet {sheet.title} is hidden; it was read")
    if sheet.hidden_rows:
        account.notes.append(f"{sheet.hidden_rows} rows of sheet {sheet.title} are hidden; they were read")
    start, places, headings = _headings(layout, sheet)
    for name, where in places.items():
        if len(where) > 1:
            heading = layout.column(name).heading
            raise TableRefused("FILE-36", f"Two columns of {sheet.title} are headed '{heading}'. Take one out.")
    used = {where[0] for where in places.values()}
    account.ignored.extend((layout.table, sheet.title, text) for at, text in enumerate(headings) if text and at not in used)
    body = [(number, cells) for number, cells in sheet.rows[start + 1 :] if not all(cell.blank for cell in cells)]
    rows = np.array([number for number, _ in body], dtype=np.int64)
    typed: dict[str, Typed] = {}
    for column in layout.columns:
        if column.name in places:
            at = places[column.name][0]
            cells = [row[at] if at < len(row) else None for _, row in body]
            typed[column.name] = _read_column(layout, column, cells, rows, sheet.title, sources, account)
    frame = pd.DataFrame({name: one.values for name, one in typed.items()}, index=pd.RangeIndex(len(body)))
    frame[layout.key] = _named(frame[layout.key], rows, layout, sheet.title, account)
    return ListRead(layout, sheet.title, frame, {name: one.fault for name, one in typed.items()}, rows)


def _headings(layout: Layout, sheet: Sheet) -> tuple[int, dict[str, list[int]], list[str]]:
    best: tuple[int, dict[str, list[int]], list[str]] | None = None
    for position, (_, cells) in enumerate(sheet.rows[:_TITLE_ROWS]):
        headings = [(workbook.as_text(cell, date=False) or "") if cell.is_text else "" for cell in cells]
        places = match_headings(layout, headings)
        if layout.key in places and len(places) >= _FEWEST_HEADINGS and (best is None or len(places) > len(best[1])):
            best = (position, places, headings)
    if best is None:
        heading = layout.column(layout.key).heading
        said = f"No row of {sheet.title} holds the headings of list {layout.number} ('{heading}' and others)."
        raise TableRefused("FILE-38", f"{said} Write them as Ofsted's template does.")
    return best


def _named(ids: pd.Series[Any], rows: npt.NDArray[np.int64], layout: Layout, sheet: str, account: Account) -> pd.Series[Any]:
    """Rows without an identifier get one that nobody can mistake for a child's, so that they are neither lost nor joined."""
    blank = ids.isna().to_numpy()
    if blank.any():
        code, sentence = _NO_CHILD
        account.refuse(layout.table, sheet, code, sentence, column=layout.column(layout.key).heading, rows=rows[blank])
        named = pd.Series([f"list {layout.number} row {number}" for number in rows], index=ids.index, dtype="string")
        ids = ids.where(~blank, named)
    return ids


def _read_column(
    layout: Layout, column: ListColumn, cells: list[Cell | None], rows: npt.NDArray[np.int64], sheet: str, sources: Sources,
    account: Account,
) -> Typed:  # fmt: skip
    is_date = column.type is Type.DATE
    text = np.empty(len(cells), dtype=object)
    text[:] = [None if cell is None else workbook.as_text(cell, date=is_date) for cell in cells]
    errors = np.array([one == workbook.UNREADABLE for one in text], dtype=bool)
    text[errors] = None
    typed = _typed(column, text, cells, sources)
    fault = typed.fault.copy()
    where = (layout.table, sheet)
    bad = fault == Fault.UNREADABLE
    if bad.any():
        _account_for(column, text, bad, rows, where, account)
    for mark, (code, sentence), done in (
        (Fault.PLACEHOLDER, ("SCH-75", "A placeholder date, not a real one; taken as blank."), Done.VALUE_REFUSED),
        (Fault.OPEN, ("SCH-75", "A date in the year 9999 stands for 'no end'; taken as not ended."), Done.VALUE_RESOLVED),
        (Fault.DAMAGED_ID, ("FILE-41", "An identifier in the form of a decimal number."), Done.VALUE_REFUSED),
    ):
        if (fault == mark).any():
            account.refuse(*where, code, sentence, column=column.heading, rows=rows[fault == mark], done=done)
    if errors.any():
        account.refuse(*where, *_EXCEL_ERROR, column=column.heading, rows=rows[errors])
        fault[errors] = Fault.UNREADABLE
    return Typed(typed.values, fault)


def _account_for(
    column: ListColumn, text: npt.NDArray[np.object_], bad: npt.NDArray[np.bool_], rows: npt.NDArray[np.int64], where: tuple[str, str],
    account: Account,
) -> None:  # fmt: skip
    if column.postcode:
        account.refuse(*where, *_POSTCODE_REFUSED, column=column.heading, rows=rows[bad])
        return
    sentences = {
        Type.DATE: ("FILE-43", "Not a date; taken as not readable."),
        Type.NUMBER: ("SCH-59", "Not a number; taken as not readable."),
        Type.CODE: ("SCH-60", "Neither one of Ofsted's codes nor words that stand for one; kept as 'not recognised'."),
    }
    code, sentence = sentences[column.type]
    account.refuse(*where, code, sentence, column=column.heading, rows=rows[bad])
    if column.type is Type.CODE:
        for spelling, number in pd.Series(text[bad]).value_counts().items():
            key = (column.heading, str(spelling))
            account.spellings[key] = account.spellings.get(key, 0) + int(number)


def _typed(column: ListColumn, text: npt.NDArray[np.object_], cells: list[Cell | None], sources: Sources) -> Typed:
    match column.type:
        case Type.ID:
            return values.identifiers(text)
        case Type.TEXT if column.postcode:
            return values.spread(text, _postcode, Type.TEXT)
        case Type.TEXT:
            return values.texts(text, personal=column.personal)
        case Type.NUMBER:
            return values.spread(text, _age if column.name == "age" else _number, Type.NUMBER)
        case Type.DATE:
            return _dates(text, cells, personal=column.personal)
        case _:
            return _codes(column, text, sources)


def _codes(column: ListColumn, text: npt.NDArray[np.object_], sources: Sources) -> Typed:
    own = sources.code_map.get(column.heading, {})

    def read(spelling: str) -> tuple[str | None, str]:
        if spellings.plain(spelling) in spellings.NONE:
            return None, ""
        assert column.codes is not None
        code = spellings.resolve_in(column.codes, spelling, own)
        return (code, "") if code is not None else (None, Fault.UNREADABLE)

    return values.spread(text, read, Type.CODE)


def _dates(text: npt.NDArray[np.object_], cells: list[Cell | None], *, personal: bool) -> Typed:
    """Real Excel dates speak for themselves; dates typed as text are read in the one format that most of them have."""
    typed_in = np.array([cell is not None and cell.is_text and not cell.blank for cell in cells], dtype=bool) & np.array(
        [one is not None for one in text], dtype=bool
    )
    read = values.dates(_only(text, ~typed_in), Type.DATE, personal=personal)
    if not typed_in.any():
        return read
    written = values.dates(_only(text, typed_in), Type.DATE, personal=personal)
    filled = np.array([one is not None for one in text], dtype=bool).sum()
    merged = read.values.where(~typed_in, written.values)
    fault = np.where(typed_in, written.fault, read.fault)
    if written.column_refused and typed_in.sum() > _TEXT_DATES_SHARE * filled:
        fault = np.where(typed_in, str(Fault.UNREADABLE), fault)
        merged = merged.where(~typed_in, pd.Series(pd.NaT, index=merged.index).astype(DTYPES[Type.DATE]))
    return Typed(merged.astype(DTYPES[Type.DATE]), fault.astype(object))


def _only(text: npt.NDArray[np.object_], where: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    kept = text.copy()
    kept[~where] = None
    return kept


def _postcode(text: str) -> tuple[str | None, str]:
    text = " ".join(text.upper().split())
    if not text:
        return None, ""
    return (text, "") if _POSTCODE.match(text) else (None, Fault.UNREADABLE)


def _number(text: str) -> tuple[float | None, str]:
    text = text.strip()
    if text in ("", "NULL"):
        return None, ""
    return (float(text), "") if re.fullmatch(r"-?\d{1,9}(?:\.\d+)?", text) else (None, Fault.UNREADABLE)


def _age(text: str) -> tuple[float | None, str]:
    """Years, with or without decimals; 'unborn' is -1."""
    return (-1.0, "") if text.strip().casefold() == "unborn" else _number(text)
