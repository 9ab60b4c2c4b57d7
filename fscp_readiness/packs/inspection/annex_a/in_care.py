"""List 8: children in care, or who left care in the window: one row a child, the latest period of care."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pandas as pd

from fscp_readiness.standards import placements, populations, reviews, visits
from fscp_readiness.tables import DATES, Tables, looked_up, matched

from .allocated import current_or_last
from .asking import Asking, Filling, about_children, begin, flagged
from .away import return_interviews, times_away

PERMANENCE = {
    "RETURN1M": "family", "RETURN6M": "family", "RETURNEV": "family", "LTRELFR": "fostering", "LTFOST18": "fostering",
    "RESPLMT": "residential", "SUPPLIV": "supported_living", "ADOPTION": "adoption", "OTHERPLN": "other", "REMAINSUP": "other",
}  # fmt: skip
"""The Standard Safeguarding Dataset's plans for a child, as Ofsted's list names them. It has none for special guardianship."""


def children_in_care(asking: Asking) -> Filling:
    """List 8. Short breaks are left out. Of a child's periods an open one comes before an ended one, then the later."""
    tables = asking.tables
    periods = populations.periods_of_care(tables)
    periods = periods[~periods["short_break"]]
    kept = periods[~(periods["ends_on"] < asking.since(8))].assign(open=lambda rows: rows["ends_on"].isna())
    kept = kept.sort_values(["child_id", "open", "starts_on", "care_id"], na_position="first", kind="stable")
    nameless = kept[kept["child_id"].isna()]
    filling = begin(
        asking, 8, pd.concat([kept.dropna(subset="child_id").drop_duplicates("child_id", keep="last"), nameless]), "periods of care"
    )
    rows = filling.rows
    about_children(filling)
    filling.take("asylum", lambda: flagged(rows["child_id"].isin(unaccompanied(asking, 12))), "immigration_statuses.immigration_status")
    filling.take("started_on", lambda: rows["starts_on"], "care_episodes.started_on")
    filling.take("primary_need", lambda: _of_last_slice(tables, rows, "primary_need"), "care_episodes.primary_need")
    filling.take("second_period", lambda: _second_period(asking, periods, rows))
    _legal_status(filling)
    _last_events(filling)
    _homes(filling)
    filling.take("ended_on", lambda: rows["ends_on"], "care_episodes.ended_on")
    filling.take(
        "end_reason", lambda: _of_last_slice(tables, rows, "end_reason").where(rows["ends_on"].notna()), "care_episodes.end_reason"
    )
    times_away(filling)
    return_interviews(filling)
    current_or_last(filling, rows["ends_on"].notna())
    return filling


def unaccompanied(asking: Asking, months: int = 0) -> pd.Index:
    """child_ids that are, or (months) were at any time in so many months, unaccompanied asylum-seeking children."""
    rows = asking.tables.optional("immigration_statuses")
    says = rows["immigration_status"].str.contains(r"\bUASC\b|unaccompanied", case=False, regex=True).fillna(False).astype(bool)
    held = rows[says & (~(rows["to_on"] < asking.back(months)) if months else rows["to_on"].isna())]
    return pd.Index(held["child_id"].dropna().unique())


