"""Visits beside how each was written up: the three visit tables and ext_visit, one row a visit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fscp_readiness.tables import DTYPES, TableAbsent, Tables, beside
from fscp_readiness.tables import table as declared

from . import clocks
from .asked import Asked

VISITS = ("cp_visits", "cin_visits", "care_visits")
NOTES = ("case_note", "content_hash")


def with_write_ups(tables: Tables, columns: Sequence[str] = (), seen: Sequence[str] = ()) -> pd.DataFrame:
    """Visits of the three tables that the source holds, each with what its write-up says.

    columns  of visit_records that the caller rests on: one that the source lacks raises KeyError, so the question cannot be asked
    seen     of the visit tables (child_seen, seen_alone), in the same way
    Columns: visit_id, child_id, visited_on, table (canonical name), record_table, written (a write-up of that visit is there), and those
    asked for (blank where nothing is written). Raises TableAbsent where the source holds no visit table, or no write-ups.
    """
    held = [name for name in VISITS if tables.holds(name)]
    if not held:
        raise TableAbsent("cp_visits")
    records = tables.visit_records
    parts = []
    for name in held:
        visits = tables.get(name)
        elsewhere = records["visit_table"].notna() & records["visit_table"].ne(declared(name).source)
        own = records[~elsewhere.fillna(False).astype(bool)].drop_duplicates("visit_id").set_index("visit_id")
        part = visits[["visit_id", "child_id", "visited_on", *seen]].assign(table=name, record_table=tables.output_name(name))
        part["written"] = visits["visit_id"].isin(own.index)
        parts.append(beside(part, own[list(columns)], "visit_id"))
    kinds = {column: DTYPES[declared("visit_records").column(column).type] for column in columns}
    return pd.concat(parts, ignore_index=True).astype({"table": "string", "record_table": "string", **kinds})


def lately(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Visits of the last ``asked.values["months"]`` months, and those whose day is blank: older ones are past putting right."""
    since = clocks.add_months(pd.Series([asked.today]), -int(asked.values["months"])).iloc[0]
    return rows[~(rows["visited_on"] < since)].reset_index(drop=True)


def to_be_written_up(rows: pd.DataFrame, asked: Asked) -> pd.Series:
    """True where the days in which a visit may still be written up (REC-01's clock) have passed; False where its day is blank."""
    today = pd.Series(asked.today, index=rows.index).astype("datetime64[s]")
    return (asked.calendar.between(rows["visited_on"], today) > asked.write_up).fillna(False).astype(bool)


def has_note(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """True where the write-up holds a case note, or the hash that stands for one, be it readable or not."""
    there = pd.Series(False, index=rows.index)
    for column in NOTES:
        if column in rows:
            there |= rows[column].notna() | (rows["written"] & rows["visit_id"].isin(tables.unreadable_keys("visit_records", column)))
    return there


def note_columns(tables: Tables) -> list[str]:
    """Which of the two columns that say a note is there the source holds. Raises TableAbsent where it holds neither."""
    found = [column for column in NOTES if tables.holds("visit_records", column)]
    if not found:
        raise TableAbsent("visit_records", "case_note")
    return found
