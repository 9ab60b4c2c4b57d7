"""Who is counted: the populations of domain.md 3.1, each as a frame with one row per thing.

Every frame has ``child_id``; ``starts_on`` and ``ends_on`` (dates) where the thing lasts. A blank flag never moves a child out.
"""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up

SHORT_BREAKS = ("V3", "V4", "V1")


def open_on(frame: pd.DataFrame, ends_on: str) -> pd.DataFrame:
    """Rows whose ending is blank (an ending after ``as_at`` already reads as blank)."""
    return frame[frame[ends_on].isna()]


def episodes(tables: Tables) -> pd.DataFrame:
    """Episodes of need, open or closed, whose referral was not 'no further action' (P-OPEN without the date)."""
    rows = tables.referrals
    kept = rows[~rows["no_further_action"].fillna(False).astype(bool)] if tables.holds("referrals", "no_further_action") else rows
    return kept.assign(starts_on=kept["received_on"], ends_on=kept["closed_on"])


def open_episodes(tables: Tables) -> pd.DataFrame:
    """P-OPEN: episodes open at the end of ``as_at``."""
    return open_on(episodes(tables), "closed_on")


def cp_plans(tables: Tables) -> pd.DataFrame:
    """Child protection plans of this council (P-CP and ended ones), without other councils' temporary plans."""
    rows = tables.cp_plans
    if tables.holds("cp_plans", "other_council"):
        rows = rows[~rows["other_council"].fillna(False).astype(bool)]
    return rows.assign(starts_on=rows["started_on"], ends_on=rows["ended_on"])


def cp_plans_with_temporary(tables: Tables) -> pd.DataFrame:
    """P-CP and P-CPT: with other councils' temporary plans, whose children must still be visited. ``temporary`` says which."""
    rows = tables.cp_plans
    temporary = rows["other_council"].fillna(False).astype(bool) if tables.holds("cp_plans", "other_council") else False
    return rows.assign(starts_on=rows["started_on"], ends_on=rows["ended_on"], temporary=temporary)


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
        statuses = tables.legal_statuses[["child_id", "legal_status", "started_on", "ended_on"]]
        on = periods.assign(on=periods["ends_on"].fillna(pd.Timestamp(tables.as_at)))[["care_id", "child_id", "on"]]
        joined = on.merge(statuses, on="child_id")
        joined = joined[~(joined["started_on"] > joined["on"]) & ~(joined["ended_on"] < joined["on"])]
        last = joined.sort_values("started_on", na_position="first").drop_duplicates("care_id", keep="last")
        breaks = last[last["legal_status"].isin(SHORT_BREAKS)]["care_id"]
        periods["short_break"] = periods["care_id"].isin(breaks)
    return periods


def in_care(tables: Tables) -> pd.DataFrame:
    """P-CLA: periods of care open at the end of ``as_at``, short breaks left out."""
    periods = periods_of_care(tables)
    return open_on(periods[~periods["short_break"]], "ends_on")


def children_on_plan(tables: Tables) -> pd.Index:
    """child_ids with an open plan of this council; empty where the source holds no plans."""
    return pd.Index(open_on(cp_plans(tables), "ends_on")["child_id"].dropna().unique()) if tables.holds("cp_plans") else pd.Index([])


def children_in_care(tables: Tables) -> pd.Index:
    return pd.Index(in_care(tables)["child_id"].dropna().unique()) if tables.holds("care_episodes") else pd.Index([])


def allocations(tables: Tables) -> pd.DataFrame:
    """Involvements whose role makes them an allocation (roles are set in config/sources/)."""
    rows = tables.involvements
    role = rows["role"].fillna("").str.replace(r"\s+", " ", regex=True).str.strip().str.lower()
    return rows[role.isin(tables.allocated_roles)]


def allocated_workers(tables: Tables) -> pd.DataFrame:
    """The allocated worker of each child at the end of ``as_at``: one row a child, columns child_id, worker_id, team_id, started_on.

    Of two open allocations the later start wins, then the higher id (contract.md, 'What one row is').
    """
    rows = open_on(allocations(tables), "ended_on").sort_values(["child_id", "started_on", "involvement_id"], na_position="first")
    return rows.drop_duplicates("child_id", keep="last")[["child_id", "worker_id", "team_id", "started_on", "involvement_id"]]


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
    rows["ends_on"] = rows["closed_on"].mask(planned & ~assessed, plan_to.where(~(rows["closed_on"] < plan_to), rows["closed_on"]))
    rows["start_field"] = pd.Series("assessments.authorised_on", index=rows.index).mask(planned, "cin_plans.started_on")
    rows = rows[planned | assessed]
    if live:
        rows = rows[~rows["child_id"].isin(children_on_plan(tables)) & ~rows["child_id"].isin(children_in_care(tables))]
    spells = _without(rows, _protected_or_in_care(tables))
    spells = (open_on(spells, "ends_on") if live else spells).sort_values(["episode", "starts_on"], ignore_index=True, na_position="first")
    return spells.drop(columns="episode").assign(spell_id=pd.Series(spells.index, index=spells.index).astype("string"))


