"""Which rows of a list are about restricted children; what does not say so is not written."""

from __future__ import annotations

import pandas as pd


def is_restricted(rows: pd.DataFrame, name: str) -> pd.Series:
    """Which rows are about restricted children; a row that does not say is taken to be. Raises ValueError where none says."""
    if "restricted" not in rows.columns:
        raise ValueError(f"{name} does not say which rows are about restricted children, so it may not be written. [PUB-06]")
    return rows["restricted"].astype("boolean").fillna(True).astype(bool)
