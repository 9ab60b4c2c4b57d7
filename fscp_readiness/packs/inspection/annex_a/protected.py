"""List 7: child protection plans of this council, open or ended in the window: one row a child, the latest plan."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.standards import populations, reviews, visits
from fscp_readiness.tables import DATES, Tables, looked_up

from .allocated import current_or_last
from .asking import Asking, Filling, about_children, begin, flagged, yes_no

EMERGENCY = ("L1", "L2")
"""Police protection and emergency protection orders, by legal status."""


def child_protection(asking: Asking) -> Filling:
    """List 7. Another council's temporary plans are left out. Of a child's plans an open one comes before an ended one, then the later."""
    tables = asking.tables
    plans = populations.cp_plans(tables)
    plans = plans[~(plans["ends_on"] < asking.since(7))].assign(open=plans["ends_on"].isna())
    plans = plans.sort_values(["child_id", "open", "starts_on", "plan_id"], na_position="first", kind="stable")
    nameless = plans[plans["child_id"].isna()]
    filling = begin(asking, 7, pd.concat([plans.dropna(subset="child_id").drop_duplicates("child_id", keep="last"), nameless]), "plans")
    rows = filling.rows
    about_children(filling)
    filling.take("started_on", lambda: rows["started_on"], "cp_plans.started_on")
    filling.take("initial_category", lambda: rows["initial_category"], "cp_plans.initial_category")
    filling.take("latest_category", lambda: rows["latest_category"], "cp_plans.latest_category")
    filling.take("visited_on", lambda: _last_visit(tables, rows)["on"], "cp_visits.visited_on", "cp_visits.child_seen")
    filling.take("seen_alone", lambda: _last_visit(tables, rows)["alone"], "cp_visits.seen_alone", "cp_visits.child_seen")
    filling.take("reviewed_on", lambda: _last_review(tables, rows), "cp_reviews.held_on")
    filling.take("ended_on", lambda: rows["ended_on"], "cp_plans.ended_on")
    filling.take("emergency_order", lambda: _emergency(asking, rows["child_id"]), "legal_statuses.legal_status")
    filling.take("earlier_plans", lambda: earlier_plans(tables, rows))
    current_or_last(filling, rows["ended_on"].notna())
    return filling


def earlier_plans(tables: Tables, rows: pd.DataFrame) -> pd.Series:
    """How many plans of this council came before each of these, as far back as the source goes; never blank."""
    before = populations.earlier_plans(tables, rows)
    before = before[before["sure"].fillna(False).astype(bool)]
    return looked_up(rows["plan_id"], before.groupby("plan_id")["other_id"].nunique()).fillna(0).astype("Int64")


def _last_visit(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """The last visit of each plan at which the child was, or may have been, seen: on, and whether alone (unknown where not sure)."""
    events = visits.joined_to(visits.visit_events(tables, "cp_visits", record_key="plan_id"), rows, "plan_id")
    events = events[events["plan_id"].isin(rows["plan_id"]) & events["on"].notna() & events["counts"].fillna(True).astype(bool)]
    given = tables.optional("cp_visits").drop_duplicates("visit_id").set_index("visit_id")["seen_alone"]
    sure = events["counts"].fillna(False).astype(bool)
    alone = yes_no(looked_up(events["visit_id"], given)).where(sure).fillna("unknown")
    last = events.assign(alone=alone).sort_values(["plan_id", "on", "visit_id"], kind="stable").drop_duplicates("plan_id", keep="last")
    last = last.set_index("plan_id")
    on, said = looked_up(rows["plan_id"], last["on"]).astype(DATES), looked_up(rows["plan_id"], last["alone"]).astype("string")
    return pd.DataFrame({"on": on, "alone": said})


def _last_review(tables: Tables, rows: pd.DataFrame) -> pd.Series:
    """The last review conference held of each plan, after the day it began."""
    events = visits.joined_to(reviews.held(tables, "cp_reviews", "plan_id"), rows, "plan_id")
    starts = rows.drop_duplicates("plan_id").set_index("plan_id")["starts_on"]
    events = events[events["counts"].fillna(False).astype(bool) & ~(events["on"] <= looked_up(events["plan_id"], starts))]
    return looked_up(rows["plan_id"], events.groupby("plan_id")["on"].max()).astype(DATES)


def _emergency(asking: Asking, child: pd.Series) -> pd.Series:
    rows = asking.tables.optional("legal_statuses")
    under = rows[rows["legal_status"].isin(EMERGENCY) & ~(rows["ended_on"] < asking.back(6))]
    return flagged(child.isin(under["child_id"].dropna()))
