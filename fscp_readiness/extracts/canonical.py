"""From a text table to a canonical one: declared columns only, typed, with every value that did not get in written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import Column, Table, Type
from fscp_readiness.vocabulary import Done

from . import spellings, values
from .extract import Account
from .text_table import TableRefused, TextTable, heading
from .values import Fault, Typed

_MADE_KEYS: Mapping[str, tuple[str, ...]] = {
    "contact_decisions": ("contact_id", "referral_id", "decided_on"),
    "establishments": ("team_id", "counted_on"),
    "staff_absences": ("worker_id", "from_on"),
    "audit_plans": ("month", "team_id", "service_area"),
}
_IDS_DAMAGED_SHARE = 0.005
_WITHOUT_EXCEL = "Export it again, and do not open it on the way."
_TOTALS = frozenset({"total", "totals", "grand total", "sum"})

SENTENCES = {
    Type.DATE: ("FILE-43", "Not a date in the format of the rest of this column; taken as not readable."),
    Type.TIME: ("FILE-43", "Not a date and time in the format of the rest of this column; taken as not readable."),
    Type.FLAG: ("SCH-59", "Neither yes nor no; taken as not readable."),
    Type.INTEGER: ("SCH-59", "Not a whole number; taken as not readable."),
    Type.NUMBER: ("SCH-59", "Not a number; taken as not readable."),
    Type.ID: ("FILE-44", "An Excel error stands where the identifier should be; taken as not readable."),
    Type.TEXT: ("FILE-44", "An Excel error stands where the words should be; taken as not readable."),
    Type.CODE: ("SCH-60", "Not a code of this column's list, nor words that stand for one; kept as 'not recognised'."),
}
_PLACEHOLDER = ("SCH-75", "A placeholder date, not a real one; taken as blank.")
_OPEN = ("SCH-75", "A date in the year 9999 stands for 'no end'; taken as not ended.")
_DAMAGED = ("FILE-41", "An identifier in the form of a decimal number; was the file opened and saved in Excel?")


def fill(declared: Table, text: TextTable, label: str, sources: Sources, account: Account) -> pd.DataFrame:
    """The canonical frame of one declared table.

    text   columns under normalised SSD or ext_ names (``text_table.heading``); others are listed as ignored
    label  the file, sheet or database table, for refused.csv
    Raises TableRefused where the table's own key is missing or its identifiers were damaged.
    """
    wanted = {heading(column.source): column for column in declared if column.source}
    own_names = {heading(theirs): heading(ours) for theirs, ours in sources.column_map.get(declared.source, {}).items()}
    by_column: dict[str, npt.NDArray[np.object_]] = {}
    for name, cells in text.columns.items():
        column = wanted.get(own_names.get(name, name))
        if column is None:
            account.ignored.append((declared.source, label, text.headings.get(name, name)))
        elif column.name in by_column:
            said = f"Two columns are both read as {column.source}."
            raise TableRefused("FILE-36", f"{said} Give each its own heading in the export, or put column_map right.")
        else:
            by_column[column.name] = cells
    if declared.column(declared.key).source and declared.key not in by_column:
        raise TableRefused(
            "SCH-57",
            f"The table has no column {declared.column(declared.key).source}, which names its rows. Add it to the export, or write "
            "its own name in config/sources (column_map).",
        )
    by_column, rows = _without_totals(declared, text, by_column, label, account)
    typed = {column.name: read_cells(column, by_column[column.name], sources) for column in declared if column.name in by_column}
    _refuse_damaged(declared, typed, sources)
    frame = pd.DataFrame({name: one.values for name, one in typed.items()}, index=pd.RangeIndex(len(rows)))
    if declared.key not in frame:
        frame.insert(0, declared.key, made_keys(frame, _MADE_KEYS.get(declared.name, tuple(frame.columns)), declared.source))
    for column in declared:
        if column.name in typed:
            note_faults(declared, column, typed[column.name], by_column[column.name], frame, rows, label, account)
            if typed[column.name].column_refused:
                frame = frame.drop(columns=column.name)
    return frame


def read_cells(column: Column, cells: npt.NDArray[np.object_], sources: Sources) -> Typed:
    """One column's text as its declared type."""
    match column.type:
        case Type.ID:
            return values.identifiers(cells)
        case Type.TEXT:
            return values.texts(cells, personal=column.personal)
        case Type.FLAG:
            return values.flags(cells)
        case Type.INTEGER | Type.NUMBER:
            return values.numbers(cells, column.type)
        case Type.CODE:
            return read_codes(cells, column.codes, sources.code_map.get(column.source, {}))
        case _:
            return values.dates(cells, column.type, may_be_open=not column.own_date and not column.personal, personal=column.personal)


def read_codes(cells: npt.NDArray[np.object_], codes: tuple[str, ...], own: Mapping[str, str]) -> Typed:
    """Codes of one list; without a list, whatever is there. What is not recognised is blank and has the fault UNREADABLE."""

    def read(text: str) -> tuple[str | None, str]:
        if spellings.plain(text) in spellings.NONE:
            return None, ""
        if not codes and not own:
            return text.strip(), ""
        code = spellings.resolve(text, codes, own)
        return (code, "") if code is not None else (None, Fault.UNREADABLE)

    return values.spread(cells, read, Type.CODE)


