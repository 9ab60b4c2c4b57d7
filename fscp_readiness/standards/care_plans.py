"""Care plans: which were made for which period of care, and whether one says what is meant to become of the child."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd

from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up, matched, table
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
    keyed = matched(events, spans.drop(columns="child_id"), on="care_id")
    loose = matched(events[events["care_id"].isna() & events["child_id"].notna()].drop(columns="care_id"), spans, on="child_id")
    found = pd.concat([keyed, loose], ignore_index=True)
    return found[~(found["on"] < found["starts_on"]) & ~(found["on"] > found["ends_on"])].drop(columns=["starts_on", "ends_on"])


def latest(tables: Tables, periods: pd.DataFrame, *, months_before: int) -> pd.DataFrame:
    """By care_id: ``permanence`` of the plan made last, of those whose day is known; NA where one whose day cannot be read says otherwise,
    for it may be the last; ``permanence_field`` is the column that is then not known. A paper on file says nothing of permanence, so a
    plan in the care plan table goes before."""
    found = joined(made(tables, periods, months_before=months_before), periods)
    found = found.assign(said=found["field"].eq("care_plans.started_on"))
    own = found[found["on"].notna() & found["counts"].fillna(False).astype(bool)].sort_values(["care_id", "said", "on"], kind="stable")
    last = own.drop_duplicates("care_id", keep="last").set_index("care_id")[["permanence"]]
    undated = found[found["on"].isna() & found["said"]]
    says, last_says = undated["permanence"].astype("string"), looked_up(undated["care_id"], last["permanence"]).astype("string")
    unsure = last.index.isin(undated[says.fillna("").ne(last_says.fillna(""))]["care_id"])
    field = pd.Series("care_plans.permanence_plan", index=last.index, dtype="string").mask(unsure, "care_plans.started_on")
    return last.assign(permanence=last["permanence"].mask(unsure), permanence_field=field)


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
    found = matched(joined(plans, periods), pd.DataFrame({"care_id": rows["care_id"], "due_on": due_on}), on="care_id")
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
_VIEWS_HEARD = ("PN1", "PN2", "PN3", "PN5", "PN6")
"""PN4 was there and showed no view; PN7 was not there and sent none; PN0 is under four."""


def parts(tables: Tables, rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Has the care plan of each period of care every part? met (NA where a value that is not known decides), field, reason.

    rows    periods of care with ``permanence`` and ``permanence_field`` of the latest plan (``latest``)
    asked   values school_from (years: an education plan is asked for from this age) and permanence_months (after the first review);
            clock: working days by which the first review falls due
    The field is that of the first part that is missing, else of the first that is not known.
    """
    month = replace(asked, clock=months(int(asked.values["permanence_months"])))
    second_due = second_review_due(tables, rows, month, asked.clock.n if asked.clock else 0)
    early = ~(second_due < asked.today).fillna(False)
    health, education = _on_file(tables, rows, "health_plan"), _education(tables, rows, asked)
    one_for_two = _by_kind(health) & _by_kind(education) & (_without_kind(tables, rows) < 2)
    there = {
        "permanence": _part(rows["permanence"].astype("boolean") | early, str(Reason.UNREADABLE_VALUE), rows["permanence_field"]),
        "health": health.assign(met=health["met"].mask(one_for_two, False)),
        "education": education.assign(field=PARTS["education"]),
        "officer": _officer_named(tables, rows),
        "wishes": _wishes(tables, rows),
    }
    out = pd.DataFrame({"met": pd.Series(True, index=rows.index, dtype="boolean"), "field": "", "reason": ""}, index=rows.index)
    for state in (pd.NA, False):  # what is missing is said before what is not known
        for name, part in reversed(there.items()):
            here = part["met"].isna() if state is pd.NA else part["met"].eq(False).fillna(False).astype(bool)
            out.loc[here, "met"] = state
            out.loc[here, "field"] = PARTS[name] if state is False else part["field"][here]
            out.loc[here, "reason"] = str(Reason.OUTSTANDING) if state is False else part["reason"][here]
    return out


