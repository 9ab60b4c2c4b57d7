"""Lists 4 and 5: assessments, and section 47 enquiries with the conferences they led to; one row an event."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.standards import enquiries
from fscp_readiness.tables import DATES, looked_up

from .allocated import own
from .asking import Asking, Filling, about_children, begin, yes_no
from .front_door import before_the_latest, in_window


def assessments(asking: Asking) -> Filling:
    """List 4: assessments begun or authorised in the window, and every open one."""
    rows = asking.tables.assessments
    rows = rows[rows["authorised_on"].isna() | (rows["authorised_on"] >= asking.since(4)) | (rows["started_on"] >= asking.since(4))]
    filling = begin(asking, 4, rows, "assessments")
    kept = filling.rows
    about_children(filling)
    filling.take("started_on", lambda: kept["started_on"], "assessments.started_on")
    filling.take("child_seen", lambda: yes_no(kept["child_seen"]).fillna("unknown"), "assessments.child_seen")
    filling.take("authorised_on", lambda: kept["authorised_on"], "assessments.authorised_on")
    needed = "assessments.no_further_action"
    filling.take("needs_support", lambda: yes_no(~kept["no_further_action"]).where(kept["authorised_on"].notna()), needed)
    own(filling, "assessments")
    return filling


def section_47(asking: Asking) -> Filling:
    """List 5: section 47 enquiries begun in the window, those not yet decided too.

    A conference is unnecessary where the enquiry ended in no further action and none was held; it is not where the child was on a plan
    already, or one was held.
    """
    tables = asking.tables
    every = tables.section_47_enquiries
    every = every.assign(starts_on=every["started_on"])
    filling = begin(asking, 5, in_window(asking, 5, every, "started_on"), "section 47 enquiries")
    kept = filling.rows
    about_children(filling)
    filling.take("started_on", lambda: kept["started_on"], "section_47_enquiries.started_on")
    has_conferences = tables.holds("initial_conferences")
    led_to = _conferences(asking, every) if has_conferences else pd.DataFrame({"conference_id": [], "held_on": [], "led_to_plan": []})
    held_on = looked_up(kept["enquiry_id"], led_to["held_on"]).astype(DATES)
    on_plan = enquiries.already_on_plan(tables, kept)[0] if tables.holds("cp_plans") else pd.Series(False, index=kept.index)

    def unnecessary() -> pd.Series:
        said = kept["no_further_action"].astype("boolean")
        return yes_no(said.mask(held_on.notna() | on_plan, False))

    filling.take("conference_unnecessary", unnecessary, "section_47_enquiries.no_further_action")
    filling.take("conference_on", lambda: held_on, "initial_conferences.held_on")
    plan = looked_up(kept["enquiry_id"], led_to["led_to_plan"])
    filling.take("led_to_plan", lambda: yes_no(plan).where(held_on.notna()), "initial_conferences.led_to_plan")
    again = before_the_latest(every, "started_on", "enquiry_id", every, "started_on", "enquiry_id")
    filling.take("enquiries_in_12_months", lambda: looked_up(kept["child_id"], again).fillna(0).astype("Int64"))
    filling.take("conferences_in_12_months", lambda: _earlier_conferences(asking, every, led_to, kept), "initial_conferences.held_on")
    own(filling, "section_47_enquiries")
    filling.note("", int(every["started_on"].isna().sum()), "Enquiries without a day that can be read are not on the list.")
    return filling


def _conferences(asking: Asking, every: pd.DataFrame) -> pd.DataFrame:
    """enquiry_id -> the conference it led to: conference_id, held_on, led_to_plan."""
    found, _ = enquiries.conferences(asking.tables, every)
    found = found.drop_duplicates("enquiry_id").set_index("enquiry_id")[["conference_id", "held_on"]]
    flags = asking.tables.optional("initial_conferences").drop_duplicates("conference_id").set_index("conference_id")["led_to_plan"]
    return found.assign(led_to_plan=looked_up(found["conference_id"], flags))


def _earlier_conferences(asking: Asking, every: pd.DataFrame, led_to: pd.DataFrame, kept: pd.DataFrame) -> pd.Series:
    """Conferences of each child in the twelve months before its latest enquiry, without the one that enquiry led to."""
    last = every.dropna(subset=["child_id", "started_on"]).sort_values(["child_id", "started_on", "enquiry_id"], kind="stable")
    last = last.drop_duplicates("child_id", keep="last")
    its_own = looked_up(last["enquiry_id"], led_to["conference_id"]).dropna()
    held = asking.tables.optional("initial_conferences")
    held = held[~held["conference_id"].isin(its_own)]
    before = before_the_latest(last, "started_on", "enquiry_id", held, "held_on", "conference_id")
    return looked_up(kept["child_id"], before).fillna(0).astype("Int64")
