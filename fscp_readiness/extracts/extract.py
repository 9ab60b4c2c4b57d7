"""What a door hands on: the tables, and an account of everything that did not get in as it stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Done

LOADS = {"table": "string", "rows_read": "Int64", "rows_refused": "Int64", "state": "string", "data_date": "string"}
"""tables.csv: one row a table that the door could hold. ``rows_read`` are the rows in the file, refused ones too."""

REFUSED = {
    "table": "string", "source": "string", "row_number": "Int64", "column": "string", "code": "string", "sentence": "string",
    "done": "string",
}  # fmt: skip
"""refused.csv. ``row_number`` is the row as a spreadsheet shows it (the headings are row 1); blank: the whole column or table."""

IGNORED = {"table": "string", "source": "string", "column": "string"}
"""Files, sheets (``column`` blank) and columns that no table declares: read by nobody, and said so."""

UNKNOWN_CODES = {"table": "string", "column": "string", "key": "string", "child_id": "string"}
"""Rows whose code is not in its list, by canonical table and column: what rule Q04 reads."""

TO_FILL = {"column": "string", "spelling": "string", "rows": "Int64"}
"""Spellings of code columns that nothing resolved, for the council's code map. Code columns hold no personal value."""


@dataclass(frozen=True)
class Extract:
    """One reading of one source.

    tables       the canonical tables, typed
    loads        LOADS, sorted by table
    refused      REFUSED, sorted by table, source, row, column
    ignored      IGNORED
    notes        sentences for the pack's page on data confidence; no personal value
    source_hash  SHA-256 of the content read
    source_name  fit to print: no path, no user, no password
    door         "ssd", "annex_a" or "mapped"
    """

    tables: Tables
    loads: pd.DataFrame
    refused: pd.DataFrame
    ignored: pd.DataFrame
    notes: list[str]
    source_hash: str
    source_name: str
    door: str
    unknown_codes: pd.DataFrame
    code_map_to_fill: pd.DataFrame
    median_age_difference_days: int | None = None  # workbook only: its ages against as_at; positive: made before as_at
    made_about: dt.date | None = None  # workbook only: given where the ages say another day, more than 7 days off


@dataclass
class Account:
    """What is written down while a door reads."""

    refusals: list[tuple[str, str, int | None, str, str, str, str]] = field(default_factory=list)
    ignored: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)
    spellings: dict[tuple[str, str], int] = field(default_factory=dict)
    unreadable: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    placeholders: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def refuse(
        self, table: str, source: str, code: str, sentence: str, *, column: str = "", rows: Iterable[int] | None = None,
        done: Done = Done.VALUE_REFUSED,
    ) -> None:  # fmt: skip
        """One line for each row, or one line without a row number for a whole column or table."""
        for row in [None] if rows is None else rows:
            self.refusals.append((table, source, None if row is None else int(row), column, code, sentence, str(done)))

    def frames(self) -> dict[str, Any]:
        """refused, ignored, unknown_codes and code_map_to_fill as the Extract holds them."""
        to_fill = [(column, spelling, rows) for (column, spelling), rows in sorted(self.spellings.items())]
        return {
            "refused": _frame(self.refusals, REFUSED).sort_values(
                ["table", "source", "row_number", "column", "code"], na_position="first", ignore_index=True
            ),
            "ignored": _frame(sorted(self.ignored), IGNORED),
            "unknown_codes": _frame(self.unknown, UNKNOWN_CODES).sort_values(["table", "column", "key"], ignore_index=True),
            "code_map_to_fill": _frame(to_fill, TO_FILL),
        }


def _frame(rows: Sequence[tuple[Any, ...]], columns: dict[str, str]) -> pd.DataFrame:
    by_column: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame(
        {name: pd.Series(list(cells), dtype=dtype) for (name, dtype), cells in zip(columns.items(), by_column, strict=True)}
    )


def loads_frame(rows: list[tuple[str, int, int, str, str]]) -> pd.DataFrame:
    """LOADS, sorted by table."""
    return _frame(sorted(rows), LOADS)