def _assessed_in_need(tables: Tables) -> pd.DataFrame:
    """Authorised assessments that did not end in no further action: referral_id, child_id, on. Annex A cannot say: no rows."""
    if not tables.holds("assessments", "referral_id") and tables.door == "annex_a":
        nobody = pd.Series(dtype="string")
        return pd.DataFrame({"referral_id": nobody, "child_id": nobody, "on": pd.Series(dtype=DATES)})
    rows = tables.assessments
    authorised = rows["authorised_on"].notna() | rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    ended = rows["no_further_action"].fillna(False).astype(bool)
    return rows[authorised & ~ended].assign(on=lambda kept: kept["authorised_on"])[["referral_id", "child_id", "on"]]


def _of_episodes(things: pd.DataFrame, rows: pd.DataFrame, ends_on: str) -> pd.DataFrame:
    """Things with the ``episode`` of rows each belongs to: by referral_id, and where that is blank by child and date."""
    columns = list(dict.fromkeys(["on", ends_on]))
    keyed = things[things["referral_id"].notna()][["referral_id", *columns]].merge(rows[["referral_id", "episode"]], on="referral_id")
    loose = things[things["referral_id"].isna() & things["child_id"].notna()][["child_id", *columns]]
    loose = loose.merge(rows[["child_id", "episode", "received_on", "closed_on"]], on="child_id")
    loose = loose[~(loose["on"] > loose["closed_on"]) & ~(loose[ends_on] < loose["received_on"])]
    return pd.concat([keyed[["episode", *columns]], loose[["episode", *columns]]], ignore_index=True)


def _protected_or_in_care(tables: Tables) -> pd.DataFrame:
    """Times on a plan of this council or in care (not short breaks): child_id, starts_on, ends_on. A blank start is taken as the end."""
    times = []
    if tables.holds("cp_plans"):
        times.append(cp_plans(tables)[["child_id", "starts_on", "ends_on"]])
    if tables.holds("care_episodes"):
        times.append(periods_of_care(tables).loc[lambda periods: ~periods["short_break"]][["child_id", "starts_on", "ends_on"]])
    if not times:
        return pd.DataFrame({"child_id": pd.Series(dtype="string"), "starts_on": pd.Series(dtype=DATES), "ends_on": pd.Series(dtype=DATES)})
    rows = pd.concat(times, ignore_index=True)
    rows = rows[rows["child_id"].notna()]
    return rows.assign(starts_on=rows["starts_on"].fillna(rows["ends_on"]).fillna(pd.Timestamp(tables.as_at)))


def _without(rows: pd.DataFrame, times: pd.DataFrame) -> pd.DataFrame:
    """Rows with those times of the same child cut out: one row for each piece of ``starts_on`` to ``ends_on`` that is left."""
    never, always = pd.Timestamp.min.ceil("s"), pd.Timestamp.max.floor("s")
    whole = rows[["episode", "child_id", "received_on"]].assign(start=rows["starts_on"].fillna(never), stop=rows["ends_on"].fillna(always))
    cut = whole.merge(times, on="child_id")
    cut = cut[~(cut["ends_on"] <= cut["received_on"])]
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
    return rows.drop(columns=["starts_on", "ends_on"]).merge(left[["episode", "starts_on", "ends_on"]], on="episode")


def open_children(tables: Tables) -> pd.Index:
    """child_ids with an open episode, plan (another council's temporary one too) or period of care at the end of ``as_at``."""
    children = [open_episodes(tables)["child_id"]]
    if tables.holds("cp_plans"):
        children.append(open_on(cp_plans_with_temporary(tables), "ends_on")["child_id"])
    if tables.holds("care_episodes"):
        children.append(open_on(periods_of_care(tables), "ends_on")["child_id"])
    return pd.Index(pd.concat(children).dropna().unique())


def caseloads(tables: Tables) -> pd.DataFrame:
    """One row a case-holder (a worker allocated to at least one open child): worker_id, children, full_time_equivalent, team_id.

    full_time_equivalent is NA where it is blank or nought, or the worker is not in the table of workers. team_id is the team through
    which most of the worker's children are allocated, the lowest id of equals.
    """
    allocated = allocated_workers(tables)
    held = allocated[allocated["child_id"].isin(open_children(tables)) & allocated["worker_id"].notna()]
    rows = held.groupby("worker_id").size().rename("children").astype("Int64").reset_index()
    counted = held.groupby(["worker_id", "team_id"]).size().rename("n").reset_index().sort_values(["n", "team_id"], ascending=[False, True])
    teams = counted.drop_duplicates("worker_id").set_index("worker_id")["team_id"]
    workers = tables.workers.drop_duplicates("worker_id").set_index("worker_id")["full_time_equivalent"]
    equivalent = rows["worker_id"].map(workers).astype("Float64")
    return rows.assign(full_time_equivalent=equivalent.where(equivalent > 0), team_id=rows["worker_id"].map(teams).astype("string"))


def age_in_years(born_on: pd.Series, on: pd.Timestamp) -> pd.Series:
    """Age at last birthday (years); NA where the date of birth is blank. A 29 February birthday falls on 1 March in common years."""
    had = (born_on.dt.month * 100 + born_on.dt.day) <= on.month * 100 + on.day
    return (on.year - born_on.dt.year - (~had).astype("int64")).astype("Int64").mask(born_on.isna())


def unborn(tables: Tables) -> pd.Index:
    """child_ids not yet born at the end of ``as_at``: no date of birth (or one ahead) and an expected date on record."""
    people = tables.everything("people")
    born = people["born_on"].notna() & (people["born_on"] <= pd.Timestamp(tables.as_at))
    expected = people["expected_on"].notna() if "expected_on" in people else False
    return pd.Index(people[~born & (expected | people["born_on"].notna())]["child_id"])
