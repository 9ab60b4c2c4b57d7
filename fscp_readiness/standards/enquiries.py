"""Section 47 enquiries: the episode each belongs to, the conference each led to, and whether the child was seen."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched, once_a_night
from fscp_readiness.vocabulary import Reason

from . import clocks, populations, visits
from .asked import Asked

VISITS = ("cin_visits", "cp_visits", "care_visits")


def of_episodes(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Enquiries with starts_on, start_field and, where the source says which episode each belongs to, ends_on: the day that closed.

    Live: only those whose episode is open. Raises TableAbsent (live) where the source holds no referrals.
    """
    rows = tables.section_47_enquiries
    rows = rows.assign(starts_on=rows["started_on"], start_field="section_47_enquiries.started_on")
    if not asked.live and not (tables.holds("section_47_enquiries", "referral_id") and tables.holds("referrals")):
        return rows
    rows = with_episode_end(rows, tables)
    return populations.open_on(rows, "ends_on") if asked.live else rows


def with_episode_end(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """``rows`` (referral_id) with ends_on: the day the episode closed; blank while it is open, and where no episode is named."""
    closed = tables.referrals.drop_duplicates("referral_id").set_index("referral_id")["closed_on"]
    return rows.assign(ends_on=looked_up(rows["referral_id"], closed).astype(DATES))


def running(tables: Tables, enquiries: pd.DataFrame) -> pd.Series:
    """Enquiries without an end; where the source holds no ends (Annex A), those not ended as needing nothing further."""
    if tables.holds("section_47_enquiries", "ended_on"):
        return enquiries["ended_on"].isna()
    if tables.holds("section_47_enquiries", "no_further_action"):
        return ~enquiries["no_further_action"].fillna(False).astype(bool)
    return pd.Series(True, index=enquiries.index)


def conferences(tables: Tables, enquiries: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The conference of each enquiry, best first, and the enquiries whose conference was a transfer in.

    By enquiry_id; where that is blank, by child: to the latest enquiry begun by the day it was held. An enquiry still without one
    takes the child's first conference on or after its start. A conference on or after the start goes before one dated earlier.
    """
    conferences = tables.initial_conferences
    if "enquiry_id" not in conferences:
        conferences = conferences.assign(enquiry_id=pd.Series(pd.NA, index=conferences.index, dtype="string"))
    moved_in = conferences["transfer_in"].fillna(False).astype(bool) if "transfer_in" in conferences else False
    moved_in = pd.Series(moved_in, index=conferences.index)
    transferred = conferences[moved_in]["enquiry_id"].dropna()
    conferences = conferences[~moved_in]
    starts = enquiries[["enquiry_id", "child_id", "starts_on"]].drop_duplicates("enquiry_id")
    keyed = matched(conferences[["enquiry_id", "conference_id", "held_on"]], starts, on="enquiry_id")
    loose = conferences[conferences["enquiry_id"].isna() & conferences["child_id"].notna()][["child_id", "conference_id", "held_on"]]
    loose = matched(loose, starts, on="child_id")
    loose = loose[~(loose["held_on"] < loose["starts_on"])]
    latest = loose.sort_values(["starts_on", "enquiry_id"], na_position="first", kind="stable").drop_duplicates(
        "conference_id", keep="last"
    )
    given = pd.concat([keyed, latest], ignore_index=True)
    still_open = enquiries[running(tables, enquiries)]["enquiry_id"]
    spare = loose[loose["enquiry_id"].isin(still_open) & ~loose["enquiry_id"].isin(given["enquiry_id"])]
    given = pd.concat([given, spare], ignore_index=True)
    given["before"] = (given["held_on"] < given["starts_on"]).astype(bool)
    return given.sort_values(["enquiry_id", "before", "held_on", "conference_id"], kind="stable"), transferred


def already_on_plan(tables: Tables, enquiries: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Whether the child was on a plan when the enquiry began; and whether, a day being blank, the child may have been."""
    plans = populations.cp_plans_with_temporary(tables)[["child_id", "starts_on", "ends_on"]]
    plans = plans.rename(columns={"starts_on": "plan_from", "ends_on": "plan_to"})
    both = matched(enquiries[["enquiry_id", "child_id", "starts_on"]], plans, on="child_id")
    sure = (both["plan_from"] < both["starts_on"]) & ~(both["plan_to"] <= both["starts_on"])
    perhaps = both["plan_from"].isna() & ~(both["plan_to"] <= both["starts_on"]) & both["starts_on"].notna()
    found = enquiries["enquiry_id"]
    return found.isin(both[sure]["enquiry_id"]), found.isin(both[perhaps]["enquiry_id"])


@once_a_night
def seen_events(tables: Tables, from_age: int) -> pd.DataFrame:
    """Every visit to a child as an event: child_id, on, counts, reason, field.

    counts is True where the child was seen and, from ``from_age`` (years) on, seen alone. A child recorded as not yet speaking need
    not be alone. NA where seen or alone is blank, unreadable or contradicted, or where a blank date of birth decides it.
    """
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    needs = tables.optional("communication_needs")
    no_speech = needs[needs["pre_speech"].fillna(False).astype(bool)]["child_id"]
    parts = []
    for name in VISITS:
        if name == VISITS[0] or tables.holds(name):
            events = visits.visit_events(tables, name)
            alone = tables.get(name).drop_duplicates("visit_id").set_index("visit_id")["seen_alone"]
            unread = events["visit_id"].isin(tables.unreadable_keys(name, "seen_alone"))
            parts.append(events.assign(alone=looked_up(events["visit_id"], alone).astype("boolean"), unread=unread, table=name))
    events = pd.concat(parts, ignore_index=True)
    grown_on = clocks.add_months(looked_up(events["child_id"], people["born_on"]), 12 * from_age)
    old_enough = (events["on"] >= grown_on).astype("boolean").mask(grown_on.isna() | events["on"].isna())
    old_enough = old_enough.mask(events["child_id"].isin(no_speech), False)
    enough = events["alone"] | ~old_enough
    blank = events["counts"].fillna(False).astype(bool) & enough.isna()
    events.loc[blank, "reason"] = pd.Series(str(Reason.BLANK_FIELD), index=events.index).mask(
        events["unread"], str(Reason.UNREADABLE_VALUE)
    )
    events.loc[blank, "field"] = events["table"] + ".seen_alone"
    no_age = events["counts"].fillna(False).astype(bool) & enough.isna() & events["alone"].eq(False).fillna(False).astype(bool)
    events.loc[no_age, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "people.born_on"]
    return events.assign(counts=events["counts"] & enough)[["child_id", "on", "counts", "reason", "field"]]
