"""The lists of one night in one layout: every row under Ofsted's headings and codes, what could not be said, and who is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from fscp_readiness.settings.annex_a import AnnexALayout, ListLayout
from fscp_readiness.tables import TableAbsent, Tables

from .adopted import adopters, children
from .asking import AnnexAProblem, Asking, Filling, Gap
from .enquired import assessments, section_47
from .front_door import contacts, early_help, referrals
from .in_care import children_in_care
from .in_need import children_in_need
from .leaving_care import care_leavers
from .protected import child_protection

MAKERS: Mapping[int, Callable[[Asking], Filling]] = {
    1: contacts,
    2: early_help,
    3: referrals,
    4: assessments,
    5: section_47,
    6: children_in_need,
    7: child_protection,
    8: children_in_care,
    9: care_leavers,
    10: children,
    11: adopters,
}


@dataclass(frozen=True)
class MadeList:
    """One list as it is handed over.

    frame     a column for each of the layout's, under our names and in its order; codes in Ofsted's words, days as dates, blank for none
    left_out  how many rows are about children whose record is restricted: counted, and not listed
    made_from "table.column" -> the column that is filled from it
    made      False where the source lacks what the list is made of, so that it is empty whoever belongs on it
    """

    layout: ListLayout
    frame: pd.DataFrame
    gaps: tuple[Gap, ...]
    left_out: int
    made_from: Mapping[str, str] = field(default_factory=dict)
    made: bool = True


@dataclass(frozen=True)
class Supplied:
    """Who supplied a file for a list, and of which day it is. ``refused``: why it could not be used; blank where the list is the file's."""

    by: str
    as_at: dt.date
    refused: str = ""


@dataclass(frozen=True)
class AnnexA:
    """A whole set. ``lists`` by number, in the layout's order; ``tables`` is what it was made from, but for what was ``supplied``."""

    as_at: dt.date
    layout: AnnexALayout
    tables: Tables
    lists: Mapping[int, MadeList] = field(default_factory=dict)
    supplied: Mapping[int, Supplied] = field(default_factory=dict)

    def taken(self, number: int) -> Supplied | None:
        """Who a list was taken from; None where it is of our own records."""
        given = self.supplied.get(number)
        return given if given and not given.refused else None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What no list could say, in the lists' order."""
        return tuple(gap for one in self.lists.values() for gap in one.gaps if not gap.fault)

    @property
    def faults(self) -> tuple[Gap, ...]:
        """What the comments say of faults of the records, in the lists' order."""
        return tuple(gap for one in self.lists.values() for gap in one.gaps if gap.fault)


def make_annex_a(tables: Tables, layout: AnnexALayout, *, lists_allowed: bool) -> AnnexA:
    """Lay out one night's tables as Annex A, as at ``tables.as_at``.

    lists_allowed  may lists of children be made at all of this source (contract.md: restricted records)
    Raises AnnexAProblem where they may not, or where the source is itself an Annex A workbook.
    """
    if not lists_allowed:
        raise AnnexAProblem(
            "No list of children may be made of this source: it does not say whose record is restricted. "
            "Load ext_restricted, or have service.toml signed.", "ANX-01",
        )  # fmt: skip
    if tables.door == "annex_a":
        raise AnnexAProblem("The source is itself an Annex A workbook: hand that over, or read the case system.", "ANX-02")
    asking = Asking(tables, layout)
    return AnnexA(tables.as_at, layout, tables, {one.number: _made(asking, one) for one in layout.lists if one.number in MAKERS})


def _made(asking: Asking, one: ListLayout) -> MadeList:
    try:
        filling = MAKERS[one.number](asking)
    except (TableAbsent, KeyError) as problem:
        absent = problem if isinstance(problem, TableAbsent) else _lacking(problem, asking.tables)
        if absent is None:
            raise
        said = str(absent)
        nothing = pd.DataFrame({column.name: pd.Series(dtype="object") for column in one.columns})
        return MadeList(one, nothing, (Gap(one.number, "", 0, f"{said[0].upper()}{said[1:]}: the list is empty."),), 0, made=False)
    frame = filling.frame()
    frame, unknown = _in_ofsteds_words(frame, one, asking.layout)
    return MadeList(one, in_order(frame, one), (*filling.gaps, *unknown), filling.left_out, filling.made_from)


def _lacking(problem: KeyError, tables: Tables) -> TableAbsent | None:
    """The column of ours that the source lacks, where that is what was looked for."""
    return next((TableAbsent(name, column) for name, column in tables.absent_columns() if column == problem.args[0]), None)


def in_order(frame: pd.DataFrame, one: ListLayout) -> pd.DataFrame:
    """Rows by whom they are about, then by their days."""
    return frame.sort_values(_order(one), na_position="last", kind="stable").reset_index(drop=True)


def _order(one: ListLayout) -> list[str]:
    return [one.key, *(column.name for column in one.columns if column.kind == "date" and column.name != "born_on")]


def _in_ofsteds_words(frame: pd.DataFrame, one: ListLayout, layout: AnnexALayout) -> tuple[pd.DataFrame, list[Gap]]:
    """Codes of ours as the layout writes them. One that it has no words for is left blank, and counted."""
    gaps = []
    for column in one.columns:
        if column.kind == "code":
            ours = frame[column.name].astype("string")
            theirs = ours.map(layout.codes[column.codes]).astype("string")
            lost = ours.notna() & theirs.isna()
            if lost.any():
                said = ", ".join(sorted(set(ours[lost])))
                gaps.append(Gap(one.number, column.name, int(lost.sum()), f"Ofsted's list of codes has none for {said}; left blank."))
            frame = frame.assign(**{column.name: theirs})
    return frame, gaps
