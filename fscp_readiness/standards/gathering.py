"""Rows of several tables laid end to end, for rules that ask the same of each."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fscp_readiness.tables import DATES, TableAbsent, Tables, table


def gathered(tables: Tables, columns: Mapping[str, str]) -> pd.DataFrame:
    """One row for each row of the named tables that the source holds, as they stood at the end of the day.

    columns  table -> its column of dates that is looked at
    Gives record_table, record_id, child_id, referral_id (blank where the table has none), on (that date) and field (``table.column``).
    Raises TableAbsent, for the first of them, where the source holds none.
    """
    held = [name for name in columns if tables.holds(name)]
    if not held:
        raise TableAbsent(next(iter(columns)))
    return pd.concat([_rows(tables, name, columns[name]) for name in held], ignore_index=True)


def _rows(tables: Tables, name: str, column: str) -> pd.DataFrame:
    rows = tables.get(name)
    blank = pd.Series(pd.NA, index=rows.index, dtype="string")
    return pd.DataFrame(
        {
            "record_table": pd.Series(tables.output_name(name), index=rows.index, dtype="string"),
            "record_id": rows[table(name).key],
            "child_id": rows["child_id"],
            "referral_id": rows["referral_id"] if "referral_id" in rows else blank,
            "on": rows[column].astype(DATES),
            "field": pd.Series(f"{name}.{column}", index=rows.index, dtype="string"),
        }
    )
