"""Looking a value up by key, which pandas' own ``map`` cannot do when there is nothing to look in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """``values`` (one per label of its index) for each of ``keys``, keeping the dtype; NA where a key is blank or not found.

    ``Series.map`` raises on an empty series of dates ("Cannot cast DatetimeArray to dtype float64"): a table with no rows is no error.
    """
    held = values[values.index.notna()] if values.index.hasnans else values
    return held.set_axis(pd.RangeIndex(len(held))).reindex(_places(keys, held.index)).set_axis(keys.index)


def _places(keys: pd.Series, labels: pd.Index) -> np.ndarray:
    """Where each key stands among the labels; -1 where it is blank or not there."""
    return np.where(keys.isna(), -1, labels.get_indexer(pd.Index(keys.array)))


def beside(rows: pd.DataFrame, more: pd.DataFrame, key: str) -> pd.DataFrame:
    """``rows`` with the columns of ``more`` (one row per label of its index) that belong to each one's ``key``; NA where none does.

    ``DataFrame.join`` raises where neither side has a row ("cannot construct ChunkedArray"): a table with no rows is no error.
    """
    held = more[more.index.notna()] if more.index.hasnans else more
    found = held.set_axis(pd.RangeIndex(len(held))).reindex(_places(rows[key], held.index)).set_axis(rows.index)
    return rows.assign(**{str(column): found[column] for column in found})


def matched(
    rows: pd.DataFrame,
    more: pd.DataFrame,
    on: str | Sequence[str] | None = None,
    *,
    left_on: str | Sequence[str] | None = None,
    right_on: str | Sequence[str] | None = None,
    how: Literal["inner", "left"] = "inner",
    suffixes: tuple[str, str] = ("_x", "_y"),
    same_records: bool = False,
) -> pd.DataFrame:
    """``rows.merge(more, ...)``, in which a blank matches nothing: two records that name no child are not the same child's.

    pandas joins blank to blank, so no standard merges by itself (tests/house holds them to it). ``same_records``: ``more`` was made from
    ``rows`` and ``on`` is their own id, so that the record without one finds itself.
    """
    if same_records:
        return rows.merge(more, on=on, how=how, suffixes=suffixes)
    right = [named] if isinstance(named := right_on or on, str) else list(named or ())
    kept = more
    for name in right:
        if (blank := kept[name].isna()).any():
            kept = kept[~blank]
    return rows.merge(kept, on=on, left_on=left_on, right_on=right_on, how=how, suffixes=suffixes)
