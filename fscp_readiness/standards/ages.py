"""How old people were on days of their own."""

from __future__ import annotations

import pandas as pd


def age_on(born_on: pd.Series, on: pd.Series) -> pd.Series:
    """Age at last birthday on each day (years); NA where either is blank. A 29 February birthday falls on 1 March in common years."""
    had = (born_on.dt.month * 100 + born_on.dt.day) <= on.dt.month * 100 + on.dt.day
    years = on.dt.year - born_on.dt.year - (~had).astype("int64")
    return years.where(born_on.notna() & on.notna()).astype("Int64")
