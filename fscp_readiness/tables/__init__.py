"""Canonical tables: what the standards read, whatever case system the rows came from."""

from .declare import DATES, DTYPES, Column, Table, Type
from .kept import KEPT, READERS, kept_frame
from .lookup import beside, looked_up, matched
from .register import ALL, BY_NAME, BY_SOURCE, table
from .snapshot import TableAbsent, Tables, empty, once_a_night

__all__ = [
    "ALL", "BY_NAME", "BY_SOURCE", "DATES", "DTYPES", "KEPT", "READERS", "Column", "Table", "TableAbsent", "Tables", "Type", "beside",
    "empty", "kept_frame", "looked_up", "matched", "once_a_night", "table",
]  # fmt: skip
