"""A frame as one Parquet file: every column typed, and the same bytes for the same frame."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fscp_readiness.tables import DATES

KINDS: Final[Mapping[str, Any]] = {
    "string": pa.string(),
    "Int64": pa.int64(),
    "Float64": pa.float64(),
    "boolean": pa.bool_(),
    DATES: pa.date32(),
}
"""Our dtypes, and what they are in the file: a day is a date without a time."""


def as_parquet(frame: pd.DataFrame, kinds: Mapping[str, str], about: Mapping[str, str]) -> bytes:
    """The frame's columns of ``kinds`` (name -> dtype), in that order, as the bytes of a file.

    about  what the file says of itself, beside its columns: nothing of any child
    """
    columns = [_column(frame[name], kind) for name, kind in kinds.items()]
    schema = pa.schema([pa.field(name, KINDS[kind]) for name, kind in kinds.items()], metadata=dict(about))
    content = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), content, compression="snappy")
    return content.getvalue().to_pybytes()


def _column(column: pd.Series, kind: str) -> pa.Array:
    typed = column.astype(pd.api.types.pandas_dtype(kind))
    if kind == DATES:
        return pa.array(typed, type=pa.timestamp("s"), from_pandas=True).cast(pa.date32())
    return pa.array(typed.astype("object").where(typed.notna(), None).tolist(), type=KINDS[kind])


def from_parquet(path: Path, kinds: Mapping[str, str]) -> pd.DataFrame:
    """The frame that ``as_parquet`` wrote, with the dtypes of ``kinds``. Raises OSError; ValueError for what is no such file."""
    read = pq.read_table(pa.BufferReader(path.read_bytes()))
    if lacking := [name for name in kinds if name not in read.column_names]:
        raise ValueError(f"{path.name} lacks the column {lacking[0]}")
    return pd.DataFrame({name: _series(read.column(name), kind) for name, kind in kinds.items()})


def _series(column: pa.ChunkedArray, kind: str) -> pd.Series:
    """Whole numbers and flags with blanks go by way of Python's own values, so that none becomes a decimal."""
    if kind == DATES:
        return column.cast(pa.timestamp("s")).to_pandas().astype(DATES)
    return pd.Series(pd.array(column.to_pylist(), dtype=kind))
