"""Care plans: which were made for which period of care, and whether one says what is meant to become of the child."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd

from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import clocks, populations, reviews
from .about import months, working_days
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
        unread_day = tables.unreadable_keys("documents", "started_on")
        papers = papers[papers["started_on"].notna() | papers["document_id"].isin(unread_day)]  # of no day: not made yet, whatever it is
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
    """By care_id: ``permanence`` of the plan made last, of those whose day is known. A paper on file says nothing of it, so one in the
    care plan table goes before."""
    found = joined(made(tables, periods, months_before=months_before), periods)
    own = found[found["on"].notna() & found["counts"].fillna(False).astype(bool)]
    own = own.assign(said=own["field"].eq("care_plans.started_on")).sort_values(["care_id", "said", "on"], kind="stable")
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
    done_on = done_on.where(rows["starts_on"].notna())  # a plan made on an unknown side of the day care began proves nothing
    unclear = found[counts.isna() & (asked.live | ~(found["on"] > found["due_on"]))]
    kindest = unclear.sort_values("on", na_position="last").drop_duplicates("care_id").set_index("care_id")
    return rows.assign(
        done_on=done_on,
        maybe_done=rows["care_id"].isin(kindest.index),
        maybe_reason=looked_up(rows["care_id"], kindest["reason"]),
        maybe_field=looked_up(rows["care_id"], kindest["field"]),
    )


PARTS = {
    "permanence": "care_plans.permanence_plan",
    "health": "documents.document_type",
    "education": "personal_education_plans.held_on",
    "officer": "involvements.worker_id",
    "wishes": "visit_records.wishes_recorded",
}
"""The parts of a care plan that regulation 5 asks for, and the column each is looked for in."""

OFFICERS = ("independent reviewing officer", "reviewing officer", "iro")
_VIEWS_HEARD = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6")


def parts(tables: Tables, rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Has the care plan of each period of care every part? met (NA where a value that is not known decides), field, reason.

    rows    periods of care with ``permanence`` of the latest plan (``latest``)
    asked   values school_from (years: an education plan is asked for from this age) and permanence_months (after the first review);
            clock: working days by which the first review falls due
    The field is that of the first part that is missing, else of the first that is not known.
    """
    month = replace(asked, clock=months(int(asked.values["permanence_months"])))
    second_due = second_review_due(tables, rows, month, asked.clock.n if asked.clock else 0)
    early = ~(second_due < asked.today).fillna(False)
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    age = populations.age_in_years(looked_up(rows["child_id"], people["born_on"]).astype(DATES), asked.today)
    young = (age < int(asked.values["school_from"])).fillna(False).astype(bool)
    health, why_health, undated = _on_file(tables, rows, "health_plan")
    paper, why_paper, _ = _on_file(tables, rows, "pep")
    meetings = tables.personal_education_plans
    education = paper | _since_care_began(rows, meetings[meetings["held_on"].notna()], "held_on")
    officer, why_officer = _officer_named(tables, rows)
    there = {
        "permanence": rows["permanence"].astype("boolean") | early,
        "health": health,
        "education": (education | young).mask(~(education | young).fillna(True) & age.isna()),
        "officer": officer,
        "wishes": _wishes(tables, rows),
    }
    unread = pd.Series(str(Reason.UNREADABLE_VALUE), index=rows.index)
    why = {"permanence": unread, "health": why_health, "education": why_paper, "officer": why_officer}
    out = pd.DataFrame({"met": pd.Series(True, index=rows.index, dtype="boolean"), "field": "", "reason": ""}, index=rows.index)
    for state in (pd.NA, False):  # what is missing is said before what is not known
        for part, column in reversed(PARTS.items()):
            here = there[part].isna() if state is pd.NA else there[part].eq(False).fillna(False)
            out.loc[here, "met"], out.loc[here, "field"] = state, column
            reason = why.get(part, pd.Series(str(Reason.BLANK_FIELD), index=rows.index))
            out.loc[here, "reason"] = str(Reason.OUTSTANDING) if state is False else reason[here]
            if part == "health" and state is pd.NA:
                out.loc[here & undated, "field"] = "documents.started_on"
    return out


def _since_care_began(rows: pd.DataFrame, events: pd.DataFrame, on: str) -> pd.Series:
    """Is there an event of the child on or after the day care began? A blank start leaves all of them in."""
    pairs = rows[["care_id", "child_id", "starts_on"]].merge(events[["child_id", on]].dropna(subset="child_id"), on="child_id")
    return rows["care_id"].isin(pairs[~(pairs[on] < pairs["starts_on"])]["care_id"]).astype("boolean")


