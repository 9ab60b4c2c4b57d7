"""Documents on the child's file: kept up to date, and all those there that must be."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason

from . import on_file, oversight, populations, reviews
from .asked import Asked

REVIEWS = ("cp_reviews", "cin_reviews", "care_reviews")
PLANS = ("cin_plan", "cp_plan", "care_plan", "pathway_plan")


def updates(tables: Tables, kind: str) -> pd.DataFrame:
    """The latest day on which each document of one type was started or updated, as events of its child (``clocks.repeated``).

    One without any day is on file and says not how old it is; one whose day of updating cannot be read may be recent; one that does not
    say its type may be of this one.
    """
    rows = on_file.of_kind(tables, kind)
    unsure = ~rows["named"]
    unread = rows["document_id"].isin(tables.unreadable_keys("documents", "updated_on"))
    unread |= rows["document_id"].isin(tables.unreadable_keys("documents", "started_on"))
    reason = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(unread, str(Reason.UNREADABLE_VALUE))
    reason = reason.mask(unsure, rows["why"])
    field = pd.Series("documents.updated_on", index=rows.index, dtype="string").mask(unsure, "documents.document_type")
    last = rows[["started_on", "updated_on"]].max(axis=1).astype(DATES)
    events = pd.DataFrame({"child_id": rows["child_id"], "on": last, "reason": reason, "field": field})
    events["counts"] = pd.Series(True, index=rows.index, dtype="boolean").mask(unsure)
    perhaps = events[unread & last.notna()].assign(on=pd.Series(dtype=DATES))
    return pd.concat([events, perhaps], ignore_index=True) if len(perhaps) else events


def kept_up(tables: Tables, kind: str, asked: Asked) -> pd.DataFrame:
    """Open episodes, once a document of this type is on file or has fallen due, ready for ``oversight.within``.

    A case has the same time to its first as from one updating to the next; which cases must have one sooner is REC-04's question.
    """
    return oversight.open_episodes_with(tables, updates(tables, kind), asked)


def required(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every document that the file of an open episode must hold tonight, one row each, and whether it does.

    The table required_documents says which, by the cohort that ``populations.cohorts_of`` puts the episode in. A document counts for an
    episode unless every day on it lies before the episode began.
    Columns: referral_id, child_id, document_type, held (True, False, NA where what is there cannot be told), reason, field.
    """
    episodes = populations.cohorts_of(tables)
    wanted = matched(episodes[["referral_id", "child_id", "received_on", "cohort"]], tables.required_documents, on="cohort")
    late = wanted["received_on"] + pd.to_timedelta(wanted["within_days"].fillna(0).astype("int64"), unit="D") < asked.today
    no_day = wanted["within_days"].fillna(0).eq(0)
    reviewed = wanted["child_id"].isin(_reviewed(tables)) | ~wanted["once_reviewed"].fillna(False).astype(bool)
    wanted = wanted[(late | no_day | wanted["received_on"].isna()) & reviewed].reset_index(names="place")
    rows = tables.documents
    rows = rows[rows["child_id"].notna()]  # of nobody: pandas would join it to the episodes of nobody
    days = rows[["started_on", "updated_on", "authorised_on"]].max(axis=1)
    unread = rows["document_id"].isin(tables.unreadable_keys("documents", "authorised_on"))
    files = rows[["document_id", "child_id", "document_type", "authorised_on"]].assign(last=days, may_be_authorised=unread)
    named, wants = files["document_type"].notna(), wanted.reset_index(names="want")
    found = matched(wants, files[named], on=["child_id", "document_type"])
    found = found[~(found["last"] < found["received_on"])]
    needs = found["authorised"].fillna(False).astype(bool)
    whole = found[~needs | found["authorised_on"].notna()]["want"]
    perhaps = found[needs & found["may_be_authorised"]]["want"]
    there, held = wanted.index.isin(found["want"]), pd.Series(wanted.index.isin(whole), index=wanted.index).astype("boolean")
    lacking = wants[~held.astype(bool) & ~wanted.index.isin(perhaps)]
    may_be = _may_be(lacking, files[~named].drop(columns="document_type"), tables)
    unclear = ~held.astype(bool) & (wanted.index.isin(perhaps) | wanted.index.isin(may_be.index))
    by_type = wanted.index.isin(may_be.index)
    field = pd.Series("documents.document_type", index=wanted.index, dtype="string").mask(there & ~by_type, "documents.authorised_on")
    reason = pd.Series(str(Reason.NO_EVENT), index=wanted.index, dtype="string").mask(there, str(Reason.BLANK_FIELD))
    reason = reason.mask(unclear, str(Reason.UNREADABLE_VALUE)).mask(by_type, may_be.reindex(wanted.index))
    too_soon = ~held.astype(bool) & wanted["received_on"].isna() & ~no_day[wanted["place"]].to_numpy()
    return wanted[["referral_id", "child_id", "document_type"]].assign(
        held=held.mask(unclear | too_soon),
        reason=reason.mask(too_soon, str(Reason.BLANK_FIELD)),
        field=field.mask(too_soon, "referrals.received_on"),
    )