def note_faults(
    declared: Table, column: Column, typed: Typed, cells: npt.NDArray[np.object_], frame: pd.DataFrame, rows: npt.NDArray[np.int64],
    label: str, account: Account,
) -> None:  # fmt: skip
    """Write down what of one column did not get in: refused.csv, the keys that are unreadable, the codes not recognised."""
    where = (declared.source, label)
    if typed.column_refused:
        account.refuse(*where, "FILE-43", f"The whole column was refused: {typed.column_refused}.", column=column.source)
        return
    bad = typed.fault == Fault.UNREADABLE
    if bad.any():
        code, sentence = SENTENCES[column.type]
        account.refuse(*where, code, sentence, column=column.source, rows=rows[bad])
        keys = frame[declared.key][bad]
        account.unreadable.setdefault((declared.name, column.name), set()).update(keys.dropna().astype(str))
        if column.type is Type.CODE:
            children = frame["child_id"][bad] if "child_id" in frame else pd.Series([None] * int(bad.sum()))
            pairs = zip(keys.astype(object), children.astype(object), strict=True)
            account.unknown.extend((declared.name, column.name, _none(key), _none(child)) for key, child in pairs)
            for spelling, number in pd.Series(cells[bad]).str.strip().value_counts().items():
                where_found = (column.source, str(spelling))
                account.spellings[where_found] = account.spellings.get(where_found, 0) + int(number)
    placeholder = typed.fault == Fault.PLACEHOLDER
    if placeholder.any():
        account.refuse(*where, *_PLACEHOLDER, column=column.source, rows=rows[placeholder])
        keys = frame[declared.key][placeholder].dropna().astype(str)
        account.placeholders.setdefault((declared.name, column.name), set()).update(keys)
    if (typed.fault == Fault.OPEN).any():
        account.refuse(*where, *_OPEN, column=column.source, done=Done.VALUE_RESOLVED)
    damaged = typed.fault == Fault.DAMAGED_ID
    if damaged.any():
        account.refuse(*where, *_DAMAGED, column=column.source, rows=rows[damaged])


def made_from(declared: Table) -> tuple[str, ...]:
    """The columns that the key of a table's rows is made from here; none where the source gives it."""
    return _MADE_KEYS.get(declared.name, ()) if not declared.column(declared.key).source else ()


def made_keys(frame: pd.DataFrame, columns: tuple[str, ...], source: str) -> pd.Series[Any]:
    """A key for rows that have none, from what the row says, so that it is the same tomorrow: ``team/2016-05-24``.

    A row that says the same as an earlier one gets its number: ``team/2016-05-24/2``.
    """
    parts = []
    for name in columns:
        if name in frame:
            cells = frame[name]
            text = cells.dt.strftime("%Y-%m-%d") if str(cells.dtype).startswith("datetime") else cells.astype("string")
            parts.append(text.astype("string").fillna(""))
    if not parts:
        return pd.Series([f"{source}/{number}" for number in range(1, len(frame) + 1)], index=frame.index, dtype="string")
    key = parts[0]
    for part in parts[1:]:
        key = key + "/" + part
    again = key.groupby(key, sort=False).cumcount() + 1
    return key.where(again == 1, key + "/" + again.astype("string")).astype("string")


def _without_totals(
    declared: Table, text: TextTable, by_column: dict[str, npt.NDArray[np.object_]], label: str, account: Account
) -> tuple[dict[str, npt.NDArray[np.object_]], npt.NDArray[np.int64]]:
    if declared.key not in by_column or not len(text.row_numbers):
        return by_column, text.row_numbers
    last = by_column[declared.key][-1]
    if str(last or "").strip().lower() not in _TOTALS:
        return by_column, text.row_numbers
    account.refuse(
        declared.source, label, "FILE-39", "A total row at the foot of a report is not a record.", rows=text.row_numbers[-1:],
        done=Done.ROW_REFUSED,
    )  # fmt: skip
    text.refused += 1
    return {name: cells[:-1] for name, cells in by_column.items()}, text.row_numbers[:-1]


def _refuse_damaged(declared: Table, typed: Mapping[str, Typed], sources: Sources) -> None:
    for column in declared:
        if column.type is Type.ID and column.name in typed:
            fault = typed[column.name].fault
            most = max(1, _IDS_DAMAGED_SHARE * len(fault))
            damaged = int((fault == Fault.DAMAGED_ID).sum())
            if damaged > most:
                raise TableRefused(
                    "FILE-41",
                    f"{damaged} identifiers in {column.source} are decimal numbers; was the file opened and saved in Excel? "
                    f"{_WITHOUT_EXCEL}",
                )
            length = sources.id_length.get(column.source)
            short = int((typed[column.name].values.str.len() < length).sum()) if length else 0
            if short > most:
                raise TableRefused(
                    "FILE-40",
                    f"{short} identifiers in {column.source} have fewer than {length} characters: they have lost their leading zeros. "
                    f"Was the file opened and saved in Excel? {_WITHOUT_EXCEL}",
                )


def _none(value: Any) -> str | None:
    return None if value is None or value is pd.NA else str(value)
