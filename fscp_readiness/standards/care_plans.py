"""Care plans: which were made for which period of care, and whether one says what is meant to become of the child."""

from __future__ import annotations

import json

import pandas as pd

from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import clocks, reviews
from .about import working_days
from .asked import Asked

_NO = ("", "N", "NO", "0", "FALSE", "NONE", "NULL")


def made(tables: Tables, periods: pd.DataFrame, *, months_before: int) -> pd.DataFrame:
    """Care plans from the care plan table and the documents on file, as events of a period of care for ``first_events``.

    periods        care_id, child_id, starts_on, ends_on (dates)
    months_before  a plan made in so many months before care began counts from the first day of care, unless it was made in another
                   period of care
    Columns: child_id, care_id (of the period before which it was made; else blank, and it joins by child and date), on (date), counts,
    reason, field, permanence (does it name a permanence plan? False for documents, NA where that cannot be read). A blank day means
    not yet made: such plans are left out. Raises TableAbsent where the source holds neither table.
    """
    parts = []
    if tables.holds("care_plans"):
        plans = tables.care_plans
        unreadable = plans["care_plan_id"].isin(tables.unreadable_keys("care_plans", "started_on"))
        said = names_permanence(plans["permanence_plan"]) if "permanence_plan" in plans else pd.Series(pd.NA, index=plans.index)
        parts.append(_events(plans, unreadable, "care_plans.started_on", said))
    if tables.holds("documents"):
        papers = tables.documents
        unread = papers["document_id"].isin(tables.unreadable_keys("documents", "document_type"))
        bad_date = papers["document_id"].isin(tables.unreadable_keys("documents", "started_on"))
        bad_kind = unread | papers["document_type"].isna()
        events = _events(papers, bad_kind | bad_date, "documents.document_type", pd.Series(False, index=papers.index))
        events.loc[bad_date.to_numpy(), "field"] = "documents.started_on"
        events.loc[(papers["document_type"].isna() & ~unread & ~bad_date).to_numpy(), "reason"] = str(Reason.BLANK_FIELD)
        parts.append(events[(bad_kind | papers["document_type"].eq("care_plan").fillna(False)).to_numpy()])
    if not parts:
        raise TableAbsent("care_plans")
    events = pd.concat(parts, ignore_index=True)
    events = events[events["on"].notna() | events["counts"].isna()].reset_index(drop=True).reset_index(names="event")
    return _early_from_first_day(events, periods, months_before)


def names_permanence(text: pd.Series) -> pd.Series:
    """Does each text of ``care_plans.permanence_plan`` name a permanence plan? (boolean; NA where it is JSON that cannot be read).

    SSD holds a JSON object with a key for each option, blank where it is not the plan; other text is the plan in words.
    """
    return pd.Series([_names_one(value) for value in text], index=text.index, dtype="boolean")


def _names_one(value: object) -> bool | None:
    words = "" if not isinstance(value, str) else value.strip()
    if not words.startswith("{"):
        return words.upper() not in _NO
    try:
        options = json.loads(words)
    except json.JSONDecodeError:
        return None
    return any(str(each if each is not None else "").strip().upper() not in _NO for each in options.values())


