"""One night's tables, seen as they stood at the end of a day.

``Tables`` holds what a door read. Asked for a table by its name it answers with the rows that had happened by ``as_at``:

* a row whose own date is after ``as_at`` is not there yet; a row whose own date is blank is kept;
* an event or an ending dated after ``as_at`` has not happened yet, so it reads as blank (due dates are left as they are).

``everything(name)`` gives the rows as read, for the recording rules that look for rows dated ahead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from .declare import DTYPES, Table, Type
from .register import BY_NAME, table

Given = ParamSpec("Given")
Kept = TypeVar("Kept", pd.DataFrame, pd.Index)
"""What a decorated function is given beside the tables."""


class TableAbsent(LookupError):
    """The source does not hold this table (or, when ``column`` is given, this column of it)."""

    def __init__(self, name: str, column: str = "") -> None:
        self.name, self.column = name, column
        source = BY_NAME[name].source if name in BY_NAME else name
        what = f"column {BY_NAME[name].column(column).source or column} of {source}" if column else f"table {source}"
        super().__init__(f"the source holds no {what}")


def empty(declared: Table) -> pd.DataFrame:
    """A frame with every declared column, the right dtypes and no rows."""
    return pd.DataFrame({column.name: pd.Series(dtype=DTYPES[column.type]) for column in declared})


@dataclass(frozen=True)
class Tables:
    """The tables of one night.

    frames        canonical name -> frame as read, typed by the declarations; a column the source lacks is not in its frame
    as_at         the last complete day
    extracted_on  the day the extract was made; rows dated later than this are recording faults
    unreadable    (table, column) -> keys of the rows whose value there could not be read (``#N/A``, an unknown code, a bad date)
    origin        canonical name -> what an output calls the table, where that is not its SSD or ext_ name (``list_7``)
    door          which of the doors filled the tables: "ssd", "annex_a" or "mapped"
    allocated_roles  roles that make an involvement an allocation, lower case, spaces squeezed
    placeholders  (table, column) -> keys of the rows whose date there was a placeholder (1900-01-01), which the reader took as blank
    row_origin   canonical name -> {key: what outputs call the place of this row}, where rows of one table come from several places
    """

    frames: Mapping[str, pd.DataFrame]
    as_at: dt.date
    extracted_on: dt.date
    unreadable: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    door: str = "ssd"
    allocated_roles: frozenset[str] = frozenset()
    row_origin: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    placeholders: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            table(name)
        except KeyError as wrong:
            raise AttributeError(wrong.args[0]) from None
        return self.get(name)

    def holds(self, name: str, column: str = "") -> bool:
        """Does the source hold this table (and this column of it)?"""
        return name in self.frames and (not column or column in self.frames[name].columns)

    def get(self, name: str) -> pd.DataFrame:
        """The table's rows as at the end of ``as_at``. Raises TableAbsent when the source holds no such table."""
        table(name)
        if name not in self.frames:
            raise TableAbsent(name)
        self._note(name)
        if name not in self._seen:
            self._seen[name] = self._as_at(name)
        return self._seen[name]

    def optional(self, name: str) -> pd.DataFrame:
        """The table's rows, or an empty frame with every declared column when the source holds no such table.

        A column that the source lacks is there and blank. For tables that only add to an answer, never for one it rests on.
        """
        declared = table(name)
        if name not in self.frames:
            return empty(declared)
        frame = self.get(name)
        lacking = [column for column in declared if column.name not in frame.columns]
        return frame.assign(**{column.name: pd.Series(pd.NA, index=frame.index, dtype=DTYPES[column.type]) for column in lacking})

    def everything(self, name: str) -> pd.DataFrame:
        """The table's rows as read, whatever their dates. Raises TableAbsent."""
        if name not in self.frames:
            raise TableAbsent(name)
        self._note(name)
        return self.frames[name]

    def unreadable_keys(self, name: str, column: str) -> frozenset[str]:
        """Keys of the rows whose value in this column was there but could not be read. Raises KeyError where no such column is declared."""
        table(name).column(column)
        return self.unreadable.get((name, column), frozenset())

    def duplicated_keys(self, name: str) -> frozenset[str]:
        """Keys that name more than one row: neither row can be trusted for an answer."""
        if name not in self.frames:
            return frozenset()
        if name not in self._twice:
            keys = self.frames[name][table(name).key].dropna()
            self._twice[name] = frozenset(keys[keys.duplicated(keep=False)])
        return self._twice[name]

    def output_name(self, name: str) -> str:
        """What outputs call this table: its SSD or ext_ name, or the Annex A list it came from."""
        return self.origin.get(name) or table(name).source

    def absent_columns(self) -> list[tuple[str, str]]:
        """(table, column) that are declared and that a table the source holds lacks."""
        return [(name, column.name) for name, frame in self.frames.items() for column in table(name) if column.name not in frame.columns]

    def with_kept(self, frames: Mapping[str, pd.DataFrame]) -> Tables:
        """The same night with tables that no source holds (``kept``) beside the source's."""
        for name in frames:
            table(name)
        more = replace(self, frames={**self.frames, **frames})
        more._seen.update({name: frame for name, frame in self._seen.items() if name not in frames})
        return more

    @contextmanager
    def reading(self) -> Iterator[set[str]]:
        """Collects the canonical names of the tables that are read while it lasts."""
        names: set[str] = set()
        self._readers.append(names)
        try:
            yield names
        finally:
            self._readers.pop()

    def _note(self, *names: str) -> None:
        for each in self._readers:
            each.update(names)

    @cached_property
    def _readers(self) -> list[set[str]]:
        return []

    @cached_property
    def _seen(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def _made(self) -> dict[Hashable, tuple[Any, frozenset[str]]]:
        return {}

    @cached_property
    def _twice(self) -> dict[str, frozenset[str]]:
        return {}

    def _as_at(self, name: str) -> pd.DataFrame:
        declared, frame, last = table(name), self.frames[name], pd.Timestamp(self.as_at)
        own = declared.own_date
        if own and own in frame.columns:
            frame = frame[~(frame[own] > last + pd.Timedelta(days=1) - pd.Timedelta(seconds=1))]
        for column in declared:
            if column.type in (Type.DATE, Type.TIME) and not column.planned and column.name != own and column.name in frame.columns:
                ahead = frame[column.name] >= last + pd.Timedelta(days=1)
                if ahead.any():
                    frame = frame.assign(**{column.name: frame[column.name].mask(ahead)})
        return frame


def once_a_night(make: Callable[Concatenate[Tables, Given], Kept]) -> Callable[Concatenate[Tables, Given], Kept]:
    """Decorates what makes a frame (or index) of one night's tables (and of plain words, days, flags): made once, it is kept with them.

    Each caller has a frame of its own: a column added to one is not seen by another.
    """

    @wraps(make)
    def kept(tables: Tables, /, *args: Given.args, **kwargs: Given.kwargs) -> Kept:
        asked = (make, args, tuple(sorted(kwargs.items())))
        if asked not in tables._made:
            with tables.reading() as names:
                frame = make(tables, *args, **kwargs)
            tables._made[asked] = frame, frozenset(names)
        frame, read = tables._made[asked]
        tables._note(*read)
        return frame.copy(deep=False)

    return kept
