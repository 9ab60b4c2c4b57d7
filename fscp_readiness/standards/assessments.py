"""Assessments, and the day each is counted from."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, looked_up, matched, once_a_night
from fscp_readiness.vocabulary import Reason

from . import clocks, populations
from .about import working_days
from .asked import Asked


@once_a_night
def counted(tables: Tables) -> pd.DataFrame:
    """Every assessment with the day it is counted from, ready for ``clocks.once``.

    The first of an episode is counted from the referral, a later one from its own start. Columns of assessments with starts_on,
    start_field and start_reason (which column it came from, and why it is missing where it is blank), done_on (authorised), ends_on (the
    episode's closing), and maybe_done where the day of authorisation is there and cannot be read.
    """
    rows = tables.assessments
    episodes = tables.referrals.drop_duplicates("referral_id").set_index("referral_id")
    first = rows.sort_values(["started_on", "assessment_id"], na_position="last").drop_duplicates("referral_id", keep="first").index
    is_first = rows.index.isin(first) & rows["referral_id"].isin(episodes.index).to_numpy()
    rows = rows.assign(
        starts_on=rows["started_on"].mask(is_first, looked_up(rows["referral_id"], episodes["received_on"])),
        done_on=rows["authorised_on"],
        ends_on=looked_up(rows["referral_id"], episodes["closed_on"]),
        start_field="assessments.started_on",
    )
    rows.loc[is_first, "start_field"] = "referrals.received_on"
    unread = is_first & rows["referral_id"].isin(tables.unreadable_keys("referrals", "received_on"))
    rows["start_reason"] = pd.Series(str(Reason.BLANK_FIELD), index=rows.index).mask(unread, str(Reason.UNREADABLE_VALUE))
    return clocks.doubt_where_unreadable(rows, tables, "assessments", "authorised_on", "assessment_id")


def unfinished(tables: Tables) -> pd.DataFrame:
    """``counted`` assessments of open episodes that are not authorised; where the day of authorisation cannot be read they may be."""
    rows = populations.open_on(counted(tables), "ends_on")
    return rows[rows["done_on"].isna()]


def with_review(tables: Tables, rows: pd.DataFrame, asked: Asked, points: list[int]) -> pd.DataFrame:
    """Unfinished assessments with the review that tonight asks for, ready for ``clocks.once``.

    points  the working days by which a manager has looked at the assessment, one after another: 10, 20, 35
    due_on  the last point that has passed, or, while none has, the first
    done_on  the latest review recorded too late for the point before it (since the assessment began, for the first); a management decision
             of the child of type assessment_review. maybe_done where a decision's day, or its type, is blank or unreadable.
    perhaps_over  the day of authorisation cannot be read: read kindly the assessment is finished
    """
    after, due_on = rows["starts_on"] - pd.Timedelta(days=1), clocks.due(rows["starts_on"], asked, working_days(points[0]))
    for before, point in zip(points, points[1:], strict=False):
        gone, then = clocks.due(rows["starts_on"], asked, working_days(before)), clocks.due(rows["starts_on"], asked, working_days(point))
        passed = clocks.past(then, asked.today, asked, working_days(point))
        last_in_time = asked.calendar.add(gone, 1) - pd.Timedelta(days=1)
        after, due_on = after.mask(passed, last_in_time), due_on.mask(passed, then)
    rows = rows.assign(due_on=due_on, after=after)
    decisions = tables.management_decisions
    decisions = decisions[decisions["decision_type"].isna() | decisions["decision_type"].eq("assessment_review")]
    pairs = matched(rows[["assessment_id", "child_id", "after"]], decisions, on="child_id")
    pairs = pairs[~(pairs["decided_on"] <= pairs["after"])]
    sure = pairs[pairs["decided_on"].notna() & pairs["decision_type"].notna() & pairs["after"].notna()]
    unsure = pairs[pairs["decided_on"].isna() | pairs["decision_type"].isna()].drop_duplicates("assessment_id").set_index("assessment_id")
    column = unsure["decided_on"].isna().map({True: "decided_on", False: "decision_type"}).astype("string")
    unread = [row in tables.unreadable_keys("management_decisions", name) for row, name in zip(unsure["decision_id"], column, strict=True)]
    reason = pd.Series(str(Reason.BLANK_FIELD), index=unsure.index, dtype="string").mask(
        pd.Series(unread, index=unsure.index, dtype="bool"), str(Reason.UNREADABLE_VALUE)
    )
    done_on = looked_up(rows["assessment_id"], sure.groupby("assessment_id")["decided_on"].max())
    return rows.assign(
        done_on=done_on,
        perhaps_over=rows["maybe_done"],
        maybe_done=rows["assessment_id"].isin(unsure.index),
        maybe_reason=looked_up(rows["assessment_id"], reason),
        maybe_field="management_decisions." + looked_up(rows["assessment_id"], column),
    )


def of_siblings(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes of children one of whose family is being assessed, or was in the period, and who are not an only child of it.

    The columns of open episodes and, each True or False: own (the child has an assessment in the episode), shared (one of them bears the
    id of another child's), same_words (the text of an assessment of the child's is that of a brother's or sister's), finished (one is
    authorised, be it on a day that cannot be read), has_text and has_document (an assessment of the child's since the referral is on
    file, with and without its text's hash).
    Brothers and sisters are the children of one family whose cases are open.
    """
    families = tables.families[["family_id", "child_id"]].dropna().drop_duplicates()
    episodes = populations.open_episodes(tables).assign(episode=lambda rows: range(len(rows)))
    rows = tables.assessments.assign(shared=lambda r: r.groupby("assessment_id")["child_id"].transform("nunique") > 1)
    of = episodes[["episode", "child_id", "referral_id", "received_on"]].rename(columns={"referral_id": "referral_id_of"})
    rows = matched(rows, of, on="child_id")
    rows = rows[rows["referral_id"].eq(rows["referral_id_of"]) | (rows["referral_id"].isna() & ~(rows["started_on"] < rows["received_on"]))]
    current = rows[rows["authorised_on"].isna() | (rows["authorised_on"] >= asked.since)]
    unread = rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    together = families[families["child_id"].isin(episodes["child_id"])]
    together = together[together["family_id"].duplicated(keep=False)]
    together = together[together["family_id"].isin(together[together["child_id"].isin(current["child_id"])]["family_id"])]
    papers = tables.documents[tables.documents["document_type"].eq("assessment")]
    papers = matched(papers, episodes[["episode", "child_id", "received_on"]], on="child_id")
    papers = papers[~(papers["started_on"] < papers["received_on"])]
    texts = matched(papers[papers["content_hash"].notna()], families, on="child_id")
    same = texts[texts.groupby(["family_id", "content_hash"])["child_id"].transform("nunique") > 1]
    return episodes[episodes["child_id"].isin(together["child_id"])].assign(
        own=lambda r: r["episode"].isin(rows["episode"]),
        shared=lambda r: r["episode"].isin(rows[rows["shared"]]["episode"]),
        same_words=lambda r: r["episode"].isin(same["episode"]),
        finished=lambda r: r["episode"].isin(rows[rows["authorised_on"].notna() | unread]["episode"]),
        has_text=lambda r: r["episode"].isin(papers[papers["content_hash"].notna()]["episode"]),
        has_document=lambda r: r["episode"].isin(papers["episode"]),
    )
