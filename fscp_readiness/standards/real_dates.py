"""Dates that are none: unreadable, placeholders, and columns whose days and months have changed places (Q05)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from fscp_readiness.tables import ALL, Table, TableAbsent, Tables, Type

PLACEHOLDER_DAY = pd.Timestamp("1900-01-01")
NO_SUCH_YEAR = 9999
COLUMNS = ("record_table", "record_id", "child_id", "fault", "field")


def dated_rows(tables: Tables, *, fewest: int, days: int, share: float) -> pd.DataFrame:
    """Every row of the source's tables that holds a date: once where all is well (``fault`` blank), else once for each date at fault.

    Also one line, with no record, for each column of ``fewest`` dates or more, on ``days`` days of the month or more, where less than
    ``share`` (0 to 1) of the different dates fall after the 12th. Columns COLUMNS; ``fault`` is unreadable, placeholder or changed round.
    Raises TableAbsent where there is no column of dates at all.
    """
    held = [declared for declared in ALL if _date_columns(tables, declared)]
    if not held:
        raise TableAbsent("people")
    looks_changed_round = partial(changed_round, fewest=fewest, days=days, share=share)
    parts = [part for declared in held for part in _parts(tables, declared, looks_changed_round)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="string") for name in COLUMNS})
    return pd.concat(parts, ignore_index=True)


def changed_round(dates: pd.Series, *, fewest: int, days: int, share: float) -> bool:
    """Have the days and months of a column changed places? (Of real dates six in ten fall after the 12th.)

    Each date is looked at once: a day on which many rows were filled in together says no more than another. A column of which every date
    falls on one or two days of the month (counts made monthly) says nothing of it: ``days`` different ones are wanted.
    """
    of_month = dates.dropna().drop_duplicates().dt.day
    return int(dates.notna().sum()) >= fewest and of_month.nunique() >= days and float((of_month > 12).mean()) < share


def _date_columns(tables: Tables, declared: Table) -> list[str]:
    """The columns of dates that the source's table holds; none where it lacks the key that names its rows."""
    if not tables.holds(declared.name, declared.key):
        return []
    return [column.name for column in declared if column.type in (Type.DATE, Type.TIME) and tables.holds(declared.name, column.name)]


def _parts(tables: Tables, declared: Table, looks_changed_round: Callable[[pd.Series], bool]) -> list[pd.DataFrame]:
    seen = tables.everything(declared.name).loc[tables.get(declared.name).index]
    names = _date_columns(tables, declared)
    base = pd.DataFrame(
        {
            "record_table": tables.output_name(declared.name), "record_id": seen[declared.key].fillna(""),
            "child_id": seen["child_id"] if "child_id" in seen else pd.NA,
        },
        index=seen.index,
    )  # fmt: skip
    held = seen[names].notna().any(axis=1)
    faulty = pd.Series(False, index=seen.index)
    broken = []
    for name in names:
        field = f"{declared.name}.{name}"
        for fault, where in _faults(tables, declared, name, seen).items():
            faulty |= where
            broken.append(base[where].assign(fault=fault, field=field))
        if looks_changed_round(seen[name]):
            line = {"record_table": tables.output_name(declared.name), "record_id": "", "child_id": pd.NA, "fault": "changed round"}
            broken.append(pd.DataFrame([{**line, "field": field}]))
    fine = base[held & ~faulty].assign(fault="", field="")
    return [part for part in (fine, *broken) if len(part)]


def _faults(tables: Tables, declared: Table, name: str, seen: pd.DataFrame) -> dict[str, pd.Series]:
    """Which rows of one column are at fault, by the kind of fault."""
    unread = tables.unreadable_keys(declared.name, name)
    blank_by_reader = tables.placeholders.get((declared.name, name), frozenset())
    stands = seen[name].eq(PLACEHOLDER_DAY) | seen[name].dt.year.ge(NO_SUCH_YEAR)
    nothing = pd.Series(False, index=seen.index)
    return {
        "unreadable": seen[declared.key].isin(unread) & seen[name].isna() if unread else nothing,
        "placeholder": stands | (seen[declared.key].isin(blank_by_reader) & seen[name].isna() if blank_by_reader else nothing),
    }
