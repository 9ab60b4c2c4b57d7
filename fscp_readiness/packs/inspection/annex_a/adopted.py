"""Lists 10 and 11: children for whom adoption is or was the plan, and the people who have applied to adopt."""

from __future__ import annotations

from functools import partial

import pandas as pd

from fscp_readiness.standards import adoption
from fscp_readiness.tables import looked_up

from .asking import GENDERS, Asking, Filling, about_children, begin, column_of, yes_no


def children(asking: Asking) -> Filling:
    """List 10: adopted in the window; decided for and not yet adopted; or the decision reversed in the window. One row a child."""
    tables = asking.tables
    since = asking.since(10)
    rows = tables.optional("permanences") if tables.holds("permanences") else tables.permanences
    other = rows["order_type"].notna() & ~rows["order_type"].str.contains("adopt", case=False).fillna(False)
    ordered = rows["order_on"].mask(other.fillna(False).astype(bool))
    waiting = rows["decided_on"].notna() & ordered.isna() & rows["reversed_on"].isna() & ~(other & rows["order_on"].notna())
    rows = rows.assign(ordered=ordered)[(ordered >= since) | waiting | (rows["reversed_on"] >= since)]
    rows = rows.sort_values(["child_id", "decided_on", "permanence_id"], na_position="first", kind="stable")
    nameless = rows[rows["child_id"].isna()]
    kept = pd.concat([rows.dropna(subset="child_id").drop_duplicates("child_id", keep="last"), nameless])
    filling = begin(asking, 10, kept, "adoption records")
    kept = filling.rows
    about_children(filling)
    filling.blank("family_id", "No source holds the adoptive family of a child; lists 10 and 11 cannot be joined by it.")
    filling.take("entered_care_on", lambda: adoption.entered_care_on(kept, tables))
    filling.take("order_on", lambda: kept["ordered"], "permanences.order_on")
    for name in (
        "decided_on", "placement_order_on", "matched_on", "placed_on", "reversed_on", "reversal_reason", "fostering_for_adoption_placed_on",
    ):  # fmt: skip
        filling.take(name, partial(column_of, kept, name), f"permanences.{name}")
    return filling


def adopters(asking: Asking) -> Filling:
    """List 11: who has applied (or begun stage 1) and had to do with the agency in the window; one row an adopter."""
    tables = asking.tables
    since = asking.since(11)
    rows = tables.optional("adopters") if tables.holds("adopters") else tables.adopters
    applied = rows[["applied_on", "stage_1_started_on", "approved_on"]].notna().any(axis=1)
    over = rows[["left_on", "adoption_order_on"]].max(axis=1)
    filling = Filling(asking, 11, rows[applied & ~(over < since)].reset_index(drop=True))
    kept = filling.rows
    for column in filling.list.columns:
        filling.take(column.name, partial(_given, kept, column.name), f"adopters.{column.name}")
    on_hold = looked_up(pd.Series(["2"], dtype="string"), kept.groupby("leaving_reason").size()).fillna(0).iloc[0]
    said = "The process is on hold: those held up by what the agency cannot help are to be taken off, and the source does not say whom."
    filling.note("leaving_reason", int(on_hold), said)
    return filling


def _given(rows: pd.DataFrame, column: str) -> pd.Series:
    if column == "gender":
        return rows[column].replace(GENDERS).fillna("U")
    return yes_no(rows[column]) if column in ("disability", "fostering_for_adoption") else rows[column]
