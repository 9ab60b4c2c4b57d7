"""Things of one child that must not lie over one another, nor leave a gap."""

from __future__ import annotations

import pandas as pd

_EARLY, _LATE = pd.Timestamp.min.ceil("s"), pd.Timestamp.max.floor("s")


def overlaps_earlier(rows: pd.DataFrame, key: str) -> pd.Series:
    """True where a thing began before an earlier one of the same child had ended: of two that overlap, the later.

    rows  child_id, starts_on, ends_on (blank: not ended) and ``key``, by which things that began on one day are told apart
    One that began on the day the other ended does not overlap. A blank start comes first.
    """
    ordered = rows.sort_values(["child_id", "starts_on", key], na_position="first", kind="stable")
    ended = ordered["ends_on"].fillna(_LATE).groupby(ordered["child_id"]).cummax().groupby(ordered["child_id"]).shift(1)
    return (ordered["starts_on"].fillna(_EARLY) < ended).reindex(rows.index, fill_value=False).astype(bool)


def not_followed(rows: pd.DataFrame) -> pd.Series:
    """True where no thing of the same child begins on the day this one ended (blank: not ended, and so False).

    Nothing is known to follow a thing that names no child: two that name none are not the same child's.
    """
    begins = pd.MultiIndex.from_frame(rows[["child_id", "starts_on"]])
    ends = pd.MultiIndex.from_frame(rows[["child_id", "ends_on"]])
    followed = pd.Series(ends.isin(begins), index=rows.index) & rows["child_id"].notna()
    return rows["ends_on"].notna() & ~followed
