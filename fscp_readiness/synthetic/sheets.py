"""The source tables while they are being filled: rows by SSD or ext_ column names, turned into text at the end."""

from __future__ import annotations

from typing import Final

import pandas as pd

from fscp_readiness.tables import register
from fscp_readiness.tables.declare import Type

from . import days

Value = str | int | float | bool | None

_KEYS_OF_OUR_OWN: Final = "list_"


class Sheets:
    """Every SSD and ext_ table that is known, read or not, each a list of rows. ``add`` names a row's columns and gives back its key."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Value]]] = {}
        self._columns: dict[str, list[str]] = {}
        self._kinds: dict[str, dict[str, Type]] = {}
        self._prefix: dict[str, str] = {}
        self._key: dict[str, str] = {}
        self._child: dict[str, str] = {}
        for number, table in enumerate(register.KNOWN):
            if table.source.startswith(_KEYS_OF_OUR_OWN):
                continue
            named = [column for column in table if column.source]
            self._rows[table.source] = []
            self._columns[table.source] = [column.source for column in named]
            self._kinds[table.source] = {column.source: column.type for column in named}
            self._key[table.source] = table.column(table.key).source
            self._child[table.source] = table.column("child_id").source if table.has_child else ""
            self._prefix[table.source] = _prefix(table.source, number)

    def add(self, source: str, **values: Value) -> str:
        """Add a row; where its key is not given it gets the next one. Raises KeyError for a column the table does not declare."""
        rows, key = self._rows[source], self._key[source]
        unknown = values.keys() - self._kinds[source].keys()
        if unknown:
            raise KeyError(f"{source} declares no column {sorted(unknown)}")
        if key and key not in values:
            values[key] = f"{self._prefix[source]}{len(rows) + 1:06d}"
        rows.append(values)
        return str(values[key]) if key else ""

    def rows(self, source: str) -> list[dict[str, Value]]:
        """The rows so far, in the order they were laid down; a planted fault may change one."""
        return self._rows[source]

    def key_of(self, source: str) -> str:
        """The column that names a row; "" where the table has none of its own."""
        return self._key[source]

    def child_column(self, source: str) -> str:
        """The column that names the child; "" where the table has none."""
        return self._child[source]

    def frames(self) -> dict[str, pd.DataFrame]:
        """One frame of text a table, dates ISO, flags Y and N, blank for none, in the order of its key."""
        return {source: self._frame(source) for source in sorted(self._rows)}

    def _frame(self, source: str) -> pd.DataFrame:
        rows = self._rows[source]
        data = {}
        for column in self._columns[source]:
            values = [row.get(column) for row in rows]
            if self._kinds[source][column] in (Type.DATE, Type.TIME):
                data[column] = [days.iso(v) if type(v) is int else "" if v is None else str(v) for v in values]
            else:
                data[column] = ["" if v is None else ("Y" if v else "N") if type(v) is bool else str(v) for v in values]
        frame = pd.DataFrame(data, columns=self._columns[source], dtype="str")
        key = self._key[source]
        return frame.sort_values(key, kind="stable", ignore_index=True) if key else frame


def _prefix(source: str, number: int) -> str:
    """A short prefix of a table's own keys, like ``CPV-`` for ssd_cp_visits."""
    words = source.split("_")[1:]
    letters = "".join(word[0] for word in words) if len(words) > 1 else words[0][:3]
    return f"{letters.upper()}{number:02d}-"
