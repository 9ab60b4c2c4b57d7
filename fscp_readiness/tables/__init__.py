"""Canonical tables: what the standards read, whatever case system the rows came from."""

from .declare import DATES, DTYPES, Column, Table, Type
from .lookup import looked_up
from .register import ALL, BY_NAME, BY_SOURCE, table
from .snapshot import TableAbsent, Tables, empty

__all__ = [
    "ALL", "BY_NAME", "BY_SOURCE", "DATES", "DTYPES", "Column", "Table", "TableAbsent", "Tables", "Type", "empty", "looked_up", "table",
]  # fmt: skip
