"""Danger order: the order in which children are listed, everywhere (config/readiness.toml).

Missing; no worker; section 47 not seen; under one; not seen, longest first; never seen alone; the rest by days over.
"""

from __future__ import annotations

import pandas as pd

from fscp_readiness.settings.readiness import Danger

SEEING = frozenset({"CPV-01", "CIN-02", "LAV-01", "LAV-02", "LAV-03", "LAV-04", "S47-03", "ASM-03", "ADO-07", "PFA-01"})
"""Standards a miss of which means that the child has not been seen as often as it should."""

_FLAGS = {
    "missing": "missing_now",
    "no_worker": "unallocated",
    "section_47_not_seen": "section_47_not_seen",
    "under_one": "under_one",
    "not_seen_longest_first": "not_seen",
    "never_seen_alone": "never_seen_alone",
}


def order(rows: pd.DataFrame, children: pd.DataFrame, danger: Danger) -> pd.DataFrame:
    """``rows`` in danger order, with ``danger``: the part of the order that placed each.

    rows      child_id, and where there is one: code, days_over, or ``not_seen`` (boolean) where the code does not say it
    children  findings.frames.CHILDREN. A child not among them, and a blank flag, are placed by days over alone

    The order is total: ties fall to the child's id, then the code. The index of ``rows`` is kept.
    """
    known = children.drop_duplicates("child_id").set_index("child_id")
    sheet = pd.DataFrame(index=rows.index)
    for name in ("missing_now", "unallocated", "section_47_not_seen", "under_one", "never_seen_alone"):
        sheet[name] = known[name].reindex(rows["child_id"]).set_axis(rows.index).astype("boolean").fillna(False)
    if "not_seen" in rows:
        sheet["not_seen"] = rows["not_seen"].astype("boolean").fillna(False)
    else:
        sheet["not_seen"] = rows["code"].isin(list(SEEING)) if "code" in rows else False
    place = pd.Series(len(danger.order), index=rows.index, dtype="int64")
    part = pd.Series("days_over", index=rows.index, dtype="string")
    for at, name in reversed(list(enumerate(danger.order))):
        if name in _FLAGS:
            holds = sheet[_FLAGS[name]].astype(bool)
            place, part = place.mask(holds, at), part.mask(holds, name)
    unseen = known["days_since_seen"].reindex(rows["child_id"]).set_axis(rows.index).astype("Int64")
    longest = unseen.fillna(unseen.max() if unseen.notna().any() else 0).mask(part.ne("not_seen_longest_first"), 0)
    over = rows["days_over"].astype("Int64").fillna(0) if "days_over" in rows else pd.Series(0, index=rows.index, dtype="Int64")
    keys = pd.DataFrame(
        {
            "place": place,
            "never": (unseen.isna() & part.eq("not_seen_longest_first")).map({True: 0, False: 1}),
            "longest": -longest.astype("int64"),
            "over": -over.astype("int64"),
            "child": rows["child_id"].astype("string"),
            "code": rows["code"].astype("string") if "code" in rows else "",
        },
        index=rows.index,
    )
    ordered = keys.sort_values(list(keys.columns), kind="stable").index
    return rows.assign(danger=part).loc[ordered]