def _second_period(asking: Asking, periods: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Was the child in care before this period, at any time in the twelve months to the day?"""
    other = periods[~(periods["ends_on"] < asking.back(12)) & periods["ends_on"].notna()]
    other = other[["child_id", "care_id", "ends_on"]].rename(columns={"care_id": "other_id"})
    both = matched(rows[["care_id", "child_id", "starts_on"]], other, on="child_id")
    before = both[(both["care_id"] != both["other_id"]) & (both["ends_on"] <= both["starts_on"])]
    return flagged(rows["care_id"].isin(before["care_id"]))


def _slices(tables: Tables) -> pd.DataFrame:
    rows = tables.optional("care_episodes")
    return rows.assign(care_id=rows["care_id"].fillna(rows["episode_id"]))


def _of_last_slice(tables: Tables, rows: pd.DataFrame, column: str) -> pd.Series:
    """What the latest 903 episode of each period says."""
    last = _slices(tables).sort_values(["care_id", "started_on", "episode_id"], na_position="first", kind="stable")
    return looked_up(rows["care_id"], last.drop_duplicates("care_id", keep="last").set_index("care_id")[column])


def _legal_status(filling: Filling) -> None:
    asking, rows = filling.asking, filling.rows
    needs = ("legal_statuses.legal_status", "legal_statuses.started_on", "legal_statuses.ended_on")

    def found() -> pd.DataFrame:
        return placements.legal_status_on(asking.tables, rows["child_id"], rows["ends_on"].fillna(asking.today))

    filling.take("legal_status_on", lambda: found()["status_from"].astype(DATES), *needs)
    filling.take("legal_status", lambda: found()["legal_status"], *needs)


def _last_events(filling: Filling) -> None:
    """The latest review held, visit at which the child was seen, contact of the reviewing officer, and health and dental check."""
    tables, rows = filling.asking.tables, filling.rows

    def last_of(events: pd.DataFrame) -> pd.Series:
        held = visits.joined_to(events[events["counts"].fillna(False).astype(bool)], rows, "care_id")
        return looked_up(rows["care_id"], held.groupby("care_id")["on"].max()).astype(DATES)

    def checked(kind: str) -> pd.Series:
        done = tables.optional("health_checks")
        done = done[done["check_type"].eq(kind).fillna(False) & done["check_status"].fillna("COMPLETED").eq("COMPLETED")]
        return looked_up(filling.rows["child_id"], done.dropna(subset="child_id").groupby("child_id")["checked_on"].max()).astype(DATES)

    filling.take("reviewed_on", lambda: last_of(reviews.held(tables, "care_reviews", "care_id")), "care_reviews.held_on")
    filling.take(
        "visited_on", lambda: last_of(visits.visit_events(tables, "care_visits", record_key="care_id")),
        "care_visits.visited_on", "care_visits.child_seen",
    )  # fmt: skip
    filling.take("permanence_plan", lambda: _permanence_plan(filling), "care_plans.permanence_plan")
    contact = _slices(tables).groupby("care_id")["last_reviewing_officer_contact_on"].max()
    needs = "care_episodes.last_reviewing_officer_contact_on"
    filling.take("reviewing_officer_on", lambda: looked_up(rows["care_id"], contact).astype(DATES), needs)
    filling.take("health_on", lambda: checked("HEALTH"), "health_checks.checked_on", "health_checks.check_type")
    filling.take("dental_on", lambda: checked("DENTAL"), "health_checks.checked_on", "health_checks.check_type")


def _permanence_plan(filling: Filling) -> pd.Series:
    """The plan of each child's latest open care plan; blank where it names none, or more than one."""
    plans = filling.asking.tables.optional("care_plans")
    plans = plans[plans["ended_on"].isna()].dropna(subset="child_id")
    plans = plans.sort_values(["child_id", "started_on", "care_plan_id"], na_position="first", kind="stable")
    last = plans.drop_duplicates("child_id", keep="last").set_index("child_id")["permanence_plan"]
    child = filling.rows["child_id"]
    chosen = looked_up(child, last.map(_chosen).astype("string"))
    filling.note("permanence_plan", int(chosen.eq("?").sum()), "The care plan cannot be read, or names more than one plan for the child.")
    return chosen.mask(chosen.eq("?").fillna(False).astype(bool))


def _chosen(plan: str | None) -> str | None:
    """One plan in our words, None where none is chosen, ? where it cannot be told."""
    if plan is None or pd.isna(plan):
        return None
    try:
        said = json.loads(plan)
    except ValueError:
        return "?"
    if not isinstance(said, dict):
        return "?"
    chosen = {PERMANENCE.get(name, "?") for name, value in said.items() if str(value).strip().upper() in ("Y", "YES", "TRUE", "1")}
    return None if not chosen else chosen.pop() if len(chosen) == 1 else "?"


def _homes(filling: Filling) -> None:
    """The number of placements in twelve months, and the most recent one."""
    asking, rows = filling.asking, filling.rows
    tables = asking.tables
    filling.take("placements_in_12_months", lambda: _placements_in_12_months(asking, rows), "placements.started_on", "placements.ended_on")

    def home() -> pd.DataFrame:
        inside = placements.placements_in_care(tables, current=False)
        inside = inside.assign(open=inside["ends_on"].isna())
        inside = inside.sort_values(["care_id", "open", "starts_on", "placement_id"], na_position="first", kind="stable")
        return inside.drop_duplicates("care_id", keep="last").set_index("care_id")

    filling.take("placed_on", lambda: looked_up(rows["care_id"], home()["starts_on"]).astype(DATES), "placements.started_on")
    for name in ("placement_type", "provider", "postcode", "urn"):
        filling.take(name, partial(_of, home, name, rows["care_id"]), f"placements.{name}")
    filling.take("location", lambda: _location(tables, looked_up(rows["care_id"], home()["placement_id"])), "placement_details.inside_area")
    filling.blank("council", "No source holds the council of the placement; the postcode says where it is.")


def _of(home: Callable[[], pd.DataFrame], column: str, care_id: pd.Series) -> pd.Series:
    return looked_up(care_id, home()[column])


def _placements_in_12_months(asking: Asking, rows: pd.DataFrame) -> pd.Series:
    """As LAS-01 counts: a day or longer, a change of carer, open at some time in the twelve months to the day; at least 1."""
    stays = placements.stays(asking.tables)
    a_day_or_more = stays["ended_on"].isna() | (stays["ended_on"] > stays["started_on"])
    counted = stays[stays["started_on"].notna() & a_day_or_more & ~(stays["ended_on"] <= asking.back(12)) & ~stays["continues"]]
    return looked_up(rows["child_id"], counted.groupby("child_id").size()).fillna(0).astype("Int64").clip(lower=1)


def _location(tables: Tables, placement_id: pd.Series) -> pd.Series:
    details = tables.optional("placement_details").drop_duplicates("placement_id").set_index("placement_id")["inside_area"]
    return looked_up(placement_id, details).map({True: "in", False: "out"}).astype("string")