def _may_be(lacking: pd.DataFrame, untyped: pd.DataFrame, tables: Tables) -> pd.Series:
    """Which of the documents lacking may be one that does not say its type, by ``want``: why it does not. One can be only one of them:
    where an episode lacks more than there are such documents, something is missing whichever they are."""
    pairs = matched(lacking, untyped, on="child_id")
    signed = pairs["authorised_on"].notna() | pairs["may_be_authorised"]
    pairs = pairs[~(pairs["last"] < pairs["received_on"]) & (signed | ~pairs["authorised"].fillna(False).astype(bool))]
    number, wanted = pairs.groupby("referral_id")["document_id"].nunique(), lacking.groupby("referral_id").size()
    enough = looked_up(pairs["referral_id"], number) >= looked_up(pairs["referral_id"], wanted)
    pairs = pairs[enough].drop_duplicates("want").set_index("want")
    unread = pairs["document_id"].isin(tables.unreadable_keys("documents", "document_type"))
    return pd.Series(str(Reason.BLANK_FIELD), index=pairs.index, dtype="string").mask(unread, str(Reason.UNREADABLE_VALUE))


def _reviewed(tables: Tables) -> pd.Series:
    """Children of whom a review has been held, in whatever part of the service; one that was cancelled was not."""
    held = pd.concat([reviews.held(tables, name, "review_id") for name in REVIEWS], ignore_index=True)
    return held[held["on"].notna() & held["counts"].ne(False).fillna(True).astype(bool)]["child_id"].dropna()


def with_age(tables: Tables, asked: Asked, *, working_days: int) -> pd.DataFrame:
    """Documents, with what the age of a plan and of a chronology is judged by: last, newest_plan, newest_chronology, reviewed_on.

    working_days                    after a review in which the chronology may still be brought up to date
    last                            the latest of the days on which it was started, updated or authorised
    newest_plan, newest_chronology  is it the newest of its child, whose episode is open? False where that is not sure: a document that may
                                    be as new does not say its kind, or the days of one of the kind are blank or unreadable
    reviewed_on                     the last review held so many working days ago, since that episode began (blank: whenever), of whatever
                                    plan; blank where there is none. A later one changes nothing about what was not entered after it
    """
    rows = tables.documents
    opened = populations.open_episodes(tables)
    begun = opened["received_on"].fillna(pd.Timestamp(1900, 1, 1)).groupby(opened["child_id"]).min()
    kind = rows["document_type"].mask(rows["document_type"].isin(PLANS), "plan")
    rows = rows.assign(last=rows[list(on_file.DAYS)].max(axis=1).astype(DATES), kind=kind)
    unread = pd.concat([rows["document_id"].isin(tables.unreadable_keys("documents", day)) for day in on_file.DAYS], axis=1).any(axis=1)
    no_day, nameless = rows["last"].isna() | unread, rows[kind.isna()]
    doubtful = no_day.groupby([rows["child_id"], kind], dropna=False).transform("any")
    doubtful |= rows["child_id"].isin(nameless[no_day[nameless.index]]["child_id"])
    doubtful |= (looked_up(rows["child_id"], nameless.groupby("child_id")["last"].max()) >= rows["last"]).fillna(False).astype(bool)
    ordered = rows.sort_values(["last", "document_id"], kind="stable", na_position="first")
    newest = ~ordered.duplicated(["child_id", "kind"], keep="last").reindex(rows.index) & rows["child_id"].isin(begun.index) & ~doubtful
    held = pd.concat([reviews.held(tables, name, "review_id") for name in REVIEWS], ignore_index=True)
    held = held[held["counts"].fillna(False).astype(bool) & ~(held["on"] < looked_up(held["child_id"], begun))]
    ago = asked.calendar.between(held["on"], pd.Series(asked.today, index=held.index).astype(DATES))
    held = held[(ago > working_days).fillna(False).astype(bool)]
    return rows.assign(
        newest_plan=newest & kind.eq("plan").fillna(False).astype(bool),
        newest_chronology=newest & kind.eq("chronology").fillna(False).astype(bool),
        reviewed_on=looked_up(rows["child_id"], held.groupby("child_id")["on"].max()),
    ).drop(columns="kind")


def missing(tables: Tables, asked: Asked) -> pd.DataFrame:
    """What the file of each open child lacks: child_id, document_type, in order. For a worklist page."""
    rows = required(tables, asked)
    return rows.loc[rows["held"].eq(False).fillna(False), ["child_id", "document_type"]].sort_values(["child_id", "document_type"])