def _part(there: pd.Series, reason: pd.Series | str, field: pd.Series | str) -> pd.DataFrame:
    """One part of each plan: met, and where that is NA the reason and the column that is not known."""
    said = {"reason": reason, "field": field}
    return pd.DataFrame({"met": there.astype("boolean"), **{name: pd.Series(value, index=there.index) for name, value in said.items()}})


def _since_care_began(rows: pd.DataFrame, events: pd.DataFrame, on: str) -> pd.Series:
    """Is there an event of the child on or after the day care began? A blank start leaves all of them in."""
    pairs = matched(rows[["care_id", "child_id", "starts_on"]], events[["child_id", on]], on="child_id")
    return rows["care_id"].isin(pairs[~(pairs[on] < pairs["starts_on"])]["care_id"]).astype("boolean")


def _on_file(tables: Tables, rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Is a document of this kind on file since care began? NA where one may be, whose kind or day is blank or unreadable."""
    papers = tables.documents
    unread = papers["document_id"].isin(tables.unreadable_keys("documents", "document_type"))
    dated, of_kind = papers["started_on"].notna(), papers["document_type"].eq(kind).fillna(False)
    sure = _since_care_began(rows, papers[of_kind & dated], "started_on")
    unclear = _since_care_began(rows, papers[papers["document_type"].isna() | (of_kind & ~dated)], "started_on").astype(bool)
    undated = _since_care_began(rows, papers[of_kind & ~dated], "started_on").astype(bool)
    unread |= of_kind & papers["document_id"].isin(tables.unreadable_keys("documents", "started_on"))
    why = _since_care_began(rows, papers[unread], "started_on").map({True: str(Reason.UNREADABLE_VALUE), False: str(Reason.BLANK_FIELD)})
    field = pd.Series("documents.document_type", index=rows.index).mask(undated, "documents.started_on")
    return _part(sure.mask(unclear & ~sure.astype(bool)), why, field)


def _education(tables: Tables, rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Is a plan for education there, as a meeting or a paper, or is the child too young for one?"""
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    age = populations.age_in_years(looked_up(rows["child_id"], people["born_on"]).astype(DATES), asked.today)
    young = (age < int(asked.values["school_from"])).fillna(False).astype(bool)
    meetings, paper = tables.personal_education_plans, _on_file(tables, rows, "pep")
    bad_day = meetings["pep_id"].isin(tables.unreadable_keys("personal_education_plans", "held_on"))
    there = paper["met"] | young | _since_care_began(rows, meetings[meetings["held_on"].notna()], "held_on")
    perhaps = _since_care_began(rows, meetings[bad_day], "held_on").astype(bool) & ~there.fillna(False).astype(bool)
    age_unknown = age.isna() & there.eq(False).fillna(False)
    elsewhere = perhaps | age.isna()  # not for want of a paper's kind
    reason = paper["reason"].mask(perhaps, str(Reason.UNREADABLE_VALUE))
    return _part(there.mask(perhaps | age_unknown), reason, paper["field"].mask(elsewhere, PARTS["education"]))


def _by_kind(part: pd.DataFrame) -> pd.Series:
    """Is it not known for want of a paper's kind alone?"""
    return part["met"].isna() & part["field"].eq("documents.document_type")


def _without_kind(tables: Tables, rows: pd.DataFrame) -> pd.Series:
    """How many papers since care began do not say their kind."""
    papers = tables.documents
    papers = papers[papers["document_type"].isna() & papers["child_id"].notna()]
    pairs = matched(rows[["care_id", "child_id", "starts_on"]], papers[["child_id", "document_id", "started_on"]], on="child_id")
    number = pairs[~(pairs["started_on"] < pairs["starts_on"])].groupby("care_id")["document_id"].nunique()
    return looked_up(rows["care_id"], number).fillna(0)


def _officer_named(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Is somebody named as reviewing officer, the involvement open tonight? NA where the name, or the end, cannot be read."""
    held = populations.open_on(tables.involvements, "ended_on")
    held = held[held["role"].fillna("").str.replace(r"\s+", " ", regex=True).str.strip().str.lower().isin(OFFICERS)]
    unread = held["involvement_id"].isin(tables.unreadable_keys("involvements", "worker_id"))
    perhaps_over = held["involvement_id"].isin(tables.unreadable_keys("involvements", "ended_on")) & held["worker_id"].notna()
    sure, nameless, over = (
        rows["child_id"].isin(held[which]["child_id"].dropna())
        for which in (held["worker_id"].notna() & ~perhaps_over, unread, perhaps_over)
    )
    field = pd.Series("involvements.ended_on", index=rows.index).mask(nameless, PARTS["officer"])
    return _part(sure.astype("boolean").mask(~sure & (nameless | over)), str(Reason.UNREADABLE_VALUE), field)


def _wishes(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Were the child's wishes recorded at a visit since care began, or heard at a review? NA where a record of one is blank about it."""
    events = pd.concat([_wishes_at_visits(tables), _views_at_reviews(tables)], ignore_index=True)
    found = reviews.of_records(events, rows, "care_id", from_start=True)
    sure = rows["care_id"].isin(found[found["counts"].fillna(False).astype(bool)]["care_id"])
    unclear = found[found["counts"].isna()].drop_duplicates("care_id").set_index("care_id")
    there = sure.astype("boolean").mask(~sure & rows["care_id"].isin(unclear.index))
    return _part(there, looked_up(rows["care_id"], unclear["reason"]), looked_up(rows["care_id"], unclear["field"]))


def _wishes_at_visits(tables: Tables) -> pd.DataFrame:
    seen, written = tables.care_visits, tables.visit_records
    own = written[written["visit_table"].isna() | written["visit_table"].eq(table("care_visits").source)].drop_duplicates("visit_id")
    said = looked_up(seen["visit_id"], own.set_index("visit_id")["wishes_recorded"]).astype("boolean")
    events = seen[["child_id", "care_id"]].assign(on=seen["visited_on"])
    counts = said.mask(~seen["visit_id"].isin(own["visit_id"]), False)
    return events.assign(counts=counts, reason=str(Reason.BLANK_FIELD), field=PARTS["wishes"])


def _views_at_reviews(tables: Tables) -> pd.DataFrame:
    held, told = reviews.held(tables, "care_reviews", "care_id"), tables.care_reviews
    code = told["participation"].reindex(held.index)
    unread = told["review_id"].isin(tables.unreadable_keys("care_reviews", "participation")).reindex(held.index)
    counts = held["counts"] & code.isin(_VIEWS_HEARD).astype("boolean").mask(code.isna())
    reason = held["reason"].mask(code.isna(), str(Reason.BLANK_FIELD)).mask(unread, str(Reason.UNREADABLE_VALUE))
    return held.assign(counts=counts, reason=reason, field=held["field"].mask(code.isna(), "care_reviews.participation"))


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
    pairs = matched(events[events["on"].notna() & events["child_id"].notna()], spans, on="child_id")
    early = pairs["on"].between(pairs["since"], pairs["starts_on"], inclusive="left")
    in_a_period = pairs[~(pairs["on"] < pairs["starts_on"]) & ~(pairs["on"] > pairs["ends_on"])]["event"]
    next_period = pairs[early & ~pairs["event"].isin(in_a_period)].sort_values("starts_on").drop_duplicates("event").set_index("event")
    found = next_period.reindex(events["event"]).set_axis(events.index)
    return events.assign(on=found["starts_on"].fillna(events["on"]).astype(DATES), care_id=found["care_id"])
