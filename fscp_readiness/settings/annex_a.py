"""config/annex_a/*.toml: the layouts of Ofsted's Annex A, each with the day it began. Headings, order and codes are configuration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .problems import ConfigProblem
from .service import explained, read_toml

FOLDER = "annex_a"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ListColumn(_Strict):
    """One column of a list.

    name     ours, the same in every layout: the rows of a list are made under these names
    heading  Ofsted's, to the letter
    kind     text (identifiers too), code, date or number
    codes    for a code: which of the layout's code lists
    """

    name: str
    heading: str = Field(min_length=1)
    kind: Literal["text", "code", "date", "number"]
    codes: str = ""


class ListLayout(_Strict):
    """One list.

    asks     who or what belongs on it, in a sentence
    one_row  what one row is
    months   how far it looks back
    key      the column that says whom a row is about
    """

    number: int = Field(ge=1, le=99)
    sheet: str = Field(min_length=1, max_length=31)
    title: str
    asks: str
    one_row: str
    months: int = Field(ge=1, le=60)
    key: str = "child_id"
    columns: tuple[ListColumn, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _columns_are_told_apart(self) -> Self:
        for what, given in (("column", [column.name for column in self.columns]), ("heading", [column.heading for column in self.columns])):
            twice = sorted({each for each in given if given.count(each) > 1})
            if twice:
                raise ValueError(f"list {self.number} has the {what} {twice[0]!r} twice")
        if self.key not in {column.name for column in self.columns}:
            raise ValueError(f"list {self.number} has no column {self.key!r}, which says whom a row is about")
        return self

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def column(self, name: str) -> ListColumn:
        """The column of that name of ours. Raises KeyError where this layout has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"list {self.number} has no column {name!r}")

    def has(self, name: str) -> bool:
        return any(column.name == name for column in self.columns)


class AnnexALayout(_Strict):
    """One layout: its lists in order, and its codes.

    codes  code list -> the code in our tables -> the words that Ofsted prefers ("a) Male"); several of ours may share one of theirs
    """

    name: str
    title: str
    source: str
    valid_from: dt.date
    codes: dict[str, dict[str, str]]
    lists: tuple[ListLayout, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _every_code_list_is_there(self) -> Self:
        numbers, sheets = [one.number for one in self.lists], [one.sheet for one in self.lists]
        if len(set(numbers)) < len(numbers) or len(set(sheets)) < len(sheets):
            raise ValueError("two lists have the same number or the same sheet")
        for one in self.lists:
            for column in one.columns:
                if (column.kind == "code") != bool(column.codes):
                    raise ValueError(f"list {one.number}, {column.name}: a code has the name of its code list, and nothing else has one")
                if column.codes and column.codes not in self.codes:
                    raise ValueError(f"list {one.number}, {column.name}: there is no [codes.{column.codes}]")
        return self

    def of(self, number: int) -> ListLayout:
        """The list of that number. Raises KeyError where this layout has none."""
        for one in self.lists:
            if one.number == number:
                return one
        raise KeyError(f"{self.name} has no list {number}")

    @classmethod
    def load(cls, path: Path) -> AnnexALayout:
        """Read and check one file. Raises ConfigProblem naming the file, the setting and what to write instead."""
        try:
            layout = cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
        if layout.name != path.stem:
            raise ConfigProblem(f"{path.name} says its name is {layout.name!r}; give a layout's file its name, <name>.toml.", "CFG-11")
        return layout


def load_layouts(config: Path | None = None) -> tuple[AnnexALayout, ...]:
    """Every layout in a config's annex_a/, oldest first (the shipped ones where it has none). Raises ConfigProblem."""
    folder = (config or CONFIG) / FOLDER
    paths = sorted(folder.glob("*.toml")) or sorted((CONFIG / FOLDER).glob("*.toml"))
    layouts = tuple(sorted((AnnexALayout.load(path) for path in paths), key=lambda layout: layout.valid_from))
    for earlier, later in zip(layouts, layouts[1:], strict=False):
        if earlier.valid_from == later.valid_from:
            both = f"{earlier.name} and {later.name} both begin on {later.valid_from}"
            raise ConfigProblem(f"{both}: put valid_from right in one.", "CFG-11")
    return layouts


def layout_for(as_at: dt.date, layouts: Iterable[AnnexALayout], name: str = "") -> AnnexALayout:
    """The layout named, else the newest that had begun by the day, else the oldest there is (its lists are those of the years before).

    Raises ConfigProblem where none is of that name.
    """
    known = sorted(layouts, key=lambda layout: layout.valid_from)
    if name:
        for layout in known:
            if layout.name == name:
                return layout
        raise ConfigProblem(f"There is no Annex A layout {name!r}. Write one of: {', '.join(each.name for each in known)}.", "CFG-11")
    begun = [layout for layout in known if layout.valid_from <= as_at]
    return begun[-1] if begun else known[0]
