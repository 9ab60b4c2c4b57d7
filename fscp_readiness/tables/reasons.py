"""Why each column is read: what was measured to use it (column_uses.csv), or a written reason where a night needs it and no rule asks it.

Data protection asks for a reason for every item, and for no more than the purpose needs (the Caldicott Principles, 1 to 3).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .declare import Column, Table
from .register import ALL

USES: Final = Path(__file__).parent / "column_uses.csv"
"""table, column, used_by (words between blanks). Measured by tools/measure_columns.py, never written by hand."""

NO_REASON_BY_THEMSELVES: Final = frozenset({"Q01", "Q04", "Q05"})
"""Rules that ask every column of a kind (is the id, the code, the date a real one?): no reason to read a column that nothing else needs."""

KEY: Final = "Names the row: by it a record stands on a worklist, and is known again the next night."
CHILD: Final = "Says whose record it is; nobody else's record may be shown for it, and a restricted child's row is known by it."
OWN_DATE: Final = "The row’s own date: a row dated after the day that is reported is not there yet."

WRITTEN: Final = {
    "teams.service_name": "The name of the service a team belongs to, as pages and workbooks print it.",
    "involvements.referral_id": "Q01 asks whether the episode that a worker is said to hold is there.",
    "cp_reviews.review_due_on": "Tells a review still to come (due, and not yet held) from one held on a day that nobody wrote down.",
    "care_reviews.review_due_on": "Tells a review still to come (due, and not yet held) from one held on a day that nobody wrote down.",
}
"""table.column -> why, where nothing measured uses it and its kind alone is no reason."""


@dataclass(frozen=True)
class Reason:
    """used_by: codes of standards and names of other readers. written: a sentence; blank where ``used_by`` is reason enough."""

    used_by: tuple[str, ...]
    written: str = ""

    def __bool__(self) -> bool:
        return bool(self.written or set(self.used_by) - NO_REASON_BY_THEMSELVES)


def reasons(tables: Iterable[Table] = ALL, uses: Path = USES) -> dict[tuple[str, str], Reason]:
    """(table, column) -> its reason, for every column that is read. A false one is no reason."""
    with uses.open(encoding="utf-8", newline="") as lines:
        used = {(row["table"], row["column"]): tuple(row["used_by"].split()) for row in csv.DictReader(lines)}
    return {
        (table.name, column.name): Reason(used.get((table.name, column.name), ()), _written(table, column))
        for table in tables
        for column in table
    }


def without_reason(tables: Iterable[Table] = ALL, uses: Path = USES) -> list[str]:
    """``table.column`` of every column that is read and that nothing needs."""
    return [f"{table}.{column}" for (table, column), reason in reasons(tables, uses).items() if not reason]


def _written(table: Table, column: Column) -> str:
    if f"{table.name}.{column.name}" in WRITTEN:
        return WRITTEN[f"{table.name}.{column.name}"]
    if column.unique:
        return KEY
    if column.name == "child_id":
        return CHILD
    return OWN_DATE if column.own_date else ""