def joined(events: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Events of ``made`` with the period of care of each: by care_id, and where that is blank by child and date (undated: any of them)."""
    spans = periods[["care_id", "child_id", "starts_on", "ends_on"]]
    keyed = events[events["care_id"].notna()].merge(spans.drop(columns="child_id"), on="care_id")
    loose = events[events["care_id"].isna() & events["child_id"].notna()].drop(columns="care_id").merge(spans, on="child_id")
    found = pd.concat([keyed, loose], ignore_index=True)
    return found[~(found["on"] < found["starts_on"]) & ~(found["on"] > found["ends_on"])].drop(columns=["starts_on", "ends_on"])


def latest(tables: Tables, periods: pd.DataFrame, *, months_before: int) -> pd.DataFrame:
    """By care_id: ``permanence`` of the plan made last, of those whose day is known."""
    found = joined(made(tables, periods, months_before=months_before), periods)
    own = found[found["on"].notna() & found["counts"].fillna(False).astype(bool)]
    own = own.sort_values(["care_id", "on", "permanence"], kind="stable", na_position="first")
    return own.drop_duplicates("care_id", keep="last").set_index("care_id")[["permanence"]]


def second_review_due(tables: Tables, rows: pd.DataFrame, asked: Asked, first_working_days: int) -> pd.Series:
    """The day by which the second review is to be held: the clock of ``asked`` after the first was held, or fell due where none was.

    rows                periods of care: care_id, child_id, starts_on, ends_on, start_field
    first_working_days  working days after care began by which the first review falls due
    """
    held = reviews.of_records(reviews.held(tables, "care_reviews", "care_id"), rows, "care_id", from_start=True)
    sure = held[held["counts"].fillna(False).astype(bool) & held["on"].notna() & ~_after_end(held, rows)]
    first = looked_up(rows["care_id"], sure.groupby("care_id")["on"].min()).astype(DATES)
    first_due = clocks.due(rows["starts_on"], asked, working_days(first_working_days))
    return clocks.due(first.fillna(first_due).astype(DATES), asked)


def with_first_permanence(rows: pd.DataFrame, plans: pd.DataFrame, periods: pd.DataFrame, due_on: pd.Series, asked: Asked) -> pd.DataFrame:
    """Periods of care with the day of their first plan for permanence, ready for ``clocks.once``.

    plans    as ``made`` gives them for ``periods``
    due_on   the last day in time of each row: in a period an unclear plan made after it would help nothing
    Adds: done_on, maybe_done, maybe_reason, maybe_field.
    """
    found = joined(plans, periods).merge(pd.DataFrame({"care_id": rows["care_id"], "due_on": due_on}), on="care_id")
    says = found["permanence"].astype("boolean")
    counts = found["counts"].astype("boolean") & says
    unread = found["counts"].fillna(False).astype(bool) & says.isna()
    found = found.assign(field=found["field"].mask(unread, "care_plans.permanence_plan"), sure=counts.fillna(False).astype(bool))
    done_on = looked_up(rows["care_id"], found[found["sure"]].groupby("care_id")["on"].min()).astype(DATES)
    unclear = found[counts.isna() & (asked.live | ~(found["on"] > found["due_on"]))]
    kindest = unclear.sort_values("on", na_position="last").drop_duplicates("care_id").set_index("care_id")
    return rows.assign(
        done_on=done_on,
        maybe_done=rows["care_id"].isin(kindest.index),
        maybe_reason=looked_up(rows["care_id"], kindest["reason"]),
        maybe_field=looked_up(rows["care_id"], kindest["field"]),
    )


def _after_end(events: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    return (events["on"] > looked_up(events["care_id"], rows.set_index("care_id")["ends_on"])).fillna(False)


def _events(rows: pd.DataFrame, unclear: pd.Series, field: str, permanence: pd.Series) -> pd.DataFrame:
    events = pd.DataFrame({"child_id": rows["child_id"], "on": rows["started_on"]})
    events["counts"] = pd.Series(True, index=rows.index, dtype="boolean").mask(unclear)
    events["reason"], events["field"] = str(Reason.UNREADABLE_VALUE), field
    events["permanence"] = permanence.astype("boolean")
    return events.reset_index(drop=True)


def _early_from_first_day(events: pd.DataFrame, periods: pd.DataFrame, months: int) -> pd.DataFrame:
    spans = periods[["child_id", "care_id", "starts_on", "ends_on"]].assign(since=clocks.add_months(periods["starts_on"], -months))
    pairs = events[events["on"].notna() & events["child_id"].notna()].merge(spans, on="child_id")
    early = pairs["on"].between(pairs["since"], pairs["starts_on"], inclusive="left")
    in_a_period = pairs[~(pairs["on"] < pairs["starts_on"]) & ~(pairs["on"] > pairs["ends_on"])]["event"]
    next_period = pairs[early & ~pairs["event"].isin(in_a_period)].sort_values("starts_on").drop_duplicates("event").set_index("event")
    found = next_period.reindex(events["event"]).set_axis(events.index)
    return events.assign(on=found["starts_on"].fillna(events["on"]).astype(DATES), care_id=found["care_id"])
