"""Who is counted: the populations of domain.md 3.1, each as a frame with one row per thing.

Every frame has ``child_id``; ``starts_on`` and ``ends_on`` (dates) where the thing lasts. A blank flag never moves a child out.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched, once_a_night
from fscp_readiness.vocabulary import Reason

COHORTS = ("in care", "child protection", "short break", "child in need", "care leaver", "assessment")
"""The parts of the service that an open episode may be in, the one it is counted in first."""

SHORT_BREAKS = ("V3", "V4", "V1")


def open_on(frame: pd.DataFrame, ends_on: str) -> pd.DataFrame:
    """Rows whose ending is blank (an ending after ``as_at`` already reads as blank)."""
    return frame[frame[ends_on].isna()]


@once_a_night
def episodes(tables: Tables) -> pd.DataFrame:
    """Episodes of need, open or closed, whose referral was not 'no further action' (P-OPEN without the date)."""
    rows = tables.referrals
    kept = rows[~rows["no_further_action"].fillna(False).astype(bool)] if tables.holds("referrals", "no_further_action") else rows
    return kept.assign(starts_on=kept["received_on"], ends_on=kept["closed_on"])


@once_a_night
def open_episodes(tables: Tables) -> pd.DataFrame:
    """P-OPEN: episodes open at the end of ``as_at``."""
    return open_on(episodes(tables), "closed_on")


@once_a_night
def cp_plans(tables: Tables) -> pd.DataFrame:
    """Child protection plans of this council (P-CP and ended ones), without other councils' temporary plans."""
    rows = tables.cp_plans
    if tables.holds("cp_plans", "other_council"):
        rows = rows[~rows["other_council"].fillna(False).astype(bool)]
    return rows.assign(starts_on=rows["started_on"], ends_on=rows["ended_on"])


@once_a_night
def cp_plans_with_temporary(tables: Tables) -> pd.DataFrame:
    """P-CP and P-CPT: with other councils' temporary plans, whose children must still be visited."""
    return tables.cp_plans.assign(starts_on=tables.cp_plans["started_on"], ends_on=tables.cp_plans["ended_on"])


