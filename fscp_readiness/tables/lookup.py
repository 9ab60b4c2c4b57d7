"""Looking a value up by key, which pandas' own ``map`` cannot do when there is nothing to look in."""

from __future__ import annotations

import pandas as pd


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """``values`` (one per label of its index) for each of ``keys``, keeping the dtype; NA where a key is blank or not found.

    ``Series.map`` raises on an empty series of dates ("Cannot cast DatetimeArray to dtype float64"): a table with no rows is no error.
    """
    held = values[values.index.notna()]
    return held.reindex(keys.astype("object").where(keys.notna(), None)).set_axis(keys.index)


def beside(rows: pd.DataFrame, more: pd.DataFrame, key: str) -> pd.DataFrame:
    """``rows`` with the columns of ``more`` (one row per label of its index) that belong to each one's ``key``; NA where none does.

    ``DataFrame.join`` raises where neither side has a row ("cannot construct ChunkedArray"): a table with no rows is no error.
    """
    return rows.assign(**{str(column): looked_up(rows[key], more[column]) for column in more})
