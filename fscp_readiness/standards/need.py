"""Children in need: their plans, the assessments that found need, and which of the children are disabled."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched, once_a_night

from . import clocks, populations, reviews, visits
from .asked import Asked


@once_a_night
def plans(tables: Tables, *, live: bool) -> pd.DataFrame:
    """Child in need plans of accepted episodes, for the time in which they are what the child is helped under.

    One row for each piece of a plan outside the child's times on a child protection plan of this council and in care: the columns of
    cin_plans with starts_on, ends_on, start_field and piece_id. A piece ends with the plan, with the episode, or with what came
    between. live: only what runs at the end of ``as_at``.
    """
    episodes = populations.episodes(tables).drop_duplicates("referral_id").set_index("referral_id")
    rows = tables.cin_plans
    rows = rows[rows["referral_id"].isna() | rows["referral_id"].isin(episodes.index)].reset_index(drop=True)
    ends = pd.DataFrame({"plan": rows["ended_on"], "episode": looked_up(rows["referral_id"], episodes["closed_on"])})
    rows = rows.assign(
        episode=rows.index, received_on=rows["started_on"], starts_on=rows["started_on"], ends_on=ends.min(axis=1).astype(DATES),
        start_field="cin_plans.started_on",
    )  # fmt: skip
    pieces = populations.without(rows, populations.protected_or_in_care(tables))
    if live:
        elsewhere = populations.children_on_plan(tables).union(populations.children_in_care(tables))
        pieces = populations.open_on(pieces, "ends_on")
        pieces = pieces[~pieces["child_id"].isin(elsewhere)]
    pieces = pieces.sort_values(["episode", "starts_on"], ignore_index=True, na_position="first").drop(columns="episode")
    return pieces.assign(piece_id=pd.Series(pieces.index, index=pieces.index).astype("string"))


def reviews_due(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Child in need plans (``plans``), once a review has been held or has fallen due: ready for ``clocks.repeated_met``."""
    rows = plans(tables, live=asked.live)
    whole = tables.cin_plans.assign(
        starts_on=tables.cin_plans["started_on"], ends_on=tables.cin_plans["ended_on"], start_field="cin_plans.started_on"
    )
    events = reviews.of_records(reviews.held(tables, "cin_reviews", "plan_id"), whole, "plan_id", from_start=False)
    events = matched(events.drop(columns="child_id"), rows[["plan_id", "piece_id"]], on="plan_id")
    return clocks.repeated(rows, events, asked, key="piece_id")


def visits_due(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Episodes of children in need (``populations.children_in_need``), once a visit has been made or has fallen due."""
    spells = populations.children_in_need(tables, since=asked.since, live=asked.live)
    events = visits.joined_to(visits.visit_events(tables, "cin_visits"), spells, "spell_id")
    return clocks.repeated(spells, events, asked, key="spell_id")


def of_disabled(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The rows whose child has a disability recorded, of whatever kind; one recorded without its kind counts, NONE does not."""
    some = tables.disabilities
    return rows[rows["child_id"].isin(some[some["disability"].ne("NONE").fillna(True)]["child_id"].dropna())]


def assessed(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Authorised assessments that found need (a blank flag is not 'no further action'), with the first plan or meeting after each.

    Columns of assessments with starts_on (the authorisation), ends_on (the episode closed, or the child went onto a child protection
    plan of this council or into care), done_on (a plan, or a first meeting, was there), maybe_done and why, start_field. Left out:
    children already on a plan or in care when it was authorised; live also those whose episode has closed or who are now.
    """
    episodes = populations.episodes(tables).drop_duplicates("referral_id").set_index("referral_id")
    rows = tables.assessments
    done = rows["authorised_on"].notna() | rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    rows = rows[done & ~rows["no_further_action"].fillna(False).astype(bool) & rows["referral_id"].isin(episodes.index)]
    rows = rows.assign(starts_on=rows["authorised_on"], start_field="assessments.authorised_on")
    closed = looked_up(rows["referral_id"], episodes["closed_on"])
    times = populations.protected_or_in_care(tables)
    both = matched(rows[["assessment_id", "child_id", "starts_on"]], times.rename(columns={"starts_on": "from_on"}), on="child_id")
    already = both[(both["from_on"] <= both["starts_on"]) & ~(both["ends_on"] <= both["starts_on"])]["assessment_id"]
    later = both[both["from_on"] > both["starts_on"]].groupby("assessment_id")["from_on"].min()
    went = looked_up(rows["assessment_id"], later)
    rows = rows.assign(ends_on=pd.DataFrame({"closed": closed, "went": went}).min(axis=1).astype(DATES))[
        ~rows["assessment_id"].isin(already)
    ]
    if asked.live:
        elsewhere = populations.children_on_plan(tables).union(populations.children_in_care(tables))
        rows = populations.open_on(rows, "ends_on")
        rows = rows[~rows["child_id"].isin(elsewhere)]
    return _with_first_plan(rows, tables, asked)


def _with_first_plan(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Adds done_on: the earliest start of a plan of the episode not over by the authorisation, or the first meeting from then on."""
    plans = tables.cin_plans[["plan_id", "referral_id", "child_id", "started_on", "ended_on"]]
    keyed = matched(rows[["assessment_id", "referral_id", "starts_on", "ends_on"]], plans, on="referral_id")
    loose = plans[plans["referral_id"].isna() & plans["child_id"].notna()]
    loose = matched(rows[["assessment_id", "child_id", "starts_on", "ends_on"]], loose, on="child_id")
    found = pd.concat([keyed, loose], ignore_index=True)
    found = found[~(found["ended_on"] <= found["starts_on"]) & ~(found["started_on"] > found["ends_on"])]
    if asked.live:
        found["started_on"] = found["started_on"].fillna(asked.today)
    meetings = reviews.held(tables, "cin_reviews", "plan_id") if tables.holds("cin_reviews") else None
    first = found.groupby("assessment_id")["started_on"].min()
    if meetings is not None:
        met_on = meetings[meetings["on"].notna()][["child_id", "on"]].dropna()
        after = matched(rows[["assessment_id", "child_id", "starts_on", "ends_on"]], met_on, on="child_id")
        after = after[(after["on"] >= after["starts_on"]) & ~(after["on"] > after["ends_on"])]
        first = pd.concat([first, after.groupby("assessment_id")["on"].min()]).groupby(level=0).min()
    return rows.assign(
        done_on=looked_up(rows["assessment_id"], first).astype(DATES),
        maybe_done=rows["assessment_id"].isin(found[found["started_on"].isna()]["assessment_id"]),
        maybe_reason="blank_field",
        maybe_field="cin_plans.started_on",
    )


def no_decision_since(rows: pd.DataFrame, tables: Tables, since: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Of each row (child_id): has no manager's decision on the child been recorded since the day beside it; is there one with no day?"""
    decisions = tables.management_decisions
    last = looked_up(rows["child_id"], decisions.groupby("child_id")["decided_on"].max())
    return ~(last >= since).fillna(False).astype(bool), rows["child_id"].isin(
        decisions[decisions["decided_on"].isna()]["child_id"].dropna()
    )
