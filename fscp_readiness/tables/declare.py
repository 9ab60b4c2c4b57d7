"""How a table describes itself: its columns in English, what they are called in the national datasets, and what may stand in them.

Everything a reader, a Great Expectations suite, a crosswalk page or a synthetic council needs to know of a column is on the column.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import pandas as pd

pd.set_option("mode.string_storage", "python")
"""Text is held as Python's own (docs/adr/0013-text-as-python-holds-it.md): a night asks thousands of small questions of a few ids."""


class Type(StrEnum):
    ID = "id"  # text; identifiers are never numbers
    TEXT = "text"
    CODE = "code"  # text from a code list
    DATE = "date"  # a day; times are cut to the London date by the reader
    TIME = "time"  # a moment, kept only where hours decide (MIS-01)
    FLAG = "flag"  # yes, no or blank
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """One column. ``source`` is its SSD or ext_ name; ``annex_a`` maps a list number to the heading Ofsted uses."""

    name: str
    type: Type
    source: str
    required: bool = False
    unique: bool = False
    codes: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    refers_to: str = ""  # "table.column"
    personal: bool = False  # a name, address, date of birth or free text: never printed, never logged
    own_date: bool = False  # the row's own date: a row dated after as_at is not there yet
    planned: bool = False  # a date that may rightly lie ahead (a due date): never treated as "not yet happened"
    annex_a: tuple[tuple[int, str], ...] = ()
    about: str = ""
    left: bool = False  # a source may hold it, and it is left there: nothing here asks for it (register.LEFT)


@dataclass(frozen=True)
class Table:
    """One canonical table: a plural English noun, filled from ``source`` (an SSD or ext_ table). ``left``: as a column's."""

    name: str
    source: str
    about: str
    columns: tuple[Column, ...]
    left: bool = False

    @property
    def key(self) -> str:
        """The column that names a row."""
        return next(column.name for column in self.columns if column.unique)

    @property
    def own_date(self) -> str | None:
        return next((column.name for column in self.columns if column.own_date), None)

    @property
    def has_child(self) -> bool:
        return any(column.name == "child_id" for column in self.columns)

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        near = difflib.get_close_matches(name, [column.name for column in self.columns], n=3)
        raise KeyError(f"{self.name} declares no column {name!r}" + (f"; did you mean {', '.join(near)}?" if near else ""))

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)


def key(name: str, source: str, about: str = "") -> Column:
    return Column(name, Type.ID, source, required=True, unique=True, about=about)


def ref(name: str, source: str, refers_to: str, *, required: bool = False, about: str = "") -> Column:
    return Column(name, Type.ID, source, refers_to=refers_to, required=required, about=about)


def child(source: str, *, required: bool = True) -> Column:
    return Column("child_id", Type.ID, source, refers_to="people.child_id", required=required, about="the child's id in the case system")


def text(name: str, source: str, about: str = "", *, personal: bool = False, required: bool = False) -> Column:
    return Column(name, Type.TEXT, source, personal=personal, required=required, about=about)


def code(name: str, source: str, codes: tuple[str, ...] = (), about: str = "", *, required: bool = False) -> Column:
    return Column(name, Type.CODE, source, codes=codes, required=required, about=about)


def date(
    name: str, source: str, about: str = "", *, own: bool = False, planned: bool = False, required: bool = False, personal: bool = False
) -> Column:
    return Column(name, Type.DATE, source, own_date=own, planned=planned, required=required, personal=personal, about=about)


def time(name: str, source: str, about: str = "", *, own: bool = False) -> Column:
    return Column(name, Type.TIME, source, own_date=own, about=about)


def flag(name: str, source: str, about: str = "", *, required: bool = False) -> Column:
    return Column(name, Type.FLAG, source, required=required, about=about)


def integer(name: str, source: str, about: str = "", minimum: float | None = None, maximum: float | None = None) -> Column:
    return Column(name, Type.INTEGER, source, minimum=minimum, maximum=maximum, about=about)


def number(name: str, source: str, about: str = "", minimum: float | None = None, maximum: float | None = None) -> Column:
    return Column(name, Type.NUMBER, source, minimum=minimum, maximum=maximum, about=about)


def in_annex_a(column: Column, **headings: str) -> Column:
    """The same column with its Annex A headings: ``in_annex_a(date(...), list_7="Child Protection Plan Start Date")``."""
    return replace(column, annex_a=tuple((int(name.removeprefix("list_")), heading) for name, heading in headings.items()))


def left(column: Column) -> Column:
    """The same column, known and not read: data protection asks for no more than is used (docs/reference/columns.md)."""
    return replace(column, left=True)


DATES: Final = "datetime64[s]"

DTYPES: Final[dict[Type, Any]] = {
    Type.ID: "string",
    Type.TEXT: "string",
    Type.CODE: "string",
    Type.DATE: DATES,
    Type.TIME: DATES,
    Type.FLAG: "boolean",
    Type.INTEGER: "Int64",
    Type.NUMBER: "Float64",
}
"""The one dtype of each type of column, so that every room may rely on it. Blank is NA (NaT for dates)."""
