"""List 6: everybody who received, or was assessed for, a social care service: one row a child, the latest episode of need."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.standards import populations, visits
from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up, table

from .allocated import current_or_last
from .asking import Asking, Filling, about_children, begin

AFTER_ASSESSMENT = ("RC8", "RC9")
"""Closed after assessment with no further action (or referred to early help): Ofsted does not need these here."""

FOUND_IN_NEED = (
    "The case is open and an assessment found the child in need, and no plan is open: none of Ofsted's statuses is true of it. "
    "CIN-01 asks for the plan."
)
OPEN_FOR_NOTHING = (
    "The case is open, and no plan, assessment or period of care is: none of Ofsted's statuses is true of it. "
    "CIN-05 asks what it is open for."
)

IN_CARE, CP_PLAN, CIN_PLAN, ASSESSMENT, NEED, SHORT_BREAK = "in_care", "cp_plan", "cin_plan", "open_assessment", "need", "short_break"


def services(tables: Tables) -> pd.DataFrame:
    """Every time a child had a service or was being assessed for one: child_id, service, starts_on, ends_on (NaT while it lasts).

    service  in_care, short_break, cp_plan (another council's temporary one too), cin_plan, open_assessment (until authorised) or need
             (from an authorised assessment that did not end in no further action until the episode closes)
    """
    parts = []
    if tables.holds("care_episodes"):
        care = populations.periods_of_care(tables)
        parts.append(care.assign(service=care["short_break"].map({True: SHORT_BREAK, False: IN_CARE})))
    if tables.holds("cp_plans"):
        parts.append(populations.cp_plans_with_temporary(tables).assign(service=CP_PLAN))
    if tables.holds("cin_plans"):
        plans = tables.optional("cin_plans")
        parts.append(plans.assign(service=CIN_PLAN, starts_on=plans["started_on"], ends_on=plans["ended_on"]))
    if tables.holds("assessments"):
        done = tables.optional("assessments")
        parts.append(done.assign(service=ASSESSMENT, starts_on=done["started_on"], ends_on=done["authorised_on"]))
        found = done[done["authorised_on"].notna() & ~done["no_further_action"].fillna(False).astype(bool)]
        closings = tables.optional("referrals").drop_duplicates("referral_id").set_index("referral_id")
        found = found[found["referral_id"].isin(closings.index)]
        ends = looked_up(found["referral_id"], closings["closed_on"])
        parts.append(found.assign(service=NEED, starts_on=found["authorised_on"], ends_on=ends))
    if not parts:
        raise TableAbsent("cin_plans")
    columns = ["child_id", "service", "starts_on", "ends_on"]
    every = pd.concat([part[columns].astype({"starts_on": DATES, "ends_on": DATES}) for part in parts], ignore_index=True)
    return every.astype({"child_id": "string", "service": "string"})


def latest_episodes(asking: Asking) -> pd.DataFrame:
    """The latest episode of need of each child that is open or closed in the window: an open one before a closed one, then the later."""
    rows = populations.episodes(asking.tables)
    rows = rows[rows["child_id"].notna() & ~(rows["closed_on"] < asking.since(6))]
    rows = rows.assign(open=rows["closed_on"].isna())
    rows = rows.sort_values(["child_id", "open", "received_on", "referral_id"], na_position="first", kind="stable")
    return rows.drop_duplicates("child_id", keep="last")


def children_in_need(asking: Asking) -> Filling:
    """List 6. Left out: care leavers and referrals alone, and cases closed after assessment with nothing else in the window."""
    tables = asking.tables
    served = services(tables)
    served = served[~(served["ends_on"] < asking.since(6))]
    episodes = latest_episodes(asking).set_index("child_id")
    rows = pd.DataFrame({"child_id": served["child_id"].drop_duplicates().sort_values()}).reset_index(drop=True)
    beyond = served[~served["service"].isin([ASSESSMENT])]["child_id"]
    nothing_more = looked_up(rows["child_id"], _optional(episodes, "close_reason")).isin(AFTER_ASSESSMENT) & ~rows["child_id"].isin(beyond)
    filling = begin(asking, 6, rows[~nothing_more], "services")
    child = filling.rows["child_id"]
    closed_on = looked_up(child, episodes["closed_on"]).astype(DATES)
    status = _status(child, served, closed_on)
    about_children(filling)
    filling.take("started_on", lambda: looked_up(child, episodes["received_on"]).astype(DATES), "referrals.received_on")
    filling.take("primary_need", lambda: looked_up(child, episodes["primary_need"]), "referrals.primary_need")
    filling.take("last_seen_on", lambda: last_seen(tables, child))
    filling.take("closed_on", lambda: closed_on, "referrals.closed_on")
    filling.take("close_reason", lambda: looked_up(child, episodes["close_reason"]).where(closed_on.notna()), "referrals.close_reason")
    filling.take("case_status", lambda: status)
    current_or_last(filling, status.eq("closed").fillna(False).astype(bool))
    in_need = child.isin(served[served["service"].eq(NEED) & served["ends_on"].isna()]["child_id"])
    filling.note("case_status", int((status.isna() & in_need).sum()), FOUND_IN_NEED)
    filling.note("case_status", int((status.isna() & ~in_need).sum()), OPEN_FOR_NOTHING)
    unserved = "Open cases without an assessment, a plan or care in the window are not on the list."
    filling.note("", _open_and_never_served(asking, child), unserved)
    filling.note("started_on", int((~child.isin(episodes.index)).sum()), "No episode of need of the child is open or closed in the window.")
    for name in ("care_episodes", "cp_plans", "cin_plans", "assessments"):
        if not tables.holds(name):
            filling.note("", len(child), f"The source holds no {table(name).source}: children known by it alone are not on the list.")
    return filling


def _status(child: pd.Series, served: pd.DataFrame, closed_on: pd.Series) -> pd.Series:
    """The first that applies: in care, child protection plan, closed, child in need plan, open assessment; blank where none does."""
    going_on = served[served["ends_on"].isna()]
    has = {
        service: child.isin(going_on[going_on["service"].eq(service)]["child_id"]) for service in (IN_CARE, CP_PLAN, CIN_PLAN, ASSESSMENT)
    }
    status = pd.Series(pd.NA, index=child.index, dtype="string")
    status = status.mask(has[ASSESSMENT], "open_assessment").mask(has[CIN_PLAN], "cin_plan").mask(closed_on.notna(), "closed")
    return status.mask(has[CP_PLAN], "cp_plan").mask(has[IN_CARE], "in_care")


def _open_and_never_served(asking: Asking, listed: pd.Series) -> int:
    """Children with an open episode who are not on the list: a referral alone. Restricted ones are counted elsewhere."""
    named = populations.open_episodes(asking.tables)["child_id"].dropna().drop_duplicates()
    named = named[~about_restricted(named, asking.tables)]
    return int((~named.isin(listed)).sum())


def last_seen(tables: Tables, child: pd.Series) -> pd.Series:
    """The last day each child was seen on a visit of any kind; a visit that does not say so does not count."""
    seen = [
        events[events["counts"].fillna(False).astype(bool)][["child_id", "on"]]
        for name in ("cin_visits", "cp_visits", "care_visits")
        if tables.holds(name, "child_seen") and tables.holds(name, "visited_on")
        for events in [visits.visit_events(tables, name)]
    ]
    if not seen:
        return pd.Series(pd.NaT, index=child.index).astype(DATES)
    every = pd.concat(seen, ignore_index=True).dropna()
    return looked_up(child, every.groupby("child_id")["on"].max()).astype(DATES)


def _optional(frame: pd.DataFrame, column: str) -> pd.Series:
    return frame[column] if column in frame else pd.Series(pd.NA, index=frame.index, dtype="string")
