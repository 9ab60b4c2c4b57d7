"""Parquet to text, so that the same strict reading follows whatever the file says its types are."""

from __future__ import annotations

import datetime as dt
import decimal
import io
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from .text_table import TableRefused, TextTable, heading


def read(content: bytes) -> TextTable:
    """Raises TableRefused for a file that is not Parquet or has two columns of one name."""
    if not content:
        raise TableRefused("FILE-26", "The file is empty; export it again.")
    try:
        arrow = pq.read_table(io.BytesIO(content))
    except (pa.ArrowException, OSError):
        raise TableRefused("FILE-46", "The file is called .parquet and cannot be read as Parquet. Export it again.") from None
    names = [heading(name) for name in arrow.column_names]
    for name in names:
        if names.count(name) > 1:
            raise TableRefused("FILE-36", f"Two columns are headed {name!r}. Give each its own heading in the export.")
    columns = {name: as_cells(column.to_pylist()) for name, column in zip(names, arrow.columns, strict=True)}
    return TextTable(
        columns=columns, row_numbers=np.arange(2, arrow.num_rows + 2, dtype=np.int64), rows_read=arrow.num_rows,
        headings=dict(zip(names, arrow.column_names, strict=True)),
    )  # fmt: skip


def as_cells(found: list[Any]) -> npt.NDArray[np.object_]:
    """Values of a typed source (Parquet, a database) as the text a CSV would hold; None stays blank."""
    cells = np.empty(len(found), dtype=object)
    cells[:] = [as_text(value) for value in found]
    return cells


def as_text(value: Any) -> str | None:
    """One value: dates and times ISO, whole floats without their .0, true/false, text without padding NULs."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.rstrip("\x00")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return None if value != value else str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, decimal.Decimal):
        return format(value.normalize(), "f") if value.is_finite() else None
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace").rstrip("\x00")
    return str(value)