def _on_file(tables: Tables, rows: pd.DataFrame, kind: str) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Is a document of this kind on file since care began? NA where one may be, whose kind or day is blank or unreadable; why; and is it
    the day (True) or the kind that is not known?"""
    papers = tables.documents
    unread = papers["document_id"].isin(tables.unreadable_keys("documents", "document_type"))
    dated, of_kind = papers["started_on"].notna(), papers["document_type"].eq(kind).fillna(False)
    sure = _since_care_began(rows, papers[of_kind & dated], "started_on")
    unclear = _since_care_began(rows, papers[papers["document_type"].isna() | (of_kind & ~dated)], "started_on").astype(bool)
    undated = _since_care_began(rows, papers[of_kind & ~dated], "started_on").astype(bool)
    unread |= of_kind & papers["document_id"].isin(tables.unreadable_keys("documents", "started_on"))
    why = _since_care_began(rows, papers[unread], "started_on").map({True: str(Reason.UNREADABLE_VALUE), False: str(Reason.BLANK_FIELD)})
    return sure.mask(unclear & ~sure.astype(bool)), why, undated


def _officer_named(tables: Tables, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Is somebody named as reviewing officer, the involvement open tonight? NA where the name cannot be read; and why."""
    held = populations.open_on(tables.involvements, "ended_on")
    held = held[held["role"].fillna("").str.replace(r"\s+", " ", regex=True).str.strip().str.lower().isin(OFFICERS)]
    unread = held["involvement_id"].isin(tables.unreadable_keys("involvements", "worker_id"))
    named = rows["child_id"].isin(held[held["worker_id"].notna()]["child_id"].dropna()).astype("boolean")
    unclear = rows["child_id"].isin(held[unread]["child_id"].dropna()) & ~named.astype(bool)
    return named.mask(unclear), pd.Series(str(Reason.UNREADABLE_VALUE), index=rows.index)


def _wishes(tables: Tables, rows: pd.DataFrame) -> pd.Series:
    """Were the child's wishes recorded at a visit since care began, or heard at a review? NA where a visit's write-up is blank about it."""
    written = tables.visit_records.drop_duplicates("visit_id").set_index("visit_id")["wishes_recorded"]
    seen = tables.care_visits
    said = looked_up(seen["visit_id"], written).astype("boolean")
    known = seen["visit_id"].isin(written.index)
    recorded, dated = said.fillna(False).astype(bool), seen["visited_on"].notna()
    yes = _since_care_began(rows, seen[recorded & dated], "visited_on")
    blank = _since_care_began(rows, seen[(known & said.isna()) | (recorded & ~dated)], "visited_on").astype(bool)
    held = reviews.held(tables, "care_reviews", "care_id").join(tables.care_reviews[["participation"]])
    heard = held[held["participation"].isin(_VIEWS_HEARD) & held["counts"].fillna(False).astype(bool)]
    keyed = rows["care_id"].isin(heard["care_id"].dropna())
    yes = yes | keyed | _since_care_began(rows, heard[heard["care_id"].isna()], "on")
    return yes.mask(blank & ~yes.astype(bool))


def _after_end(events: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    return (events["on"] > looked_up(events["care_id"], rows.set_index("care_id")["ends_on"])).fillna(False)


def _events(rows: pd.DataFrame, unclear: pd.Series, field: str, permanence: pd.Series) -> pd.DataFrame:
    events = pd.DataFrame({"child_id": rows["child_id"], "on": rows["started_on"]})
    events["counts"] = pd.Series(True, index=rows.index, dtype="boolean").mask(unclear)
    events["reason"], events["field"] = str(Reason.UNREADABLE_VALUE), field
    events["permanence"] = permanence.astype("boolean")
    return events.reset_index(drop=True)


def _early_from_first_day(events: pd.DataFrame, periods: pd.DataFrame, before: int) -> pd.DataFrame:
    spans = periods[["child_id", "care_id", "starts_on", "ends_on"]].assign(since=clocks.add_months(periods["starts_on"], -before))
    pairs = events[events["on"].notna() & events["child_id"].notna()].merge(spans, on="child_id")
    early = pairs["on"].between(pairs["since"], pairs["starts_on"], inclusive="left")
    in_a_period = pairs[~(pairs["on"] < pairs["starts_on"]) & ~(pairs["on"] > pairs["ends_on"])]["event"]
    next_period = pairs[early & ~pairs["event"].isin(in_a_period)].sort_values("starts_on").drop_duplicates("event").set_index("event")
    found = next_period.reindex(events["event"]).set_axis(events.index)
    return events.assign(on=found["starts_on"].fillna(events["on"]).astype(DATES), care_id=found["care_id"])
