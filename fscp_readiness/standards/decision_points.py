"""The points at which a manager decides: accept, assess, section 47, conference, step down, close; and the decision that goes with each."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, matched
from fscp_readiness.vocabulary import Reason

from . import populations
from .asked import Asked


def decision_points(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every such event of the last six months (``asked.since`` on), and those of work still open whose day is blank. One row an event.

    accept      a referral taken further            (referrals)             close      its episode closed
    assess      an assessment begun                 (assessments)           step_down  a plan of this council ended, the child neither
    s47         a section 47 enquiry begun          (section_47_enquiries)             in care nor closed that day (cp_plans)
    conference  an initial conference held, those of children moving in from another council left out (initial_conferences)
    Columns: record_table, record_id, child_id, kind, starts_on, event_field ("table.column" of its day).
    """
    referrals = populations.episodes(tables)
    conferences = tables.initial_conferences
    conferences = conferences[conferences["held_on"].notna() & ~conferences["transfer_in"].fillna(False).astype(bool)]
    parts = [
        _events(tables, "referrals", referrals, "received_on", "accept", referrals["closed_on"].isna()),
        _events(tables, "referrals", referrals[referrals["closed_on"].notna()], "closed_on", "close"),
        _events(tables, "assessments", tables.assessments, "started_on", "assess", tables.assessments["authorised_on"].isna()),
        _events(
            tables, "section_47_enquiries", tables.section_47_enquiries, "started_on", "s47", tables.section_47_enquiries["ended_on"].isna()
        ),
        _events(tables, "initial_conferences", conferences, "held_on", "conference"),
        _events(tables, "cp_plans", _stepped_down(tables, referrals), "ended_on", "step_down"),
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows[rows["starts_on"].between(asked.since, asked.today) | (rows["starts_on"].isna() & rows["running"])].reset_index(drop=True)


def with_decisions(rows: pd.DataFrame, tables: Tables, days: int) -> pd.DataFrame:
    """Decision points with ``decided`` (a decision of that type, of that child, within so many days either side of the event), and
    ``perhaps`` (one whose type or day is not known could be it) with perhaps_field and perhaps_reason.
    """
    made = tables.management_decisions[["decision_id", "child_id", "decided_on", "decision_type"]]
    pairs = matched(rows[["child_id", "kind", "starts_on"]].reset_index(names="point"), made, on="child_id")
    near = (pairs["decided_on"] - pairs["starts_on"]).abs() <= pd.Timedelta(days=days)
    no_day, no_type = pairs["decided_on"].isna(), pairs["decision_type"].isna()
    same = pairs["decision_type"].eq(pairs["kind"]).fillna(False).astype(bool)
    decided = pairs[same & near]["point"]
    by_day = pairs[same & (no_day | pairs["starts_on"].isna())]["point"]
    by_type = pairs[no_type & (near | no_day | pairs["starts_on"].isna())]["point"]
    unreadable = pairs[pairs["decision_id"].isin(_unreadable(tables))]["point"]
    no_event_day = rows["starts_on"].isna()
    field = pd.Series("management_decisions.decided_on", index=rows.index, dtype="string")
    reason = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string")
    return rows.assign(
        decided=rows.index.isin(decided),
        perhaps=rows.index.isin(by_day) | rows.index.isin(by_type),
        perhaps_field=field.mask(rows.index.isin(by_type), "management_decisions.decision_type").mask(no_event_day, rows["event_field"]),
        perhaps_reason=reason.mask(rows.index.isin(unreadable) & ~no_event_day, str(Reason.UNREADABLE_VALUE)),
    )


def _unreadable(tables: Tables) -> frozenset[str]:
    return tables.unreadable_keys("management_decisions", "decided_on") | tables.unreadable_keys("management_decisions", "decision_type")


def _events(tables: Tables, name: str, rows: pd.DataFrame, column: str, kind: str, running: pd.Series | None = None) -> pd.DataFrame:
    own = {"referrals": "referral_id", "assessments": "assessment_id", "section_47_enquiries": "enquiry_id",
           "initial_conferences": "conference_id", "cp_plans": "plan_id"}[name]  # fmt: skip
    return pd.DataFrame(
        {
            "record_table": pd.Series(tables.output_name(name), index=rows.index, dtype="string"),
            "record_id": rows[own],
            "child_id": rows["child_id"],
            "kind": pd.Series(kind, index=rows.index, dtype="string"),
            "starts_on": rows[column].astype(DATES),
            "event_field": pd.Series(f"{name}.{column}", index=rows.index, dtype="string"),
            "running": False if running is None else running,
        }
    )


def _stepped_down(tables: Tables, episodes: pd.DataFrame) -> pd.DataFrame:
    plans = populations.cp_plans(tables)
    plans = plans[plans["ended_on"].notna() & plans["child_id"].notna()].drop(columns=["starts_on", "ends_on"])
    care = populations.periods_of_care(tables)
    care = care[~care["short_break"]][["child_id", "starts_on", "ends_on"]]
    cared = matched(plans[["plan_id", "child_id", "ended_on"]], care, on="child_id")
    cared = cared[~(cared["starts_on"] > cared["ended_on"]) & ~(cared["ends_on"] < cared["ended_on"])]
    open_then = matched(plans[["plan_id", "child_id", "ended_on"]], episodes[["child_id", "received_on", "closed_on"]], on="child_id")
    open_then = open_then[~(open_then["received_on"] > open_then["ended_on"]) & ~(open_then["closed_on"] <= open_then["ended_on"])]
    return plans[plans["plan_id"].isin(open_then["plan_id"]) & ~plans["plan_id"].isin(cared["plan_id"])]


def of_their_points(tables: Tables, asked: Asked, days: int) -> pd.DataFrame:
    """Manager's decisions with the decision point (``decision_points``) of that kind and child that lies nearest, within so many days.

    Of two points equally near the earlier, of one day the lower id. Columns of management_decisions, point (the same for all decisions on
    one event) and starts_on (the day of the event). Left out: a decision whose own day or kind, or the day of its event, is not known.
    """
    points = decision_points(tables, asked)[["child_id", "kind", "starts_on", "record_id"]]
    points = points.dropna(subset=["child_id", "starts_on"]).reset_index(names="point")
    made = tables.management_decisions.dropna(subset=["decided_on"])
    pairs = matched(made, points, left_on=["child_id", "decision_type"], right_on=["child_id", "kind"])
    pairs = pairs.assign(apart=(pairs["decided_on"].dt.normalize() - pairs["starts_on"].dt.normalize()).abs())
    near = pairs[pairs["apart"] <= pd.Timedelta(days=days)].sort_values(["decision_id", "apart", "starts_on", "record_id"], kind="stable")
    return near.drop_duplicates("decision_id").drop(columns=["apart", "kind", "record_id"]).reset_index(drop=True)
