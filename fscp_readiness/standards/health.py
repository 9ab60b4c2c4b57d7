"""Health of children in care: which checks were done, when the next assessment falls due, and what was had in the last twelve months."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Reason

from . import arrangements, clocks
from .asked import Asked


def checks(tables: Tables, kind: str) -> pd.DataFrame:
    """Checks of one kind (HEALTH, DENTAL) as events: child_id, on (date), counts, reason, field.

    Those completed, or with no status, count; refused, planned and cancelled do not. Unclear: no kind, or a kind, status or day that
    cannot be read. A blank day means not yet done.
    """
    rows = tables.health_checks
    keys = rows["health_check_id"]
    status = rows["check_status"] if "check_status" in rows else pd.Series(pd.NA, index=rows.index, dtype="string")
    unsure = {
        "check_status": keys.isin(tables.unreadable_keys("health_checks", "check_status")),
        "check_type": keys.isin(tables.unreadable_keys("health_checks", "check_type")) | rows["check_type"].isna(),
        "checked_on": keys.isin(tables.unreadable_keys("health_checks", "checked_on")),
    }
    other_kind = rows["check_type"].notna() & rows["check_type"].ne(kind)
    not_done = status.notna() & status.ne("COMPLETED")
    counts = pd.Series(True, index=rows.index, dtype="boolean")
    events = rows[["child_id"]].assign(on=rows["checked_on"], reason=str(Reason.UNREADABLE_VALUE), field="health_checks.checked_on")
    for column, unclear in unsure.items():
        counts = counts.mask(unclear)
        events.loc[unclear, "field"] = f"health_checks.{column}"
    blank_kind = rows["check_type"].isna() & ~keys.isin(tables.unreadable_keys("health_checks", "check_type"))
    events.loc[blank_kind, "reason"] = str(Reason.BLANK_FIELD)
    events["counts"] = counts.mask((other_kind | not_done).fillna(False).astype(bool), False)
    return events[events["on"].notna() | unsure["checked_on"]]


def questionnaires(tables: Tables) -> pd.DataFrame:
    """Strengths and difficulties questionnaires as events: child_id, on, counts, score, reason, field.

    One returned has a day and a score from 0 to 40. Without a score it is not clear that one came back; a score outside contradicts.
    """
    rows = tables.sdq_scores
    possible = rows["score"].between(0, 40)
    events = rows[["child_id", "score"]].assign(on=rows["completed_on"], counts=possible.astype("boolean").mask(~possible.fillna(False)))
    events["reason"] = pd.Series(str(Reason.CONFLICT), index=rows.index, dtype="string").mask(rows["score"].isna(), str(Reason.BLANK_FIELD))
    events["field"] = "sdq_scores.score"
    for column in ("score", "completed_on"):
        unread = rows["sdq_id"].isin(tables.unreadable_keys("sdq_scores", column))
        events.loc[unread, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), f"sdq_scores.{column}"]
    undated = rows["sdq_id"].isin(tables.unreadable_keys("sdq_scores", "completed_on"))
    return events[events["on"].notna() | undated]


def had_in_twelve_months(rows: pd.DataFrame, events: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Rows of ``arrangements.in_care_twelve_months`` with the last event that counts, as ``clocks.repeated`` gives them (live)."""
    named = matched(events, rows[["child_id", "care_id"]].dropna(), on="child_id")
    return clocks.repeated(rows, named, asked, key="care_id")


def had_met(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The answers for ``had_in_twelve_months``: had in time; missing too where not, and the day care began is blank."""
    answer = clocks.repeated_met(rows, asked)
    unsure = rows["record_starts_on"].isna() & answer["met"].eq(False).fillna(False).astype(bool)
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "care_episodes.started_on"]
    return answer


def next_assessment(gaps: pd.DataFrame, asked: Asked, *, kindly: bool = False) -> pd.Series:
    """The last day of the next health assessment: six months on for a child then under five, else the clock's.

    Of unknown age: six months on, or the clock's (``kindly``).
    """
    assert asked.clock is not None
    fifth = arrangements.birthday(gaps["born_on"], int(asked.values["young_until"]))
    young = (gaps["born_on"].isna() & (not kindly)) | (gaps["starts_on"] < fifth)
    return later_assessment(gaps, asked).mask(young, clocks.add_months(gaps["starts_on"], int(asked.values["months_when_young"])))


def later_assessment(gaps: pd.DataFrame, asked: Asked) -> pd.Series:
    """The last day of the next assessment of a child who was five or more."""
    return clocks.due(gaps["starts_on"], asked)
