"""Danger order: the order in which children are listed everywhere.

Missing; no worker; section 47 enquiry open and not seen; under one; not seen, longest first; never seen alone; the rest by days over.
"""

from __future__ import annotations

import pandas as pd

RANKS = ("missing", "no worker", "section 47 not seen", "under one", "not seen", "never seen alone", "")
_VISITS = ("CPV-01", "CIN-02", "LAV-01", "LAV-02", "S47-03", "ASM-03", "PFA-01")


def in_order(rows: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """``rows`` (child_id, code, and days_over where there is one) in danger order, with ``rank`` (0 first) and what the order used.

    A child not among ``children`` ranks by days over alone. Ties fall to the child's id and the code, so that the order is total.
    """
    known = ["age", "unborn", "missing_now", "unallocated", "section_47_not_seen", "under_one", "never_seen_alone", "days_since_seen"]
    own = rows.drop(columns=[name for name in known if name in rows.columns])
    joined = own.merge(children[["child_id", *known]], on="child_id", how="left")
    joined.index = own.index
    not_seen = joined["code"].isin(_VISITS) if "code" in joined else pd.Series(False, index=joined.index)
    flags = [
        joined["missing_now"],
        joined["unallocated"],
        joined["section_47_not_seen"],
        joined["under_one"],
        not_seen.astype("boolean"),
        joined["never_seen_alone"],
    ]
    rank = pd.Series(len(flags), index=joined.index, dtype="int64")
    for place in reversed(range(len(flags))):
        rank = rank.mask(flags[place].fillna(False).astype(bool), place)
    over = joined["days_over"] if "days_over" in joined else pd.Series(0, index=joined.index)
    joined["rank"] = rank
    joined["_unseen"] = -joined["days_since_seen"].fillna(-1).astype("int64").where(rank == 4, 0)
    joined["_over"] = -over.fillna(0).astype("int64")
    by = ["rank", "_unseen", "_over", "child_id", *(["code"] if "code" in joined else [])]
    return joined.sort_values(by, kind="stable").drop(columns=["_unseen", "_over"])
