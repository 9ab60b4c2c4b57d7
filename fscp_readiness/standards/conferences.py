"""Which initial child protection conference a plan came from."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, matched


def plans_with_conferences(tables: Tables) -> pd.DataFrame:
    """Plans and the conferences they came from, one row a pair: plan_id, conference_id, child_id, started_on, held_on (dates).

    They belong together where either names the other; where the plan names no conference that is there, and no conference names the
    plan, by child and day: the conference held on the day the plan began.
    """
    plans = tables.cp_plans[["plan_id", "conference_id", "child_id", "started_on"]]
    held = tables.initial_conferences[["conference_id", "plan_id", "child_id", "held_on"]]
    named = matched(plans, held[["conference_id", "held_on"]], on="conference_id")
    naming = matched(plans.drop(columns="conference_id"), held[["conference_id", "plan_id", "held_on"]], on="plan_id")
    keyed = pd.concat([named, naming], ignore_index=True).drop_duplicates(["plan_id", "conference_id"])
    loose = plans[~plans["plan_id"].isin(keyed["plan_id"])].drop(columns="conference_id").dropna(subset=["child_id", "started_on"])
    free = held[~held["conference_id"].isin(keyed["conference_id"])].drop(columns="plan_id")
    same_day = matched(loose, free, left_on=["child_id", "started_on"], right_on=["child_id", "held_on"])
    return pd.concat([keyed, same_day], ignore_index=True)