def earlier_plans(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """The child's other plans of this council that came before each plan of ``rows`` (plan_id, child_id, starts_on, ends_on).

    Columns: plan_id (of rows), other_id, earlier_end, sure. Earlier: begun before it, or, where that day is blank, ended by the day it
    began. Not sure where a blank start leaves open which came first.
    """
    others = cp_plans(tables)[["plan_id", "child_id", "starts_on", "ends_on"]]
    others = others.rename(columns={"plan_id": "other_id", "starts_on": "other_start", "ends_on": "earlier_end"})
    both = matched(rows[["plan_id", "child_id", "starts_on", "ends_on"]], others, on="child_id")
    both = both[both["plan_id"] != both["other_id"]]
    sure = (both["other_start"] < both["starts_on"]) | (both["earlier_end"] <= both["starts_on"])
    unsure = (both["starts_on"].isna() | both["other_start"].isna()) & ~(both["other_start"] >= both["ends_on"])
    return both.assign(sure=sure)[sure | unsure][["plan_id", "other_id", "earlier_end", "sure"]]


@once_a_night
def periods_of_care(tables: Tables) -> pd.DataFrame:
    """Periods of care: 903 episodes joined by care_id. Columns care_id, child_id, starts_on, ends_on, referral_id, short_break.

    A period is open while any of its episodes is; without a care_id an episode stands alone. It has no start where the slice that
    comes first has none. ``short_break`` is True where the
    legal status on the last day looked at is V1, V3 or V4; where none is recorded the child stays in care.
    """
    rows = tables.care_episodes
    rows = rows.assign(care_id=rows["care_id"].fillna(rows["episode_id"]))
    rows = rows.assign(open=rows["ended_on"].isna(), no_start=rows["started_on"].isna())
    grouped = rows.groupby("care_id", sort=True)
    periods = pd.DataFrame(
        {
            "child_id": grouped["child_id"].first(),
            "starts_on": grouped["started_on"].min().astype(DATES),
            "ends_on": grouped["ended_on"].max().astype(DATES).mask(grouped["open"].any()),
            "referral_id": grouped["referral_id"].last() if "referral_id" in rows else pd.NA,
        }
    ).reset_index()
    unknown = rows[rows["no_start"]]
    known_start = looked_up(unknown["care_id"], periods.set_index("care_id")["starts_on"])
    beside_open = unknown["ended_on"].isna() & unknown["care_id"].isin(rows[rows["open"] & ~rows["no_start"]]["care_id"])
    first = unknown[(unknown["ended_on"] <= known_start).fillna(False).astype(bool) | beside_open]["care_id"]
    periods["starts_on"] = periods["starts_on"].mask(periods["care_id"].isin(first))
    periods["short_break"] = False
    if tables.holds("legal_statuses"):
        statuses = tables.legal_statuses[["child_id", "legal_status", "started_on", "ended_on"]].dropna(subset="child_id")
        on = periods.assign(on=periods["ends_on"].fillna(pd.Timestamp(tables.as_at)), in_care=periods["ends_on"].isna())
        joined = on[["care_id", "child_id", "on", "in_care"]]
        joined = matched(joined, statuses, on="child_id")
        over = (joined["ended_on"] < joined["on"]) | (joined["in_care"] & joined["ended_on"].notna())
        joined = joined[~(joined["started_on"] > joined["on"]) & ~over]
        joined = joined.assign(cares=~joined["legal_status"].isin(SHORT_BREAKS))
        last = joined.sort_values(["started_on", "cares"], na_position="first").drop_duplicates("care_id", keep="last")
        breaks = last[~last["cares"]]["care_id"]
        periods["short_break"] = periods["care_id"].isin(breaks)
    return periods


def in_care(tables: Tables) -> pd.DataFrame:
    """P-CLA: periods of care open at the end of ``as_at``, short breaks left out."""
    periods = periods_of_care(tables)
    return open_on(periods[~periods["short_break"]], "ends_on")


@once_a_night
def children_on_plan(tables: Tables) -> pd.Index:
    """child_ids with an open plan of this council; empty where the source holds no plans."""
    return pd.Index(open_on(cp_plans(tables), "ends_on")["child_id"].dropna().unique()) if tables.holds("cp_plans") else pd.Index([])


@once_a_night
def children_in_care(tables: Tables) -> pd.Index:
    return pd.Index(in_care(tables)["child_id"].dropna().unique()) if tables.holds("care_episodes") else pd.Index([])


@once_a_night
def allocations(tables: Tables) -> pd.DataFrame:
    """Involvements whose role makes them an allocation (roles are set in config/sources/)."""
    rows = tables.involvements
    role = rows["role"].fillna("").str.replace(r"\s+", " ", regex=True).str.strip().str.lower()
    return rows[role.isin(tables.allocated_roles)]


@once_a_night
def allocated_workers(tables: Tables) -> pd.DataFrame:
    """The allocated worker of each child at the end of ``as_at``: one row a child, columns child_id, worker_id, team_id, started_on.

    Of two open allocations the later start wins, then the higher id (contract.md, 'What one row is'). One that names no child is nobody's.
    """
    rows = open_on(allocations(tables), "ended_on").dropna(subset="child_id")
    rows = rows.sort_values(["child_id", "started_on", "involvement_id"], na_position="first")
    return rows.drop_duplicates("child_id", keep="last")[["child_id", "worker_id", "team_id", "started_on", "involvement_id"]]


@once_a_night
def children_in_need(tables: Tables, *, since: pd.Timestamp, live: bool) -> pd.DataFrame:
    """P-CIN: each time in an episode that the child was in need. Columns of referrals with spell_id, starts_on and ends_on.

    In need: an accepted episode with a child in need plan, or with an authorised assessment that did not end in no further action (a
    blank flag is not 'no further action'). It starts with the earliest plan, else the first such authorisation, else the referral,
    and is blank where the plan it would start with has no start; it ends with the episode, or with the last plan where the child was
    not assessed as in need. Times on a child protection plan of this council or in care are taken out, and what follows one is a
    spell of its own, counted from its first day.
    live: only what is open at the end of ``as_at`` (open plans count); else every spell not ended before ``since``.
    """
    rows = episodes(tables)
    rows = open_on(rows, "closed_on") if live else rows[~(rows["closed_on"] < since)]
    rows = rows.reset_index(drop=True)
    rows["episode"] = rows.index
    plans = tables.cin_plans.assign(on=tables.cin_plans["started_on"])
    plans = _of_episodes(open_on(plans, "ended_on") if live else plans, rows, "ended_on")
    needs = _of_episodes(_assessed_in_need(tables), rows, "on")
    by_plan, by_need = plans.groupby("episode"), needs.groupby("episode")
    planned, assessed = rows["episode"].isin(plans["episode"]), rows["episode"].isin(needs["episode"])
    plan_from = looked_up(rows["episode"], by_plan["on"].min().mask(by_plan["on"].count() < by_plan.size()))
    plan_to = looked_up(rows["episode"], by_plan["ended_on"].max().mask(by_plan["ended_on"].count() < by_plan.size()))
    rows["starts_on"] = looked_up(rows["episode"], by_need["on"].min()).mask(planned, plan_from).astype(DATES)
    sooner = pd.DataFrame({"closed": rows["closed_on"], "plan": plan_to}).min(axis=1).astype(DATES)
    rows["ends_on"] = rows["closed_on"].mask(planned & ~assessed, sooner)
    rows["start_field"] = pd.Series("assessments.authorised_on", index=rows.index).mask(planned, "cin_plans.started_on")
    rows = rows[planned | assessed]
    if live:
        rows = rows[~rows["child_id"].isin(children_on_plan(tables)) & ~rows["child_id"].isin(children_in_care(tables))]
    spells = without(rows, protected_or_in_care(tables))
    spells = (open_on(spells, "ends_on") if live else spells).sort_values(["episode", "starts_on"], ignore_index=True, na_position="first")
    return spells.drop(columns="episode").assign(spell_id=pd.Series(spells.index, index=spells.index).astype("string"))


@once_a_night
def cohorts_of(tables: Tables) -> pd.DataFrame:
    """Open episodes (P-OPEN), each with the one cohort it is counted in: the columns of ``open_episodes`` and

    cohort   the first of ``COHORTS`` that the record puts the episode in; NA where it is in none (P-CINX, the hidden cohort) or unsure
    perhaps  True where no cohort is sure and a blank or unreadable value, read kindly, would put it in one; ``reason``, ``field`` say which
    since    the day from which it is in no cohort: the last day on which something of it ended, else the day it began; where
             received_on is blank the earliest it can be (NaT: nothing of it ended); means nothing where cohort is given
    In care, on a plan (another council's temporary one too), short breaks and care leavers: by child. Child in need (an open plan, or an
    authorised assessment that found need) and assessment (one not authorised): by referral, and where that is blank by child and date.
    """
    rows = open_episodes(tables).reset_index(drop=True)
    rows["episode"] = rows.index
    things = pd.concat([_things_of_children(tables, rows), _things_of_episodes(tables, rows)], ignore_index=True)
    claims = things[things["ended_on"].isna()]
    claims = claims.assign(place=claims["cohort"].map({cohort: place for place, cohort in enumerate(COHORTS)}))
    claims = claims.sort_values(["episode", "place"], kind="stable")
    sure = claims[claims["reason"].isna()].drop_duplicates("episode").set_index("episode")
    doubt = claims[~claims["episode"].isin(sure.index)].drop_duplicates("episode").set_index("episode")
    last = looked_up(rows["episode"], things.groupby("episode")["ended_on"].max())
    return rows.assign(
        cohort=looked_up(rows["episode"], sure["cohort"]).astype("string"),
        perhaps=rows["episode"].isin(doubt.index),
        reason=looked_up(rows["episode"], doubt["reason"]).astype("string"),
        field=looked_up(rows["episode"], doubt["field"]).astype("string"),
        since=pd.DataFrame({"began": rows["received_on"], "last": last}).max(axis=1).astype(DATES),
    ).drop(columns="episode")


def _things_of_children(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """What puts, or once put, a child in a cohort: episode, cohort, ended_on (NaT while it lasts), reason and field where unsure."""
    care = periods_of_care(tables)
    bad = tables.care_episodes["episode_id"].isin(tables.unreadable_keys("care_episodes", "ended_on"))
    period = tables.care_episodes["care_id"].fillna(tables.care_episodes["episode_id"])
    runs = period[tables.care_episodes["ended_on"].isna() & ~bad]  # one part that surely runs is enough
    doubted = period[bad & ~period.isin(runs)]
    care = _unsure(
        care.assign(cohort=care["short_break"].map({True: "short break", False: "in care"}), ended_on=care["ends_on"]),
        care["care_id"].isin(doubted), "care_episodes.ended_on",
    )  # fmt: skip
    plans = cp_plans_with_temporary(tables).assign(cohort="child protection")
    plans = _unsure(plans, plans["plan_id"].isin(tables.unreadable_keys("cp_plans", "ended_on")), "cp_plans.ended_on")
    leavers = tables.care_leavers[["child_id"]].assign(cohort="care leaver", ended_on=pd.Timestamp("NaT"))
    leavers = _unsure(leavers, pd.Series(False, index=leavers.index), "")
    columns = ["child_id", "cohort", "ended_on", "reason", "field"]
    every = pd.concat([care[columns], plans[columns], leavers[columns].astype({"ended_on": DATES})], ignore_index=True)
    return matched(rows[["episode", "child_id"]], every, on="child_id").drop(columns="child_id")


def _things_of_episodes(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """The same of child in need plans and assessments, which belong to one episode."""
    plans = tables.cin_plans.assign(on=tables.cin_plans["started_on"], cohort="child in need")
    plans = _unsure(plans, plans["plan_id"].isin(tables.unreadable_keys("cin_plans", "ended_on")), "cin_plans.ended_on")
    every = tables.assessments.assign(on=tables.assessments["started_on"])
    unread = every["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    done, unknown = every["authorised_on"].notna() | unread, every["no_further_action"].isna()
    need = every[done & ~every["no_further_action"].fillna(False).astype(bool)].assign(cohort="child in need", ended_on=pd.Timestamp("NaT"))
    need = _unsure(need, unknown[need.index], "assessments.no_further_action")
    found = every[~unread].assign(cohort="assessment", ended_on=every["authorised_on"])
    found = _unsure(found, pd.Series(False, index=found.index), "")
    columns = ["referral_id", "child_id", "on", "ended_on", "cohort", "reason", "field"]
    parts = [part[columns].astype({"ended_on": DATES}) for part in (plans, need, found)]
    return _of_episodes(pd.concat(parts, ignore_index=True), rows, "ended_on", also=("cohort", "reason", "field")).drop(columns="on")


def _unsure(frame: pd.DataFrame, where: pd.Series, field: str) -> pd.DataFrame:
    """``frame`` with reason and field: NA where sure; blank or unreadable, and the column, where not."""
    reason = Reason.UNREADABLE_VALUE if field.endswith("ended_on") else Reason.BLANK_FIELD
    nothing = pd.Series(pd.NA, index=frame.index, dtype="string")
    return frame.assign(reason=nothing.mask(where, str(reason)), field=nothing.mask(where, field))


def _assessed_in_need(tables: Tables) -> pd.DataFrame:
    """Authorised assessments that did not end in no further action: referral_id, child_id, on. Annex A cannot say: no rows."""
    if not tables.holds("assessments", "referral_id") and tables.door == "annex_a":
        nobody = pd.Series(dtype="string")
        return pd.DataFrame({"referral_id": nobody, "child_id": nobody, "on": pd.Series(dtype=DATES)})
    rows = tables.assessments
    authorised = rows["authorised_on"].notna() | rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    ended = rows["no_further_action"].fillna(False).astype(bool)
    return rows[authorised & ~ended].assign(on=lambda kept: kept["authorised_on"])[["referral_id", "child_id", "on"]]


def _of_episodes(things: pd.DataFrame, rows: pd.DataFrame, ends_on: str, also: Sequence[str] = ()) -> pd.DataFrame:
    """Things with the ``episode`` of rows each belongs to: by referral_id, and where that is blank by child and date."""
    columns = list(dict.fromkeys(["on", ends_on, *also]))
    keyed = matched(things[["referral_id", *columns]], rows[["referral_id", "episode"]], on="referral_id")
    loose = things[things["referral_id"].isna() & things["child_id"].notna()][["child_id", *columns]]
    loose = matched(loose, rows[["child_id", "episode", "received_on", "closed_on"]], on="child_id")
    loose = loose[~(loose["on"] > loose["closed_on"]) & ~(loose[ends_on] < loose["received_on"])]
    return pd.concat([keyed[["episode", *columns]], loose[["episode", *columns]]], ignore_index=True)


@once_a_night
def protected_or_in_care(tables: Tables) -> pd.DataFrame:
    """Times on a plan of this council or in care (not short breaks): child_id, starts_on, ends_on.

    A blank start is taken as the end; a time that ended before it began is left out, so that it takes no child out of being in need.
    """
    times = []
    if tables.holds("cp_plans"):
        times.append(cp_plans(tables)[["child_id", "starts_on", "ends_on"]])
    if tables.holds("care_episodes"):
        times.append(periods_of_care(tables).loc[lambda periods: ~periods["short_break"]][["child_id", "starts_on", "ends_on"]])
    if not times:
        return pd.DataFrame({"child_id": pd.Series(dtype="string"), "starts_on": pd.Series(dtype=DATES), "ends_on": pd.Series(dtype=DATES)})
    rows = pd.concat(times, ignore_index=True)
    rows = rows[rows["child_id"].notna() & ~(rows["ends_on"] < rows["starts_on"])]
    return rows.assign(starts_on=rows["starts_on"].fillna(rows["ends_on"]).fillna(pd.Timestamp(tables.as_at)))


def without(rows: pd.DataFrame, times: pd.DataFrame) -> pd.DataFrame:
    """Rows with those times of the same child cut out: one row for each piece of ``starts_on`` to ``ends_on`` that is left.

    Of a row whose start is blank, times that were over when it was received say nothing: they would give it a start.
    """
    never, always = pd.Timestamp.min.ceil("s"), pd.Timestamp.max.floor("s")
    whole = rows[["episode", "child_id", "received_on"]].assign(
        no_start=rows["starts_on"].isna(), start=rows["starts_on"].fillna(never), stop=rows["ends_on"].fillna(always)
    )
    cut = matched(whole, times, on="child_id")
    cut = cut[~(cut["no_start"] & (cut["ends_on"] <= cut["received_on"]))]
    cut = cut.assign(cut_from=cut[["start", "starts_on"]].max(axis=1), cut_to=cut["ends_on"].fillna(always))
    cut["cut_to"] = cut[["stop", "cut_to"]].min(axis=1)
    cut = cut[cut["cut_from"] < cut["cut_to"]].sort_values(["episode", "cut_from"], kind="stable")
    cut["start"] = cut.groupby("episode")["cut_to"].cummax()
    cut["stop"] = cut.groupby("episode")["cut_from"].shift(-1).fillna(cut["stop"])
    first = whole.assign(stop=looked_up(whole["episode"], cut.groupby("episode")["cut_from"].min()).fillna(whole["stop"]))
    left = pd.concat([first[["episode", "start", "stop"]], cut[["episode", "start", "stop"]]], ignore_index=True)
    left = left[left["start"] < left["stop"]]
    left["starts_on"] = left["start"].mask(left["start"] == never).astype(DATES)
    left["ends_on"] = left["stop"].mask(left["stop"] == always).astype(DATES)
    return matched(rows.drop(columns=["starts_on", "ends_on"]), left[["episode", "starts_on", "ends_on"]], on="episode")


@once_a_night
def open_children(tables: Tables) -> pd.Index:
    """child_ids with an open episode, plan (another council's temporary one too) or period of care at the end of ``as_at``."""
    children = [open_episodes(tables)["child_id"]]
    if tables.holds("cp_plans"):
        children.append(open_on(cp_plans_with_temporary(tables), "ends_on")["child_id"])
    if tables.holds("care_episodes"):
        children.append(open_on(periods_of_care(tables), "ends_on")["child_id"])
    return pd.Index(pd.concat(children).dropna().unique())


def held_children(tables: Tables) -> pd.DataFrame:
    """The rows of ``allocated_workers`` of open children that name a worker: who holds whom tonight."""
    allocated = allocated_workers(tables)
    return allocated[allocated["child_id"].isin(open_children(tables)) & allocated["worker_id"].notna()]


@once_a_night
def caseloads(tables: Tables) -> pd.DataFrame:
    """One row a case-holder (a worker allocated to at least one open child): worker_id, children, full_time_equivalent, team_id.

    full_time_equivalent is NA where it is blank or nought, or the worker is not in the table of workers. team_id is the team through
    which most of the worker's children are allocated, the lowest id of equals.
    """
    held = held_children(tables)
    rows = held.groupby("worker_id").size().rename("children").astype("Int64").reset_index()
    counted = held.groupby(["worker_id", "team_id"]).size().rename("n").reset_index().sort_values(["n", "team_id"], ascending=[False, True])
    teams = counted.drop_duplicates("worker_id").set_index("worker_id")["team_id"]
    workers = tables.workers.drop_duplicates("worker_id").set_index("worker_id")["full_time_equivalent"]
    equivalent = rows["worker_id"].map(workers).astype("Float64")
    return rows.assign(full_time_equivalent=equivalent.where(equivalent > 0), team_id=rows["worker_id"].map(teams).astype("string"))


def age_in_years(born_on: pd.Series, on: pd.Timestamp | pd.Series) -> pd.Series:
    """Age at last birthday (years) on a day, or on the day beside each; NA where either is blank.

    A 29 February birthday falls on 1 March in common years.
    """
    days = on if isinstance(on, pd.Series) else pd.Series(on, index=born_on.index)
    had = (born_on.dt.month * 100 + born_on.dt.day) <= days.dt.month * 100 + days.dt.day
    return (days.dt.year - born_on.dt.year - (~had).astype("int64")).astype("Int64").mask(born_on.isna() | days.isna())


@once_a_night
def unborn(tables: Tables) -> pd.Index:
    """child_ids not yet born at the end of ``as_at``: no date of birth (or one ahead) and an expected date on record.

    A date of birth that cannot be read is one: nobody is left out for it.
    """
    people = tables.everything("people")
    people = people[~people["child_id"].isin(tables.unreadable_keys("people", "born_on"))]
    born = people["born_on"].notna() & (people["born_on"] <= pd.Timestamp(tables.as_at))
    expected = people["expected_on"].notna() if "expected_on" in people else False
    return pd.Index(people[~born & (expected | people["born_on"].notna())]["child_id"])


@once_a_night
def care_asked_about(tables: Tables, *, live: bool) -> pd.DataFrame:
    """Periods of care, short breaks left out (live: open ones): ``periods_of_care`` with record_id (the care_id) and start_field."""
    periods = periods_of_care(tables)
    periods = periods[~periods["short_break"]].assign(record_id=lambda rows: rows["care_id"], start_field="care_episodes.started_on")
    return open_on(periods, "ends_on") if live else periods
