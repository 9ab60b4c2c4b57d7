"""List 8: how often a child in care was missing or absent, and the interview on the return from the last time missing."""

from __future__ import annotations

from functools import partial

import pandas as pd

from fscp_readiness.tables import looked_up, matched

from .asking import Filling

MISSING, ABSENT = ("M", "MISSING"), ("A", "ABSENT")


def times_away(filling: Filling) -> None:
    """Times missing, and times absent, in this period of care and the last twelve months; nought where there was none."""
    for name, kind in (("missing_in_12_months", MISSING), ("absent_in_12_months", ABSENT)):
        filling.take(name, partial(_count, filling, kind), "missing_episodes.missing_from", "missing_episodes.missing_type")


def return_interviews(filling: Filling) -> None:
    """Was an interview offered, and taken up, after the last time missing? Blank where the child was not missing, or none was offered."""

    def last() -> pd.DataFrame:
        away = _away(filling, MISSING).sort_values(["care_id", "missing_from", "missing_id"], kind="stable")
        return away.drop_duplicates("care_id", keep="last").set_index("care_id")

    def said(column: str) -> pd.Series:
        words = {"Y": "yes", "N": "no", "NA": "no", "U": "unknown"} if column == "interview_offered" else _ACCEPTED
        answer = last()[column].fillna("U").map(words).astype("string")
        return looked_up(filling.rows["care_id"], answer)

    def accepted() -> pd.Series:
        return said("interview_accepted").where(said("interview_offered").eq("yes").fillna(False).astype(bool))

    filling.take("interview_offered", lambda: said("interview_offered"), "missing_episodes.interview_offered")
    filling.take("interview_accepted", accepted, "missing_episodes.interview_accepted", "missing_episodes.interview_offered")


_ACCEPTED = {"Y": "yes", "N": "no", "U": "unknown"}


def _away(filling: Filling, kind: tuple[str, ...]) -> pd.DataFrame:
    """Times away of one kind inside each row's period of care, begun in the last twelve months."""
    rows = filling.asking.tables.optional("missing_episodes")
    rows = rows[rows["missing_type"].isin(kind) & (rows["missing_from"] >= filling.asking.back(12))]
    inside = matched(rows, filling.rows[["care_id", "child_id", "starts_on", "ends_on"]], on="child_id")
    return inside[~(inside["missing_from"] < inside["starts_on"]) & ~(inside["missing_from"] > inside["ends_on"])]


def _count(filling: Filling, kind: tuple[str, ...]) -> pd.Series:
    times = _away(filling, kind).groupby("care_id").size()
    return looked_up(filling.rows["care_id"], times).fillna(0).astype("Int64")
