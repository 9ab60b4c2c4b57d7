"""What every list is made with: the night's tables, the layout, the days it looks back over, and columns as they are filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.settings.annex_a import AnnexALayout, ListLayout
from fscp_readiness.standards import clocks, populations
from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up


class AnnexAProblem(ValueError):
    """No set can be made. The message is one sentence for whoever asked; ``exit_code`` is 2, the asker's to put right."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


@dataclass(frozen=True)
class Gap:
    """Something that a list cannot say, or (``fault``) a fault of the records that it was made from.

    number  the list
    column  the column's name; blank for the list as a whole
    rows    how many rows it touches
    reason  why, in a sentence without anybody's name or number
    """

    number: int
    column: str
    rows: int
    reason: str
    fault: bool = False


@dataclass(frozen=True)
class Asking:
    """One night's tables laid out in one of Ofsted's layouts."""

    tables: Tables
    layout: AnnexALayout

    @property
    def as_at(self) -> dt.date:
        return self.tables.as_at

    @property
    def today(self) -> pd.Timestamp:
        return pd.Timestamp(self.tables.as_at)

    def back(self, months: int) -> pd.Timestamp:
        """The corresponding day so many months back, month end clipped (domain.md W45): the first day of a window."""
        return clocks.add_months(pd.Series([self.today]).astype(DATES), -months).iloc[0]

    def since(self, number: int) -> pd.Timestamp:
        """The first day of a list's window."""
        return self.back(self.layout.of(number).months)


@dataclass
class Filling:
    """One list as its columns are filled.

    rows      one row for each row of the list to be, with ``child_id`` (or the list's own key); the columns are made beside it
    left_out  rows about children whose record is restricted: counted, and not listed
    made_from "table.column" -> the column of the list that is filled from it: the first that is
    """

    asking: Asking
    number: int
    rows: pd.DataFrame
    left_out: int = 0
    columns: dict[str, pd.Series] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    made_from: dict[str, str] = field(default_factory=dict)

    @property
    def list(self) -> ListLayout:
        return self.asking.layout.of(self.number)

    def take(self, name: str, values: Callable[[], pd.Series], *needs: str) -> None:
        """Fill a column, or leave it blank with the reason where the source lacks one of ``needs`` ("table" or "table.column").

        A column that this layout does not ask for is passed over.
        """
        if not self.list.has(name):
            return
        for need in needs:
            self.made_from.setdefault(need, name)
        for need in needs:
            table, _, column = need.partition(".")
            if not self.asking.tables.holds(table, column):
                held = self.asking.tables.holds(table)
                said = str(TableAbsent(table, column if held else ""))
                self.blank(name, f"{said[0].upper()}{said[1:]}.")
                return
        self.columns[name] = values()

    def blank(self, name: str, reason: str) -> None:
        """Leave a column blank for every row, and say why."""
        if self.list.has(name):
            self.gaps.append(Gap(self.number, name, len(self.rows), reason))

    def note(self, name: str, rows: int, reason: str) -> None:
        """Say of some rows why a column is blank; of none, nothing. ``name`` is blank where it is about the list."""
        if rows and (not name or self.list.has(name)):
            self.gaps.append(Gap(self.number, name, rows, reason))

    def frame(self) -> pd.DataFrame:
        """The rows under the layout's own names and in its order; a column not filled is blank. Raises AssertionError without a reason."""
        said = {gap.column for gap in self.gaps}
        made = {}
        for column in self.list.columns:
            if column.name in self.columns:
                made[column.name] = self.columns[column.name]
            elif column.name in said:
                made[column.name] = pd.Series(pd.NA, index=self.rows.index, dtype="string")
                if column.kind == "date":
                    made[column.name] = pd.Series(pd.NaT, index=self.rows.index).astype(DATES)
            else:
                raise AssertionError(f"list {self.number}: {column.name} is neither filled nor explained. [ANX-90]")
        return pd.DataFrame(made, index=self.rows.index)


def begin(asking: Asking, number: int, rows: pd.DataFrame, what: str) -> Filling:
    """A list to be filled from rows, without those of restricted children and those that name no child; both are counted.

    A record that the source holds twice, alike in every column, is one row.
    what  what the rows are: "contacts" ...
    """
    rows = rows.drop_duplicates()
    nameless = rows["child_id"].isna()
    hidden = about_restricted(rows["child_id"], asking.tables) & ~nameless
    filling = Filling(asking, number, rows[~nameless & ~hidden].reset_index(drop=True), int(hidden.sum()))
    filling.note("", int(nameless.sum()), f"{what[0].upper()}{what[1:]} that name no child are on no list.")
    return filling


def about_children(filling: Filling) -> None:
    """The five columns that lists 1 to 10 share, and disability where the list asks.

    A child not yet born has the age -1 and the expected day for a birthday. Gender not given is 'not stated', ethnicity not given 'not
    yet obtained', disability not said 'unknown', as Ofsted's codes have it.
    """
    tables, child = filling.asking.tables, filling.rows["child_id"]
    people = tables.optional("people").drop_duplicates("child_id").set_index("child_id")
    filling.take("child_id", lambda: child)
    gender = looked_up(child, people["gender"])
    if not tables.holds("people", "gender") and tables.holds("people", "sex"):
        gender = looked_up(child, people["sex"])
        filling.note("gender", len(child), "The source holds no gender; sex stands in its place.")
    filling.made_from |= {"people.gender": "gender", "people.sex": "gender", "people.expected_on": "born_on"}
    filling.take("gender", lambda: gender.replace(GENDERS).fillna("U"), "people")
    filling.take("ethnicity", lambda: looked_up(child, people["ethnicity"]).fillna("NOBT"), "people.ethnicity")
    unborn = child.isin(populations.unborn(tables)) if tables.holds("people") else pd.Series(False, index=child.index)
    born = looked_up(child, people["born_on"]).astype(DATES)
    expected = looked_up(child, people["expected_on"]).astype(DATES)
    age = populations.age_in_years(born, filling.asking.today).mask(unborn, -1)
    filling.take("born_on", lambda: born.where(~unborn, expected), "people.born_on")
    filling.take("age", lambda: age, "people.born_on")
    filling.take("disabled", lambda: _disabled(tables, child), "disabilities.disability")


GENDERS = {"01": "M", "02": "F", "00": "U", "09": "U", "I": "U"}


def _disabled(tables: Tables, child: pd.Series) -> pd.Series:
    rows = tables.disabilities
    yes = rows[rows["disability"].notna() & rows["disability"].ne("NONE").fillna(False)]["child_id"]
    no = rows[rows["disability"].eq("NONE").fillna(False)]["child_id"]
    answer = pd.Series("unknown", index=child.index, dtype="string")
    return answer.mask(child.isin(no), "no").mask(child.isin(yes), "yes")


def yes_no(flags: pd.Series) -> pd.Series:
    """yes, no or blank for a column of flags."""
    return flags.astype("boolean").map({True: "yes", False: "no"}).astype("string")


def column_of(rows: pd.DataFrame, name: str) -> pd.Series:
    """A column, when it is asked for: with ``partial`` for ``Filling.take``."""
    return rows[name]


def flagged(where: pd.Series) -> pd.Series:
    """yes or no, never blank."""
    return pd.Series("no", index=where.index, dtype="string").mask(where.fillna(False).astype(bool), "yes")
